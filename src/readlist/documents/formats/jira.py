"""Jira's and Confluence's wiki mark-up.

The syntax: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all.
"""

import re

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats.textile import heading
from readlist.documents.wiki import Syntax, WikiRow, blocks
from readlist.patterns import pattern


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a text."""
    return ParsedContent(list(blocks(source.text, SYNTAX)))


def _row(line: str) -> WikiRow | None:
    line = line.strip()
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return None
    head = line.startswith("||")
    # A bar inside a link parts its words from its address.
    cells = re.split(r"\|\|" if head else r"\|(?![^\[\]]*\])", line)
    return WikiRow(cells[1:-1], head=head)


SYNTAX = Syntax(
    heading=heading,
    item=pattern(r"\s*(?P<depth>[*#-]+)\s+"),
    links=pattern(
        r"\[(?P<text>[^\[\]|\n]{1,1000})\|(?P<url>[^\[\]|\s]{1,2000})(?:\|[^\[\]\n]*)?\]"
        r"|\[(?P<url2>https?://[^\[\]|\s]+)\]"
    ),
    marks=pattern(r"(?<!\w)[*_](?P<mark>[^*_\n]+)[*_](?!\w)"),
    row=_row,
    skipped=pattern(r"\s*\{(?:noformat|code|quote|panel|color|toc)\b[^}]*\}\s*$"),
)
