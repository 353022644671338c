"""Titles, and any other short text: venues, publishers."""

import re

from readlist.text import one_line
from readlist.texts.letters import mended, without_entities
from readlist.texts.markup import without_markup

_LONGEST = 2_000
_DISPLAYED = re.compile(r"\$\$([^$]{1,500})\$\$")
_AT_MARK = re.compile(r" +(?=[,.;:!?)](?:\s|$))|(?<=[(\[]) +")


def title_text(raw: object) -> str:
    """Return a title as people read it, on one line; capitals and TeX stay as they are."""
    if not isinstance(raw, str):
        return ""
    marked = "<" in raw or "&" in raw
    text = without_markup(mended(raw))
    text = one_line(_DISPLAYED.sub(r"$\1$", text))
    return (_AT_MARK.sub("", text) if marked else text)[:_LONGEST].strip()


def plain_text(raw: object) -> str:
    """Return a short text without markup, on one line: a venue, a publisher, a page."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if not isinstance(raw, str):
        return ""
    return one_line(without_entities(without_markup(mended(raw))))[:_LONGEST]
