"""Updating the rows from the list: only papers whose text has changed are parsed again.

After a change of our own, `follow` does so without looking at the list.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from readlist.index.rows import (
    LAST,
    NewName,
    insert_paper,
    order_themes,
    rewrite_paper,
    to_record,
)
from readlist.index.schema import checkpoint
from readlist.paper import Paper
from readlist.progress import Tell, counted, untold
from readlist.regular import load_regular, open_regular

STEP = 1 << 20
"""Between the places of two papers, so that others fit in."""

_STRETCH = 2_000
"""Papers after which what was done is kept; writing them takes a fraction of a second."""
_FEW = 100
"""Papers whose names are told one by one; of more, all are."""
_CHUNK = 1 << 20
_LARGEST = 256 << 20
"""Bytes of a list, at most."""


class ParsedList(Protocol):
    """What the index needs from a list; see `readlist.list_file.ListDocument`."""

    @property
    def sha256(self) -> str:
        """The checksum of its bytes."""

    @property
    def head_is_plain(self) -> bool:
        """Whether there are no papers in front of the first block."""

    def __len__(self) -> int:
        """Return the number of papers."""

    def block_texts(self) -> Sequence[str]:
        """Return the text of every block."""

    def block_table(self, number: int) -> Mapping[str, Any] | None:
        """Return the one paper that a block is; None if it is anything else."""

    def table(self, number: int) -> Mapping[str, Any]:
        """Return a paper's table."""


def checksum(path: Path, behind: tuple[bytes, Path] | None = None) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal, a piece at a time.

    Args:
        path: The file.
        behind: What counts as standing behind it: bytes, and a file that need not be there.

    Raises:
        OSError: It cannot be read.
    """
    total = hashlib.sha256()
    with os.fdopen(open_regular(path), "rb", buffering=0) as file:
        while piece := file.read(_CHUNK):
            total.update(piece)
    if behind:
        between, own = behind
        total.update(between)
        with contextlib.suppress(FileNotFoundError):
            total.update(load_regular(own, _LARGEST))
    return total.hexdigest()


def digest_of(text: str) -> bytes:
    """Return a digest of a block's text, 16 bytes.

    Line ends behind it do not count, unless they might not be plain newlines.
    """
    plain = text if "\r" in text else text.rstrip("\n")
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def is_digest_of(digest: bytes, text: str) -> bool:
    """Whether a digest is that of a block's text."""
    return digest_of(text) == digest


def write_rows(
    connection: sqlite3.Connection, document: ParsedList, mark: str, tell: Tell = untold
) -> list[NewName] | None:
    """Update the rows to match the document, within the open transaction.

    A block means what its own text means, so a block with the digest of a row is that row's paper,
    and needs no parse; others are parsed and written in one round. What is done is kept every
    `_STRETCH` papers, so that a run that breaks off leaves less to do: until the end the rows are
    those of no list, and the next run takes on those whose text is in it.

    Args:
        connection: The index.
        document: The list as it is.
        mark: The look of the file at which it was so; empty if that cannot be relied on.
        tell: Told how many new papers are written.

    Returns:
        The papers whose identifiers, titles or topics are others now; None if they are many.
    """
    names = None
    regular = document.head_is_plain
    if regular:
        digests = [digest_of(text) for text in document.block_texts()]
        names = _write(connection, digests, document.block_table, tell)
        regular = names is not None
    if not regular:
        # Of a list that is not its blocks, a paper is known by what it says; see `_table_digest`.
        digests = [_table_digest(document.table(n)) for n in range(len(document))]
        _write(connection, digests, document.table, tell)
    doubled = _mark_doubles(connection)
    order_themes(connection)
    connection.execute(
        "UPDATE source SET mark = ?, sha256 = ?, regular = ?", (mark, document.sha256, regular)
    )
    return None if doubled or names is None or len(names) > _FEW else names


def _write(
    connection: sqlite3.Connection,
    digests: Sequence[bytes],
    table: Callable[[int], Mapping[str, Any] | None],
    tell: Tell,
) -> list[NewName] | None:
    """Update the rows to match the digests.

    Returns:
        The papers whose identifiers, titles or topics are others now, of very many the first;
        None if a block is not one paper.
    """
    old = _rows_by_digest(connection)
    kept = [old[digest].pop(0) if old.get(digest) else None for digest in digests]
    places = _places([found and found[1] for found in kept])
    moved = [
        (place, found[0])
        for found, place in zip(kept, places, strict=True)
        if found and found[1] != place
    ]
    connection.executemany("UPDATE paper SET place = ? WHERE row = ?", moved)
    gone = _Gone(connection, [row for rows in old.values() for row, _ in rows])
    new = [number for number, found in enumerate(kept) if found is None]
    for done, number in enumerate(counted(new, tell), 1):
        said = table(number)
        if said is None:
            return None
        gone.replace(Paper.from_table(said), places[number], digests[number])
        if done % _STRETCH == 0:
            _forget_source(connection, renamed=bool(gone.names))
            checkpoint(connection)
    gone.delete()
    _forget_source(connection, renamed=bool(gone.names))
    return gone.names


def _forget_source(connection: sqlite3.Connection, *, renamed: bool) -> None:
    """Record that the rows do not match any list yet."""
    connection.execute(
        "UPDATE source SET mark = '', sha256 = '', named = named AND ?", (not renamed,)
    )


class _Gone:
    """Rows whose text is no longer in the list: reused for its replacement, or deleted.

    Args:
        connection: The index.
        rows: The rows.
    """

    def __init__(self, connection: sqlite3.Connection, rows: Sequence[int]) -> None:
        self._connection = connection
        self._rows = set(rows)
        self.names: list[NewName] = []
        """The papers whose identifiers, titles or topics are others now, of very many the first."""
        self._by_id: dict[str, int] = {}
        for row in rows:
            query = "SELECT id FROM paper WHERE row = ?"
            self._by_id[connection.execute(query, (row,)).fetchone()[0]] = row

    def replace(self, paper: Paper, place: int, digest: bytes) -> None:
        """Put a paper in the row that it had, or in a new one."""
        row = self._by_id.pop(paper.id, None)
        if row is None:
            self._note(("", insert_paper(self._connection, paper, (place, digest))))
            return
        self._rows.remove(row)
        self._note(rewrite_paper(self._connection, row, paper, (place, digest)))

    def _note(self, name: NewName | None) -> None:
        if name and len(self.names) <= _FEW:
            self.names.append(name)

    def delete(self) -> None:
        """Delete the rows that were not used."""
        for row in [*self._rows][: _FEW + 1]:
            query = "SELECT line FROM record WHERE row = ?"
            (line,) = self._connection.execute(query, (row,)).fetchone() or ("",)
            self._note((line, ""))
        every = [(row,) for row in self._rows]
        self._connection.executemany("DELETE FROM words WHERE rowid = ?", every)
        self._connection.executemany("DELETE FROM record WHERE row = ?", every)
        self._connection.executemany("DELETE FROM paper WHERE row = ?", every)


def _rows_by_digest(connection: sqlite3.Connection) -> dict[bytes, list[tuple[int, int]]]:
    """Return the rows with their places by digest, in order."""
    rows: dict[bytes, list[tuple[int, int]]] = {}
    for digest, row, place in connection.execute(
        "SELECT digest, row, place FROM paper ORDER BY place"
    ):
        rows.setdefault(digest, []).append((row, place))
    return rows


def _table_digest(table: Mapping[str, Any]) -> bytes:
    # Never the digest of a block: the record is JSON, a block begins with its header.
    return digest_of(to_record(Paper.from_table(table)))


def _places(kept: Sequence[int | None]) -> list[int]:
    """Return increasing places for all papers; papers that stay keep theirs where possible.

    Args:
        kept: The old places, None for new papers.
    """
    places: list[int] = []
    last, waiting = 0, 0
    for place in kept:
        if place is None:
            waiting += 1
            continue
        step = (place - last) // (waiting + 1)
        if step < 1:
            return [(number + 1) * STEP for number in range(len(kept))]
        places += [last + step * (number + 1) for number in range(waiting)]
        places.append(place)
        last, waiting = place, 0
    return places + [last + STEP * (number + 1) for number in range(waiting)]


def _mark_doubles(connection: sqlite3.Connection) -> bool:
    """Mark papers whose identifier an earlier paper has; return whether any is or was."""
    before = connection.execute("UPDATE paper SET doubled = 0 WHERE doubled").rowcount
    doubled = connection.execute(
        "SELECT id, min(place) FROM paper WHERE id <> '' GROUP BY id HAVING count(*) > 1"
    ).fetchall()
    connection.executemany("UPDATE paper SET doubled = 1 WHERE id = ? AND place > ?", doubled)
    return bool(before or doubled)


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
) -> list[NewName] | None:
    """Apply a change to the rows, within the open transaction; see `Index.follow`.

    Returns:
        The papers whose titles or topics are others now, and the new ones; None, with nothing
        done, if the rows are not those of the list that was changed.
    """
    updates, additions = change
    if connection.execute("SELECT sha256, regular FROM source").fetchone() != (before, 1):
        return None
    query = "SELECT row, id, place FROM paper ORDER BY place LIMIT 1 OFFSET ?"
    rows = [connection.execute(query, (number,)).fetchone() for number, _, _ in updates]
    papers = [Paper.from_table(table) for _, _, table in updates]
    new = [Paper.from_table(table) for _, table in additions]
    if [paper.id for paper in papers] != [row and row[1] for row in rows]:
        return None
    if not _are_new(connection, new):
        return None
    renamed: list[NewName] = []
    for (row, _, place), paper, (_, text, _) in zip(rows, papers, updates, strict=True):
        name = rewrite_paper(connection, row, paper, (place, digest_of(text)))
        renamed += [name] if name else []
    (last,) = connection.execute("SELECT coalesce(max(place), 0) FROM paper").fetchone()
    added: list[NewName] = []
    themes: list[tuple[str, int]] = []
    for number, (paper, (text, _)) in enumerate(zip(new, additions, strict=True), 1):
        place = last + number * STEP
        added.append(("", insert_paper(connection, paper, (place, digest_of(text)))))
        themes.append((paper.theme, place if paper.theme else LAST))
    if renamed:
        order_themes(connection)
    connection.executemany("INSERT OR IGNORE INTO theme VALUES (?, ?)", themes)
    connection.execute(
        "UPDATE source SET mark = '', sha256 = ?, named = named AND ?",
        (after, not (renamed or added)),
    )
    return [*renamed, *added]


def _are_new(connection: sqlite3.Connection, papers: Sequence[Paper]) -> bool:
    """Whether the papers' identifiers are all different, and no row has one of them."""
    query = "SELECT 1 FROM paper WHERE id = ?"
    return len({paper.id for paper in papers}) == len(papers) and all(
        paper.id and connection.execute(query, (paper.id,)).fetchone() is None for paper in papers
    )
