"""What PDFs were taken for, a line each."""

from collections.abc import Sequence
from typing import NamedTuple

from readlist.language import behind_colon, translate
from readlist.tex import readable
from readlist.text import one_line
from readlist.views.cells import cut, fit, width_of

_FILE, _TAKEN = 30, 24
"""Cells that a file's name and an identifier may take."""


class RecognisedRow(NamedTuple):
    """One PDF."""

    file: str
    taken: str
    """The identifier; empty where it was not recognised."""
    surety: str
    """How sure that is, in words."""
    how: str
    """What tells it, or why nothing does."""
    title: str = ""


def recognised_lines(rows: Sequence[RecognisedRow], width: int) -> list[str]:
    """Return a line for each file: what it was taken for, how surely, what tells it, its title.

    Args:
        rows: The files.
        width: Cells of a line; 0 where nothing is cut.
    """
    files = max((width_of(one_line(row.file)) for row in rows), default=0)
    taken = max((width_of(row.taken) for row in rows), default=0)
    if width:
        most = width * 3 // 10
        files, taken = min(files, _FILE, most), min(taken, _TAKEN, most)
    rows = [row._replace(surety=translate(row.surety), how=translate(row.how)) for row in rows]
    sure = max((width_of(row.surety) for row in rows), default=0)
    lines = []
    for row in rows:
        told = row.how + (behind_colon("", readable(row.title)) if row.title else "")
        cells = (fit(one_line(row.file), files), fit(row.taken, taken), fit(row.surety, sure))
        line = f"  {'  '.join(cells)}  {one_line(told)}".rstrip()
        lines.append(cut(line, width) if width else line)
    return lines
