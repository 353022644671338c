"""Tell which papers of documents are the same, and which are on the list already."""

from functools import cached_property
from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.mentions import MentionedPaper
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.reading_list import ReadingList

if TYPE_CHECKING:
    from readlist import author_name, title_match
    from readlist.library import local_names
else:
    author_name = lazy("readlist.author_name")
    title_match = lazy("readlist.title_match")
    local_names = lazy("readlist.library.local_names")


class KnownPapers:
    """Finds the papers of a list, and those of the documents that were read before.

    A paper is found under any of its identifiers; an entry of a bibliography without one by its
    title, its first author and its year.

    Args:
        papers: The list.
    """

    def __init__(self, papers: ReadingList) -> None:
        self._papers = papers
        self._places: dict[object, int] = {}
        self._noted: list[tuple[MentionedPaper, int]] = []
        self._given: set[str] = set()
        self.pairs: list[tuple[str, str]] = []
        """Pairs of listed papers that a document says are one."""

    def place(self, entry: MentionedPaper, following: int) -> int:
        """Return the number of the noted paper that an entry is, or the next free number."""
        if entry.recorded:
            self._note_records()
        keys = _names(entry) or ((_told_by(entry),) if entry.recorded else (_called(entry),))
        places = (self._places.get(key) for key in keys)
        return next((place for place in places if place is not None), following)

    def note(self, entry: MentionedPaper, place: int) -> None:
        """Remember a paper of a document."""
        told = entry.authors or entry.year
        self._noted += [(entry, place)] if told else []
        for key in _names(entry) or (() if told and entry.recorded else (_called(entry),)):
            self._places.setdefault(key, place)

    def _note_records(self) -> None:
        """Index earlier papers by title, author and year, for entries without identifier."""
        for entry, place in self._noted:
            self._places.setdefault(_told_by(entry), place)
        self._noted.clear()

    def of(self, entry: MentionedPaper) -> Paper | None:
        """Return the paper of the list that an entry is; papers that it joins are remembered."""
        there = [paper for name in entry.names if (paper := self._papers.get(name))]
        if not there and entry.id is None and entry.recorded:
            return self._like(entry)
        for other in there[1:]:
            if other.id != there[0].id and (there[0].id, other.id) not in self.pairs:
                self.pairs.append((there[0].id, other.id))
        return there[0] if there else None

    def further(self, paper: Paper, entry: MentionedPaper) -> tuple[str, ...]:
        """Return the identifiers of an entry that no paper of the list has."""
        had = {compared(name) for name in (paper.id, *paper.also)}
        new = (name for name in entry.names if compared(name) not in had)
        return tuple(name for name in new if self._papers.get(name) is None)

    def new_name(self, entry: MentionedPaper) -> str:
        """Return the identifier that the list will give an entry without one, and reserve it."""
        year = str(entry.year or "")
        name = local_names.local_name(entry.title, entry.authors, year, self._is_taken)
        self._given.add(name)
        return name

    def _is_taken(self, name: str) -> bool:
        return name in self._given or self._papers.get(name) is not None

    def _like(self, entry: MentionedPaper) -> Paper | None:
        """Return the paper with an entry's title, author and year.

        Years may differ by one: an article is online before it is in print.
        """
        title, author, year = _told_by(entry)
        for paper in self._titled.get((title, author), ()):
            local = paper.id.startswith("local:")
            near = paper.year and year and not local and abs(paper.year - year) <= 1
            if paper.year == year or near:
                return paper
        return None

    @cached_property
    def _titled(self) -> dict[tuple[str, str], list[Paper]]:
        found: dict[tuple[str, str], list[Paper]] = {}
        for paper in self._papers:
            title, author, _ = _told(paper.title, paper.authors, paper.year)
            found.setdefault((title, author), []).append(paper)
        return found


def _told(title: str, authors: tuple[str, ...], year: int | None) -> tuple[str, str, int | None]:
    family = author_name.split_name(authors[0]).family if authors else ""
    return title_match.plain(title), title_match.plain(family), year


def _told_by(entry: MentionedPaper) -> tuple[str, str, int | None]:
    return _told(entry.title, entry.authors, entry.year)


def _names(entry: MentionedPaper) -> tuple[str, ...]:
    """Return the document's identifiers in the form for comparison, without local ones."""
    return tuple(compared(name) for name in entry.names) if not entry.recorded else ()


def _called(entry: MentionedPaper) -> str:
    return f"title:{entry.title.casefold()}"
