"""Full text search: filling the index of words, and asking it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from readlist.index.conditions import Conditions
from readlist.index.rows import from_records
from readlist.index.words import Term, as_it_was, expression, made_ready
from readlist.paper import Paper

FIELDS = ("title", "authors", "topics", "notes", "abstract", "pdf")
"""Where can be searched: the columns of the table."""

_WEIGHTS = (10.0, 6.0, 6.0, 4.0, 3.0, 1.0)
"""How much a word counts in each field (bm25: a rarer word and a shorter text count more)."""

OPEN, CLOSE = "\x02", "\x03"
"""Stand around a word that matched."""

_ROOM = 24
"""Words of context."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of a paper beyond the list."""

    abstract: str = ""
    pdf: str = ""
    """The words of its PDF."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that a search found."""

    paper: Paper
    score: float
    """How well it fits; higher is better, comparable within one search only."""
    context: dict[str, str]
    """Field -> a piece of its text, with `OPEN` and `CLOSE` around what matched."""


def unworded(connection: sqlite3.Connection) -> list[tuple[int, Paper]]:
    """Return the rows whose words are not in the index, with their papers."""
    found = connection.execute(
        "SELECT row, data FROM paper JOIN record USING (row) WHERE NOT worded AND NOT doubled"
    ).fetchall()
    return list(zip((row for row, _ in found), from_records(d for _, d in found), strict=True))


def put_words(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    texts: Callable[[Paper], Texts],
) -> None:
    """Put the words of papers into the index, in the transaction that is open."""
    for row, paper in papers:
        found = texts(paper)
        connection.execute("DELETE FROM words WHERE rowid = ?", (row,))
        connection.execute(
            "INSERT INTO words (rowid, title, authors, topics, notes, abstract, pdf) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row, *map(made_ready, (
                paper.title, "; ".join(paper.authors), "; ".join(paper.topics), paper.notes,
                found.abstract, found.pdf,
            ))),
        )  # fmt: skip
        connection.execute("UPDATE paper SET worded = 1 WHERE row = ?", (row,))


def find(
    connection: sqlite3.Connection,
    terms: Sequence[Term],
    columns: tuple[str, ...],
    asked: Conditions,
    limit: int,
) -> tuple[list[Hit], int]:
    """Return the papers in which all terms occur, the best first, and how many there are.

    A word is taken as it is; where no paper has all of them so, as the beginning of a word.

    Args:
        connection: The index.
        terms: What must occur.
        columns: Some of `FIELDS`; all by default.
        asked: What else the papers must pass.
        limit: The number of papers wanted; -1 for all.
    """
    if not terms:
        return [], 0
    for prefixes in (False, True):
        query = expression(list(terms), columns, prefixes=prefixes)
        rows = _ranked(connection, query, asked)
        if rows:
            wanted = rows if limit < 0 else rows[:limit]
            return list(_hits(connection, query, wanted)), len(rows)
    return [], 0


def _ranked(
    connection: sqlite3.Connection, query: str, asked: Conditions
) -> list[tuple[int, float]]:
    weights = ", ".join(str(weight) for weight in _WEIGHTS)
    found: list[tuple[int, float]] = connection.execute(
        # Named apart, because both tables have a title.
        f"SELECT row, score FROM (SELECT rowid AS row, bm25(words, {weights}) AS score "  # noqa: S608 - constants
        "FROM words WHERE words MATCH ?) JOIN paper USING (row) "
        f"WHERE {asked.where} ORDER BY score, place",
        (query, *asked.values),
    ).fetchall()
    return found


def _hits(
    connection: sqlite3.Connection, query: str, rows: Sequence[tuple[int, float]]
) -> Iterator[Hit]:
    pieces = ", ".join(
        f"snippet(words, {number}, '{OPEN}', '{CLOSE}', '…', {_ROOM})"
        for number in range(len(FIELDS))
    )
    for row, score in rows:
        # One by one: for all rows at once FTS5 would make pieces of those that are not shown.
        data, *texts = connection.execute(
            f"SELECT data, {pieces} FROM words JOIN record ON record.row = words.rowid "  # noqa: S608 - constants
            "WHERE words MATCH ? AND words.rowid = ?",
            (query, row),
        ).fetchone()
        context = {
            name: as_it_was(text)
            for name, text in zip(FIELDS, texts, strict=True)
            if text and OPEN in text
        }
        yield Hit(from_records([data])[0], -score, context)
