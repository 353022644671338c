"""Line-based mark-up (wikis, AsciiDoc, Textile ...): one parser for any `Syntax`."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from readlist.document_model import Block, Cell, Part, Role
from readlist.documents.inline import Inline
from readlist.documents.lines import is_wrapped, mend
from readlist.patterns import pattern

DOUBLE_BRACKETS = pattern(r"\[\[(?P<url>[^\[\]|\n]{1,2000})(?:\|(?P<text>[^\[\]\n]{0,1000}))?\]\]")
"""``[[address|words]]``"""


class WikiRow(NamedTuple):
    """A line of a table."""

    cells: list[str]
    head: bool = False


class Syntax(NamedTuple):
    """The mark-up of a format."""

    heading: Callable[[str], tuple[int, str] | None]
    """Returns the level and the text of a heading line."""
    item: re.Pattern[str]
    """The start of a list entry; the length of its group ``depth`` is the entry's depth."""
    links: re.Pattern[str]
    """Links: groups ``url`` and ``text``, numbered ``url2``, ``text2`` for a second form."""
    marks: re.Pattern[str]
    """Bold and italic text: group ``mark``."""
    row: Callable[[str], WikiRow | None] = lambda _: None
    skipped: re.Pattern[str] | None = None
    """Lines to leave out."""


def blocks(text: str, syntax: Syntax, first: int = 1) -> Iterator[Part]:
    """Yield the blocks of a text."""
    return _Reader(syntax).parts(mend(text).split("\n"), first)


class _Reader:
    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.words: list[str] = []
        self.start, self.role, self.level = 1, Role.TEXT, 0
        self.heads: list[str] = []
        self.tight = False

    def parts(self, lines: list[str], first: int) -> Iterator[Part]:
        for number, line in enumerate(lines, first):
            if not line.strip():
                yield from self._flush()
                self.heads, self.tight = [], False
            elif not (self.syntax.skipped and self.syntax.skipped.match(line)):
                yield from self._line(line, number)
        yield from self._flush()

    def _line(self, line: str, number: int) -> Iterator[Part]:
        heading, row = self.syntax.heading(line), self.syntax.row(line)
        item = self.syntax.item.match(line)
        if heading:
            yield from self._flush()
            yield from self._block(heading[1], number, Role.HEADING, heading[0])
        elif row:
            yield from self._flush()
            if row.head:
                self.heads = [_plain(cell, self.syntax) for cell in row.cells]
            else:
                yield from self._row(row.cells, number)
        elif item:
            yield from self._flush()
            self.start, self.role, self.level = number, Role.ITEM, max(len(item["depth"]) - 1, 0)
            self.words = [line[item.end() :]]
        else:
            if not self.words:
                self.start, self.role, self.level = number, Role.TEXT, 0
            self.words.append(line)

    def _flush(self) -> Iterator[Part]:
        words, self.words = self.words, []
        if not words:
            return
        if self.role is Role.ITEM or is_wrapped(words):
            yield from self._block(" ".join(x.strip() for x in words), self.start, self.role)
            return
        for number, line in enumerate(words, self.start):
            yield from self._block(line, number, self.role)

    def _block(self, text: str, number: int, role: Role, level: int = -1) -> Iterator[Block]:
        inline = Inline()
        write(inline, text, self.syntax)
        block = inline.block(number, role, self.level if level < 0 else level, tight=self.tight)
        self.tight = role is not Role.HEADING
        if block:
            yield block

    def _row(self, cells: list[str], number: int) -> Iterator[Block]:
        inline = Inline()
        for index, cell in enumerate(cells):
            start = inline.length
            write(inline, cell.strip(), self.syntax)
            head = self.heads[index] if index < len(self.heads) else ""
            inline.cells.append(Cell(start, inline.length, head))
            inline.add("\t")
        block = inline.block(number, Role.ROW, tight=self.tight)
        if block:
            yield block


def _plain(text: str, syntax: Syntax) -> str:
    inline = Inline()
    write(inline, text.strip(), syntax)
    return inline.text.strip(" *_'\"")


def write(inline: Inline, text: str, syntax: Syntax) -> None:
    """Append a line with its links and bold or italic text."""
    done = 0
    for match in syntax.links.finditer(text):
        _marked(inline, text[done : match.start()], syntax)
        start = inline.length
        found = match.groupdict()
        url = found.get("url") or found.get("url2") or ""
        words = found.get("text") or found.get("text2") or ""
        _marked(inline, words.strip() or url, syntax)
        if "://" in url or url.lower().startswith(("www.", "doi:", "arxiv:")):
            inline.link(url.strip(), start)
        done = match.end()
    _marked(inline, text[done:], syntax)


def _marked(inline: Inline, text: str, syntax: Syntax) -> None:
    done = 0
    for match in syntax.marks.finditer(text):
        inline.add(text[done : match.start()])
        start = inline.length
        inline.add(next((x for x in match.groups() if x), ""))
        inline.mark(start)
        done = match.end()
    inline.add(text[done:])
