"""DokuWiki. The syntax: https://www.dokuwiki.org/wiki:syntax."""

import re

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.wiki import DOUBLE_BRACKETS, Syntax, WikiRow, blocks
from readlist.patterns import pattern

_HEADING = pattern(r"\s*(={2,6})\s*(.*?)\s*={2,6}\s*$")


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a page."""
    return ParsedContent(list(blocks(source.text, SYNTAX)))


def _heading(line: str) -> tuple[int, str] | None:
    match = _HEADING.match(line) if "==" in line else None
    return (7 - len(match[1]), match[2]) if match and match[2] else None


def _row(line: str) -> WikiRow | None:
    line = line.strip()
    if line[:1] not in {"|", "^"} or line[-1:] not in {"|", "^"} or len(line) < 3:
        return None
    # A bar inside a link parts its address from its words.
    cells = re.split(r"[|^](?![^\[\]]*\]\])", line)[1:-1]
    return WikiRow(cells, head=line[0] == "^" and line[-1] == "^")


SYNTAX = Syntax(
    heading=_heading,
    item=pattern(r"(?P<depth>(?:  |\t)+)[*-]\s*"),
    links=DOUBLE_BRACKETS,
    marks=pattern(r"\*\*(?P<mark>[^*\n]+)\*\*|(?<!:)//((?:(?!//|\n).)+)(?<!:)//"),
    row=_row,
    skipped=pattern(r"\s*(?:~~\w+.*~~|</?(?:WRAP|note|html|code|file)\b[^>]*>)\s*$"),
)
