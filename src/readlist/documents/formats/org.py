"""Org mode: headings, links, lists, source blocks; drawers, comments and planning lines go.

The syntax: https://orgmode.org/worg/org-syntax.html.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from readlist.document_model import Block, Cell, Part, Role
from readlist.documents import properties
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bibtex
from readlist.documents.inline import Inline
from readlist.documents.lines import is_wrapped, mend
from readlist.patterns import pattern
from readlist.reading_marks import Marks, state_of

LONGEST = 2000
"""Lines of a drawer or a block."""

_HEAD = pattern(
    r"(\*+)[ \t]+(?:(?P<todo>TODO|DONE|NEXT|WAIT(?:ING)?|READ(?:ING)?|SOMEDAY|CANCELL?ED|HOLD|"
    r"STARTED|DOING)[ \t]+)?(?:\[#[A-Z0-9]\][ \t]*)?(?P<words>.*?)(?:[ \t]+(:[\w@#%:]+:))?[ \t]*"
)
_LINK = pattern(r"\[\[([^\[\]\n]+)\](?:\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\])?\]")
_IN_DRAWER = pattern(r"\s*:([\w-]+):[ \t]*(.*)")
_RULE = pattern(r"\s*\|[-+|]+\s*$")
_DRAWER = pattern(r"[ \t]*:([\w-]+):[ \t]*")
_BEGIN = pattern(r"[ \t]*#\+BEGIN_(\w+)(.*)", re.IGNORECASE)
_KEYWORD = pattern(r"[ \t]*#\+(\w+):[ \t]*(.*)")
_PLANNING = pattern(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):.*")
_ITEM = pattern(r"([ \t]*)(?:[-+]|\d+[.)])[ \t]+(?:(?P<box>\[[ Xx-]\])[ \t]*)?")
_MARK = pattern(r"(?<![\w*/])([*/])(\S(?:[^*/\n]*\S)?)\1(?!\w)")


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the parts of an Org file and its ``#+TITLE``."""
    named = re.search(r"^#\+TITLE:[ \t]*(.+)$", text, re.MULTILINE | re.IGNORECASE)
    title = named[1].strip() if named else ""
    return list(_parts(mend(text).split("\n"), title)), title


def _parts(lines: list[str], title: str) -> Iterator[Part]:
    index, tight, ends, above = 0, False, _ends(lines), title
    heads: list[str] = []
    state = ""
    while index < len(lines):
        line = lines[index]
        number, index = index + 1, index + 1
        drawer, begin = _DRAWER.fullmatch(line), _BEGIN.fullmatch(line)
        if drawer:
            index = _behind(ends.get(":end:", []), index)
            yield from _of_drawer(lines[number : max(index - 1, number)], above, number, state)
        elif begin:
            end = _behind(ends.get(f"#+end_{begin[1].lower()}", []), index)
            yield from _section(begin[1], lines[index : max(end - 1, index)], number + 1)
            index = end
        elif line.lstrip().startswith("|"):
            heads = _row_heads(lines, number - 1, heads)
            yield from _row(line, number, heads, lines)
        elif line.strip() and not _is_comment(line):
            index = _last(lines, number - 1)
            head = _HEAD.fullmatch(line)
            if head:
                above, state = _plain_words(head["words"]), state_of(head["todo"] or "")
            whole = " ".join(x.strip() for x in lines[number:index])
            block = _block(f"{line} {whole}" if whole else line, number, tight=tight)
            tight = True
            if block:
                yield block
        tight = tight and bool(line.strip())


def _last(lines: list[str], first: int) -> int:
    """Return the line after an entry or a paragraph of several lines."""
    line = lines[first]
    item = _ITEM.match(line)
    depth = len(item[1]) if item else 0
    end = first + 1
    if _HEAD.fullmatch(line):
        return end
    while end < len(lines) and _goes_on(lines[end], depth, listed=bool(item)):
        end += 1
    return end if item or is_wrapped(lines[first:end]) else first + 1


def _goes_on(line: str, depth: int, *, listed: bool) -> bool:
    if not line.strip() or _ITEM.match(line) or _HEAD.fullmatch(line) or _is_comment(line):
        return False
    other = _DRAWER.fullmatch(line) or _BEGIN.fullmatch(line) or line.lstrip().startswith("|")
    return not other and (not listed or len(line) - len(line.lstrip()) > depth)


def _of_drawer(lines: list[str], title: str, number: int, state: str) -> Iterator[Part]:
    """Yield the paper that a drawer's properties name, such as ROAM_REFS and URL."""
    found = {
        match[1].lower(): match[2].strip()
        for line in lines
        if (match := _IN_DRAWER.match(line)) and match[1].upper() not in {"ID", "CUSTOM_ID"}
    }
    made = properties.record(title, found, number) if found else None
    if made:
        yield made._replace(marks=made.marks.joined(Marks(state)))


def _plain_words(text: str) -> str:
    return _LINK.sub(lambda m: m[2] if m[2] is not None else m[1], text).strip()


def _row_heads(lines: list[str], index: int, heads: list[str]) -> list[str]:
    """Return the headings of the table that a line belongs to; they are above a rule."""
    if index and lines[index - 1].lstrip().startswith("|"):
        return heads
    ruled = index + 1 < len(lines) and _RULE.match(lines[index + 1])
    return [x.strip(" *") for x in lines[index].strip().strip("|").split("|")] if ruled else []


def _row(line: str, number: int, heads: list[str], lines: list[str]) -> Iterator[Part]:
    above = number > 1 and lines[number - 2].lstrip().startswith("|")
    if _RULE.match(line) or (heads and not above):
        return
    inline = Inline()
    for index, cell in enumerate(line.strip().strip("|").split("|")):
        start = inline.length
        _write(inline, cell.strip())
        head = heads[index] if index < len(heads) else ""
        inline.cells.append(Cell(start, inline.length, head))
        inline.add("\t")
    block = inline.block(number, Role.ROW)
    if block:
        yield block


def _is_comment(line: str) -> bool:
    bare = line.strip()
    return bool(
        bare == "#"
        or bare.startswith("# ")
        or _KEYWORD.fullmatch(line)
        or _PLANNING.fullmatch(line)
    )


def _ends(lines: list[str]) -> dict[str, list[int]]:
    """Return where drawers and blocks end, by their end marks."""
    found: dict[str, list[int]] = {}
    for position, line in enumerate(lines):
        mark = line.strip().lower()
        if mark == ":end:" or mark.startswith("#+end_"):
            found.setdefault(mark, []).append(position)
    return found


def _behind(ends: list[int], index: int) -> int:
    """Return the line after the next of these ends; this line if none is near."""
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
        _write(inline, head["words"])
        return _with_state(
            inline.block(number, Role.HEADING, min(len(head[1]), 9)), head["todo"] or ""
        )
    if item:
        _write(inline, line[item.end() :])
        made = inline.block(number, Role.ITEM, len(item[1]) // 2, tight=tight)
        return _with_state(made, item["box"] or "")
    _write(inline, line)
    return inline.block(number, Role.TEXT, tight=tight)


def _with_state(block: Block | None, word: str) -> Block | None:
    return block._replace(state=state_of(word)) if block and word else block


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
