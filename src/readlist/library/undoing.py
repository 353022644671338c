"""Undo and redo changes."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.errors import FileError, NotFoundError
from readlist.history import JournalEntry, Receipt
from readlist.history.replay import Step
from readlist.history.restore import Places, RestoreConflict, plan
from readlist.library.reports import UndoReport
from readlist.library.workspace import Workspace
from readlist.list_file import ListChange, ListDocument, rewrite_list
from readlist.replacement import Replacement, apply, difference, reverse

__all__ = ["JournalEntry", "history", "redo", "undo"]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What an undo or redo will do."""

    entries: tuple[JournalEntry, ...]
    steps: tuple[Step, ...]
    following: JournalEntry | None


def history(workspace: Workspace) -> tuple[JournalEntry, ...]:
    """Return the changes that can be undone, the newest last.

    Raises:
        FileError: The list or its history cannot be read, or a merge left a conflict in it.
    """
    try:
        document = workspace.file.document(workspace.file.read())
        document.check_markers()
        checksum = document.sha256
    except FileNotFoundError:
        workspace.check_first_use()
        checksum = ""
    return workspace.journal.settled(checksum).done


Check = Callable[[JournalEntry], None]
"""Raises for a change that must not be undone."""


def _anything(_entry: JournalEntry) -> None:
    """Allow every change to be undone."""


def undo(
    workspace: Workspace, steps: int = 1, *, force: bool = False, check: Check = _anything
) -> UndoReport:
    """Undo the last changes, all of them in one write or none.

    Args:
        workspace: What this run works on.
        steps: How many; fewer if there are fewer.
        force: Undo a change even if the reader has edited the paper by hand since. A redo restores
            that edit.
        check: Called with every change before anything is written.

    Raises:
        NotFoundError: There is nothing to undo.
        FileError: The list cannot be changed, or an affected paper was edited since.
    """
    return _repeat(workspace, "undo", steps, force=force, check=check)


def redo(workspace: Workspace, steps: int = 1, *, force: bool = False) -> UndoReport:
    """Redo changes that were undone; as `undo`."""
    return _repeat(workspace, "redo", steps, force=force)


def _repeat(
    workspace: Workspace, kind: str, count: int, *, force: bool, check: Check = _anything
) -> UndoReport:
    def make(document: ListDocument) -> tuple[_Taken, tuple[Replacement, ...]]:
        workspace.journal.settle(document.sha256)
        following, text = _take(workspace, kind, document, count, force=force)
        for entry in following.entries:
            check(entry)
        hunks = difference(document.text, text)
        if following.steps and not hunks:
            workspace.journal.mark(kind, following.steps)  # nothing to write, but done with
        return following, hunks

    def record(_: ListChange, taken: _Taken) -> Receipt:
        return workspace.journal.mark(kind, taken.steps)

    if not workspace.paths.list.exists():
        workspace.check_first_use()
        raise _nothing(kind)
    taken = rewrite_list(
        workspace.file, make, record, on_wait=workspace.notices.say, memory=workspace.index
    ).outcome
    if not taken.entries:
        raise _nothing(kind)
    _repeat_dismissals(workspace, kind, taken.entries)
    return UndoReport(taken.entries, taken.following)


def _repeat_dismissals(workspace: Workspace, kind: str, entries: Sequence[JournalEntry]) -> None:
    for entry in entries:
        if not entry.dismissed:
            continue
        repeat = workspace.dismissed.remove if kind == "undo" else workspace.dismissed.add
        try:
            repeat(entry.dismissed)
        except (FileError, OSError) as error:  # the list and its history are changed by now
            workspace.notices.warn(f"note: {entry.what!r} could not be undone: {error}")


def _take(
    workspace: Workspace, kind: str, document: ListDocument, count: int, *, force: bool
) -> tuple[_Taken, str]:
    """Return the changes, and the text of the list after them."""
    state = workspace.journal.state()
    waiting = list(state.done if kind == "undo" else state.undone)
    entries: list[JournalEntry] = []
    steps: list[Step] = []
    while waiting and len(entries) < count:
        entry = waiting.pop()
        try:
            step, document = _step(kind, document, entry, force=force)
        except FileError as error:
            raise _named(error, kind, len(entries)) from None
        entries.append(entry)
        steps.append(step)
    following = waiting[-1] if waiting else None
    return _Taken(tuple(entries), tuple(steps), following), document.text


def _step(
    kind: str, document: ListDocument, entry: JournalEntry, *, force: bool
) -> tuple[Step, ListDocument]:
    """Return one step and the list after it.

    Raises:
        FileError: An affected paper was edited since, or the result would not be a list.
    """
    hunks = reverse(entry.hunks) if kind == "undo" else list(entry.hunks)
    start, goal = entry.before, entry.after
    if kind == "undo":
        start, goal = goal, start
    if document.sha256 == start:
        raw = _exactly(document, hunks)
        if raw is not None and hashlib.sha256(raw).hexdigest() == goal:
            # These very bytes were the list before: they need no second parse.
            return Step(entry.number, start, goal), document.again(raw)
    places = Places(document.locate, document.end_for)
    planned, conflicts = plan(
        document.text, hunks, places=places, newline=document.newline, force=force
    )
    if conflicts:
        raise _edited_since(kind, entry, conflicts)
    try:
        after = document.again(document.encode(apply(document.text, planned)))
        after.check()
    except FileError:
        raise FileError(
            f"cannot {kind} {entry.what!r}: the result would not be a list",
            "readlist edit, and change it by hand; nothing was changed",
        ) from None
    return Step(entry.number, document.sha256, after.sha256, tuple(planned)), after


def _exactly(document: ListDocument, hunks: Sequence[Replacement]) -> bytes | None:
    try:
        return document.encode(apply(document.text, hunks))
    except ValueError:  # the journal was damaged
        return None


def _nothing(kind: str) -> NotFoundError:
    return NotFoundError(f"there is nothing to {kind}", "readlist undo --list")


def _named(error: FileError, kind: str, before: int) -> FileError:
    """Return how far a series of steps would have come."""
    if not before:
        return error
    again = f"readlist undo {before}" if kind == "undo" else f"readlist undo --redo {before}"
    details = [*error.details, f"  nothing was changed; {again} stops before that"]
    return FileError(error.problem, error.remedy, details)


def _edited_since(
    kind: str, entry: JournalEntry, conflicts: Sequence[RestoreConflict]
) -> FileError:
    details = []
    for conflict in conflicts[:5]:
        details.append(f"  {conflict.paper or 'the file'}:")
        details += [f"    {line}" for line in conflict.difference().splitlines()[:20]]
    again = "undo --force" if kind == "undo" else "undo --redo --force"
    forcible = all(conflict.paper for conflict in conflicts)
    return FileError(
        f"cannot {kind} {entry.what!r}: the list was edited there since then",
        f"readlist {again}, which overwrites that edit" if forcible else "readlist edit",
        details,
    )
