"""Converting papers to rows of the index and back."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from zlib import crc32

from readlist.folding import fold
from readlist.index.schema import DamagedError
from readlist.paper import Paper, Status
from readlist.reading_list.papers import paper_line

MARK = "\x1f"
"""Stands around every topic, author and category in the columns that are searched."""

_STATUSES = {str(status): status for status in Status}

COLUMNS = (
    "id", "faulty", "theme", "status", "star", "year", "added", "published", "due", "noted",
    "coded", "key", "title", "authors", "topics", "spelt", "categories", "names",
)  # fmt: skip
"""The columns of table ``paper`` that are made from the paper itself."""


def columns_of(paper: Paper) -> tuple[Any, ...]:
    """Return the values of `COLUMNS`."""
    topics, names = MARK.join(paper.topics), MARK.join(paper.authors)
    # Letters of ASCII are folded one by one, so that it does not matter where a name ends.
    plain = names.isascii() and "\\" not in names and "$" not in names
    return (
        paper.id,
        bool(paper.problems),
        paper.theme,
        str(paper.status),
        paper.star,
        paper.year,
        paper.added and paper.added.isoformat(),
        paper.published and paper.published.isoformat(),
        paper.due and paper.due.isoformat(),
        bool(paper.notes.strip()),
        bool(paper.code),
        paper.key,
        fold(paper.title),
        _marked((fold(names),) if plain else map(fold, paper.authors)),
        _marked(paper.topics),
        # As the reader spells them, where that is not how they are searched.
        None if topics == topics.casefold() else topics,
        _marked(paper.categories),
        "".join(f"{MARK}{name}{MARK}" for name in paper.names),
    )


def marked(word: str) -> str:
    """Return a name in the form that the columns of names hold."""
    return f"{MARK}{word.casefold()}{MARK}"


def _marked(words: Iterable[str]) -> str:
    joined = MARK.join(words)
    return f"{MARK}{joined}{MARK}".casefold() if joined else ""


def to_record(paper: Paper) -> str:
    """Return a paper as one JSON array, to be read by `from_records`."""
    values = (
        paper.id,
        paper.title,
        paper.authors,
        paper.published_as or (paper.published and paper.published.isoformat()),
        paper.categories,
        paper.topics,
        str(paper.status),
        paper.star,
        paper.added and paper.added.isoformat(),
        paper.finished and paper.finished.isoformat(),
        paper.version,
        paper.code,
        paper.source,
        paper.key,
        paper.notes,
        json.dumps(paper.extra, default=_tagged) if paper.extra else "",
        paper.problems,
        *_rare(paper),
    )
    return _ENCODER.encode(values)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


RECORD, LINE = "row, data, data_sum", "row, line, line_sum"
"""The columns of a record, and of a line for programs, as `checked` takes them."""


def sum_of(row: int, *texts: str) -> int:
    """Return a checksum of a row's texts, which depends on the row."""
    total = row & 0xFFFFFFFF
    for text in texts:
        total = crc32(text.encode("utf-8", "surrogatepass") + b"\x00", total)
    return total


def checked(rows: Iterable[tuple[int, str, int]]) -> list[str]:
    """Return the texts of rows that were selected with `RECORD` or `LINE`.

    Raises:
        DamagedError: A text is not what was put into its row.
    """
    texts = []
    for row, text, total in rows:
        if sum_of(row, text) != total:
            raise DamagedError(f"row {row} of the index is damaged")
        texts.append(text)
    return texts


def from_records(records: Iterable[str]) -> list[Paper]:
    """Return the papers of records, in order."""
    # One call for all: a call each would take twice as long.
    return [_paper(values) for values in json.loads(f"[{','.join(records)}]")]


def _paper(values: list[Any]) -> Paper:
    identifier, title, authors, published, categories, topics, status, star = values[:8]
    added, finished, version, code, source, key, notes, extra, problems, *rare = values[8:]
    return Paper(
        identifier,
        title,
        tuple(authors),
        date.fromisoformat(_earliest(published)) if published else None,
        tuple(categories),
        tuple(topics),
        _STATUSES[status],
        star,
        date.fromisoformat(added) if added else None,
        date.fromisoformat(finished) if finished else None,
        version,
        tuple(code),
        source,
        key,
        notes,
        extra=json.loads(extra, object_hook=_untagged) if extra else {},
        problems=tuple(problems),
        **(_rarely(published or "", rare) if rare else {}),
    )


def _rare(paper: Paper) -> tuple[Any, ...]:
    """Return the fields that few papers have; nothing for the many without them."""
    due = paper.due.isoformat() if paper.due else ""
    found = (paper.also, paper.venue, due, paper.address, dict(paper.bib), paper.yours)
    return found if any(found) or paper.published_as else ()


def _rarely(published: str, rare: list[Any]) -> dict[str, Any]:
    also, venue, due, address, bib, yours = rare
    return {
        "also": tuple(also),
        "published_as": published if len(published) < _DAY else "",
        "venue": venue,
        "due": date.fromisoformat(due) if due else None,
        "address": address,
        "bib": bib,
        "yours": tuple(yours),
    }


def _earliest(published: str) -> str:
    return published + "-01-01"[len(published) - _DAY :] if len(published) < _DAY else published


_DAY = len("2026-11-21")


# TOML's dates and times, which JSON does not know, become objects of one key that says the kind.
_KINDS: dict[str, Any] = {"\x00datetime": datetime, "\x00date": date, "\x00time": time}


def _tagged(value: Any) -> dict[str, str]:  # noqa: ANN401 - a TOML value that JSON does not know
    return {f"\x00{type(value).__name__}": value.isoformat()}


def _untagged(found: dict[str, Any]) -> Any:  # noqa: ANN401 - a TOML value of any kind
    if len(found) == 1:
        ((name, value),) = found.items()
        if name in _KINDS and isinstance(value, str):
            return _KINDS[name].fromisoformat(value)
    return found


RECORDS = f"SELECT {RECORD} FROM paper JOIN record USING (row) "  # noqa: S608 - constants
"""What stands in front of the conditions on papers whose records are wanted."""

Ask = Callable[..., list[tuple[Any, ...]]]
"""Runs a query with its values and returns the rows."""


def papers_of(rows: Sequence[tuple[Any, ...]]) -> tuple[Paper, ...]:
    """Return the papers of rows that hold a record each (`RECORD`)."""
    return tuple(from_records(checked(rows)))


def lines_of(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Return identifier and line for programs of rows that hold a line each (`LINE`)."""
    return [(line.partition("\t")[0], line) for line in checked(rows)]


def first_of(rows: Sequence[tuple[Any, ...]]) -> Paper | None:
    """Return the paper of the first row, if there is one."""
    return next(iter(papers_of(rows)), None)


NewName = tuple[str, str]
"""The line for programs of a paper as it was and as it is; empty where there is none."""
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


def insert_paper(connection: sqlite3.Connection, paper: Paper, where: tuple[int, bytes]) -> str:
    """Add a paper, with its place and its digest; return its line for programs."""
    row = connection.execute(_INSERT, (*where, *columns_of(paper))).lastrowid
    assert row is not None
    record = _record(row, paper)
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (row, *record))
    return record[0]


def rewrite_paper(
    connection: sqlite3.Connection, row: int, paper: Paper, where: tuple[int, bytes]
) -> NewName | None:
    """Replace a paper's row; return its lines where title or topics have changed.

    Args:
        connection: The index.
        row: The row.
        paper: What it is to hold.
        where: Place and digest.
    """
    ask = connection.execute
    *old, line = ask(f"SELECT {RECORD}, line FROM record WHERE row = ?", (row,)).fetchone()  # noqa: S608 - constants
    before = from_records(checked([(old[0], old[1], old[2])]))[0]
    if _words(before) != _words(paper):
        ask("UPDATE paper SET worded = 0 WHERE row = ?", (row,))
    ask(_UPDATE, (*where, *columns_of(paper), row))
    record = _record(row, paper)
    ask(
        "UPDATE record SET line = ?, line_sum = ?, data = ?, data_sum = ? WHERE row = ?",
        (*record, row),
    )
    same = (before.title, before.topics) == (paper.title, paper.topics)
    return None if same else (line, record[0])


def _record(row: int, paper: Paper) -> tuple[str, int, str, int]:
    """Return line and record of a paper, each with its checksum."""
    line, record = paper_line(paper), to_record(paper)
    return line, sum_of(row, line), record, sum_of(row, record)


def _words(paper: Paper) -> tuple[Any, ...]:
    """Return the texts of a paper that are indexed word by word."""
    return paper.title, paper.authors, paper.topics, paper.notes


def order_themes(connection: sqlite3.Connection) -> None:
    """Put the themes into the order of their first papers."""
    connection.execute("DELETE FROM theme")
    connection.execute(
        "INSERT INTO theme SELECT theme, CASE theme WHEN '' THEN ? ELSE min(place) END "
        "FROM paper WHERE NOT doubled GROUP BY theme",
        (LAST,),
    )
