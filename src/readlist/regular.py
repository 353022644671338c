"""Opening and reading files safely, whatever is at their paths, and detecting changes.

A plain `open` of a FIFO waits until somebody writes to it, which may be never; a folder or a
device is no file either. Every file of readlist's own is opened here. (What the reader names as
a source may be a pipe, and is waited for as any program would.)

A fingerprint is a quick look that tells whether a file's content can have changed. Size, times and
inode are compared with those of an earlier look. A file that changed so shortly before the earlier
look that a second change could have left the same times is never trusted: the rule that git follows
for its index (https://git-scm.com/docs/racy-git).
"""

import errno
import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from readlist.errors import FileError


class NotRegularError(OSError):
    """What is at the path is not a regular file."""

    def __init__(self, path: str | Path, *, folder: bool) -> None:
        kind = "a folder" if folder else "not a regular file"
        super().__init__(errno.EISDIR if folder else errno.EINVAL, f"it is {kind}", str(path))
        self.kind = kind


def open_regular(path: str | Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """Return the descriptor of a regular file; fits as the ``opener`` of `open`.

    Args:
        path: The file.
        flags: Of `os.open`.
        mode: Its rights, if it is made.

    Raises:
        NotRegularError: There is something else.
        OSError: It cannot be opened.
    """
    try:
        descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY, mode)
    except IsADirectoryError:
        raise NotRegularError(path, folder=True) from None
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a FIFO that nobody reads
            raise NotRegularError(path, folder=False) from None
        raise
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        raise NotRegularError(path, folder=stat.S_ISDIR(kind))
    return descriptor


def load_regular(path: str | Path, largest: int) -> bytes:
    """Return the content of a regular file.

    Raises:
        NotRegularError: There is something else.
        OSError: It cannot be read, or holds more bytes than `largest`.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(errno.EFBIG, f"it is too large: over {largest >> 20} MB", str(path))
    return data


def read_regular(path: Path, largest: int, remedy: str) -> bytes:
    """Return the content of a regular file, or say in words why not.

    Args:
        path: The file.
        largest: Bytes beyond which it is taken for something else.
        remedy: What to do when there is something else at the path.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is not a regular file, too large, or may not be read.
    """
    try:
        descriptor = open_regular(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(str(path)) from error
    except NotRegularError as error:
        raise FileError(f"{path} is {error.kind}", remedy) from None
    except OSError as error:
        raise FileError(
            f"cannot read {path}: {error.strerror or error}",
            f"check the file's permissions: ls -l {path}",
        ) from error
    try:
        with os.fdopen(descriptor, "rb") as file:
            size = os.fstat(descriptor).st_size
            if size > largest:
                raise FileError(f"{path} is too large: {size >> 20} MB", remedy)
            return file.read()
    except OSError as error:
        raise FileError(
            f"cannot read {path}: {error.strerror or error}",
            "check the disk, then try again; nothing was changed",
        ) from error


SETTLED = 2_000_000_000
"""Nanoseconds after which a second change must show in the times: FAT counts in steps of 2 s."""


class FileFingerprint(NamedTuple):
    """What a file looked like."""

    mark: str
    """Size, times and inode; equal for the same content unless `settled` is false."""
    settled: bool
    """Whether the file had been left alone long enough for the mark to be relied on."""
    size: int


def fingerprint_of(path: Path, *, folder: bool = False) -> FileFingerprint:
    """Return the fingerprint of a file, or of a folder.

    Raises:
        OSError: It is not there, or of another kind.
    """
    # The clock is read first: a change after this moment must not count as an old one.
    now = time.time_ns()
    facts = os.stat(path)  # noqa: PTH116 - one call on the hot path
    if not (stat.S_ISDIR if folder else stat.S_ISREG)(facts.st_mode):
        raise FileNotFoundError(path)
    newest = max(facts.st_mtime_ns, facts.st_ctime_ns)
    mark = f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_dev} {facts.st_ino}"
    return FileFingerprint(mark, newest + SETTLED < now, facts.st_size)


def fingerprint_with(path: Path, behind: Path | None) -> FileFingerprint:
    """Return the fingerprint of a file with another one behind it, which need not be there.

    Raises:
        OSError: The first one is not there, or of another kind.
    """
    look = fingerprint_of(path)
    if behind is None:
        return look
    try:
        own = fingerprint_of(behind)
    except FileNotFoundError:
        return look._replace(mark=f"{look.mark}; none")
    settled = look.settled and own.settled
    return FileFingerprint(f"{look.mark}; {own.mark}", settled, look.size + own.size)
