"""What rankings keep of papers, so that it is worked out once."""

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
    connection: sqlite3.Connection, kind: str, identifiers: Iterable[str]
) -> dict[str, Feature]:
    """Return the kept values of papers, by identifier; those without one are left out."""
    wanted = list(identifiers)
    found: dict[str, Feature] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = connection.execute(
            "SELECT id, stamp, data FROM feature WHERE kind = ? "  # noqa: S608 - marks only
            f"AND id IN ({', '.join('?' * len(some))})",
            (kind, *some),
        )
        found |= {
            identifier: Feature(stamp, data[_SUM:])
            for identifier, stamp, data in rows
            if isinstance(data, bytes) and isinstance(stamp, bytes)
            if data[:_SUM] == _checksum(identifier, stamp, data[_SUM:])
        }
    return found


def write_features(
    connection: sqlite3.Connection,
    kind: str,
    features: Mapping[str, Feature],
    only: bytes | None = None,
) -> None:
    """Keep values of papers, in the transaction that is open.

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


def _checksum(identifier: str, stamp: bytes, data: bytes) -> bytes:
    """Return a few bytes that tell damage; SQLite itself looks at the shape of its pages only."""
    return crc32(data, crc32(stamp, crc32(identifier.encode()))).to_bytes(_SUM, "big")
