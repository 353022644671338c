"""What the list was before, as far as its history leads."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from readlist.errors import FileError
from readlist.history import JournalEntry
from readlist.library.workspace import Workspace
from readlist.replacement import apply, reverse


@dataclass(frozen=True, slots=True)
class PastState:
    """The list at some time."""

    raw: bytes
    entry: JournalEntry | None
    """The change that led here, or the first one; None while there was none."""
    before: bool
    """Whether it is the list before that change."""


def past_states(workspace: Workspace) -> Iterator[PastState]:
    """Yield the list as it is and as it was after every change, from the newest to the oldest.

    An edit by hand ends the way back: the history does not know what it changed.

    Raises:
        FileError: The list or its history cannot be read.
    """
    document = workspace.file.document(workspace.file.read())
    done = workspace.journal.settled(document.sha256).done
    yield PastState(document.shared.raw, done[-1] if done else None, before=False)
    for number in range(len(done) - 1, -1, -1):
        entry = done[number]
        if entry.after != document.sha256:
            return
        try:
            raw = document.encode(apply(document.text, reverse(entry.hunks)))
        except (ValueError, FileError):
            return
        if hashlib.sha256(raw).hexdigest() != entry.before:
            return
        document = workspace.file.document(raw)
        earlier = done[number - 1] if number else entry
        yield PastState(document.shared.raw, earlier, before=not number)
