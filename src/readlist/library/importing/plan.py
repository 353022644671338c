"""What would become of each paper that a document names. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.library.importing.sources import Scanned
from readlist.mentions import Doubt, MentionedPaper, NameConflict
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.library.importing import take_over
    from readlist.library.importing.take_over import TakeOver
else:
    take_over = lazy("readlist.library.importing.take_over")

__all__ = ["Candidate", "ImportOptions", "ImportPlan", "Kind", "NameConflict", "make_plan"]

NEARLY = 0.87
"""Similarity (`difflib`) from which a heading and a topic are one word but for its ending."""
LONGEST_TOPIC = 60


class Kind(StrEnum):
    """What a named paper is to the list."""

    NEW = "new"
    KNOWN = "known"
    CONFLICT = "conflict"
    """New, but the document has it under names or repositories that do not agree."""
    TITLE = "title only"


class Candidate(NamedTuple):
    """A paper that a document names."""

    entry: MentionedPaper
    kind: Kind
    source: str
    topics: tuple[str, ...] = ()
    carried: Paper | None = None
    """The paper as a readlist export had it."""


class ImportOptions(NamedTuple):
    """How papers are imported."""

    status: Status | None = None
    """None: what the document says, or inbox."""
    topics: tuple[str, ...] | None = None
    """Instead of the document's headings; none at all when empty."""
    blurbs: bool = False
    """Keep the document's words on a paper as its first note."""
    resolve: bool = False
    """Look titles without identifier up on arXiv."""
    fetch: bool = True
    """Ask arXiv for the papers' facts."""


class ImportPlan(NamedTuple):
    """What would be done with everything that was found."""

    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[NameConflict, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    elsewhere: tuple[MentionedPaper, ...] = ()
    """Publications without arXiv identifier: named, not imported."""
    take_overs: "tuple[TakeOver, ...]" = ()
    """What a person changed in files that readlist wrote."""

    def of_kind(self, *kinds: Kind) -> tuple[Candidate, ...]:
        """Return the candidates of some kinds."""
        return tuple(c for c in self.candidates if c.kind in kinds)


def make_plan(
    scanned: Sequence[Scanned], papers: ReadingList, options: ImportOptions
) -> ImportPlan:
    """Return what importing the documents would do to the list, each paper once."""
    conflicts = [conflict for scan in scanned for conflict in scan.findings.conflicts]
    contested = {conflict.arxiv_id for conflict in conflicts}
    candidates: dict[str, Candidate] = {}
    for scan in scanned:
        for entry in scan.findings.entries:
            kind = _kind(entry, papers, contested)
            name = entry.arxiv_id or f"title:{entry.title.casefold()}"
            if name in candidates:
                candidates[name] = _joined(candidates[name], entry)
            else:
                carried = scan.carried.get(entry.arxiv_id or "")
                candidates[name] = Candidate(entry, kind, scan.source, carried=carried)
    topics = _Topics(papers, options)
    edited = any(scan.returned for scan in scanned)
    taken, odd = take_over.take_overs(scanned, papers) if edited else ((), ())
    return ImportPlan(
        tuple(c._replace(topics=topics.of(c.entry)) for c in candidates.values()),
        tuple(conflicts),
        (*odd, *(doubt for scan in scanned for doubt in scan.findings.doubtful)),
        tuple(entry for scan in scanned for entry in scan.findings.not_on_arxiv),
        taken,
    )


def _kind(entry: MentionedPaper, papers: ReadingList, contested: set[str]) -> Kind:
    if entry.arxiv_id is None:
        return Kind.TITLE
    if entry.arxiv_id in papers:
        return Kind.KNOWN
    return Kind.CONFLICT if entry.arxiv_id in contested else Kind.NEW


def _joined(first: Candidate, again: MentionedPaper) -> Candidate:
    """Fill what the first document leaves open from a later one."""
    entry = first.entry
    filled = entry._replace(
        title=entry.title or again.title,
        theme=entry.theme or again.theme,
        code=entry.code or again.code,
        blurb=entry.blurb or again.blurb,
    )
    return first._replace(entry=filled)


class _Topics:
    """Maps headings to topics, to those of the list where they are nearly the same word."""

    def __init__(self, papers: ReadingList, options: ImportOptions) -> None:
        self._options = options
        self._known: dict[str, str] = {_squeezed(topic): topic for topic in papers.topic_names}
        self._mapped: dict[str, str] = {}

    def of(self, entry: MentionedPaper) -> tuple[str, ...]:
        if self._options.topics is not None:
            return self._options.topics
        words = entry.topics or ((entry.theme,) if entry.theme else ())
        topics = (self._topic(word) for word in words)
        return tuple(dict.fromkeys(topic for topic in topics if topic))

    def _topic(self, word: str) -> str:
        if word not in self._mapped:
            name = one_line(word.replace(",", " ").replace("，", " ")).strip("+- ")
            self._mapped[word] = self._nearest(name[:LONGEST_TOPIC].rstrip())
        return self._mapped[word]

    def _nearest(self, name: str) -> str:
        squeezed = _squeezed(name)
        if not squeezed or name.casefold() == "none":
            return ""
        if squeezed in self._known:
            return self._known[squeezed]
        alike = {known: _likeness(squeezed, known) for known in self._known}
        best = max(alike, key=lambda known: alike[known], default="")
        if best and alike[best] >= NEARLY:
            return self._known[best]
        self._known[squeezed] = name
        return name


def _squeezed(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def _likeness(one: str, other: str) -> float:
    """Return how alike two squeezed words are, 0 to 1; differing numbers make them different."""
    shared = sum(map(other.__contains__, one))  # no more can be alike: most pairs end here
    if 2 * shared < NEARLY * (len(one) + len(other)) or _digits(one) != _digits(other):
        return 0.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - few words are that near

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())
