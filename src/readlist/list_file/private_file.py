"""The two files of a shared list and its private values, read and replaced as one."""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from readlist.errors import FileError
from readlist.files import (
    ChangedMeanwhileError,
    Content,
    clean_leftovers,
    lock,
    pieces_of,
    sync_folder,
    write_atomic,
)
from readlist.list_file.document import ListDocument
from readlist.list_file.editor import ListEditor
from readlist.list_file.file import LARGEST, ListFile, read_list_bytes
from readlist.list_file.parsing import Memory
from readlist.list_file.private import PrivateDocument, apart, no_list, together
from readlist.list_file.private_editor import PrivateEditor
from readlist.progress import Tell, untold
from readlist.regular import load_regular, read_regular
from readlist.replacement import apply


@dataclass(frozen=True)
class PrivateFile(ListFile):
    """The paths of a shared list and of the reader's private values."""

    own: Path

    def read(self) -> bytes:
        """Return the content of both files as one text.

        A change of both that a kill cut short is brought to an end first.

        Raises:
            FileNotFoundError: There is no list.
            FileError: A file is not a regular file, too large, or may not be read.
        """
        if os.path.lexists(self._pending):
            with lock(self.path):
                self.recover()
        return self.joined_with(read_list_bytes(self.path))

    def joined_with(self, shared: bytes) -> bytes:
        """Return the content as it would be with other bytes in the list that is shared.

        Raises:
            FileError: The reader's own file cannot be read.
        """
        try:
            return together(shared, self._read_own())
        except ValueError:
            raise no_list(self.path) from None

    def _read_own(self) -> bytes:
        try:
            return read_regular(self.own, LARGEST, f"move {self.own} away")
        except FileNotFoundError:
            return b""

    def document(
        self, raw: bytes, memory: Memory | None = None, tell: Tell = untold
    ) -> PrivateDocument:
        """Return the content of both as a document that is parsed on demand."""
        return PrivateDocument(raw, self.path, self.own, memory, tell)

    def editor(self, document: ListDocument) -> PrivateEditor:
        """Return what collects edits of a document of these files."""
        assert isinstance(document, PrivateDocument)
        return PrivateEditor(document)

    def write(self, document: ListDocument, new: Content, sums: tuple[str, str]) -> None:  # noqa: ARG002 - those of both together
        """Replace the content that was read; see `ListFile.write`.

        Of two files that both change, either both are new after a crash or none is: what the
        second is to hold stands beside it before the first is replaced (`recover`).
        """
        assert isinstance(document, PrivateDocument)
        shared, own = apart(b"".join(pieces_of(new)))
        before, own_before = document.shared.raw, document.own.raw
        if own == own_before:
            write_atomic(self.path, shared, expected=before)
        elif shared == before:
            self._write_own(own, own_before)
        else:
            self._write_both((before, shared), (own_before, own))

    def _write_both(self, shared: tuple[bytes, bytes], own: tuple[bytes, bytes]) -> None:
        if self._read_own() != own[0]:
            raise ChangedMeanwhileError
        told = {
            "shared": [*map(_sum, shared)],
            "own": _sum(own[1]),
            "text": own[1].decode("utf-8", "surrogateescape"),
        }
        data = json.dumps(told).encode("utf-8", "surrogatepass")
        write_atomic(self._pending, data)
        try:
            write_atomic(self.path, shared[1], expected=shared[0])
        except (ChangedMeanwhileError, FileError):
            self._forget()
            raise
        try:
            self._write_own(own[1], own[0])
        except (ChangedMeanwhileError, FileError):
            write_atomic(self.path, shared[0], expected=shared[1])
            self._forget()
            raise
        self._forget()

    def _write_own(self, new: bytes, old: bytes) -> None:
        if new:
            write_atomic(self.own, new, expected=old if self.own.exists() else None)
            return
        if self._read_own() != old:
            raise ChangedMeanwhileError
        self.own.unlink(missing_ok=True)
        sync_folder(self.own.parent)

    @cached_property
    def _pending(self) -> Path:
        return self.own.with_name(f".{self.own.name}.pending")

    def _forget(self) -> None:
        self._pending.unlink(missing_ok=True)

    def recover(self) -> list[Path]:
        """Finish what a killed run began, and clean up. The caller holds the list's lock.

        Returns:
            What another program saved at that moment, put aside.
        """
        rescued = [*super().recover(), *clean_leftovers(self.own).rescued]
        clean_leftovers(self._pending)
        try:
            told = json.loads(load_regular(self._pending, LARGEST * 2))
            before, after = told["shared"]
            text = str(told["text"]).encode("utf-8", "surrogateescape")
            finished = str(told["own"])
        except FileNotFoundError:
            return rescued
        except (OSError, ValueError, KeyError, TypeError):  # cut short: nothing was replaced yet
            self._forget()
            return rescued
        now, own = _sum(read_list_bytes(self.path)), self._read_own()
        if _sum(own) != finished and now != before:
            # Where the list was edited since, it cannot be told whether it had been replaced:
            # then nothing that the reader wrote is left out.
            self._write_own(text if now == after else self._united(own, text), own)
        self._forget()
        return rescued

    def _united(self, own: bytes, text: bytes) -> bytes:
        """Return the reader's file with the entries of another state that it lacks."""
        try:
            editor = ListEditor(ListDocument.parse(own, self.own))
            for table in ListDocument.parse(text, self.own).tables:
                if str(table.get("id", "")) not in editor:
                    editor.append(table)
            document = editor.document
            return document.encode(apply(document.text, editor.finish()))
        except FileError:
            return own


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
