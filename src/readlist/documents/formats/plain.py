"""Text without mark-up."""

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.lines import mend, text_blocks


def read(source: RawDocument) -> ParsedContent:
    """Return the lines, entries and headings of a text."""
    return ParsedContent(text_blocks(mend(source.text)))
