"""Find papers in a document that has been read: identifiers with title, theme, code and blurb.

Pure: a `readlist.blocks.Document` goes in, `Findings` come out.
"""

from readlist.blocks import Document
from readlist.mentions.findings import Doubt, Findings, MentionedPaper, Name, NameConflict

__all__ = ["Doubt", "Findings", "MentionedPaper", "Name", "NameConflict", "find"]


def find(document: Document) -> Findings:
    """Return what the document says about papers."""
    # The patterns take 50 ms to compile, which only documents are worth.
    from readlist import arxiv_address as addresses  # noqa: PLC0415 - see above
    from readlist.mentions.gather import gather  # noqa: PLC0415 - see above
    from readlist.mentions.merge import (  # noqa: PLC0415 - see above
        conflicts,
        entries,
        without_identifier,
    )

    gathered = gather(document)
    own = addresses.identifier(document.own)
    # A paper's own stamp on its margin is no reference.
    sightings = [s for s in gathered.sightings if not (own and s.id and s.id.base == own.base)]
    found = entries(sightings)
    known = {entry.arxiv_id for entry in found}
    doubts = {
        (doubt.text, doubt.line): doubt for doubt in gathered.doubts if doubt.text not in known
    }
    return Findings(
        entries=tuple(found),
        conflicts=tuple(conflicts(sightings)),
        doubtful=tuple(doubts.values()),
        not_on_arxiv=without_identifier(gathered.not_on_arxiv),
    )
