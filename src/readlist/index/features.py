"""Values that rankings store for papers, so that each is computed once."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

_SUM = 4
"""Bytes of the checksum that stands in front of a value."""
_AT_ONCE = 500
"""Identifiers a query: SQLite takes 999 values at least."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One value, opaque to the index."""

    stamp: bytes
    """What it was made from, in a few bytes; whoever reads it compares."""
    data: bytes


def read_features(
    connection: sqlite3.Connection, kind: str, identifiers: Iterable[str] | None = None
) -> dict[str, Feature]:
    """Return stored values of one kind by identifier, without missing or damaged ones.

    Args:
        connection: The index.
        kind: What the values are.
        identifiers: Of what; None for all there are, as they are at one moment.
    """
    query = "SELECT id, stamp, data FROM feature WHERE kind = ?"
    if identifiers is None:
        return _sound(connection.execute(query, (kind,)))
    wanted = list(identifiers)
    found: dict[str, Feature] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found |= _sound(connection.execute(f"{query} AND id IN ({marks})", (kind, *some)))
    return found


def _sound(rows: Iterable[tuple[str, bytes, bytes]]) -> dict[str, Feature]:
    """Return the values of the rows whose checksums match."""
    found: dict[str, Feature] = {}
    for identifier, stamp, data in rows:
        if isinstance(data, bytes) and isinstance(stamp, bytes):
            value = data[_SUM:]
            if data.startswith(_checksum(identifier, stamp, value)):
                found[identifier] = Feature(stamp, value)
    return found


def write_features(
    connection: sqlite3.Connection,
    kind: str,
    features: Mapping[str, Feature],
    only: bytes | None = None,
) -> None:
    """Store values of papers, within the open transaction.

    Args:
        connection: The index.
        kind: What the values are.
        features: The values by identifier.
        only: Forget the values of that kind that have another stamp.
    """
    if only is not None:
        connection.execute("DELETE FROM feature WHERE kind = ? AND stamp <> ?", (kind, only))
    connection.executemany(
        "INSERT OR REPLACE INTO feature VALUES (?, ?, ?, ?)",
        [
            (kind, identifier, one.stamp, _checksum(identifier, one.stamp, one.data) + one.data)
            for identifier, one in features.items()
        ],
    )


def exchange_features(
    connection: sqlite3.Connection,
    head: tuple[str, str],
    before: bytes | None,
    features: Mapping[tuple[str, str], Feature],
    gone: Iterable[str],
) -> bool:
    """Store values that belong together, unless another process has changed them.

    Args:
        connection: The index, in the transaction that is open.
        head: Kind and identifier of the value that changes with each of the others.
        before: The stamp that it had when they were read; None if it was not there.
        features: The values by kind and identifier.
        gone: Identifiers of that kind that are there no more.

    Returns:
        Whether they are kept.
    """
    now = read_features(connection, head[0], [head[1]]).get(head[1])
    if (now and now.stamp) != before:
        return False
    for (kind, identifier), one in features.items():
        write_features(connection, kind, {identifier: one})
    connection.executemany(
        "DELETE FROM feature WHERE kind = ? AND id = ?", [(head[0], name) for name in gone]
    )
    return True


def feature_names(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return of what values of one kind are kept."""
    found = connection.execute("SELECT id FROM feature WHERE kind = ?", (kind,))
    return [str(name) for (name,) in found]


def replace_features(
    connection: sqlite3.Connection,
    features: Mapping[tuple[str, str], Feature],
    gone: Iterable[tuple[str, str]],
) -> None:
    """Forget some values and keep others, by kind and identifier, in the open transaction."""
    connection.executemany("DELETE FROM feature WHERE kind = ? AND id = ?", list(gone))
    for (kind, identifier), one in features.items():
        write_features(connection, kind, {identifier: one})


def _checksum(identifier: str, stamp: bytes, data: bytes) -> bytes:
    """Return a few bytes that tell damage; SQLite itself looks at the shape of its pages only."""
    return crc32(data, crc32(stamp, crc32(identifier.encode()))).to_bytes(_SUM, "big")
