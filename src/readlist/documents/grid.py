"""Rows of columns, as tables and spreadsheets have them, with what the first row calls each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from readlist.document_model import Block, Cell, Role
from readlist.documents.inline import Inline
from readlist.patterns import pattern

_LETTER = pattern(r"[^\W\d_]")

Row = tuple[int, Sequence[str], Mapping[int, str]]
"""Its line, the texts of its cells, and the addresses of cells by their number."""


def blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Yield a block a row; the first row gives the headings if it holds only words."""
    heads: list[str] | None = None
    for line, cells, links in rows:
        if heads is None:
            heads = [x.strip() for x in cells] if is_head(cells) and not links else []
            if heads:
                continue
        block = row_block(cells, links, heads, line)
        if block:
            yield block


def is_head(row: Sequence[str]) -> bool:
    """Return whether a row holds the headings of the columns."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(
        len(cell) <= 40 and _LETTER.search(cell) and "://" not in cell for cell in filled
    )


def row_block(
    cells: Sequence[str], links: Mapping[int, str], heads: Sequence[str], line: int
) -> Block | None:
    """Return a row as a block, each cell under its heading; nothing if the row is empty.

    Args:
        cells: Their texts.
        links: The addresses of cells, by number.
        heads: What the first row calls the columns; empty if it does not.
        line: Where the row begins, from 1.
    """
    inline = Inline()
    for index, cell in enumerate(cells):
        start = inline.length
        inline.add(cell.strip())
        inline.link(links.get(index, ""), start)
        head = heads[index] if index < len(heads) else ""
        inline.cells.append(Cell(start, inline.length, head))
        inline.add("\t")
    return inline.block(line, Role.ROW)
