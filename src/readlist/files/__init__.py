"""Files that are replaced whole or not at all, and a lock that a dead process cannot hold."""

from readlist.files.atomic import NotDurableError, sync_folder, write_all, write_atomic, write_new
from readlist.files.exchange import ChangedMeanwhileError, Leftovers, clean_leftovers
from readlist.files.locking import LOCK_PATIENCE, lock, rewrite
from readlist.regular import read_regular

__all__ = [
    "LOCK_PATIENCE",
    "ChangedMeanwhileError",
    "Leftovers",
    "NotDurableError",
    "clean_leftovers",
    "lock",
    "read_regular",
    "rewrite",
    "sync_folder",
    "write_all",
    "write_atomic",
    "write_new",
]
