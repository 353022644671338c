"""Files that are replaced whole or not at all, and a lock that a dead process cannot hold."""

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from readlist.errors import FileError

LOCK_PATIENCE = 10.0
"""Seconds to wait for another process before giving up."""
_POLL = 0.02
_SAY_AFTER = 1.0
_LEFTOVER_AGE = 3600.0


def write_atomic(path: Path, data: bytes, *, guard: Callable[[], None] | None = None) -> None:
    """Replace a file by new content: after a crash it is the old one or the new one, whole.

    A temporary file in the same folder, fsync, rename, fsync of the folder. The mode is kept, a
    symbolic link is written through. The folder is made if it is missing.

    Args:
        path: The file.
        data: Its new content.
        guard: Called right before the rename; what it raises leaves the old file in place.

    Raises:
        FileError: The system refused; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_synced(temporary, data, like=target)
        if guard:
            guard()
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise FileError(
            f"cannot write {path}: {error.strerror or error}", _remedy(error, target.parent)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_synced(temporary: Path, data: bytes, like: Path) -> None:
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - from a descriptor
        with contextlib.suppress(FileNotFoundError):
            old = os.stat(like)  # noqa: PTH116 - one call, no second lookup
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, -1, old.st_gid)
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remedy(error: OSError, folder: Path) -> str:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"make {folder} writable, or name another list with --file"
    return "free some space and try again; nothing was changed"


def clean_leftovers(path: Path) -> list[Path]:
    """Remove temporary files that killed processes left beside a file; return their paths."""
    target = Path(os.path.realpath(path))
    removed = []
    with contextlib.suppress(OSError):
        for leftover in target.parent.glob(f".{target.name}.*.tmp"):
            pid = leftover.name.removesuffix(".tmp").rpartition(".")[2]
            old = time.time() - leftover.stat().st_mtime > _LEFTOVER_AGE
            if pid.isdigit() and (old or not _alive(int(pid))):
                leftover.unlink(missing_ok=True)
                removed.append(leftover)
    return removed


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


@contextlib.contextmanager
def lock(
    path: Path,
    *,
    patience: float = LOCK_PATIENCE,
    on_wait: Callable[[str], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the file's lock: one process at a time, freed by the kernel when its holder dies.

    The lock is a file beside the target (two machines on one network drive meet there too),
    taken with flock and removed on release. It holds the process number of its owner.

    Args:
        path: The file that is going to change.
        patience: Seconds to wait for another holder.
        on_wait: Told once, after a second, who holds the lock.
        sleep: How to wait, for tests.

    Raises:
        FileError: Another process kept the lock too long, or the folder cannot be written.
    """
    target = Path(os.path.realpath(path))
    lock_file = target.with_name(f".{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _acquire(lock_file, patience, on_wait, sleep)
    except OSError as error:
        raise FileError(
            f"cannot lock {path}: {error.strerror or error}", _remedy(error, target.parent)
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
) -> int:
    waited, told = 0.0, on_wait is None
    while True:
        descriptor = _try_acquire(lock_file)
        if descriptor is not None:
            return descriptor
        holder = _holder(lock_file)
        if waited >= patience:
            raise FileError(
                f"another readlist{holder} is writing the list; waited {patience:.0f} s",
                "try again in a moment; nothing was changed",
            )
        if on_wait and not told and waited >= _SAY_AFTER:
            on_wait(f"waiting for another readlist{holder} to finish writing the list …")
            told = True
        sleep(_POLL)
        waited += _POLL


def _try_acquire(lock_file: Path) -> int | None:
    """Return an open, locked descriptor of the lock file that is at the path right now."""
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last holder may have removed the file between our open and our flock.
        if os.path.samestat(os.fstat(descriptor), os.stat(lock_file)):  # noqa: PTH116
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _holder(lock_file: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int(lock_file.read_text(encoding='ascii'))})"
    return ""
