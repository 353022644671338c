"""The reader's notes: the marks of Markdown within a line, as elements; all else stays text.

What is marked is one of CommonMark's inlines (https://spec.commonmark.org/0.31.2/#inlines), without
nesting. Only addresses of the web become links.
"""

import re

from readlist.exporters.html.escaping import link, prose, text

_INLINE = re.compile(
    r"""
      `(?P<code>[^`]+)`
    | (?P<formula>\$[^$]+\$)
    | \[(?P<words>[^\[\]]{1,300})\]\((?P<to>https?://[^\s()<>]{1,2000})\)
    | (?P<address>https?://[^\s<>"`*]{1,2000})
    | \*\*(?=\S)(?P<strong>[^*]+)(?<=\S)\*\*
    | (?<![\w*])\*(?=\S)(?P<em>[^*]+)(?<=\S)\*(?![\w*])
    | (?<!\w)_(?=\S)(?P<other>[^_]+)(?<=\S)_(?!\w)
    """,
    re.VERBOSE,
)
_AFTER = ".,;:!?'\")]}"
"""Signs at the end of a bare address that belong to the sentence."""


def inline(line: str) -> str:
    """Return a line of notes as HTML."""
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(line):
        parts += [prose(line[end : found.start()]), _element(found)]
        end = found.end()
    return "".join((*parts, prose(line[end:])))


def _element(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{text(found['code'])}</code>"
    if found["to"]:
        return link(found["to"], prose(found["words"]))
    if found["address"]:
        address = found["address"].rstrip(_AFTER)
        return link(address, text(address)) + text(found["address"][len(address) :])
    if found["strong"]:
        return f"<strong>{prose(found['strong'])}</strong>"
    if emphasised := found["em"] or found["other"]:
        return f"<em>{prose(emphasised)}</em>"
    return prose(found[0])
