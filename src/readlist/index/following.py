"""Taking over a change of the list, without looking at the list."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from readlist.index.sync import digest_of
from readlist.index.writing import order_themes, rewrite_paper
from readlist.paper import Paper


def follow(
    connection: sqlite3.Connection,
    before: str,
    after: str,
    updates: Sequence[tuple[int, str, Mapping[str, Any]]],
) -> None:
    """Take over changes of papers, in the transaction that is open; see `Index.follow`."""
    if connection.execute("SELECT sha256, regular FROM source").fetchone() != (before, 1):
        return
    query = "SELECT row, id, place FROM paper ORDER BY place LIMIT 1 OFFSET ?"
    rows = [connection.execute(query, (number,)).fetchone() for number, _, _ in updates]
    papers = [Paper.from_table(table) for _, _, table in updates]
    if [paper.id for paper in papers] != [row and row[1] for row in rows]:
        return
    renamed = False
    for (row, _, place), paper, (_, text, _) in zip(rows, papers, updates, strict=True):
        renamed |= rewrite_paper(connection, row, paper, (place, digest_of(text)))
    if renamed:
        order_themes(connection)
    connection.execute(
        "UPDATE source SET mark = '', sha256 = ?, named = named AND ?", (after, not renamed)
    )
