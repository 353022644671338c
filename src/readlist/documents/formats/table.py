"""CSV and TSV: a row of a table a line, with what the column headings say."""

import csv
from collections.abc import Iterator
from io import StringIO

from readlist.blocks import Block, Cell, Part, Role
from readlist.documents.format import Content, Source
from readlist.documents.inline import Inline
from readlist.patterns import pattern

LONGEST_FIELD = 1_000_000
_WORDS = pattern(r"[A-Za-z\u3040-\u9fff\uac00-\ud7af]")


def read(source: Source) -> Content:
    """Return the content of a document."""
    return Content(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return a row for every line; the first line gives the headings if it holds only words."""
    return list(_rows(text)), ""


def delimiter(text: str) -> str:
    """Return what parts the columns: a tab, a semicolon or a comma; empty if it is no table."""
    sample = text[:20_000]
    for mark in ("\t", ",", ";"):
        rows = [row for row in _cut(sample, mark) if any(x.strip() for x in row)][:30]
        sizes = [len(row) for row in rows[:-1] or rows]
        if len(rows) > 1 and sizes and min(sizes) > 1 and max(sizes) - min(sizes) <= 1:
            return mark
    return ""


def _cut(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield from csv.reader(StringIO(text), delimiter=mark)
    except csv.Error:
        return


def _rows(text: str) -> Iterator[Block]:
    mark = delimiter(text) or ("\t" if "\t" in text else ",")
    heads: list[str] | None = None
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(StringIO(text), delimiter=mark)
    last = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            last = reader.line_num
            continue
        first, last = last + 1, reader.line_num
        if heads is None:
            heads = [x.strip() for x in row] if _is_head(row) else []
            if heads:
                continue
        block = _row(row, heads, first)
        if block:
            yield block


def _is_head(row: list[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(
        len(cell) <= 40 and _WORDS.search(cell) and "://" not in cell for cell in filled
    )


def _row(row: list[str], heads: list[str], line: int) -> Block | None:
    inline = Inline()
    for index, cell in enumerate(row):
        start = inline.length
        inline.add(cell.strip())
        head = heads[index] if index < len(heads) else ""
        inline.cells.append(Cell(start, inline.length, head))
        inline.add("\t")
    return inline.block(line, Role.ROW)
