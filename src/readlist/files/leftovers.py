"""What killed processes left beside a file."""

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from readlist.files.exchange import checksum
from readlist.regular import load_regular

_LARGEST = 1 << 30
"""Bytes of a list that was left, at most."""
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


def clean_leftovers(path: Path) -> Leftovers:
    """Clear away the temporary files beside a file. The caller holds the file's lock.

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
