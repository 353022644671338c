"""Texts cut, padded and wrapped to columns of a terminal, where a Chinese character takes two.

Rich counts columns as the newest terminals draw them. Others, tmux 3.3 among them, give a column to
a spacing combining mark, as Devanagari has (https://www.unicode.org/reports/tr44/, category Mc),
and two to every emoji of a joined sequence. Here every character counts as much as any of them
gives it: a line may end a few columns early, but none is wider than the terminal.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import get_character_cell_size


def width_of(text: str) -> int:
    """Return how many columns a cleaned text takes at most."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(4096)
def _columns(character: str) -> int:
    """Return the most columns that a terminal gives a character."""
    columns = get_character_cell_size(character)
    # Spacing marks, the skin colours of emoji (modifier symbols), and the selector that makes the
    # sign before it an emoji of two columns.
    if columns or not (unicodedata.category(character) in ("Mc", "Sk") or character == "\ufe0f"):
        return columns
    return 2 if unicodedata.east_asian_width(character) == "W" else 1


def _head(text: str, width: int) -> str:
    """Return as much of the beginning as `width` columns hold, with its combining marks."""
    for place, character in enumerate(text):
        width -= _columns(character)
        if width < 0:
            return text[:place]
    return text


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in at most `width` columns, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    room = width - len(ellipsis)
    if room <= 0:
        return _head(text, max(width, 0)).rstrip()
    return _head(text, room).rstrip() + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in exactly `width` columns: cut, or padded with spaces."""
    short = cut(text, width, ellipsis)
    return short + " " * (width - width_of(short))


# A line can end between blanks and words, and before any Chinese, Japanese or Korean character.
_EAST_ASIAN = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
# No line begins with closing punctuation, or ends with opening punctuation.
_OPENING, _CLOSING = "（《〈「『【〔", "，。、：；？！）》〉」』】〕”’…％"
_UNITS = re.compile(f" +|[{_OPENING}]*(?:[{_EAST_ASIAN}]|[^ {_EAST_ASIAN}]+)[{_CLOSING}]*")


def units_of(text: str) -> list[str]:
    """Return the text in pieces that stay whole: words, single Chinese characters, spaces."""
    return _UNITS.findall(text)


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the text in lines of at most `width` columns, without spaces at their ends.

    Args:
        text: A cleaned text of one line.
        width: Columns, the indent included; at least two more than that.
        indent: What every line begins with.
    """
    line, room = "", width - len(indent)
    for unit in units_of(text):
        if line and width_of(line) + width_of(unit) > room:
            yield (indent + line).rstrip()
            line = ""
            if unit.isspace():
                continue
        while width_of(unit) > room:
            piece = _head(unit, room) or unit[0]
            yield (indent + piece).rstrip()
            unit = unit[len(piece) :]  # noqa: PLW2901 - what is left of the word
        line += unit
    if line.strip():
        yield (indent + line).rstrip()
