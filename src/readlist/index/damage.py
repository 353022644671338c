"""Telling damage of the index from what is nobody's fault."""

import sqlite3

from readlist.errors import ReadlistError

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
    """The index does not hold what was put into it."""


def is_damage(error: Exception) -> bool:
    """Whether a failure to use the index shows that it is damaged.

    Damage takes any form: SQLite's own messages that are no UTF-8, values of another kind, rows
    that are gone. Only what tells of the list or of the system is none.
    """
    if isinstance(error, (ReadlistError, OSError, BusyError)):
        return False
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return code is None or code & 0xFF not in _NO_DAMAGE
