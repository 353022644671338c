"""Edit the list by hand: a copy, which is checked before it replaces the list."""

import re
from dataclasses import dataclass
from pathlib import Path

from readlist.errors import FileError
from readlist.files import ChangedMeanwhileError, NotDurableError, lock, write_atomic
from readlist.history import Receipt
from readlist.library import list_changes
from readlist.library.workspace import Workspace
from readlist.list_file import ListChange, ListDocument, read_list_bytes, rewrite_list
from readlist.list_file.file import LARGEST
from readlist.list_file.parsing import identifier_of
from readlist.regular import load_regular
from readlist.replacement import Replacement, difference
from readlist.toml_edit import TomlScanError

__all__ = ["Draft", "NotDurableError", "adopt", "draft", "line_of", "read_copy"]

_LINE = re.compile(r", line (\d+), column \d+: ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A list as it was when editing began."""

    path: Path
    raw: bytes
    fault: FileError | None
    """Why it cannot be read; None if it can."""

    @property
    def line(self) -> int | None:
        """The line at which it is broken."""
        return line_of(self.fault) if self.fault else None


def draft(workspace: Workspace) -> Draft:
    """Return the list as it is, broken or not; a new one if there is none.

    Raises:
        FileError: It cannot be read, or is not a file.
    """
    path = workspace.paths.list
    if not path.exists():
        workspace.make_list(must_write=True)
    raw = read_list_bytes(path)
    return Draft(path, raw, _fault_of(raw, path))


def adopt(workspace: Workspace, draft: Draft, raw: bytes, what: str = "edit") -> bool:
    """Replace the list by an edited text; return whether that can be undone.

    Args:
        workspace: What this run works on.
        draft: What the editing began with.
        raw: What it ended with.
        what: The change in words, for `readlist undo --list`.

    Raises:
        FileError: The text is not a list, or the list was changed meanwhile; it stays as it was.
    """
    edited = ListDocument.parse(raw, draft.path)
    if draft.fault is None:
        _replace(workspace, draft, edited, what)
        return True
    # There is no going back to a list that could not be read.
    with lock(draft.path, on_wait=workspace.notices.say):
        try:
            write_atomic(draft.path, raw, expected=draft.raw)
        except ChangedMeanwhileError:
            raise _changed(draft.path) from None
    return False


def _replace(workspace: Workspace, draft: Draft, edited: ListDocument, what: str) -> None:
    def make(document: ListDocument) -> tuple[None, tuple[Replacement, ...]]:
        if document.shared.raw != draft.raw:
            raise _changed(draft.path)
        return None, _hunks(document.shared, edited)

    def record(change: ListChange, _: None) -> Receipt:
        return list_changes.record(workspace, what, change)

    rewrite_list(workspace.file, make, record, on_wait=workspace.notices.say)


def read_copy(copy: Path) -> bytes:
    """Return what an editor left in a copy of the list.

    Raises:
        FileError: It cannot be read.
    """
    try:
        return load_regular(copy, LARGEST)
    except OSError as error:
        raise FileError(
            f"cannot read {copy}: {error.strerror}", "readlist edit; the list was not changed"
        ) from None


def line_of(error: FileError) -> int | None:
    """Return the line that an error names."""
    match = _LINE.search(error.problem)
    return int(match[1]) if match else None


def _fault_of(raw: bytes, path: Path) -> FileError | None:
    try:
        ListDocument.parse(raw, path)
    except FileError as error:
        return error
    return None


def _changed(path: Path) -> FileError:
    return FileError(
        f"{path} was changed by another program in the meantime", "readlist edit, and do it again"
    )


def _hunks(old: ListDocument, new: ListDocument) -> tuple[Replacement, ...]:
    """Return the edits: paper by paper if only papers were edited, else as one piece.

    Edits of single papers can still be undone after the rest of the list has changed.
    """
    try:
        pieces = _by_paper(old, new)
    except TomlScanError:
        pieces = None
    return difference(old.text, new.text) if pieces is None else pieces


def _by_paper(old: ListDocument, new: ListDocument) -> tuple[Replacement, ...] | None:
    alike = old.regular and new.regular and len(old) == len(new) and old.head == new.head
    if not alike:
        return None
    hunks = []
    for number in range(len(old)):
        before, after = old.block_text(number), new.block_text(number)
        if before == after:
            continue
        name = identifier_of(old.table(number))
        (start, end), (_, new_end) = old.extent(number), new.extent(number)
        own = end - start
        new_own = new_end - new.blocks[number].start
        if not name or identifier_of(new.table(number)) != name or before[own:] != after[new_own:]:
            return None
        hunks.append(Replacement(start, before[:own], after[:new_own], name))
    return tuple(hunks)
