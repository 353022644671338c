"""Org mode: headings, links, lists, source blocks; drawers, comments and planning lines go.

The syntax: https://orgmode.org/worg/org-syntax.html.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from readlist.blocks import Block, Part, Role
from readlist.documents.breaks import mend
from readlist.documents.format import Content, Source
from readlist.documents.formats import bibtex
from readlist.documents.inline import Inline
from readlist.patterns import pattern

LONGEST = 2000
"""Lines of a drawer or a block."""

_HEAD = pattern(
    r"(\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAIT(?:ING)?|READ(?:ING)?|SOMEDAY|CANCELL?ED|HOLD)[ \t]+)?"
    r"(?:\[#[A-Z0-9]\][ \t]*)?(.*?)(?:[ \t]+(:[\w@#%:]+:))?[ \t]*"
)
_LINK = pattern(r"\[\[([^\[\]\n]+)\](?:\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\])?\]")
_DRAWER = pattern(r"[ \t]*:([\w-]+):[ \t]*")
_BEGIN = pattern(r"[ \t]*#\+BEGIN_(\w+)(.*)", re.IGNORECASE)
_KEYWORD = pattern(r"[ \t]*#\+(\w+):[ \t]*(.*)")
_PLANNING = pattern(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):.*")
_ITEM = pattern(r"([ \t]*)(?:[-+]|\d+[.)])[ \t]+(?:\[[ Xx-]\][ \t]*)?")
_MARK = pattern(r"(?<![\w*/])([*/])(\S(?:[^*/\n]*\S)?)\1(?!\w)")


def read(source: Source) -> Content:
    """Return the content of a document."""
    return Content(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the parts of an Org file and its ``#+TITLE``."""
    title = re.search(r"^#\+TITLE:[ \t]*(.+)$", text, re.MULTILINE | re.IGNORECASE)
    return list(_parts(mend(text).split("\n"))), title[1].strip() if title else ""


def _parts(lines: list[str]) -> Iterator[Part]:
    index, tight, ends = 0, False, _ends(lines)
    while index < len(lines):
        line = lines[index]
        number, index = index + 1, index + 1
        drawer, begin = _DRAWER.fullmatch(line), _BEGIN.fullmatch(line)
        if drawer:
            index = _behind(ends.get(":end:", []), index)
        elif begin:
            end = _behind(ends.get(f"#+end_{begin[1].lower()}", []), index)
            yield from _section(begin[1], lines[index : max(end - 1, index)], number + 1)
            index = end
        elif line.strip() and not _is_comment(line):
            block = _block(line, number, tight=tight)
            tight = True
            if block:
                yield block
        tight = tight and bool(line.strip())


def _is_comment(line: str) -> bool:
    bare = line.strip()
    return bool(
        bare == "#"
        or bare.startswith("# ")
        or _KEYWORD.fullmatch(line)
        or _PLANNING.fullmatch(line)
    )


def _ends(lines: list[str]) -> dict[str, list[int]]:
    """Return where drawers and blocks end, by the mark that ends them."""
    found: dict[str, list[int]] = {}
    for position, line in enumerate(lines):
        mark = line.strip().lower()
        if mark == ":end:" or mark.startswith("#+end_"):
            found.setdefault(mark, []).append(position)
    return found


def _behind(ends: list[int], index: int) -> int:
    """Return the line behind the next of these ends; here if none is near."""
    following = bisect_left(ends, index)
    if following < len(ends) and ends[following] < index + LONGEST:
        return ends[following] + 1
    return index


def _section(kind: str, lines: list[str], number: int) -> Iterator[Part]:
    if kind.lower() in {"src", "example"}:
        yield from bibtex.code("\n".join(lines), number)
    elif kind.lower() != "comment":
        for offset, line in enumerate(lines):
            block = _block(line, number + offset, tight=offset > 0)
            if block:
                yield block


def _block(line: str, number: int, *, tight: bool) -> Block | None:
    head, item = _HEAD.fullmatch(line), _ITEM.match(line)
    inline = Inline()
    if head:
        _write(inline, head[2])
        return inline.block(number, Role.HEADING, min(len(head[1]), 9))
    if item:
        _write(inline, line[item.end() :])
        return inline.block(number, Role.ITEM, len(item[1]) // 2, tight=tight)
    cells = line.strip().startswith("|")
    _write(inline, line.strip().strip("|") if cells else line)
    return inline.block(number, Role.ITEM if cells else Role.TEXT, tight=tight)


def _write(inline: Inline, text: str) -> None:
    done = 0
    for match in _LINK.finditer(text):
        _plain(inline, text[done : match.start()])
        start = inline.length
        inline.add(match[2] if match[2] is not None else match[1])
        inline.link(match[1], start)
        done = match.end()
    _plain(inline, text[done:])


def _plain(inline: Inline, text: str) -> None:
    done = 0
    for match in _MARK.finditer(text):
        inline.add(text[done : match.start()])
        start = inline.length
        inline.add(match[2])
        inline.mark(start)
        done = match.end()
    inline.add(text[done:])
