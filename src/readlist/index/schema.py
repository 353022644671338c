"""The tables of the index, and opening it; a damaged or outdated index is rebuilt.

SQLite looks at the shape of its pages, not at what they say: a flipped bit in a title, or in the
tree that leads to a row, is shown as it is. So whoever changes the index notes beside it what the
file looks like afterwards (size, times, inode), and nobody relies on a file that looks otherwise.
The time of the last change of a file cannot be set by programs, so a damage that was written is
always noticed. Against bits that change on the disk by themselves the rows have checksums (`rows`).
"""

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import FileError, ReadlistError
from readlist.lazy import lazy
from readlist.regular import fingerprint_of, load_regular

if TYPE_CHECKING:
    from readlist import files
else:
    files = lazy("readlist.files")


_NO_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    }
)
"""What SQLite says where the system refuses, or another process is quicker."""


class BusyError(sqlite3.OperationalError):
    """Another process is changing the index."""


class DamagedError(ValueError):
    """The index is damaged."""


def is_damage(error: Exception) -> bool:
    """Whether an error shows that the index is damaged.

    Damage takes any form: SQLite's own messages that are not UTF-8, values of another kind, rows
    that are gone. Only what tells of the list or of the system is none.
    """
    if isinstance(error, (ReadlistError, OSError, BusyError, sqlite3.ProgrammingError)):
        return False  # the last one is a mistake of ours, such as a connection in another thread
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return code is None or code & 0xFF not in _NO_DAMAGE


_LARGEST = 1 << 10


def is_told(connection: sqlite3.Connection) -> bool:
    """Whether the copies of identifiers, titles and topics are up to date."""
    return bool(connection.execute("SELECT named FROM source").fetchone()[0])


def seal_of(path: Path) -> Path:
    """Return the path of the file that records the state of an index."""
    return path.with_name(f"{path.name}.seal")


def is_sealed(path: Path) -> bool:
    """Whether the index is as readlist's last change left it."""
    try:
        return load_regular(seal_of(path), _LARGEST) == fingerprint_of(path).mark.encode()
    except OSError:
        return False


def seal(path: Path) -> None:
    """Record the state of the index; if that fails, it is rebuilt next time."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.seal")
    with contextlib.suppress(OSError):
        temporary.write_text(fingerprint_of(path).mark, encoding="ascii")
        temporary.replace(seal_of(path))


VERSION = 11
"""Of the tables. An index of any other version is dropped, never migrated."""

_WHAT = "the index"
_BUSY = 0.25
"""Seconds to wait for another process; after that the list is read without the index."""

_FORGOTTEN = 90 * 86_400.0
"""Seconds after which the index of a list that nobody opens is deleted."""

_TABLES = """
-- What the rows were made from: one row. `named` says whether completion knows what they name.
CREATE TABLE source (list BLOB, mark TEXT, sha256 TEXT, regular INTEGER, named INTEGER);
-- One row a [[paper]] table. `place` orders them as in the list, with gaps.
CREATE TABLE paper (
    row INTEGER PRIMARY KEY, place INTEGER NOT NULL, digest BLOB, id TEXT NOT NULL,
    doubled INTEGER NOT NULL, worded INTEGER NOT NULL, bare INTEGER NOT NULL,
    faulty INTEGER NOT NULL,
    theme TEXT NOT NULL, status TEXT NOT NULL, star INTEGER NOT NULL, year INTEGER,
    added TEXT, published TEXT, due TEXT, noted INTEGER NOT NULL, coded INTEGER NOT NULL,
    key TEXT NOT NULL, title TEXT NOT NULL, authors TEXT NOT NULL, topics TEXT NOT NULL,
    spelt TEXT, categories TEXT NOT NULL, names TEXT NOT NULL, words_sum INTEGER
);
CREATE INDEX paper_place ON paper (place);
CREATE INDEX paper_id ON paper (id);
CREATE INDEX paper_key ON paper (key) WHERE key <> '';
CREATE INDEX paper_theme ON paper (theme, place) WHERE NOT doubled;
CREATE INDEX paper_count ON paper (theme, status) WHERE NOT doubled;
CREATE INDEX paper_names ON paper (place) WHERE names <> '';
CREATE INDEX paper_faulty ON paper (place) WHERE faulty;
CREATE INDEX paper_unworded ON paper (row) WHERE NOT worded;
CREATE INDEX paper_bare ON paper (row) WHERE bare;
-- The paper itself, apart, so that filters read little. The sums are those of `rows.sum_of`.
CREATE TABLE record (
    row INTEGER PRIMARY KEY, line TEXT NOT NULL, line_sum INTEGER NOT NULL,
    data TEXT NOT NULL, data_sum INTEGER NOT NULL
);
-- Themes in the order of their first paper.
CREATE TABLE theme (theme TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX theme_first ON theme (first);
-- The words of the papers; `words.row` of a paper is its `rowid`.
CREATE VIRTUAL TABLE words USING fts5 (
    title, authors, topics, notes, highlights, abstract, pdf,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
-- What lay in the library when the words were taken: of all papers, and of each.
CREATE TABLE library_look (mark TEXT NOT NULL, day TEXT NOT NULL);
CREATE TABLE folder (id TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
-- What rankings keep of a paper.
CREATE TABLE feature (
    kind TEXT NOT NULL, id TEXT NOT NULL, stamp BLOB NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
"""


def open_database(path: Path, list_path: Path) -> sqlite3.Connection:
    """Open the index of a list; one that is damaged or of another version is rebuilt.

    Args:
        path: The file of the index; its folder is made.
        list_path: The list.

    Raises:
        BusyError: Another process is changing it, or there is no right to.
        sqlite3.Error: It is locked, or cannot be made.
        OSError: Its folder cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _usable(path, list_path)
    if connection is not None:
        return connection
    # Another process may be writing: what it leaves has its seal once it lets go of the lock.
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(files.lock(path, patience=_BUSY, what=_WHAT))
        except FileError as error:
            raise BusyError(error.problem) from error
        return _usable(path, list_path) or _make(path, list_path)


def _usable(path: Path, list_path: Path) -> sqlite3.Connection | None:
    """Open the index if it is sealed, looks sound and belongs to the list."""
    if not is_sealed(path) or _is_strange(_journal_of(path)):
        return None
    try:
        connection = _open(path)
        if _fits(connection, list_path):
            return connection
        connection.close()
    except Exception as error:
        if not is_damage(error):
            raise
    return None


def drop(path: Path) -> None:
    """Delete a damaged index; it is rebuilt when it is opened next."""
    with contextlib.suppress(OSError):
        seal_of(path).unlink(missing_ok=True)


def open_in_memory(list_path: Path) -> sqlite3.Connection:
    """Return an index in memory."""
    connection = _open(None)
    _fill(connection, list_path)
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make all changes to the index, or none.

    Raises:
        BusyError: Another process is changing it, or there is no right to.
        sqlite3.Error: It is locked or cannot be written.
        DamagedError: Another program has written to it.
    """
    path: Path | None = getattr(connection, "path", None)
    with contextlib.ExitStack() as held:
        if path:
            try:
                held.enter_context(files.lock(path, patience=_BUSY, what=_WHAT))
            except FileError as error:
                raise BusyError(error.problem) from error
            if not is_sealed(path):  # or the damage would get our seal
                raise DamagedError("another program has written to the index")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            if path:
                seal(path)


def checkpoint(connection: sqlite3.Connection) -> None:
    """Commit the open transaction, and go on in a new one.

    Other processes still may not change the index: the lock on it stays.

    Raises:
        sqlite3.Error: It is locked or cannot be written.
    """
    connection.execute("COMMIT")
    path = getattr(connection, "path", None)
    if path is not None:
        seal(path)
    connection.execute("BEGIN IMMEDIATE")


class _Connection(sqlite3.Connection):
    """A connection that lasts as long as the run."""

    path: Path | None = None
    """The file; None in memory."""

    def __del__(self) -> None:
        # Python 3.13 warns of connections that are dropped open.
        with contextlib.suppress(sqlite3.Error):
            self.close()


def _open(path: Path | None) -> _Connection:
    # Transactions are begun by hand (isolation_level=None): Python's own begin too late.
    connection: _Connection = sqlite3.connect(
        path or ":memory:", timeout=_BUSY, isolation_level=None, factory=_Connection
    )
    connection.path = path
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _fits(connection: sqlite3.Connection, list_path: Path) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        return False
    row = connection.execute("SELECT list FROM source").fetchone()
    return row is not None and row[0] == os.fsencode(list_path)


def _make(path: Path, list_path: Path) -> sqlite3.Connection:
    """Replace whatever is there with a new, empty index, atomically."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _discard(temporary)
        connection = _open(temporary)
        _fill(connection, list_path)
        connection.close()
        # A rollback journal of the old file would be played back into the new one.
        _discard(_journal_of(path))
        temporary.replace(path)
        seal(path)
        _clear_away(path.parent)
    finally:
        _discard(temporary)
    return _open(path)


def _fill(connection: sqlite3.Connection, list_path: Path) -> None:
    connection.execute("BEGIN")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO source VALUES (?, '', '', 0, 0)", (os.fsencode(list_path),))
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _clear_away(folder: Path) -> None:
    """Delete indexes of other lists that have not been used for a long time."""
    for other in folder.glob("index-*.db"):
        with contextlib.suppress(OSError):
            if time.time() - other.stat().st_mtime > _FORGOTTEN:
                other.unlink()


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _is_strange(path: Path) -> bool:
    """Whether there is something at the path that is not a file; SQLite would wait for a FIFO."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - one call on the hot path
    except OSError:
        return False


def _discard(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
