"""Taking over a change of the list, without looking at the list."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from readlist.index.sync import STEP, digest_of
from readlist.index.writing import LAST, insert_paper, order_themes, rewrite_paper
from readlist.paper import Paper

Table = Mapping[str, Any]
Update = tuple[int, str, Table]
"""Position, block and table of a paper that was changed."""
Addition = tuple[str, Table]
"""Block and table of a paper that was added at the end."""


def follow(
    connection: sqlite3.Connection,
    before: str,
    after: str,
    change: tuple[Sequence[Update], Sequence[Addition]],
) -> bool:
    """Take over a change, in the transaction that is open; see `Index.follow`.

    Nothing is done if the rows are not those of the list that was changed.
    """
    updates, additions = change
    if connection.execute("SELECT sha256, regular FROM source").fetchone() != (before, 1):
        return False
    query = "SELECT row, id, place FROM paper ORDER BY place LIMIT 1 OFFSET ?"
    rows = [connection.execute(query, (number,)).fetchone() for number, _, _ in updates]
    papers = [Paper.from_table(table) for _, _, table in updates]
    new = [Paper.from_table(table) for _, table in additions]
    if [paper.id for paper in papers] != [row and row[1] for row in rows]:
        return False
    if not _are_new(connection, new):
        return False
    renamed = False
    for (row, _, place), paper, (_, text, _) in zip(rows, papers, updates, strict=True):
        renamed |= rewrite_paper(connection, row, paper, (place, digest_of(text)))
    (last,) = connection.execute("SELECT coalesce(max(place), 0) FROM paper").fetchone()
    themes: list[tuple[str, int]] = []
    for number, (paper, (text, _)) in enumerate(zip(new, additions, strict=True), 1):
        place = last + number * STEP
        insert_paper(connection, paper, (place, digest_of(text)))
        themes.append((paper.theme, place if paper.theme else LAST))
    if renamed:
        order_themes(connection)
    connection.executemany("INSERT OR IGNORE INTO theme VALUES (?, ?)", themes)
    connection.execute(
        "UPDATE source SET mark = '', sha256 = ?, named = named AND ?",
        (after, not (renamed or new)),
    )
    return True


def _are_new(connection: sqlite3.Connection, papers: Sequence[Paper]) -> bool:
    """Return whether no row, and no other one of the papers, has one of their identifiers."""
    query = "SELECT 1 FROM paper WHERE id = ?"
    return len({paper.id for paper in papers}) == len(papers) and all(
        paper.id and connection.execute(query, (paper.id,)).fetchone() is None for paper in papers
    )
