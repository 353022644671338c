"""The papers in the reader's order, and the line of each that programs get."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol
from zlib import crc32

from readlist.folding import fold, fold_words, title_forms
from readlist.model.spelling import compared
from readlist.paper import Paper, Status
from readlist.reading_list.filters import Filters, Holds
from readlist.tex import readable
from readlist.text import one_line

LINE_FIELDS = ("id", "status", "star", "title", "authors", "year", "topics", "added")
"""The fields of a line, in order."""


def paper_line(paper: Paper) -> str:
    """Return the fields of `LINE_FIELDS`, cleaned, without TeX, with tabs between them."""
    authors, topics = "; ".join(paper.authors), ",".join(paper.topics)
    if not _are_clean("; ", authors):
        authors = "; ".join(map(one_line, paper.authors))
    if not _are_clean(",", topics):
        topics = ",".join(map(one_line, paper.topics))
    return "\t".join(
        (
            one_line(paper.id),
            paper.status.value,
            "*" if paper.star else "",
            one_line(readable(paper.title)),
            readable(authors),
            str(paper.published.year) if paper.published else "",
            topics,
            paper.added.isoformat() if paper.added else "",
        )
    )


def _are_clean(separator: str, joined: str) -> bool:
    """Whether texts with a separator between them are clean, each on one line.

    Signs of ASCII are cleaned one by one: what is clean as a whole is, text by text.
    """
    return (
        joined.isascii()
        and joined.isprintable()
        and "  " not in joined
        and f" {separator}" not in joined
        and f"{separator} " not in joined
        and joined == joined.strip()
    )


class Papers(Protocol):
    """Papers in order, which can be gone through more than once."""

    def __iter__(self) -> Iterator[Paper]:
        """Go through them from the first one on."""

    def __len__(self) -> int:
        """Return how many there are."""


def checksum(title: str) -> int:
    """Return a number that changes with a folded title."""
    return crc32(title.encode("utf-8", "replace"))


class Outline(NamedTuple):
    """As much of a paper as an order depends on: of large lists nothing else is read."""

    id: str
    title: int
    """A checksum of the folded title; 0 without any."""
    status: Status
    star: bool
    added: date | None
    due: date | None


class Group(NamedTuple):
    """The papers of one theme, out of those that were asked for."""

    theme: str
    """Empty for papers without a topic."""
    papers: tuple[Paper, ...]
    read: int
    """Papers of the theme in the whole list that are read."""
    total: int
    """Papers of the theme in the whole list, without skipped ones."""


class Selection(NamedTuple):
    """What a filter gave, and what it left out only for its status."""

    papers: tuple[Paper, ...]
    hidden: dict[Status, int]
    """How many more would pass but for their status, by status."""
    cut: int = 0
    """How many more would pass but for the limit."""


class ReadingList:
    """An immutable list of papers; doubled identifiers after the first one are left out."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.every = tuple(papers)
        """The papers as they were given, with doubles."""

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers in the reader's order, without doubles."""
        return tuple(p for n, p in enumerate(self.every) if not self._is_double(n, p))

    @cached_property
    def doubles(self) -> tuple[Paper, ...]:
        """The papers whose identifier an earlier one has."""
        return tuple(p for n, p in enumerate(self.every) if self._is_double(n, p))

    @cached_property
    def _first(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for number, paper in enumerate(self.every):
            first.setdefault(paper.id, number)
        return first

    def _is_double(self, number: int, paper: Paper) -> bool:
        return bool(paper.id) and self._first[paper.id] != number

    @cached_property
    def outlines(self) -> Sequence[Outline]:
        """The outlines of the papers, in the reader's order."""
        return [
            Outline(p.id, checksum(fold(p.title)), p.status, p.star, p.added, p.due)
            for p in self.papers
        ]

    def __len__(self) -> int:
        return len(self.papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __contains__(self, identifier: str) -> bool:
        return self.get(identifier) is not None

    def get(self, identifier: str) -> Paper | None:
        """Return the paper with that identifier (without version), or None.

        Its own identifier goes before the further ones of others.
        """
        if not identifier:
            return None
        place = self._first.get(identifier)
        if place is None:
            place = self._named.get(compared(identifier))
        return None if place is None else self.every[place]

    @cached_property
    def _named(self) -> dict[str, int]:
        own: dict[str, int] = {}
        further: dict[str, int] = {}
        for number, paper in enumerate(self.every):
            for name in paper.names if not self._is_double(number, paper) else ():
                which = own if name == compared(paper.id) else further
                which.setdefault(name, number)
        return further | own

    def by_key(self, key: str) -> Paper | None:
        """Return the paper for which the reader chose that citation key, or None."""
        return next((p for p in self.papers if p.key and p.key == key), None) if key else None

    def by_title(self, words: str) -> tuple[Paper, ...]:
        """Return the papers whose title has all the words; only the exact ones if there are any.

        Other inflected forms of the words count where no title has the very words.
        """
        attempts = title_forms(words)
        titles = [(paper, fold(paper.title)) for paper in self.papers] if attempts else []
        whole = "".join(fold_words(words))
        for wanted in attempts:
            found = [(paper, title) for paper, title in titles if _has_words(title, wanted)]
            if found:
                exact = [paper for paper, title in found if "".join(title.split()) == whole]
                return tuple(exact or [paper for paper, _ in found])
        return ()

    @cached_property
    def topics(self) -> dict[str, tuple[int, int]]:
        """Every topic in order of first appearance, with its read papers and all its papers."""
        counts: dict[str, list[int]] = {}
        for paper in self.papers:
            for topic in paper.topics:
                count = counts.setdefault(topic, [0, 0])
                count[0] += paper.status is Status.READ
                count[1] += 1
        return {topic: (read, total) for topic, (read, total) in counts.items()}

    @property
    def topic_names(self) -> tuple[str, ...]:
        """Every topic in order of first appearance."""
        return tuple(self.topics)

    def has_topic(self, name: str) -> bool:
        """Return whether a paper has the topic, in any case of letters."""
        return name.casefold() in {topic.casefold() for topic in self.topics}

    @cached_property
    def status_counts(self) -> dict[Status, int]:
        """How many papers have each status; every status is there."""
        counts = dict.fromkeys(Status, 0)
        for paper in self.papers:
            counts[paper.status] += 1
        return counts

    def select(self, filters: Filters, default: frozenset[Status], holds: Holds) -> Selection:
        """Return the papers that pass, sorted and cut, and how many only their status hides.

        Sorting by rank is the caller's; here it leaves the reader's order.

        Args:
            filters: What is asked for.
            default: The statuses that pass when the filters name none; empty for all.
            holds: Tells what is at hand for a paper.
        """
        passed, hidden = [], dict.fromkeys(Status, 0)
        for paper in self.papers:
            if not filters.passes(paper, holds):
                continue
            if filters.status_passes(paper, default):
                passed.append(paper)
            else:
                hidden[paper.status] += 1
        ordered = self.sort(passed, filters.sort, backwards=filters.backwards)
        kept = ordered if filters.limit is None else ordered[: filters.limit]
        return Selection(
            tuple(kept), {s: n for s, n in hidden.items() if n}, len(ordered) - len(kept)
        )

    def stream(self, filters: Filters, default: frozenset[Status], holds: Holds) -> Papers:
        """Return the papers of `select`; those of a large list are not held all at once."""
        return self.select(filters, default, holds).papers

    def lines(
        self, filters: Filters, default: frozenset[Status], holds: Holds
    ) -> list[tuple[str, str]]:
        """Return identifier and line for programs of what `select` returns."""
        found = self.select(filters, default, holds)
        return [(paper.id, paper_line(paper)) for paper in found.papers]

    def sort(self, papers: Sequence[Paper], order: str, *, backwards: bool = False) -> list[Paper]:
        """Return the papers in one of `filters.SORTS`; ties keep the reader's order."""
        if order == "topic":
            themes = {theme: place for place, theme in enumerate(self._themes())}
            ordered = sorted(papers, key=lambda p: themes.get(p.theme, len(themes)))
        elif order == "title":
            ordered = sorted(papers, key=lambda p: fold(p.title))
        elif order == "added":
            ordered = sorted(papers, key=lambda p: p.added or date.min, reverse=True)
        elif order == "published":
            ordered = sorted(papers, key=lambda p: p.published or date.min, reverse=True)
        elif order == "due":
            ordered = sorted(papers, key=lambda p: p.due or date.max)
        else:
            ordered = list(papers)
        return ordered[::-1] if backwards else ordered

    def group(self, papers: Sequence[Paper]) -> list[Group]:
        """Return the papers in groups of one theme, in the order in which the themes come."""
        members: dict[str, list[Paper]] = {}
        for paper in papers:
            members.setdefault(paper.theme, []).append(paper)
        counts = self._theme_counts(members)
        return [Group(t, tuple(members[t]), *counts.get(t, (0, 0))) for t in members]

    def _themes(self) -> list[str]:
        """Return the themes by their first paper; papers without a topic come last."""
        themes = dict.fromkeys(paper.theme for paper in self.papers)
        return [*(theme for theme in themes if theme), ""]

    def _theme_counts(self, themes: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Return of each theme its read papers, and all but the skipped ones."""
        counts = {theme: [0, 0] for theme in themes}
        for paper in self.papers:
            if paper.theme in counts and paper.status is not Status.SKIPPED:
                counts[paper.theme][0] += paper.status is Status.READ
                counts[paper.theme][1] += 1
        return {theme: (read, total) for theme, (read, total) in counts.items()}


def _has_words(title: str, words: Sequence[Sequence[str]]) -> bool:
    return all(any(form in title for form in forms) for forms in words)
