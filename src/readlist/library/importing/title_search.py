"""Looking titles up at arXiv and Crossref: politely, cached, and going on where it stopped."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from readlist import sources
from readlist.errors import ServiceError
from readlist.files import write_atomic
from readlist.library.network import ArxivSearch
from readlist.metadata import Metadata
from readlist.regular import load_regular
from readlist.title_match import Wanted, plain

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi
    from readlist.sources import Access

_LARGEST = 64 << 20
"""Bytes of answers that are kept."""
KEPT_DAYS = 30
"""How long an answer is good; titles seldom change, new papers with an old title hardly appear."""


@dataclass(frozen=True, slots=True)
class TitleAnswer:
    """What is known under a title."""

    wanted: Wanted
    sure: Metadata | None = None
    """The paper itself, if that is sure."""
    offered: tuple[Metadata, ...] = ()
    """Papers that may be meant, the most similar first."""
    fault: ServiceError | None = None
    """Why it is not known: a service that could have known did not answer."""


class TitleLookup:
    """Looks papers up by title; each answer is kept on disk as soon as it is there.

    A service that does not answer is not asked again.

    Args:
        api: Gives what asks arXiv.
        access: Gives what may be used of the other services.
        cache: The file that keeps answers; losing it only costs requests.
        today: The day, for the age of answers.
    """

    def __init__(
        self,
        api: "Callable[[], ArxivApi]",
        access: "Callable[[], Access]",
        cache: Path,
        today: date,
    ) -> None:
        self._access = access
        self._path = cache
        self._today = today
        self._kept: dict[str, dict[str, object]] = self._load()
        self._search = ArxivSearch(api)

    def look_up(self, wanted: Sequence[Wanted]) -> Iterator[TitleAnswer]:
        """Yield what is known under each title, as it comes.

        Raises:
            FileError: What paces the requests cannot be written.
            UsageError: The settings for the services make no sense.
        """
        for one in wanted:
            kept = self._kept.get(_name(one))
            yield _answer(one, kept) if kept else self._asked(one)

    def _asked(self, wanted: Wanted) -> TitleAnswer:
        try:
            found = sources.search_title(
                wanted.title,
                self._access(),
                authors=wanted.authors,
                year=wanted.year,
                ask_arxiv=self._at_arxiv,
            )
        except ServiceError as error:
            return TitleAnswer(wanted, fault=error)
        if not found.troubles:
            self._keep(_name(wanted), [found.sure] if found.sure else [], found.offered)
        fault = None if found.sure else next(iter(found.troubles), None)
        return TitleAnswer(wanted, found.sure, found.offered, fault)

    def _at_arxiv(self, query: str) -> Sequence[Metadata]:
        kept = self._kept.get(query)
        if kept is None:
            kept = self._keep(query, [], self._search(query))
        return _papers(kept["offered"])

    def _keep(
        self, name: str, sure: Sequence[Metadata], offered: Sequence[Metadata]
    ) -> dict[str, object]:
        kept: dict[str, object] = {
            "day": self._today.isoformat(),
            "sure": [one.to_json() for one in sure],
            "offered": [one.to_json() for one in offered],
        }
        self._kept[name] = kept
        write_atomic(self._path, json.dumps(self._kept, ensure_ascii=False).encode())
        return kept

    def _load(self) -> dict[str, dict[str, object]]:
        try:
            data = json.loads(load_regular(self._path, _LARGEST))
            return {name: kept for name, kept in data.items() if self._is_good(kept)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _is_good(self, kept: dict[str, object]) -> bool:
        age = (self._today - date.fromisoformat(str(kept["day"]))).days
        _papers(kept["sure"]), _papers(kept["offered"])
        return 0 <= age < KEPT_DAYS


def _name(wanted: Wanted) -> str:
    first = wanted.authors[0] if wanted.authors else ""
    return f"{plain(wanted.title)}\n{plain(first)}\n{wanted.year or ''}"


def _answer(wanted: Wanted, kept: dict[str, object]) -> TitleAnswer:
    sure = _papers(kept["sure"])
    return TitleAnswer(wanted, sure[0] if sure else None, tuple(_papers(kept["offered"])))


def _papers(found: object) -> list[Metadata]:
    if not isinstance(found, list):
        raise TypeError
    return [Metadata.from_json(data) for data in found]
