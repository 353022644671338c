"""Full-text search: filling the index of words, and querying it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from readlist.index.query_terms import QueryTerm, as_it_was, expression, made_ready, mark_words
from readlist.index.rows import LINE, MARK, RECORD, checked, from_records, sum_of
from readlist.index.schema import DamagedError
from readlist.index.selecting import Conditions, conditions_of
from readlist.model.spelling import compared
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.text import CLOSE, OPEN, clean

FIELDS = ("title", "authors", "topics", "notes", "highlights", "abstract", "pdf")
"""Where can be searched: the columns of the table."""

_WEIGHTS = (10.0, 6.0, 6.0, 4.0, 4.0, 3.0, 1.0)
"""How much a word counts in each field; bm25 does the rest: rare words and short texts count more
(https://www.sqlite.org/fts5.html#the_bm25_function)."""

_ROOM = 24
"""Words of context."""
_AROUND = 80
"""Characters before a match that was marked here rather than by FTS5."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of a paper beyond the list."""

    abstract: str = ""
    pdf: str = ""
    """The words of its PDF."""
    highlights: str = ""
    """What the reader marked in it, and wrote beside that."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is searched for."""

    terms: tuple[QueryTerm, ...]
    fields: tuple[str, ...] = ()
    """Some of `FIELDS`; all by default."""
    filters: Filters = field(default_factory=Filters)
    """What else the papers must pass; `Filters.limit` says how many are wanted."""
    default: frozenset[Status] = frozenset()
    """The statuses that pass when the filters name none; empty for all."""
    lines: bool = False
    """Whether only `SearchResult.lines` are wanted, which are at hand without making papers."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that a search found."""

    paper: Paper
    score: float
    """How well it fits; higher is better, comparable within one search only."""
    context: Mapping[str, str]
    """Field -> a piece of its text, with `OPEN` and `CLOSE` around what matched."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search gave."""

    hits: tuple[Hit, ...]
    """The best first; none where only lines were wanted."""
    lines: tuple[tuple[str, str], ...]
    """Identifier and line for programs of each paper that was found."""
    total: int
    """How many there are, whatever the limit."""
    bare: int
    """Papers of the list whose abstract is not at hand."""


def note_changes(connection: sqlite3.Connection, marks: Mapping[str, str]) -> None:
    """Record which papers have different files in the library now; they are indexed again.

    Args:
        connection: The index, with a transaction that is open.
        marks: What stands for the files of each paper, by identifier.
    """
    old = dict(connection.execute("SELECT id, mark FROM folder").fetchall())
    changed = [(i,) for i in old.keys() | marks.keys() if old.get(i) != marks.get(i)]
    connection.executemany("UPDATE paper SET worded = 0 WHERE id = ?", changed)
    connection.executemany(
        "UPDATE paper SET worded = 0 WHERE names <> '' AND instr(names, ?) > 0",
        [(f"{MARK}{compared(i)}{MARK}",) for (i,) in changed],
    )
    connection.executemany("DELETE FROM folder WHERE id = ?", changed)
    connection.executemany(
        "INSERT INTO folder VALUES (?, ?)", [(i, marks[i]) for (i,) in changed if i in marks]
    )


def unworded(connection: sqlite3.Connection) -> list[tuple[int, Paper]]:
    """Return the rows whose words are not in the index, with their papers."""
    found = connection.execute(
        f"SELECT {RECORD} FROM paper JOIN record USING (row) WHERE NOT worded"  # noqa: S608 - constants
    ).fetchall()
    return list(zip((row for row, *_ in found), from_records(checked(found)), strict=True))


def put_words(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    texts: Callable[[Paper], Texts],
) -> None:
    """Index the words of papers, within the open transaction."""
    for row, paper in papers:
        found = texts(paper)
        notes, authors, topics = paper.notes, "; ".join(paper.authors), "; ".join(paper.topics)
        marked = found.highlights
        texts_ = (paper.title, authors, topics, notes, marked, found.abstract, found.pdf)
        words = [made_ready(clean(text)) for text in texts_]
        connection.execute("DELETE FROM words WHERE rowid = ?", (row,))
        connection.execute(
            "INSERT INTO words (rowid, title, authors, topics, notes, highlights, abstract, pdf) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row, *words),
        )
        connection.execute(
            "UPDATE paper SET worded = 1, bare = ?, words_sum = ? WHERE row = ?",
            (not found.abstract, sum_of(row, *words), row),
        )


def find(connection: sqlite3.Connection, question: SearchQuery) -> SearchResult:
    """Return the papers in which all terms occur.

    A word finds itself, its inflections and longer words that it begins; papers with the very
    words come first.
    """
    (bare,) = connection.execute("SELECT count(*) FROM paper WHERE bare").fetchone()
    asked = conditions_of(question.filters)
    statuses = question.filters.statuses
    wanted = question.default if statuses is None else statuses
    asked.add_any("status = ?", tuple(str(status) for status in sorted(wanted)))
    if not question.terms:
        return SearchResult((), (), 0, bare)
    terms = list(question.terms)
    query = expression(terms, question.fields, loosely=True)
    rows = _ranked(connection, query, asked)
    exactly = expression(terms, question.fields)
    chosen = _exact_first(connection, rows, exactly)[: question.filters.limit]
    lines = _records(connection, LINE, chosen)
    hits = () if question.lines else tuple(_hits(connection, chosen, query, terms))
    named = tuple((line.partition("\t")[0], line) for line in lines)
    return SearchResult(hits, named, len(rows), bare)


def _exact_first(
    connection: sqlite3.Connection, rows: list[tuple[int, float]], query: str
) -> list[tuple[int, float]]:
    """Return the rows with exact matches first, and their scores."""
    found = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,)).fetchall()
    exact = {row for (row,) in found}
    lead = min((score for _, score in rows), default=0.0)
    # Lower is better: bm25 is negative.
    return sorted(
        ((row, score + lead if row in exact else score) for row, score in rows),
        key=lambda one: one[1],
    )


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
    connection: sqlite3.Connection,
    rows: Sequence[tuple[int, float]],
    query: str,
    terms: Sequence[QueryTerm],
) -> Iterator[Hit]:
    papers = from_records(_records(connection, RECORD, rows))
    for paper, (row, score) in zip(papers, rows, strict=True):
        yield Hit(paper, -score, _context(connection, row, query, terms))


def _records(
    connection: sqlite3.Connection, columns: str, rows: Sequence[tuple[int, float]]
) -> list[str]:
    query = f"SELECT {columns} FROM record WHERE row = ?"  # noqa: S608 - constants
    return checked(connection.execute(query, (row,)).fetchone() for row, _ in rows)


def _context(
    connection: sqlite3.Connection, row: int, query: str, terms: Sequence[QueryTerm]
) -> dict[str, str]:
    # One row at a time: FTS5 would make pieces of all that match, not only of those shown.
    pieces = ", ".join(
        f"snippet(words, {number}, '{OPEN}', '{CLOSE}', '…', {_ROOM})"
        for number in range(len(FIELDS))
    )
    found = connection.execute(
        f"SELECT {pieces}, {', '.join(FIELDS)}, "  # noqa: S608 - constants
        "(SELECT words_sum FROM paper WHERE row = words.rowid) "
        "FROM words WHERE words MATCH ? AND rowid = ?",
        (query, row),
    ).fetchone()
    texts, whole, total = found[: len(FIELDS)], found[len(FIELDS) : -1], found[-1]
    if sum_of(row, *whole) != total:
        raise DamagedError(f"the words of row {row} of the index are damaged")
    matched = {
        name: _piece(text, all_of_it, terms)
        for name, text, all_of_it in zip(FIELDS, texts, whole, strict=True)
        if text and OPEN in text
    }
    return {name: text for name, text in matched.items() if OPEN in text}


def _piece(text: str, whole: str, terms: Sequence[QueryTerm]) -> str:
    """Return a piece of a field with its matches marked.

    Args:
        text: The piece that FTS5 chose.
        whole: The field.
        terms: What was searched for.
    """
    shown = as_it_was(text)
    if OPEN in shown:
        return shown
    # Only another spelling matched, which stands behind the text.
    marked = mark_words(as_it_was(whole), terms, OPEN, CLOSE)
    start = max(marked.find(OPEN) - _AROUND, 0)
    cut = marked[start : start + 3 * _AROUND]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(marked) else ''}"
