"""Textile. The syntax: https://textile-lang.com."""

import re

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.wiki import Syntax, WikiRow, blocks
from readlist.patterns import pattern

_HEADING = pattern(r"h([1-6])(?:\([^)\n]*\)|\{[^}\n]*\}|[<>=]+)?\.\s+(.+)")
_CELL = pattern(r"_?(?:[\\/]\d+)?(?:[<>=^~-]*)\.\s")


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a text."""
    return ParsedContent(list(blocks(source.text, SYNTAX)))


def heading(line: str) -> tuple[int, str] | None:
    """Return level and words of ``h2. Words``."""
    match = _HEADING.match(line) if line[:1] == "h" else None
    return (int(match[1]), match[2]) if match else None


def _row(line: str) -> WikiRow | None:
    line = line.strip()
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return None
    cells = line[1:-1].split("|")
    return WikiRow([_CELL.sub("", cell, count=1) for cell in cells], head=line.startswith("|_"))


SYNTAX = Syntax(
    heading=heading,
    item=pattern(r"(?P<depth>[*#]+)\s+"),
    links=pattern(r"\"(?P<text>[^\"\n]{1,1000})\":(?P<url>https?://[^\s|<>\"]+[^\s|<>\".,;:!?)])"),
    marks=pattern(r"(?<!\w)[*_]{1,2}(?P<mark>[^*_\n]+)[*_]{1,2}(?!\w)"),
    row=_row,
    skipped=re.compile(r"\s*(?:###\.|table[({.])"),
)
