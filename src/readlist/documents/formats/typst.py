"""Typst documents: headings, lists, links. The syntax: https://typst.app/docs/reference/syntax/."""

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.wiki import Syntax, blocks
from readlist.patterns import pattern

_HEADING = pattern(r"(={1,6})\s+(\S.*)")


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a document."""
    return ParsedContent(list(blocks(source.text, SYNTAX)))


def _heading(line: str) -> tuple[int, str] | None:
    match = _HEADING.match(line) if line[:1] == "=" else None
    return (len(match[1]), match[2]) if match else None


SYNTAX = Syntax(
    heading=_heading,
    item=pattern(r"(?P<depth>\s*)(?:[-+]|\d{1,3}\.)\s+"),
    links=pattern(r"#link\(\"(?P<url>[^\"\n]{1,2000})\"\)(?:\[(?P<text>[^\[\]\n]{0,1000})\])?"),
    marks=pattern(r"(?<!\w)[*_](?P<mark>[^*_\n]+)[*_](?!\w)"),
    skipped=pattern(r"\s*(?://|#(?:set|show|import|let|include|pagebreak|bibliography)\b)"),
)
