"""Files that are replaced whole or not at all, and a lock that a dead process cannot hold."""

from readlist.files.atomic import NotDurableError, sync_folder, write_all, write_atomic, write_new
from readlist.files.exchange import (
    ChangedMeanwhileError,
    Content,
    Leftovers,
    clean_dead,
    clean_leftovers,
    pieces_of,
    sha256_of,
)
from readlist.files.locking import LOCK_PATIENCE, lock, rewrite
from readlist.regular import read_regular

__all__ = [
    "LOCK_PATIENCE",
    "ChangedMeanwhileError",
    "Content",
    "Leftovers",
    "NotDurableError",
    "clean_dead",
    "clean_leftovers",
    "lock",
    "pieces_of",
    "read_regular",
    "rewrite",
    "sha256_of",
    "sync_folder",
    "write_all",
    "write_atomic",
    "write_new",
]
