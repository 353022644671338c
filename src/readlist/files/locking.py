"""A lock that a dead process cannot hold, and changing a small file of the reader's under it."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from readlist.errors import FileError
from readlist.files.atomic import remedy_for, write_atomic
from readlist.files.exchange import ChangedMeanwhileError, clean_leftovers
from readlist.regular import NotRegularError, load_regular, open_regular, read_regular

LOCK_PATIENCE = 10.0
"""Seconds to wait for another process before giving up."""
_POLL = 0.02
_LONGEST = 20
_SAY_AFTER = 1.0


@contextlib.contextmanager
def lock(
    path: Path,
    *,
    patience: float = LOCK_PATIENCE,
    on_wait: Callable[[str], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
    what: str = "the list",
) -> Iterator[None]:
    """Hold the file's lock: one process at a time, freed by the kernel when its holder dies.

    The lock is a file beside the target (two machines on one network drive meet there too),
    taken with flock and removed on release. It holds the process number of its owner.

    Args:
        path: The file that is going to change.
        patience: Seconds to wait for another holder.
        on_wait: Told once, after a second, who holds the lock.
        sleep: How to wait, for tests.
        what: What is locked, in words.

    Raises:
        FileError: Another process kept the lock too long, or the folder cannot be written.
    """
    target = Path(os.path.realpath(path))
    lock_file = target.with_name(f".{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _acquire(lock_file, patience, on_wait, sleep, what)
    except NotRegularError as error:
        raise FileError(f"{lock_file}: {error.strerror}", f"move {lock_file} away") from error
    except OSError as error:
        raise FileError(
            f"cannot lock {path}: {error.strerror or error}", remedy_for(error, target.parent)
        ) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock_file.unlink()
        os.close(descriptor)


def _acquire(
    lock_file: Path,
    patience: float,
    on_wait: Callable[[str], None] | None,
    sleep: Callable[[float], None],
    what: str,
) -> int:
    waited, told = 0.0, on_wait is None
    while True:
        descriptor = open_regular(lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        if _is_ours(descriptor, lock_file):
            return descriptor
        if waited >= patience:
            raise FileError(
                f"another readlist{_holder(lock_file)} is writing {what}; waited {patience:.0f} s",
                "again in a moment; nothing was changed",
            )
        if on_wait and not told and waited >= _SAY_AFTER:
            on_wait(f"waiting for another readlist{_holder(lock_file)} to finish writing {what} …")
            told = True
        sleep(_POLL)
        waited += _POLL


def _is_ours(descriptor: int, lock_file: Path) -> bool:
    """Lock an open file and return True if it is still the one at the path; close it if not."""
    ours = False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last holder may have removed the file between our open and our flock.
        ours = os.path.samestat(os.fstat(descriptor), os.stat(lock_file))  # noqa: PTH116
        if ours:
            with contextlib.suppress(OSError):  # only messages need it: a full disk is no matter
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
    except (BlockingIOError, FileNotFoundError):
        pass
    finally:
        if not ours:
            os.close(descriptor)
    return ours


def _holder(lock_file: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int(load_regular(lock_file, _LONGEST))})"
    return ""


_ATTEMPTS = 40
_PAUSE = 0.05
"""Seconds between two attempts; together two seconds, in which any editor has saved."""


def rewrite(
    path: Path,
    change: Callable[[bytes], bytes],
    largest: int,
    *,
    what: str,
    on_wait: Callable[[str], None] | None = None,
) -> None:
    """Change a file, which need not exist, so that no other process or editor loses anything.

    Args:
        path: The file; a symbolic link is written through.
        change: Makes the new content of the old one, which is empty where there is no file;
            called again on what is there now if an editor saved in the meantime.
        largest: Bytes beyond which the file is taken for something else.
        what: What it is, in words.
        on_wait: Told when another process is writing it, and of an editor's text that a crash
            put aside.

    Raises:
        FileError: It cannot be read, locked or written; it is as it was.
    """
    with lock(path, on_wait=on_wait, what=what):
        for rescued in clean_leftovers(path).rescued:
            if on_wait:
                on_wait(f"note: {rescued} holds what another program saved during a crash")
        for _ in range(_ATTEMPTS):
            old = _content(path, largest)
            new = change(old or b"")
            if new == (old or b""):
                return
            try:
                _put(path, new, old)
            except ChangedMeanwhileError:
                time.sleep(_PAUSE)
                continue
            return
    raise FileError(
        f"{path} is being saved by another program again and again",
        "close it there, then try again; nothing was changed",
    )


def _content(path: Path, largest: int) -> bytes | None:
    with contextlib.suppress(FileNotFoundError):
        return read_regular(path, largest, f"move {path} away")
    return None


def _put(path: Path, new: bytes, old: bytes | None) -> None:
    if old is not None:
        write_atomic(path, new, expected=old)
        return
    # An empty one first, or a file that appears in this moment would be replaced unseen.
    target = Path(os.path.realpath(path))
    try:
        os.close(open_regular(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        raise ChangedMeanwhileError from None
    except OSError as error:
        raise FileError(
            f"cannot write {path}: {error.strerror or error}", remedy_for(error, target.parent)
        ) from error
    try:
        write_atomic(path, new, expected=b"")
    except FileError:
        _remove_empty(target)
        raise


def _remove_empty(target: Path) -> None:
    """Take back the empty file that was made for a content which could not be written."""
    with contextlib.suppress(OSError):
        if target.lstat().st_size == 0:
            target.unlink()
