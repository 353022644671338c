"""Writing single papers into the index."""

import sqlite3
from typing import Any

from readlist.index.rows import (
    COLUMNS,
    RECORD,
    checked,
    columns_of,
    from_records,
    sum_of,
    to_record,
)
from readlist.paper import Paper
from readlist.reading_list.lines import paper_line

LAST = 1 << 62
"""The place of papers without a topic among the themes."""

_INSERT = (
    f"INSERT INTO paper (place, digest, doubled, worded, bare, {', '.join(COLUMNS)}) "  # noqa: S608 - constants
    f"VALUES (?, ?, 0, 0, 0{', ?' * len(COLUMNS)})"
)
_UPDATE = (
    f"UPDATE paper SET place = ?, digest = ?, {', '.join(f'{name} = ?' for name in COLUMNS)} "  # noqa: S608 - constants
    "WHERE row = ?"
)


def insert_paper(connection: sqlite3.Connection, paper: Paper, where: tuple[int, bytes]) -> None:
    """Add a paper; `where` is its place and its digest."""
    row = connection.execute(_INSERT, (*where, *columns_of(paper))).lastrowid
    assert row is not None
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (row, *_record(row, paper)))


def rewrite_paper(
    connection: sqlite3.Connection, row: int, paper: Paper, where: tuple[int, bytes]
) -> bool:
    """Put a paper in the place of the same one; return whether its words are others now.

    Args:
        connection: The index.
        row: The row.
        paper: What it is to hold.
        where: Place and digest.
    """
    ask = connection.execute
    old = ask(f"SELECT {RECORD} FROM record WHERE row = ?", (row,)).fetchone()  # noqa: S608 - constants
    renamed = _words(from_records(checked([old]))[0]) != _words(paper)
    if renamed:
        ask("UPDATE paper SET worded = 0 WHERE row = ?", (row,))
    ask(_UPDATE, (*where, *columns_of(paper), row))
    ask(
        "UPDATE record SET line = ?, line_sum = ?, data = ?, data_sum = ? WHERE row = ?",
        (*_record(row, paper), row),
    )
    return renamed


def _record(row: int, paper: Paper) -> tuple[str, int, str, int]:
    """Return line and record of a paper, each with its checksum."""
    line, record = paper_line(paper), to_record(paper)
    return line, sum_of(row, line), record, sum_of(row, record)


def _words(paper: Paper) -> tuple[Any, ...]:
    """Return what of a paper is in the index of words."""
    return paper.title, paper.authors, paper.topics, paper.notes


def order_themes(connection: sqlite3.Connection) -> None:
    """Put the themes into the order of their first papers."""
    connection.execute("DELETE FROM theme")
    connection.execute(
        "INSERT INTO theme SELECT theme, CASE theme WHEN '' THEN ? ELSE min(place) END "
        "FROM paper WHERE NOT doubled GROUP BY theme",
        (LAST,),
    )
