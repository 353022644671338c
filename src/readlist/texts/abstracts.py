"""Abstracts, mostly in JATS: a blank where a block began, no heading "Abstract"."""

import re

from readlist.text import one_line
from readlist.texts.letters import mended
from readlist.texts.markup import without_markup

_HEADING = re.compile(
    r"^\s*(?:<[^<>]{1,200}>\s*){0,4}<((?:\w{1,8}:)?title)(?:\s[^<>]{0,200})?>\s*"
    r"(?:abstract|summary)\s*[.:]?\s*</\1>",
    re.IGNORECASE,
)
_WORD = re.compile(r"^(?:ABSTRACT|Abstract)(?:\s*[:.—–-]\s+|\s+(?=[A-Z][a-z]*\s))")
_LONGEST = 20_000


def abstract_text(raw: object) -> str:
    """Return an abstract as plain text on one line."""
    if not isinstance(raw, str):
        return ""
    text = _HEADING.sub("", mended(raw), count=1)
    text = _WORD.sub("", one_line(without_markup(text)))
    return re.sub(r" +(?=[,.;](?:\s|$))", "", text)[:_LONGEST]
