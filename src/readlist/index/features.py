"""What rankings keep of papers, so that it is worked out once."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
        found |= {identifier: Feature(stamp, data) for identifier, stamp, data in rows}
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
        [(kind, identifier, one.stamp, one.data) for identifier, one in features.items()],
    )
