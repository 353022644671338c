"""AsciiDoc. The syntax: https://docs.asciidoctor.org/asciidoc/latest/syntax-quick-reference/."""

import re

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.wiki import Syntax, WikiRow, blocks
from readlist.patterns import pattern

_HEADING = pattern(r"(={1,6}|#{1,6})\s+(\S.*)")
_CELLS = pattern(r"(?<!\\)(?:\d+\+|\.\d+\+|[<^>a-z])*\|")
_ANCHOR = pattern(r"\[\[\[?[\w.:, -]{1,100}\]?\]\]")
_TABLE = pattern(r"^\|={3,}[ \t]*\n(.*?)^\|={3,}[ \t]*$", re.MULTILINE | re.DOTALL)


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a text."""
    text = _ANCHOR.sub("", source.text)
    return ParsedContent(list(blocks(_TABLE.sub(_flat, text), SYNTAX)))


def _flat(match: re.Match[str]) -> str:
    """Put the cells of a row on one line each, and mark the row of headings."""
    lines = match[1].split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    first = lines[filled[0]] if filled else ""
    columns = max(first.count("|"), 1)
    headed = len(filled) > 1 and filled[1] > filled[0] + 1 and columns > 1
    result: list[str] = [""]
    row: list[str] = []
    for index, line in enumerate(lines[:-1]):
        text = line.strip()
        if headed and filled and index == filled[0]:
            result.append(f"|| {text}")
        elif text.startswith("|") and text.count("|") < columns:
            row.append(text)
            full = sum(x.count("|") for x in row) >= columns
            result.append(" ".join(row) if full else "\x00")
            row = [] if full else row
        else:
            result.append(text or ("\x00" if index < len(lines) - 1 else ""))
    return "\n".join(result) + "\n"


def _heading(line: str) -> tuple[int, str] | None:
    match = _HEADING.match(line) if line[:1] in {"=", "#"} else None
    return (len(match[1]), match[2].rstrip(" =")) if match else None


def _row(line: str) -> WikiRow | None:
    if not line.startswith("|") or line.startswith("|==="):
        return None
    cells = _CELLS.split(line.lstrip("|"))
    return WikiRow([cell.strip() for cell in cells], head=line.startswith("||"))


SYNTAX = Syntax(
    heading=_heading,
    item=pattern(r"\s*(?P<depth>[*.-]{1,5}|(?=\d{1,3}\.))(?:\d{1,3}\.)?\s+(?:\[[ *x]\]\s+)?"),
    links=pattern(
        r"(?:link:)?(?P<url>https?://[^\s\[\]<>]+)\[(?P<text>[^\[\]\n]{0,1000}?)"
        r"(?:\^|,\s*(?:window|role|opts)=[^\[\]\n]*)?\]"
        r"|\bxref:[^\s\[\]]+\[(?P<text2>[^\[\]\n]{0,1000})\]"
    ),
    marks=pattern(r"(?<!\w)(?:\*{1,2}|_{1,2})(?P<mark>[^*_\n]+)(?:\*{1,2}|_{1,2})(?!\w)"),
    row=_row,
    skipped=pattern(
        r"\x00|//(?!/)|:[\w!-]+:(?:\s|$)|-{4,}\s*$|\.{4,}\s*$|={4,}\s*$|\[[^\]]*\]\s*$|\+\s*$"
        r"|\|={3,}|(?:include|image|toc)::"
    ),
)
