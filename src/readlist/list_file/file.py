"""A list's file, and the life of a change: lock, read, edit, prove, record, replace, unlock."""

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from readlist.errors import FileError
from readlist.files import (
    ChangedMeanwhileError,
    Content,
    NotDurableError,
    clean_leftovers,
    lock,
    sha256_of,
    write_atomic,
)
from readlist.lazy import lazy
from readlist.list_file.document import ListDocument
from readlist.list_file.editor import ListEditor
from readlist.list_file.known import KnownDocument
from readlist.list_file.parsing import Memory
from readlist.progress import Tell, untold
from readlist.regular import read_regular
from readlist.replacement import Replacement

if TYPE_CHECKING:
    from readlist.list_file import private_file
else:
    private_file = lazy("readlist.list_file.private_file")

T = TypeVar("T")
LARGEST = 256 << 20
"""Bytes beyond which a file is taken for something else: a million papers are 230 MB."""
_ATTEMPTS = 40
_PAUSE = 0.05
"""Seconds between two attempts; together two seconds, in which any editor has saved."""


def read_list_bytes(path: Path) -> bytes:
    """Return the content of a list's file.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is not a regular file, too large, or may not be read.
    """
    return read_regular(path, LARGEST, "name the TOML file of your list with --file")


@dataclass(frozen=True)
class ListFile:
    """Where a list is; a shared one with a file of the reader's own is a `PrivateFile`."""

    path: Path

    def read(self) -> bytes:
        """Return the content.

        Raises:
            FileNotFoundError: There is no list.
            FileError: It is not a regular file, too large, or may not be read.
        """
        return read_list_bytes(self.path)

    def joined_with(self, shared: bytes) -> bytes:
        """Return the content as it would be with other bytes in the list."""
        return shared

    def document(
        self, raw: bytes, memory: Memory | None = None, tell: Tell = untold
    ) -> ListDocument:
        """Return the content as a document that is parsed on demand."""
        if memory is not None:
            checksum = hashlib.sha256(raw).hexdigest()
            if count := memory.count_of(checksum):
                return KnownDocument(raw, self.path, memory, checksum, count)
        return ListDocument(raw, self.path, memory, tell)

    def editor(self, document: ListDocument) -> ListEditor:
        """Return what collects edits of a document of this file."""
        return ListEditor(document)

    def parse(self, raw: bytes, memory: Memory | None = None) -> ListDocument:
        """Return the content as a checked document.

        Raises:
            FileError: It is not UTF-8, not TOML or not a list; with file, line and column.
        """
        document = self.document(raw, memory)
        document.check()
        return document

    def load(self) -> ListDocument:
        """Read the list and check it.

        Raises:
            FileNotFoundError: There is no file.
            FileError: It cannot be read, or is no list; with line and column.
        """
        return self.parse(self.read())

    def cut(self, tell: Tell = untold) -> ListDocument:
        """Read the list without parsing its papers, which happens on demand.

        Raises:
            FileNotFoundError: There is no file.
            FileError: It cannot be read, or is no list that this version knows.
        """
        document = self.document(self.read(), tell=tell)
        document.check_markers()
        document.check_schema()
        return document

    def write(self, document: ListDocument, new: Content, sums: tuple[str, str]) -> None:
        """Replace the content that was read. The caller holds the list's lock.

        Args:
            document: The content as it was read.
            new: What it is to be.
            sums: The SHA-256 of both in hexadecimal.

        Raises:
            ChangedMeanwhileError: A file holds something else; nothing was changed.
            NotDurableError: It was replaced, but that may not survive a power cut.
            FileError: The system refused; nothing was changed.
        """
        write_atomic(self.path, new, expected=document.raw, sums=sums)

    def recover(self) -> list[Path]:
        """Finish what a killed run began, and clean up. The caller holds the list's lock.

        Returns:
            What another program saved at that moment, put aside.
        """
        return list(clean_leftovers(self.path).rescued)


def list_file_at(path: Path, own: Path | None = None) -> ListFile:
    """Return the file of a list.

    Args:
        path: Where it is.
        own: Where what is only the reader's of it is kept; None if nothing is kept apart.
    """
    return ListFile(path) if own is None else private_file.PrivateFile(path, own)


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change did to the bytes of the list."""

    before: str
    """SHA-256 of the old bytes, in hexadecimal."""
    after: str
    """SHA-256 of the new ones."""
    hunks: tuple[Replacement, ...]


class Recorded(Protocol):
    """A change that is recorded in the history before it is made."""

    @property
    def number(self) -> int | None:
        """Its number there; None for what is no change of its own, as undo."""

    @property
    def cancel(self) -> Callable[[], None]:
        """Takes the record back."""


@dataclass(frozen=True, slots=True)
class Rewritten(Generic[T]):
    """The result of rewriting the list."""

    outcome: T
    """What whoever made the change wants to know of it."""
    change: ListChange | None = None
    """What was done to its bytes; None if nothing was."""
    entry: int | None = None
    """The number of the change in the history."""


@dataclass(frozen=True, slots=True)
class Edited(Generic[T]):
    """The result of changing papers of the list; as `Rewritten`."""

    outcome: T
    editor: ListEditor
    """What the change was made with: it knows which papers it touched."""
    change: ListChange | None
    entry: int | None


def change_list(
    path: Path | ListFile,
    edit: Callable[[ListEditor], T],
    record: Callable[[ListChange], Recorded],
    *,
    on_wait: Callable[[str], None] | None = None,
    memory: Memory | None = None,
) -> Edited[T]:
    """Change papers of the list so that no other process, editor or crash can lose anything.

    Args:
        path: The list; with the reader's own file where one belongs to it.
        edit: Makes the change; called again on the new text if an editor saved in the meantime.
        record: Makes a change durable in the history; called before it is made, when there is one.
        on_wait: Told when another process holds the lock.
        memory: What is known of the bytes; it spares parsing them again.

    Raises:
        FileError: The list is broken, locked or cannot be written; it is as it was.
    """
    file = _file(path)
    with _alone(file, on_wait):
        for document in _attempts(file, memory):
            editor = file.editor(document)
            outcome = edit(editor)
            done = _replaced(file, document, editor.finish(), record)
            if done:
                return Edited(outcome, editor, done.change, done.entry)
    raise _saved_again_and_again(file.path)


def rewrite_list(
    path: Path | ListFile,
    make: Callable[[ListDocument], tuple[T, tuple[Replacement, ...]]],
    record: Callable[[ListChange, T], Recorded],
    *,
    on_wait: Callable[[str], None] | None = None,
    memory: Memory | None = None,
) -> Rewritten[T]:
    """Replace pieces of the list's text, as `change_list` does.

    Here `make` gives the replacements, already proved, and an outcome for `record` and the caller.
    """
    file = _file(path)
    with _alone(file, on_wait):
        for document in _attempts(file, memory):
            outcome, hunks = make(document)
            done = _replaced(file, document, hunks, record, outcome)
            if done:
                return Rewritten(outcome, done.change, done.entry)
    raise _saved_again_and_again(file.path)


def _file(path: Path | ListFile) -> ListFile:
    return path if isinstance(path, ListFile) else ListFile(path)


@contextlib.contextmanager
def _alone(file: ListFile, on_wait: Callable[[str], None] | None) -> Iterator[None]:
    """Keep other readlist processes from changing the list, and clean up after dead ones."""
    with lock(file.path, on_wait=on_wait):
        for rescued in file.recover():
            if on_wait:
                on_wait(f"note: {rescued} holds what another program saved during a crash")
        yield


def _attempts(file: ListFile, memory: Memory | None) -> Iterator[ListDocument]:
    """Yield the list as it is now, repeatedly for some time, with pauses."""
    for number in range(_ATTEMPTS):
        if number:
            time.sleep(_PAUSE)
        yield file.parse(_bytes(file), memory)


def _replaced(
    file: ListFile,
    document: ListDocument,
    hunks: tuple[Replacement, ...],
    record: Callable[..., Recorded],
    *outcome: object,
) -> Rewritten[None] | None:
    """Write the changed text; None if another program has saved the list in the meantime."""
    if not hunks:
        return Rewritten(None)
    new = document.replaced(hunks)
    change = ListChange(document.sha256, sha256_of(new), hunks)
    recorded = record(change, *outcome)
    try:
        file.write(document, new, (change.before, change.after))
    except NotDurableError as error:  # it happened, so the record stays
        error.remedy = "check the disk; readlist undo reverses the change"
        raise
    except ChangedMeanwhileError:
        _take_back(recorded)
        return None
    except FileError:
        _take_back(recorded)
        raise
    return Rewritten(None, change, recorded.number)


def _take_back(recorded: Recorded) -> None:
    with contextlib.suppress(FileError):  # the next change settles the record (`Journal`)
        recorded.cancel()


def _saved_again_and_again(path: Path) -> FileError:
    return FileError(
        f"{path} is being saved by another program again and again",
        "close it there, then try again; nothing was changed",
    )


def _bytes(file: ListFile) -> bytes:
    try:
        return file.read()
    except FileNotFoundError:
        raise FileError(
            f"{file.path} was there a moment ago and has gone", "again; nothing was changed"
        ) from None
