"""CSV and TSV: a table row on each line, with the column headings."""

import csv
from collections.abc import Iterator
from io import StringIO

from readlist.document_model import Broken
from readlist.documents import grid
from readlist.documents.format import ParsedContent, RawDocument

LONGEST_FIELD = 1_000_000


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    broken: list[Broken] = []
    return ParsedContent(list(grid.parts(_rows(source.text, broken))), broken=broken)


def delimiter(text: str) -> str:
    """Return the delimiter of columns: tab, semicolon or comma; empty if it is not a table."""
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


def _rows(text: str, broken: list[Broken]) -> Iterator[grid.Row]:
    """Yield the cells of every row with its line; note the rows that cannot be read."""
    mark = delimiter(text) or ("\t" if "\t" in text else ",")
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(StringIO(text), delimiter=mark)
    last = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken.append(Broken(last + 1, f"({error})"))
            last = reader.line_num
            continue
        first, last = last + 1, reader.line_num
        yield first, row, {}
