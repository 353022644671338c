"""Putting a new file in the old one's place without ever overwriting another program's save.

Between a last look at a file and a rename over it, an editor can save. Linux can exchange two
names in one step (`renameat2 <https://man7.org/linux/man-pages/man2/rename.2.html>`_): whatever
was displaced is then under our temporary name and can be looked at. If it is not what was
expected, it goes back. A read lease, which the system refuses while anyone has a file open for
writing, tells whether an editor that writes in place is about to go on in the displaced file.

Elsewhere, and on file systems without it, the last look comes right before the rename.

A process that was killed in between leaves files behind; `clean_leftovers` clears them away.
"""

import contextlib
import errno
import fcntl
import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Any

from readlist.regular import load_regular, open_regular

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
_DIGITS = 16
"""Digits of a checksum in a file's name."""
_ROUNDS = 20
"""Saves in a row, each within microseconds, after which the displaced text is kept beside."""


Content = bytes | Sequence[bytes | memoryview]
"""What a file holds; in pieces, one behind the other, where that spares a copy."""
_CHUNK = 1 << 20


class ChangedMeanwhileError(Exception):
    """The file has changed since it was read."""


def put_in_place(
    new: Path, target: Path, data: Content, expected: Content, sums: tuple[str, str] | None = None
) -> None:
    """Move a finished file to the target, if that holds what is expected.

    Args:
        new: The finished file, in the target's folder.
        target: The file to replace.
        data: What `new` holds.
        expected: What `target` must hold.
        sums: The SHA-256 of `expected` and of `data` in hexadecimal, where they are known.

    Raises:
        ChangedMeanwhileError: It holds something else, or another program is writing to it.
        OSError: The system refused; the target is as it was.
    """
    if not _holds(target, expected):
        raise ChangedMeanwhileError
    # The name tells a later run what it may throw away if this one is killed (`leftovers`).
    old, now = sums or (sha256_of(expected), sha256_of(data))
    token = f"{os.urandom(4).hex()}.{old[:_DIGITS]}-{now[:_DIGITS]}"
    swap = target.with_name(f".{target.name}.{token}.swap")
    os.rename(new, swap)  # noqa: PTH104 - one system call, as its neighbours
    try:
        exchanged = exchange(swap, target)
        if not exchanged:
            _replace(swap, target, expected)
    except (OSError, ChangedMeanwhileError):
        os.unlink(swap)  # noqa: PTH108 - one system call, as its neighbours
        raise
    if exchanged and not _is_displaced(swap, target, data, expected):
        _put_back(swap, target, data)
        raise ChangedMeanwhileError
    with contextlib.suppress(OSError):  # the work is done; the next run would remove it
        os.unlink(swap)  # noqa: PTH108 - one system call, as its neighbours


def _is_displaced(swap: Path, target: Path, placed: Content, expected: Content) -> bool:
    """Whether the displaced file is the expected one; what cannot be read goes back unjudged."""
    try:
        return _holds(swap, expected)
    except OSError:
        exchange(swap, target)
        with contextlib.suppress(OSError):  # the next run looks at what stays (`clean_leftovers`)
            if _holds(swap, placed):
                os.unlink(swap)  # noqa: PTH108 - one system call, as its neighbours
        raise


def _replace(swap: Path, target: Path, expected: Content) -> None:
    if not _holds(target, expected):
        raise ChangedMeanwhileError
    os.replace(swap, target)  # noqa: PTH105 - one system call, as its neighbours


def _put_back(swap: Path, target: Path, placed: Content) -> None:
    """Exchange until what is displaced is only what was placed there last by ourselves."""
    for _ in range(_ROUNDS):
        returning = _content(swap)
        exchange(swap, target)
        if _holds(swap, placed):
            os.unlink(swap)  # noqa: PTH108 - one system call, as its neighbours
            return
        placed = returning


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files in one step; return whether the system can do that.

    Raises:
        OSError: It can, but it failed.
    """
    call = _renameat2()
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    import ctypes  # noqa: PLC0415 - only changes of the list need it

    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))


@cache
def _renameat2() -> Any:  # noqa: ANN401 - a C function, None where there is none
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - only changes of the list need it

    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library older than glibc 2.28
        return None


def checksum(data: bytes) -> str:
    """Return the start of the data's SHA-256, for file names."""
    return sha256_of(data)[:_DIGITS]


def sha256_of(data: Content) -> str:
    """Return the SHA-256 of content, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - 2 ms, which reading a file need not cost

    total = hashlib.sha256()
    for piece in pieces_of(data):
        total.update(piece)
    return total.hexdigest()


def pieces_of(data: Content | Iterable[bytes]) -> Iterable[bytes | memoryview]:
    """Return content in pieces."""
    return (data,) if isinstance(data, bytes) else data


def _content(path: Path) -> bytes:
    # Another program may put anything at the path.
    with os.fdopen(open_regular(path), "rb") as file:
        return file.read()


def _holds(path: Path, content: Content) -> bool:
    """Whether a file has this content and nobody can go on writing to it unnoticed."""
    try:
        return _is_content(path, content) and not _is_being_written(path)
    except FileNotFoundError:
        return False


def _is_content(path: Path, content: Content) -> bool:
    """Compare a file with what it should hold, a piece at a time: lists may be large."""
    with os.fdopen(open_regular(path), "rb", buffering=0) as file:
        for piece in pieces_of(content):
            for start in range(0, len(piece), _CHUNK):
                wanted = bytes(piece[start : start + _CHUNK])
                if _read(file, len(wanted)) != wanted:
                    return False
        return not file.read(1)


def _read(file: FileIO, size: int) -> bytes:
    """Read up to `size` bytes, even if the system returns fewer at a time."""
    data = file.read(size) or b""
    while len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data


def _is_being_written(path: Path) -> bool:
    """Whether a process has the file open for writing, as far as the system tells."""
    if sys.platform != "linux":
        return False
    descriptor = open_regular(path)
    try:
        # Whoever opens the file for writing while the lease stands makes the kernel send a
        # signal, SIGIO unless told otherwise, which would end this process. SIGURG is ignored.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN  # otherwise: not ours, or no leases here
    finally:
        # Closing the descriptor gives the lease back.
        with contextlib.suppress(OSError):
            os.close(descriptor)
    return False


_LARGEST = 1 << 30
"""Bytes of a list that was left, at most."""
_DEAD = 3600.0
"""Seconds after which an unfinished file that no lock guards is taken for dead."""
_NAME = re.compile(
    r"\.(?P<token>[0-9a-f]{8})(?:\.tmp|\.(?P<old>[0-9a-f]{16})-(?P<new>[0-9a-f]{16})\.swap)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What became of the leftovers."""

    removed: tuple[Path, ...] = ()
    """Files that were deleted: unfinished ones, and texts that are known to be of no use."""
    rescued: tuple[Path, ...] = ()
    """Texts of another program that stood in the way when a process was killed, now in sight."""


def find_leftovers(path: Path) -> list[Path]:
    """Return the temporary files beside a file, dead or alive."""
    target = Path(os.path.realpath(path))
    prefix = f".{target.name}"
    try:
        names = os.listdir(target.parent)  # noqa: PTH208 - names are enough, and cheaper
    except OSError:
        return []
    return sorted(
        target.with_name(name)
        for name in names
        if name.startswith(prefix) and _NAME.fullmatch(name, len(prefix))
    )


def clean_dead(paths: Iterable[Path]) -> None:
    """Delete what killed runs left of files that no lock guards, as exports are.

    Another run may be writing the same file at this moment: its unfinished one is younger.

    Args:
        paths: Files, which need not exist.
    """
    targets = [Path(os.path.realpath(path)) for path in paths]
    wanted = {(target.parent, target.name) for target in targets}
    limit = time.time() - _DEAD
    for folder in {target.parent for target in targets}:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                match = _NAME.search(entry.name)
                if match is None or match.end() < len(entry.name):
                    continue
                ours = (folder, entry.name[1 : match.start()]) in wanted
                if ours and entry.stat(follow_symlinks=False).st_mtime < limit:
                    os.unlink(entry)  # noqa: PTH108 - one system call, as its neighbours


def clean_leftovers(path: Path) -> Leftovers:
    """Remove the temporary files beside a file. The caller holds the file's lock.

    Under the lock nobody else is writing, so that whatever lies there is dead. A text that was
    displaced (see `exchange`) is deleted only if it is known: the list before or after the change.
    """
    removed, rescued = [], []
    for leftover in find_leftovers(path):
        with contextlib.suppress(OSError):
            if _is_known(leftover):
                leftover.unlink()
                removed.append(leftover)
            else:
                rescued.append(_rescue(leftover, path))
    return Leftovers(tuple(removed), tuple(rescued))


def _is_known(leftover: Path) -> bool:
    match = _NAME.search(leftover.name)
    if match is None or match["old"] is None:
        return True
    return checksum(load_regular(leftover, _LARGEST)) in (match["old"], match["new"])


def _rescue(leftover: Path, path: Path) -> Path:
    match = _NAME.search(leftover.name)
    assert match is not None
    visible = leftover.with_name(f"{Path(os.path.realpath(path)).name}.rescued-{match['token']}")
    return leftover.rename(visible)
