"""reStructuredText: sections, links of every kind, lists, footnotes and citations.

The syntax: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from readlist.document_model import Block, Cell, Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bibtex
from readlist.documents.inline import Inline
from readlist.documents.lines import mend
from readlist.patterns import pattern
from readlist.text import count_wide

_SIMPLE = pattern(r"[ \t]*={2,}(?: +={2,})+[ \t]*")
_GRID = pattern(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*")
_RULE = pattern(r"[ \t]*-{2,}(?: +-{2,})*[ \t]*")
MOST = 20_000
"""Lines of one table."""

Cut = tuple[list[str], list[tuple[int, list[str]]], int]
"""The headings, the rows with their line numbers from 0, and the line after the table."""


def table_at(lines: Sequence[str], at: int) -> Cut | None:
    """Return the table that begins on a line; None if there is none."""
    if _SIMPLE.fullmatch(lines[at]):
        return _simple(lines, at)
    return _grid(lines, at) if _GRID.fullmatch(lines[at]) else None


def _simple(lines: Sequence[str], at: int) -> Cut | None:
    columns = [match.start() for match in re.finditer("=+", lines[at])]
    borders = [at]
    for number in range(at + 1, min(len(lines), at + MOST)):
        if _SIMPLE.fullmatch(lines[number]):
            borders.append(number)
            behind = lines[number + 1] if number + 1 < len(lines) else ""
            if len(borders) == 3 or not behind.strip():
                break
    if len(borders) < 2:
        return None
    head = _joined(_cells(lines[n], columns) for n in range(at + 1, borders[1]))
    first, last = (borders[1], borders[2]) if len(borders) > 2 else (at, borders[1])
    rows: list[tuple[int, list[str]]] = []
    for number in range(first + 1, last):
        line = lines[number]
        if not line.strip() or _RULE.fullmatch(line):
            continue
        cells = _cells(line, columns)
        if not cells[0] and rows:  # it goes on with the row above
            rows[-1] = (rows[-1][0], _joined([rows[-1][1], cells]))
        else:
            rows.append((number, cells))
    return head if len(borders) > 2 else [], rows, borders[-1] + 1


def _grid(lines: Sequence[str], at: int) -> Cut | None:
    end = at + 1
    while end < min(len(lines), at + MOST) and lines[end].lstrip()[:1] in {"+", "|"}:
        end += 1
    head: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    waiting: list[tuple[int, list[str]]] = []
    for number in range(at + 1, end):
        line = lines[number].strip()
        if _GRID.fullmatch(line):
            if waiting:
                whole = _joined(cells for _, cells in waiting)
                if "=" in line:
                    head = whole
                else:
                    rows.append((waiting[0][0], whole))
            waiting = []
        elif line.startswith("|"):
            waiting.append((number, [cell.strip() for cell in line.strip("|").split("|")]))
    return (head, rows, end) if rows else None


def _cells(line: str, columns: Sequence[int]) -> list[str]:
    """Return the texts under the columns; the last column extends to the end."""
    starts = [_place(line, column) for column in columns]
    ends = [*starts[1:], len(line)]
    return [line[a:b].strip() for a, b in zip(starts, ends, strict=True)]


def _place(line: str, column: int) -> int:
    """Return the index of the character in a column of the screen."""
    wide = count_wide(line[:column])
    if not wide:
        return min(column, len(line))
    seen = index = 0
    while index < len(line) and seen < column:
        seen += 1 + count_wide(line[index])
        index += 1
    return index


def _joined(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the cells of several lines, those of one column together."""
    columns = zip_longest(*rows, fillvalue="")
    return [" ".join(filter(None, texts)) for texts in columns]


_ADORNMENT = pattern(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
_TARGET = pattern(r"[ \t]*\.\.[ \t]+_(?:`([^`]+)`|([^:`\n]+)):[ \t]*(\S+)[ \t]*")
_ANONYMOUS = pattern(r"[ \t]*(?:\.\.[ \t]+__:|__)[ \t]+(\S+)[ \t]*")
_NOTE = pattern(r"[ \t]*\.\.[ \t]+\[[^\]]+\][ \t]*")
_DIRECTIVE = pattern(r"[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w:+.-]+)::[ \t]*(.*)")
_ITEM = pattern(r"([ \t]*)(?:[-*+•]|\(?(?:\d+|#|[a-z])[.)]|\|)[ \t]+")
_REFERENCE = pattern(
    r"`(?P<label>[^`<>]*?)\s*<(?P<url>[^<>`]+)>`_{1,2}|`(?P<named>[^`<>]+)`(?P<under>_{1,2})"
    r"|:[\w:+-]{1,40}:`(?P<role>[^`]+)`|(?P<strong>\*{1,2})(?P<marked>\S(?:[^*\n]*[^*\s])?)(?P=strong)"
    r"|(?P<image>\|[^|\s][^|\n]*\|_{0,2})|(?P<ticks>``)(?P<code>[^`]+)``|(?<![\w`])(?P<word>[A-Za-z\d](?:[\w.-]{0,80}?[A-Za-z\d])?)(?P<tail>_{1,2})(?!\w)"
)
_BODIES = frozenset(
    {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "math"}
)


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the parts of a reStructuredText document."""
    reader = _Reader(mend(text).split("\n"))
    return list(reader.parts()), ""


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = [line.expandtabs(8) for line in lines]
        self.at = 0
        self.styles: list[str] = []
        self.named: dict[str, str] = {}
        self.anonymous: list[str] = []
        self._targets()

    def _targets(self) -> None:
        for index, line in enumerate(self.lines):
            target, anonymous = _TARGET.fullmatch(line), _ANONYMOUS.fullmatch(line)
            if target:
                self.named[_name(target[1] or target[2])] = target[3]
            elif anonymous:
                self.anonymous.append(anonymous[1])
            if target or anonymous:
                self.lines[index] = ""

    def parts(self) -> Iterator[Part]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
            elif table := table_at(self.lines, self.at):
                yield from self._table(table)
            elif self._is_heading():
                yield from self._heading()
            elif _NOTE.match(line):
                yield from self._entry(_NOTE, Role.ITEM)
            elif line.lstrip().startswith(".."):
                yield from self._directive(line)
            elif _ITEM.match(line):
                yield from self._entry(_ITEM, Role.ITEM)
            else:
                yield from self._paragraph()

    def _table(self, table: Cut) -> Iterator[Block]:
        heads, rows, self.at = table
        for number, cells in rows:
            inline = Inline()
            for index, cell in enumerate(cells):
                start = inline.length
                self._write(inline, cell)
                head = heads[index] if index < len(heads) else ""
                inline.cells.append(Cell(start, inline.length, head))
                inline.add("\t")
            block = inline.block(number + 1, Role.ROW)
            if block:
                yield block

    def _is_heading(self) -> bool:
        line = self.lines[self.at]
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        if _ADORNMENT.fullmatch(line):
            return True
        return bool(_ADORNMENT.fullmatch(following)) and len(following.strip()) * 2 > len(line)

    def _heading(self) -> Iterator[Block]:
        over = bool(_ADORNMENT.fullmatch(self.lines[self.at]))
        number = self.at + 1 + over
        if number > len(self.lines) or (over and not self.lines[number - 1].strip()):
            self.at += 1
            return
        under = self.lines[number] if number < len(self.lines) else ""
        if not _ADORNMENT.fullmatch(under):
            self.at += 1
            return
        style = under.strip()[0] * (1 + over)
        if style not in self.styles:
            self.styles.append(style)
        self.at = number + 1
        inline = self._written(self.lines[number - 1].strip())
        block = inline.block(number, Role.HEADING, min(self.styles.index(style) + 1, 9))
        if block:
            yield block

    def _directive(self, line: str) -> Iterator[Part]:
        found, first = _DIRECTIVE.match(line), self.at
        indent = len(line) - len(line.lstrip())
        self.at += 1
        if found and found[1].lower() not in _BODIES:
            return
        while self.at < len(self.lines) and (
            not self.lines[self.at].strip() or _indent(self.lines[self.at]) > indent
        ):
            self.at += 1
        if found:
            yield from bibtex.code("\n".join(self.lines[first + 1 : self.at]), first + 2)

    def _entry(self, opening: re.Pattern[str], role: Role) -> Iterator[Block]:
        line, number = self.lines[self.at], self.at + 1
        match = opening.match(line)
        words, depth = line[match.end() if match else 0 :], _indent(line)
        self.at += 1
        while self.at < len(self.lines):
            following = self.lines[self.at]
            if not following.strip() or _indent(following) <= depth or _ITEM.match(following):
                break
            words += "\n" + following.strip()
            self.at += 1
        block = self._written(words).block(number, role, depth // 2)
        if block:
            yield block

    def _paragraph(self) -> Iterator[Block]:
        number, words = self.at + 1, [self.lines[self.at].strip()]
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].strip():
            if _ITEM.match(self.lines[self.at]) or self._is_heading():
                break
            words.append(self.lines[self.at].strip())
            self.at += 1
        block = self._written("\n".join(words)).block(number)
        if block:
            yield block

    def _written(self, text: str) -> Inline:
        # Line ends inside a paragraph mean nothing.
        inline = Inline()
        self._write(inline, " ".join(filter(None, map(str.strip, text.split("\n")))))
        return inline

    def _write(self, inline: Inline, text: str) -> None:
        done = 0
        for match in _REFERENCE.finditer(text):
            inline.add(_unescaped(text[done : match.start()]))
            self._reference(inline, match)
            done = match.end()
        inline.add(_unescaped(text[done:]))

    def _reference(self, inline: Inline, match: re.Match[str]) -> None:
        start = inline.length
        if match["url"]:
            url = "".join(match["url"].split())
            inline.add(match["label"] or url)
            inline.link(self.named.get(_name(url.rstrip("_")), url), start)
        elif match["named"]:
            inline.add(match["named"])
            anonymous = match["under"] == "__" and self.anonymous
            inline.link(
                self.anonymous.pop(0) if anonymous else self.named.get(_name(match["named"]), ""),
                start,
            )
        elif match["marked"]:
            inline.add(match["marked"])
            inline.mark(start)
        elif match["word"]:
            anonymous = match["tail"] == "__" and self.anonymous
            url = self.anonymous.pop(0) if anonymous else self.named.get(_name(match["word"]), "")
            inline.add(match["word"] if url else match[0])
            inline.link(url, start)
        elif not match["image"]:
            inline.add(match["code"] or match["role"])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unescaped(text: str) -> str:
    return re.sub(r"\\(\s|.)", lambda m: "" if m[1].isspace() else m[1], text)
