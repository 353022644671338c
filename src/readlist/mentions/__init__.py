"""Find the papers in a document: identifiers with title, theme, code and blurb.

Pure: a `readlist.document_model.Document` goes in, `Findings` come out.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readlist.document_model import Document, Record
from readlist.mentions.findings import Doubt, Findings, MentionedPaper, Name, NameConflict

if TYPE_CHECKING:
    from readlist.mentions.sighting import Sighting

__all__ = ["Doubt", "Findings", "MentionedPaper", "Name", "NameConflict", "entry_of", "find"]

_UNTOLD = "a list cannot keep this value; it is left out"
_BROKEN = "this record cannot be read, and is left out"


def find(document: Document) -> Findings:
    """Return what the document says about papers."""
    # The patterns take 50 ms to compile, which only documents are worth.
    from readlist.mentions import merge, uniting  # noqa: PLC0415 - see above
    from readlist.mentions.gather import gather  # noqa: PLC0415 - see above
    from readlist.mentions.left_over import left_over  # noqa: PLC0415 - see above

    gathered = gather(document)
    own = _own(document)
    # A paper's own stamp on its margin is no reference.
    others = [s for s in gathered.sightings if not (own and s.id and s.id.base in own)]
    sightings, contested = uniting.claimed_once(others)
    identified = uniting.united(sightings)
    found = merge.entries(sightings, identified)
    known = {entry.id for entry in found}
    broken = (Doubt(one.text[:80], one.line, _BROKEN) for one in document.broken)
    doubts = {
        (doubt.text, doubt.line): doubt
        for doubt in (
            *gathered.doubts,
            *contested,
            *broken,
            *_untold(sightings),
            *left_over(document, sightings),
        )
        if doubt.text not in known
    }
    return Findings(
        entries=tuple(found),
        conflicts=tuple(merge.conflicts(identified)),
        doubtful=tuple(doubts.values()),
        not_on_arxiv=merge.without_identifier(gathered.not_on_arxiv),
        no_papers=merge.without_identifier(gathered.no_papers),
    )


def _untold(sightings: "Iterable[Sighting]") -> Iterator[Doubt]:
    """Yield notes that the list cannot keep, under names whose other values it understands."""
    marks = [(one.line, (one.record or one).marks) for one in sightings]
    known = {name for _, told in marks for name in told.understood}
    for line, told in marks:
        for name, value in told.untold:
            if name in known:
                yield Doubt(f"{name}: {value}", line, _UNTOLD)


def _own(document: Document) -> frozenset[str]:
    """Return the identifiers that a document names as its own."""
    if not document.own:
        return frozenset()
    from readlist.arxiv_address import identifier  # noqa: PLC0415 - few documents name their own
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - as above

    at_arxiv = identifier(document.own)
    every = (Identifier.try_parse(word) for word in document.own.split())
    return frozenset(str(one) for one in every if one) | {at_arxiv.base if at_arxiv else ""}


def entry_of(record: Record) -> MentionedPaper:
    """Return what one entry of a bibliography says, without merging it with others."""
    from readlist.mentions import merge  # noqa: PLC0415 - as in `find`
    from readlist.mentions.from_records import sighting_of  # noqa: PLC0415 - as in `find`

    found, _ = sighting_of(record, record.theme)
    own = (found.id.base,) if found.id else ()
    return merge.entry(tuple(dict.fromkeys((*own, *found.also))), [found])
