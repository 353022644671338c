"""Text without mark-up."""

from readlist.documents.breaks import mend
from readlist.documents.format import Content, Source
from readlist.documents.lines import text_blocks


def read(source: Source) -> Content:
    """Return the lines, entries and headings of a text."""
    return Content(text_blocks(mend(source.text)))
