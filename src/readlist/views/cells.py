"""Texts cut, padded and wrapped to columns of a terminal, where a Chinese character takes two."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size


def width_of(text: str) -> int:
    """Return how many columns a cleaned text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in at most `width` columns, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    room = width - len(ellipsis)
    if room <= 0:
        return set_cell_size(text, max(width, 0)).rstrip()
    return set_cell_size(text, room).rstrip() + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in exactly `width` columns: cut, or filled with blanks."""
    short = cut(text, width, ellipsis)
    return short + " " * (width - width_of(short))


# A line can end between blanks and words, and before any Chinese, Japanese or Korean character.
_EAST_ASIAN = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
_UNITS = re.compile(f" +|[{_EAST_ASIAN}]|[^ {_EAST_ASIAN}]+")


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the text in lines of at most `width` columns, without blanks at their ends.

    Args:
        text: A cleaned text of one line.
        width: Columns, the indent included; at least two more than that.
        indent: What every line begins with.
    """
    line, room = "", width - len(indent)
    for unit in _UNITS.findall(text):
        if line and width_of(line) + width_of(unit) > room:
            yield (indent + line).rstrip()
            line = ""
            if unit.isspace():
                continue
        while width_of(unit) > room:
            piece = set_cell_size(unit, room).rstrip() or unit[0]
            yield indent + piece
            unit = unit[len(piece) :]  # noqa: PLW2901 - what is left of the word
        line += unit
    if line.strip():
        yield (indent + line).rstrip()
