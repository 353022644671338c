"""The keys of a screen, as a bar and as a page. All their words are our own."""

from collections.abc import Sequence

from textual.content import Content

from readlist.language import translate
from readlist.tui.keys import Key
from readlist.views.cells import width_of

_ROOMY = 90
"""Columns from which there is room for more than what is needed."""


def key_bar(keys: Sequence[Key], width: int) -> Content:
    """Return the keys in lines of at most that many columns; each key can be clicked."""
    gap = "   " if width >= _ROOMY else "  "
    lines: list[list[Key]] = [[]]
    for key in keys:
        if key.label:
            taken = sum(width_of(_named(one)) + len(gap) for one in lines[-1])
            if lines[-1] and taken + width_of(_named(key)) > width:
                lines.append([])
            lines[-1].append(key)
    links = [
        [f"[@click=app.{k.action}][b]{k.shown}[/b] {translate(k.label)}[/]" for k in row]
        for row in lines
    ]
    return Content.from_markup("\n".join(gap.join(row) for row in links))


def _named(key: Key) -> str:
    return f"{key.shown} {translate(key.label)}"


def key_page(keys: Sequence[Key]) -> Content:
    """Return what every key does, a line each."""
    width = max(len(key.shown) for key in keys)
    lines = [
        Content.assemble((f"{key.shown:>{width}}", "bold"), f"  {translate(key.help)}")
        for key in keys
    ]
    return Content("\n").join(lines)
