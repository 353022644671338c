"""The rows of the screen: which papers of the list, in which order, under which headings. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, count, islice, pairwise
from operator import itemgetter, ne
from typing import Any, ClassVar

from readlist.folding import fold
from readlist.library.browsing.finding import Finder
from readlist.library.browsing.query import Query, parse_query
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.reading_list.filters import Holds

ORDERS = ("topic", "rank", "added", "published", "title", "due")
"""Orders of the rows; ``rank`` is the order that was given, or that of taste."""


_SAMPLE, _DUE = 200, 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names the theme of the papers below it."""

    id: ClassVar[str] = ""
    """Empty: it is not a paper."""
    theme: str
    """Empty for papers without a topic."""
    count: int
    """Papers below it."""
    read: int
    """Papers of the theme in the whole list that are read."""
    total: int
    """Papers of the theme in the whole list, without skipped ones."""


Row = Paper | Heading


class Listing:
    """Papers, and the rows that show some of them.

    Args:
        papers: The whole list, in the reader's order.
        holds: Tells what a paper has.
        shown: The statuses that are shown while the query names none; empty for all.
        given: Identifiers of the only papers to show, in the order of rank; None for the whole
            list.
        begun: Whether these are only the first papers; `replace_all` brings the others.
    """

    def __init__(
        self,
        papers: Iterable[Paper],
        holds: Holds,
        shown: frozenset[Status],
        given: Sequence[str] | None = None,
        *,
        begun: bool = False,
    ) -> None:
        self._holds = holds
        self.shown = shown
        self.rank: Mapping[str, int] = {one: place for place, one in enumerate(given or ())}
        """Identifier -> place in the order of rank."""
        self._only = None if given is None else frozenset(given)
        self.order = "topic" if given is None else "rank"
        self.backwards = False
        self.grouped = given is None
        self.line = ""
        """The query, as typed."""
        self._query = Query()
        self._kept: set[str] = set()
        self._headings: list[int] = []
        """The rows that are headings."""
        self.replace_all(papers)
        self.begun = begun
        """Whether there are more papers than these."""

    def replace_all(self, papers: Iterable[Paper]) -> None:
        """Take a new state of the list; rows are made when they are next needed."""
        every = ReadingList(papers).papers
        if self._only is not None:
            every = tuple(paper for paper in every if paper.id in self._only)
        self._papers: list[Paper] = list(every)
        self._places = {paper.id: place for place, paper in enumerate(every)}
        self._finder = Finder(self._papers)
        self._themes = [paper.theme for paper in self._papers]
        self._ordered: list[int] | None = None
        self._waiting: list[int] | None = None
        self._rows: list[Row] | None = None
        self._counts: dict[str, tuple[int, int]] | None = None
        self.begun = False

    @property
    def papers(self) -> Sequence[Paper]:
        """All papers that may be shown, in the reader's order."""
        return self._papers

    @property
    def sample(self) -> list[Paper]:
        """Papers whose texts decide column widths: the first ones, and some with a due day."""
        due = islice((paper for paper in self._papers[_SAMPLE:] if paper.due), _DUE)
        return [*self._papers[:_SAMPLE], *due]

    def get(self, identifier: str) -> Paper | None:
        """Return the paper with exactly that identifier, or None."""
        place = self._places.get(identifier)
        return None if place is None else self._papers[place]

    # What is shown.

    @property
    def rows(self) -> list[Row]:
        """Headings and papers, from the top."""
        if self._rows is None:
            found = self._found()
            self._headings = []
            papers = list(map(self._papers.__getitem__, found))
            self._rows = self._with_headings(found, papers) if self.has_headings else [*papers]
        return self._rows

    @property
    def has_headings(self) -> bool:
        """Whether the rows stand under their themes."""
        return self.grouped and self.order == "topic"

    @property
    def count(self) -> int:
        """How many papers are rows."""
        return len(self.rows) - len(self._headings)

    def papers_to(self, row: int) -> int:
        """Return how many of the rows down to one are papers."""
        return min(row + 1, len(self.rows)) - bisect_right(self._headings, row)

    def look_for(self, line: str) -> None:
        """Search for what was typed."""
        self.line = line
        self._query = parse_query(line, self._holds)
        self._kept.clear()
        self._rows = None

    def show_statuses(self, shown: frozenset[Status]) -> None:
        """Show papers with these statuses; empty for all."""
        self.shown = shown
        self._kept.clear()
        self._waiting = self._rows = None

    def sort(self, order: str, *, backwards: bool = False) -> None:
        """Put the rows into one of `ORDERS`."""
        self.order, self.backwards = order, backwards
        self._ordered = self._waiting = self._rows = None

    def group(self, *, on: bool) -> None:
        """Put the rows under their themes, or not."""
        self.grouped = on
        if on and self.order != "topic":
            self.sort("topic")
        self._rows = None

    def rank_by(self, rank: Mapping[str, int]) -> None:
        """Take another order of rank: identifier -> place."""
        self.rank = rank
        if self.order == "rank":
            self._ordered = self._waiting = self._rows = None

    def replace(self, papers: Iterable[Paper]) -> None:
        """Take new values of papers; their rows stay visible."""
        for paper in papers:
            place = self._places.get(paper.id)
            if place is None:
                continue
            if self._key_of(self._papers[place], place) != self._key_of(paper, place):
                self._ordered = None
            self._papers[place] = paper
            self._themes[place] = paper.theme
            self._kept.add(paper.id)
            self._finder.replaced(place)
        self._counts = self._waiting = self._rows = None

    def forget(self) -> None:
        """Search again the next time: papers may have something else now."""
        self._finder.forget()

    # Preparing while nobody waits.

    def prepare(self) -> bool:
        """Prepare some papers for the search; return whether there are more to prepare."""
        return self._finder.prepare()

    # Which papers.

    def _found(self) -> Sequence[int]:
        """Return the places of the papers that are rows, in order."""
        query, ordered = self._query, self._in_order()
        where = ordered if query.says_status else self._with_status(ordered)
        found = self._finder.find(where, query.terms)
        if self._kept:
            there = {*found, *(self._places[one] for one in self._kept)}
            found = [n for n in ordered if n in there]
        return found

    def _with_status(self, places: list[int]) -> list[int]:
        if not self.shown:
            return places
        if self._waiting is None:
            # By name: an enumeration computes its hash every time.
            shown = {status.name for status in self.shown}
            self._waiting = [n for n in places if self._papers[n].status._name_ in shown]
        return self._waiting

    # In which order.

    def _in_order(self) -> list[int]:
        if self._ordered is None:
            keys = [(self._key_of(paper, n), n) for n, paper in enumerate(self._papers)]
            if self.order == "topic":
                order = dict.fromkeys(theme for theme in self._themes if theme)
                themes = {theme: place for place, theme in enumerate([*order, ""])}
                keys = [(themes[str(theme)], n) for theme, n in keys]
            keys.sort(key=itemgetter(0), reverse=self.order in ("added", "published"))
            ordered = [place for _, place in keys]
            self._ordered = ordered[::-1] if self.backwards else ordered
        return self._ordered

    def _key_of(self, paper: Paper, place: int) -> Any:  # noqa: ANN401 - of one kind in one order
        """Return the sort key of a paper; ties keep the reader's order."""
        if self.order == "topic":
            return paper.theme
        if self.order == "title":
            return fold(paper.title)
        if self.order == "rank":
            return self.rank.get(paper.id, len(self.rank) + place)
        day: date | None = getattr(paper, self.order)
        return (day or (date.max if self.order == "due" else date.min)).toordinal()

    def _with_headings(self, places: Sequence[int], papers: Sequence[Paper]) -> list[Row]:
        """Return papers in the order of their themes with a heading above each theme."""
        themes = list(map(self._themes.__getitem__, places))
        begins = [0, *compress(count(1), map(ne, themes, themes[1:]))] if themes else []
        rows: list[Row] = []
        for start, end in pairwise([*begins, len(papers)]):
            counts = self._theme_counts().get(themes[start], (0, 0))
            self._headings.append(len(rows))
            rows.append(Heading(themes[start], end - start, *counts))
            rows += papers[start:end]
        return rows

    def _theme_counts(self) -> dict[str, tuple[int, int]]:
        if self._counts is None:
            counts: dict[str, list[int]] = {}
            for theme, paper in zip(self._themes, self._papers, strict=True):
                if paper.status is not Status.SKIPPED:
                    count = counts.setdefault(theme, [0, 0])
                    count[0] += paper.status is Status.READ
                    count[1] += 1
            self._counts = {theme: (read, total) for theme, (read, total) in counts.items()}
        return self._counts
