"""The file of the index: opened, changed by one process at a time, made anew at any doubt."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.files import lock
from readlist.index import schema
from readlist.index.schema import (
    BusyError,
    DamagedError,
    is_sealed,
    open_database,
    open_in_memory,
    transaction,
)

NAMED = "UPDATE source SET named = 1"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the index goes; nobody waits for a lock."""
    monkeypatch.setattr(schema, "_BUSY", 0)
    return tmp_path / "cache" / "index.db"


def named(connection: sqlite3.Connection) -> int:
    """Return a value that tests change."""
    number: int = connection.execute("SELECT named FROM source").fetchone()[0]
    return number


def test_a_change_is_made_under_the_lock_and_sealed(path: Path, tmp_path: Path) -> None:
    """Whoever else wants to change the index waits; afterwards it counts as sound."""
    connection = open_database(path, tmp_path / "list.toml")
    with transaction(connection):
        connection.execute(NAMED)
        with pytest.raises(FileError), lock(path, patience=0):
            pass
    assert is_sealed(path)
    connection.close()
    again = open_database(path, tmp_path / "list.toml")
    assert named(again) == 1
    again.close()


def test_while_another_process_changes_it_nothing_is_done(path: Path, tmp_path: Path) -> None:
    """Neither to an index that is there, nor to one that has to be made."""
    connection = open_database(path, tmp_path / "list.toml")
    with lock(path):
        with pytest.raises(BusyError), transaction(connection):
            connection.execute(NAMED)
        with pytest.raises(BusyError):
            open_database(path, tmp_path / "other.toml")
    assert named(connection) == 0
    connection.close()


def test_a_change_that_breaks_off_was_none(path: Path, tmp_path: Path) -> None:
    """The rows are as before, and the index stays usable."""
    connection = open_database(path, tmp_path / "list.toml")
    with contextlib.suppress(KeyError), transaction(connection):
        connection.execute(NAMED)
        raise KeyError
    assert named(connection) == 0
    assert is_sealed(path)
    with transaction(connection):
        connection.execute(NAMED)
    assert named(connection) == 1
    connection.close()


def test_what_others_wrote_gets_no_seal(path: Path, tmp_path: Path) -> None:
    """Another program's change is not taken for ours; the next run makes the index anew."""
    connection = open_database(path, tmp_path / "list.toml")
    foreign = sqlite3.connect(path)
    foreign.execute(NAMED)
    foreign.commit()
    foreign.close()
    os.utime(path, (1, 1))
    with pytest.raises(DamagedError), transaction(connection):
        connection.execute(NAMED)
    assert not is_sealed(path)
    connection.close()
    again = open_database(path, tmp_path / "list.toml")
    assert named(again) == 0
    again.close()


@pytest.mark.parametrize("other", ["list", "version"])
def test_an_index_of_something_else_is_made_anew(path: Path, tmp_path: Path, other: str) -> None:
    """Of another list, or of another version of readlist; nothing is left beside it."""
    connection = open_database(path, tmp_path / "list.toml")
    with transaction(connection):
        connection.execute(NAMED)
    if other == "version":
        with transaction(connection):
            connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    connection.close()
    again = open_database(path, tmp_path / ("b.toml" if other == "list" else "list.toml"))
    assert named(again) == 0
    assert again.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    again.close()
    assert {one.name for one in path.parent.iterdir()} == {"index.db", "index.db.seal"}


def test_indexes_that_nobody_opens_are_deleted(path: Path, tmp_path: Path) -> None:
    """Of other lists, after 90 days, when one is made."""
    path.parent.mkdir()
    old, young = path.with_name("index-old.db"), path.with_name("index-young.db")
    for file, days in ((old, 91), (young, 89)):
        file.write_bytes(b"")
        os.utime(file, (0, time.time() - days * 86_400))
    open_database(path, tmp_path / "list.toml").close()
    assert (old.exists(), young.exists()) == (False, True)


def test_an_index_in_memory_needs_neither_lock_nor_seal(tmp_path: Path) -> None:
    """It is changed as any other."""
    connection = open_in_memory(tmp_path / "list.toml")
    with transaction(connection):
        connection.execute(NAMED)
    assert named(connection) == 1
    connection.close()
    assert list(tmp_path.iterdir()) == []
