"""reStructuredText's simple tables and grid tables, cut into the texts of their cells.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables: columns stand under each
other, wide characters counting twice.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from readlist.patterns import pattern
from readlist.text import count_wide

_SIMPLE = pattern(r"[ \t]*={2,}(?: +={2,})+[ \t]*")
_GRID = pattern(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*")
_RULE = pattern(r"[ \t]*-{2,}(?: +-{2,})*[ \t]*")
MOST = 20_000
"""Lines of one table."""

Cut = tuple[list[str], list[tuple[int, list[str]]], int]
"""The headings, the rows with the numbers of their lines from 0, and the line behind the table."""


def table_at(lines: Sequence[str], at: int) -> Cut | None:
    """Return the table that begins on a line; None if none does."""
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
    """Return the texts that stand under the columns; the last one goes on to the end."""
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
