"""Highlights for a terminal, as lines and as JSON values."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from readlist.highlight import Highlight
from readlist.language import translate
from readlist.text import one_line
from readlist.views.canvas import Canvas
from readlist.views.cells import wrap

_INDENT = "    "
_NARROW = 40
"""Columns below which nothing is indented."""


def highlight_views(highlights: Sequence[Highlight], canvas: Canvas) -> Iterator[Text]:
    """Yield each highlight: page and kind, then what is marked and what was written beside it."""
    for one in highlights:
        colour = f" {canvas.dot} {one.colour_name}" if one.colour_name else ""
        by = f" {canvas.dot} {canvas.text(one.author)}" if one.author else ""
        page = f"{translate('p.')} {one.page}"
        yield Text(f"{page}  {translate(one.kind)}{colour}{by}", "dim")
        width = min(canvas.width, _TEXT_WIDTH)
        if one.text:
            yield from map(Text, wrap(canvas.text(one.text), width, _INDENT))
        for line in filter(None, map(one_line, one.comment.splitlines())):
            yield from (Text(part, "italic") for part in wrap(canvas.text(line), width, _INDENT))


def highlight_section(highlights: Sequence[Highlight], canvas: Canvas) -> Iterator[Text]:
    """Yield highlights under a heading, as part of what is known of a paper."""
    yield Text(translate("Highlights"), "bold")
    width = min(canvas.width, _TEXT_WIDTH)
    indent = "  " if canvas.width >= _NARROW else ""
    for one in highlights:
        yield from map(Text, wrap(canvas.text(one.line), width, indent))


def highlight_line(one: Highlight) -> str:
    """Return page, kind, colour, text and comment with tabs between them."""
    return "\t".join((str(one.page), one.kind, one.colour, one.text, one_line(one.comment)))
