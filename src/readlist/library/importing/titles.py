"""Looking titles up on arXiv: politely, cached, and going on where it stopped."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.files import write_atomic
from readlist.metadata import Metadata
from readlist.regular import load_regular
from readlist.title_match import Match, Verdict, Wanted, match, queries

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi

_LARGEST = 64 << 20
"""Bytes of answers that are kept."""
RESULTS = 20
"""Results of a search that are looked at: the right paper is among the first, rivals too."""
KEPT_DAYS = 30
"""How long an answer is good; titles seldom change, new papers with an old title hardly appear."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What arXiv knows under a title."""

    wanted: Wanted
    match: Match


class TitleSearch:
    """Searches arXiv by title; each answer is kept on disk as soon as it is there.

    Args:
        api: Asks arXiv.
        cache: The file that keeps answers; losing it only costs requests.
        today: The day, for the age of answers.
    """

    def __init__(self, api: "Callable[[], ArxivApi]", cache: Path, today: date) -> None:
        self._api = api
        self._path = cache
        self._today = today
        self._kept: dict[str, dict[str, object]] = self._load()

    def look_up(self, wanted: Sequence[Wanted]) -> Iterator[Answer]:
        """Yield what arXiv knows under each title, as it comes.

        Raises:
            ArxivError: arXiv could not be asked; answers before are kept.
        """
        for one in wanted:
            found: list[Metadata] = []
            answer = Match(Verdict.NONE)
            for query in queries(one.title):
                found += self._search(query)
                answer = match(one, found)
                if answer.verdict is Verdict.ACCEPT:
                    break
            yield Answer(one, answer)

    def _search(self, query: str) -> list[Metadata]:
        kept = self._kept.get(query)
        if kept is None:
            results = self._api().search(query, max_results=RESULTS)
            kept = {"day": self._today.isoformat(), "found": [m.to_json() for m in results]}
            self._kept[query] = kept
            write_atomic(self._path, json.dumps(self._kept, ensure_ascii=False).encode())
        found = kept["found"]
        assert isinstance(found, list)
        return [Metadata.from_json(data) for data in found]

    def _load(self) -> dict[str, dict[str, object]]:
        try:
            data = json.loads(load_regular(self._path, _LARGEST))
            return {query: kept for query, kept in data.items() if self._is_good(kept)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _is_good(self, kept: dict[str, object]) -> bool:
        age = (self._today - date.fromisoformat(str(kept["day"]))).days
        found = kept["found"]
        return 0 <= age < KEPT_DAYS and isinstance(found, list) and bool(_readable(found))


def _readable(found: list[object]) -> bool:
    for data in found:
        assert isinstance(data, dict)
        Metadata.from_json(data)
    return True
