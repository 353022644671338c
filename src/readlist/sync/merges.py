"""The merges made on this copy, so that one that was undone is made again.

An undo restores the earlier bytes, on this copy only. Without this record the next sync would take
that for a change by the reader, and remove other people's changes everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from readlist.sync.git import Git

_KEPT = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """A merge that was made."""

    entry: int
    """The number of the change in the list's history."""
    change: str
    """What distinguishes the change from one that got its number after an undo."""
    ours: str
    """The commit before it."""
    commit: str
    """The commit it gave."""


def taken(git: Git) -> list[Taken]:
    """Return the merges that were made, the oldest first."""
    try:
        lines = _path(git).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []
    parts = (line.split() for line in lines)
    return [Taken(int(one[0]), *one[1:]) for one in parts if len(one) == 4 and one[0].isdigit()]


def keep(git: Git, merges: Iterable[Taken]) -> None:
    """Replace the record."""
    lines = [f"{one.entry} {one.change} {one.ours} {one.commit}\n" for one in merges][-_KEPT:]
    path = _path(git)
    temporary = path.with_suffix(".tmp")
    temporary.write_text("".join(lines), encoding="ascii")
    temporary.replace(path)


def _path(git: Git) -> Path:
    return git.directory / "readlist-merges"
