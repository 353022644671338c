"""New submissions to arXiv, asked for once a day and kept until the next."""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.clock import today
from readlist.errors import FileError
from readlist.files import write_atomic
from readlist.lazy import lazy
from readlist.library.categories import searchable
from readlist.metadata import Author, Metadata
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist import arxiv_api
    from readlist.arxiv_api import Announcement, ArxivApi
    from readlist.arxiv_id import ArxivId
else:
    arxiv_api = lazy("readlist.arxiv_api")

_LARGEST = 64 << 20
"""Bytes of an answer that is kept; two thousand papers are 6 MB."""
MOST = 2000
"""Submissions looked at, as many as one answer of arXiv holds."""
_KEPT = 7 * 24 * 3600.0
"""Seconds for which an answer is useful offline."""
_WEEKEND = 4
"""Days to go back when the feed is empty: from Monday to Thursday's submissions."""


@dataclass(frozen=True, slots=True)
class NewcomersQuery:
    """Which submissions to ask for."""

    categories: tuple[str, ...] = ()
    query: str = ""
    """In arXiv's query language (https://info.arxiv.org/help/api/user-manual.html, 5.1)."""
    days: int | None = None
    """How far back; None for the latest announcement, or the newest matches of a query."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What arXiv answered."""

    papers: tuple[Metadata, ...]
    since: date
    """The day of the announcement, or the first day of the period."""
    asked: date
    """The day of the answer."""
    unknown: tuple[str, ...] = ()
    """The categories that arXiv does not have."""

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON values."""
        papers = [paper.to_json() for paper in self.papers]
        days = {"since": str(self.since), "asked": str(self.asked)}
        return {**days, "papers": papers, "unknown": list(self.unknown)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Newcomers":
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: The data is not of that form.
        """
        papers = tuple(Metadata.from_json(paper) for paper in data["papers"])
        since, asked = (date.fromisoformat(data[name]) for name in ("since", "asked"))
        return cls(papers, since, asked, tuple(map(str, data["unknown"])))


def ask(api: "ArxivApi", question: NewcomersQuery) -> Newcomers:
    """Ask arXiv: its feed for the latest announcement, its query interface for anything else.

    The feed is empty when nothing was announced, for example at weekends; then arXiv is asked for
    the submissions of the last days.

    Raises:
        UsageError: arXiv cannot read the query or knows none of the categories.
        ArxivError: arXiv could not be asked.
    """
    if question.query or question.days is not None:
        return _search(api, question)
    news, unknown = _announced(api, question.categories)
    if not news:
        known = tuple(name for name in question.categories if name not in unknown)
        return replace(_search(api, replace(question, categories=known)), unknown=unknown)
    days = [day for item in news if (day := _day(item.announced))]
    papers = tuple(map(_as_metadata, news))
    return Newcomers(papers, max(days, default=today()), today(), unknown)


def _announced(
    api: "ArxivApi", categories: Sequence[str]
) -> tuple[list["Announcement"], tuple[str, ...]]:
    """Return what was announced, each paper once, and the categories that arXiv does not have.

    One such category makes arXiv refuse all of them; then they are asked for one by one.

    Raises:
        UnknownCategoryError: arXiv has none of them.
    """
    try:
        return api.recent(categories), ()
    except arxiv_api.UnknownCategoryError:
        if len(categories) == 1:
            raise
    news: dict[ArxivId, Announcement] = {}
    unknown = []
    for name in categories:
        try:
            for item in api.recent([name]):
                news.setdefault(item.id, item)
        except arxiv_api.UnknownCategoryError:
            unknown.append(name)
    if len(unknown) == len(categories):
        raise arxiv_api.UnknownCategoryError(unknown)
    return list(news.values()), tuple(unknown)


def _search(api: "ArxivApi", question: NewcomersQuery) -> Newcomers:
    bounded = not question.query or question.days is not None
    since = today() - timedelta(days=question.days or _WEEKEND)
    parts = []
    if question.categories:
        names = " OR ".join(f"cat:{searchable(name)}" for name in question.categories)
        parts.append(f"({names})")
    if question.query:
        parts.append(f"({question.query})")
    if bounded:
        # Both bounds in full: arXiv does not accept an open one.
        parts.append(f"submittedDate:[{since:%Y%m%d}0000 TO {today():%Y%m%d}2359]")
    found = api.search(
        " AND ".join(parts),
        max_results=MOST if bounded else 200,
        sort=arxiv_api.ArxivSort.SUBMITTED,
    )
    oldest = min((paper.published[:10] for paper in found), default="")
    return Newcomers(tuple(found), since if bounded else _day(oldest) or since, today())


def _as_metadata(item: "Announcement") -> Metadata:
    """Return an announced paper; the feed does not give the day of submission."""
    return Metadata(
        id=item.id.base,
        version=item.id.version or 1,
        title=item.title,
        authors=tuple(Author(name) for name in item.authors),
        abstract=item.abstract,
        categories=item.categories,
        published="",
        updated=item.announced,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DayCache:
    """Answers in a file each; old ones are deleted when new ones come."""

    folder: Path

    def get(self, question: NewcomersQuery, *, stale: bool = False) -> Newcomers | None:
        """Return the answer to a question if it was asked today.

        Args:
            question: The question.
            stale: Whether an older answer counts.
        """
        kept = _load(self._path(question))
        return kept if kept and (stale or kept.asked == today()) else None

    def find(self, identifiers: Iterable[str]) -> dict[str, Metadata]:
        """Return what any answer says about papers."""
        wanted, found = set(identifiers), dict[str, Metadata]()
        for path in sorted(self.folder.glob("*.json")):
            kept = _load(path)
            found |= {p.id: p for p in kept.papers if p.id in wanted} if kept else {}
        return found

    def put(self, question: NewcomersQuery, answer: Newcomers) -> None:
        """Keep an answer; if that fails, it only costs another request."""
        text = json.dumps(answer.to_json(), ensure_ascii=False)
        try:
            self._drop_old()
            write_atomic(self._path(question), text.encode("utf-8", "replace"))
        except (FileError, OSError):
            return

    def _path(self, question: NewcomersQuery) -> Path:
        words = json.dumps([sorted(question.categories), question.query, question.days])
        return self.folder / f"{hashlib.sha256(words.encode()).hexdigest()[:16]}.json"

    def _drop_old(self) -> None:
        if not self.folder.is_dir():
            return
        for path in self.folder.glob("*.json"):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink(missing_ok=True)


def _load(path: Path) -> Newcomers | None:
    try:
        return Newcomers.from_json(json.loads(load_regular(path, _LARGEST)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
