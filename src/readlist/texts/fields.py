"""What the fields of a record hold, as text: titles, abstracts, venues, publishers."""

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


_HEADING = re.compile(
    r"^\s*(?:<[^<>]{1,200}>\s*){0,4}<((?:\w{1,8}:)?title)(?:\s[^<>]{0,200})?>\s*"
    r"(?:abstract|summary)\s*[.:]?\s*</\1>",
    re.IGNORECASE,
)
_WORD = re.compile(r"^(?:ABSTRACT|Abstract)(?:\s*[:.—–-]\s+|\s+(?=[A-Z][a-z]*\s))")
_LONGEST_ABSTRACT = 20_000


def abstract_text(raw: object) -> str:
    """Return an abstract as plain text on one line."""
    if not isinstance(raw, str):
        return ""
    text = _HEADING.sub("", mended(raw), count=1)
    text = _WORD.sub("", one_line(without_markup(text)))
    return re.sub(r" +(?=[,.;](?:\s|$))", "", text)[:_LONGEST_ABSTRACT]
