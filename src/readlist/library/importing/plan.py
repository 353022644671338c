"""Plan what importing would do with each paper that a document names."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.library.importing.known_papers import KnownPapers
from readlist.library.importing.sources import Scanned
from readlist.mentions import Doubt, MentionedPaper, NameConflict
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.library.importing import take_over
    from readlist.library.importing.take_over import TakeOver
    from readlist.metadata import Metadata
else:
    take_over = lazy("readlist.library.importing.take_over")

__all__ = ["Candidate", "CandidateKind", "ImportOptions", "ImportPlan", "NameConflict", "make_plan"]


class CandidateKind(StrEnum):
    """How a named paper relates to the list."""

    NEW = "new"
    KNOWN = "known"
    CONFLICT = "conflict"
    """New, but its names or repositories in the document disagree."""
    TITLE = "title only"


class Candidate(NamedTuple):
    """A paper that a document names."""

    entry: MentionedPaper
    """Its identifier is the one it would have on the list."""
    kind: CandidateKind
    source: str
    topics: tuple[str, ...] = ()
    carried: Paper | None = None
    """The paper as a readlist export had it."""
    known: Paper | None = None
    """The paper of the list that it is."""
    further: tuple[str, ...] = ()
    """Identifiers from the document that the listed paper does not have."""
    looked_up: bool = False
    """Its title was searched for."""
    found: "Metadata | None" = None
    """The paper that a search by title found for certain; the entry has its identifier."""
    offered: "tuple[Metadata, ...]" = ()
    """Papers that a search by title found but that are not certain, the most similar first."""
    own_title: str = ""
    """The title that the reader gave it, which takes precedence."""


class ImportOptions(NamedTuple):
    """How papers are imported."""

    status: Status | None = None
    """None: what the document says, or inbox."""
    topics: tuple[str, ...] | None = None
    """Instead of the document's headings; none at all when empty."""
    blurbs: bool = False
    """Keep what the document says about a paper as its first note."""
    resolve: bool = False
    """Look up references without identifier by their titles."""
    fetch: bool = True
    """Ask arXiv and other services for the papers' facts."""


class ImportPlan(NamedTuple):
    """What would be done with everything that was found."""

    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[NameConflict, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    elsewhere: tuple[MentionedPaper, ...] = ()
    """Publications with only a title in a bibliography: named, not imported."""
    no_papers: tuple[MentionedPaper, ...] = ()
    """Programs, data and pages of a bibliography: named, not imported."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Pairs of listed papers that a document says are one."""
    take_overs: "tuple[TakeOver, ...]" = ()
    """What a person changed in files that readlist wrote."""

    def of_kind(self, *kinds: CandidateKind) -> tuple[Candidate, ...]:
        """Return the candidates of some kinds."""
        return tuple(c for c in self.candidates if c.kind in kinds)

    @property
    def links(self) -> tuple[Candidate, ...]:
        """Return those that give listed papers more identifiers."""
        return tuple(c for c in self.candidates if c.known and c.further)


NEARLY = 0.87
"""Similarity (`difflib`) from which a heading and a topic differ only in their endings."""
LONGEST_TOPIC = 60


class TopicMapping:
    """Maps headings to topics; a heading similar to a topic of the list becomes that topic.

    Args:
        known: The topics of the list.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, str] = {_squeezed(topic): topic for topic in known}
        self._mapped: dict[str, str] = {}

    def of(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the topics for some headings or keywords, each once."""
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
    """Return how similar two squeezed words are, 0 to 1; different numbers count as different."""
    shared = sum(map(other.__contains__, one))  # an upper bound, at which most pairs end
    if 2 * shared < NEARLY * (len(one) + len(other)) or _digits(one) != _digits(other):
        return 0.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - few words are that near

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())


def make_plan(
    scanned: Sequence[Scanned], papers: ReadingList, options: ImportOptions
) -> ImportPlan:
    """Return what importing the documents would do to the list, each paper once."""
    conflicts = [conflict for scan in scanned for conflict in scan.findings.conflicts]
    contested = {conflict.id for conflict in conflicts}
    known = KnownPapers(papers)
    found: list[Candidate] = []
    for scan in scanned:
        for entry in scan.findings.entries:
            place = known.place(entry, len(found))
            if place < len(found):
                found[place] = _joined(found[place], entry)
            else:
                carried = scan.carried.get(entry.id or "")
                made = _candidate(entry, scan.source, known, contested, carried)
                known.note(made.entry, place)
                found.append(made)
    mapping = TopicMapping(papers.topic_names)
    edited = any(scan.returned for scan in scanned)
    taken, odd = take_over.take_overs(scanned, papers) if edited else ((), ())
    return ImportPlan(
        tuple(c._replace(topics=_topics(c.entry, mapping, options)) for c in found),
        tuple(conflicts),
        (*odd, *(doubt for scan in scanned for doubt in scan.findings.doubtful)),
        tuple(entry for scan in scanned for entry in scan.findings.not_on_arxiv),
        tuple(entry for scan in scanned for entry in scan.findings.no_papers),
        tuple(known.pairs),
        taken,
    )


def _candidate(
    entry: MentionedPaper,
    source: str,
    known: KnownPapers,
    contested: set[str],
    carried: Paper | None,
) -> Candidate:
    there = known.of(entry)
    if there is not None:
        further = known.further(there, entry)
        entry = entry if entry.id else entry._replace(id=there.id)
        return Candidate(
            entry, CandidateKind.KNOWN, source, carried=carried, known=there, further=further
        )
    if entry.needs_title:
        return Candidate(entry, CandidateKind.TITLE, source)
    kind = CandidateKind.CONFLICT if entry.id in contested else CandidateKind.NEW
    if entry.id is None:
        entry = entry._replace(id=known.new_name(entry))
    return Candidate(entry, kind, source, carried=carried)


def _joined(first: Candidate, again: MentionedPaper) -> Candidate:
    """Complete what the first document says from a later one."""
    entry = first.entry
    further = [name for name in again.names if name not in entry.names]
    filled = entry._replace(
        title=entry.title or again.title,
        theme=entry.theme or again.theme,
        code=entry.code or again.code,
        blurb=entry.blurb or again.blurb,
        also=(*entry.also, *further) if entry.id else entry.also,
    )
    return first._replace(entry=filled)


def _topics(
    entry: MentionedPaper, mapping: TopicMapping, options: ImportOptions
) -> tuple[str, ...]:
    if options.topics is not None:
        return options.topics
    return mapping.of(entry.topics or ((entry.theme,) if entry.theme else ()))
