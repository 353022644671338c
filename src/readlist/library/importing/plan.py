"""What would become of each paper that a document names. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.library.importing.known_papers import KnownPapers
from readlist.library.importing.sources import Scanned
from readlist.library.importing.topic_mapping import TopicMapping
from readlist.mentions import Doubt, MentionedPaper, NameConflict
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList

if TYPE_CHECKING:
    from readlist.library.importing import take_over
    from readlist.library.importing.take_over import TakeOver
    from readlist.metadata import Metadata
else:
    take_over = lazy("readlist.library.importing.take_over")

__all__ = ["Candidate", "CandidateKind", "ImportOptions", "ImportPlan", "NameConflict", "make_plan"]


class CandidateKind(StrEnum):
    """What a named paper is to the list."""

    NEW = "new"
    KNOWN = "known"
    CONFLICT = "conflict"
    """New, but the document has it under names or repositories that do not agree."""
    TITLE = "title only"


class Candidate(NamedTuple):
    """A paper that a document names."""

    entry: MentionedPaper
    """With the identifier that it would have on the list."""
    kind: CandidateKind
    source: str
    topics: tuple[str, ...] = ()
    carried: Paper | None = None
    """The paper as a readlist export had it."""
    known: Paper | None = None
    """The paper of the list that it is."""
    further: tuple[str, ...] = ()
    """Identifiers that the document has and the paper of the list has not."""
    looked_up: bool = False
    """Its title was searched for."""
    found: "Metadata | None" = None
    """What a search by title found and is sure of: the paper has its identifier from there."""
    offered: "tuple[Metadata, ...]" = ()
    """Papers that a search by title found and is not sure of, the most similar first."""
    own_title: str = ""
    """The title that the reader gave it, whatever others call it."""


class ImportOptions(NamedTuple):
    """How papers are imported."""

    status: Status | None = None
    """None: what the document says, or inbox."""
    topics: tuple[str, ...] | None = None
    """Instead of the document's headings; none at all when empty."""
    blurbs: bool = False
    """Keep the document's words on a paper as its first note."""
    resolve: bool = False
    """Look references without identifier up by their titles."""
    fetch: bool = True
    """Ask arXiv and other services for the papers' facts."""


class ImportPlan(NamedTuple):
    """What would be done with everything that was found."""

    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[NameConflict, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    elsewhere: tuple[MentionedPaper, ...] = ()
    """Publications of which a bibliography says the title only: named, not imported."""
    no_papers: tuple[MentionedPaper, ...] = ()
    """Programs, data and pages of a bibliography: named, not imported."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Two papers of the list that a document says are one."""
    take_overs: "tuple[TakeOver, ...]" = ()
    """What a person changed in files that readlist wrote."""

    def of_kind(self, *kinds: CandidateKind) -> tuple[Candidate, ...]:
        """Return the candidates of some kinds."""
        return tuple(c for c in self.candidates if c.kind in kinds)

    @property
    def links(self) -> tuple[Candidate, ...]:
        """Return those that give papers of the list further identifiers."""
        return tuple(c for c in self.candidates if c.known and c.further)


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
    """Fill what the first document leaves open from a later one."""
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
