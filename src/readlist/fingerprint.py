"""The fingerprint of a file: a quick look that tells whether its content can have changed.

Size, times and inode are compared with those of an earlier look. A file that changed so shortly
before the earlier look that a second change could have left the same times is never trusted: the
rule that git follows for its index (https://git-scm.com/docs/racy-git).
"""

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

SETTLED = 2_000_000_000
"""Nanoseconds after which a second change must show in the times: FAT counts in steps of 2 s."""


@dataclass(frozen=True, slots=True)
class FileFingerprint:
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
