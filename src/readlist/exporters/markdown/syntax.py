"""Escape text for Markdown: CommonMark, GitHub and Obsidian."""

import re
from urllib.parse import quote

from readlist.tex import readable
from readlist.text import one_line

COMMENT = "<!-- written by readlist; edit the list, not this file -->"
"""The first line of a file that readlist wrote, by which it recognises the file."""

TASKS = "<!-- written by readlist; to take over ticks, stars and notes: readlist import FILE -->"
"""The first line of a task list, which a person may edit."""

# Brackets, emphasis, code, HTML, tables, strike-through; "$" begins a formula on GitHub, "&" an
# entity, "%%" a comment in Obsidian. https://spec.commonmark.org/0.31.2/#backslash-escapes
_SPECIAL = str.maketrans({character: f"\\{character}" for character in r"\`*_[]<|~$&"} | {"%": "%"})
_HAS_SPECIAL = re.compile(r"[\\`*_\[\]<|~$&]|%%")
# What turns a line into a heading, a list, a quotation or a rule at its beginning.
_BLOCK_START = re.compile(r"^(?:[#+\->=]|(\d{1,9})(?=[.)]))")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~$&%#+\-=.)(!{}])")
_SLUG_DROPPED = re.compile(r"[^\w\- ]")


def escape(text: str) -> str:
    """Return one line of Markdown that shows the text, with simple TeX made readable."""
    shown = readable(text)
    if not _HAS_SPECIAL.search(shown):
        return shown
    escaped = shown.translate(_SPECIAL)
    return escaped.replace("%%", "%\\%") if "%%" in escaped else escaped


def escape_line(text: str) -> str:
    """Return the text as Markdown for the beginning of a line."""
    escaped = escape(text.strip())
    start = _BLOCK_START.match(escaped)
    if not start:
        return escaped
    return f"{start[1] or ''}\\{escaped[len(start[1] or '') :]}"


def heading(level: int, text: str) -> str:
    """Return a heading; a number sign at its end stays text."""
    escaped = escape_line(one_line(text))
    if escaped.endswith("#"):
        escaped = escaped[:-1] + "\\#"
    return f"{'#' * level} {escaped}"


def unescape(text: str) -> str:
    """Return a line of Markdown without its backslash escapes."""
    return _ESCAPED.sub(r"\1", text)


def link(text: str, address: str) -> str:
    """Return a link, or the text alone if there is no address."""
    return f"[{escape(text)}]({safe_address(address)})" if address else escape(text)


def safe_address(address: str) -> str:
    """Return the address with everything encoded that could end a Markdown link."""
    return quote(address, safe="/:?#@!$&'*+,;=%-._~")


def slugs(titles: list[str]) -> list[str]:
    """Return GitHub's anchors of headings with these texts, in this order."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        base = _SLUG_DROPPED.sub("", readable(one_line(title)).lower()).replace(" ", "-")
        count = seen.get(base, 0)
        seen[base] = count + 1
        slug = f"{base}-{count}" if count else base
        found.append(slug)
    return found


def written_by_readlist(text: str) -> bool:
    """Return whether the Markdown carries readlist's mark."""
    return text.startswith((COMMENT, TASKS))
