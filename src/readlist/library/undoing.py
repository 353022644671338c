"""Taking changes back, and making them again."""

import hashlib
from collections.abc import Callable, Sequence

from readlist.arxiv_id import ArxivId
from readlist.errors import FileError, NotFoundError
from readlist.history import Conflict, Entry, plan
from readlist.hunk import Hunk, apply, reverse
from readlist.library.base import Base
from readlist.library.reports import UndoReport
from readlist.list_file import ListChange, ListDocument, rewrite_list
from readlist.toml_edit import TomlScanError


class Undoing(Base):
    """Undo and redo."""

    def history(self) -> tuple[Entry, ...]:
        """Return the changes that can be undone, the newest last."""
        return self.journal.done()

    def undo(self, steps: int = 1, *, force: bool = False) -> UndoReport:
        """Take back the last changes.

        Args:
            steps: How many; fewer if there are not so many.
            force: Take a change back although the reader edited the paper by hand since.

        Raises:
            NotFoundError: There is nothing to undo.
            FileError: The list cannot be changed, or a touched paper was edited since.
        """
        return self._repeat("undo", steps, force=force)

    def redo(self, steps: int = 1, *, force: bool = False) -> UndoReport:
        """Make changes again that were taken back; as `undo`."""
        return self._repeat("redo", steps, force=force)

    def _repeat(self, kind: str, steps: int, *, force: bool) -> UndoReport:
        entries: list[Entry] = []
        for _ in range(steps):
            entry = self._step(kind, force=force, first=not entries)
            if entry is None:
                break
            entries.append(entry)
        waiting = self._waiting(kind)
        return UndoReport(tuple(entries), waiting[-1] if waiting else None)

    def _waiting(self, kind: str) -> Sequence[Entry]:
        return self.journal.done() if kind == "undo" else self.journal.undone()

    def _step(self, kind: str, *, force: bool, first: bool) -> Entry | None:
        def make(document: ListDocument) -> tuple[Entry | None, tuple[Hunk, ...]]:
            self.journal.settle(document.sha256)
            waiting = self._waiting(kind)
            if not waiting:
                return None, ()
            return waiting[-1], self._plan(kind, document, waiting[-1], force=force)

        def record(_change: ListChange) -> Callable[[], None]:
            return self.journal.mark(kind, self._waiting(kind)[-1].number)

        if not self.paths.list.exists() or not self._waiting(kind):
            entry = None
        else:
            entry, _ = rewrite_list(self.paths.list, make, record, on_wait=self.notices.say)
        if entry is None and first:
            raise NotFoundError(f"there is nothing to {kind}", "readlist undo --list")
        return entry

    def _plan(
        self, kind: str, document: ListDocument, entry: Entry, *, force: bool
    ) -> tuple[Hunk, ...]:
        hunks = reverse(entry.hunks) if kind == "undo" else list(entry.hunks)
        start = entry.after if kind == "undo" else entry.before
        planned, conflicts = plan(
            document.text,
            hunks,
            exact=document.sha256 == start,
            locate=_locator(document),
            force=force,
        )
        if conflicts:
            raise _edited_since(kind, entry, conflicts)
        text = apply(document.text, planned)
        raw = document.encode(text)
        if hashlib.sha256(raw).hexdigest() not in (entry.before, entry.after):
            ListDocument.parse(raw, document.path)
        return tuple(planned)


def _locator(document: ListDocument) -> Callable[[str], tuple[int, int] | None]:
    def locate(identifier: str) -> tuple[int, int] | None:
        parsed = ArxivId.try_parse(identifier)
        numbers = document.numbers_of(parsed.base if parsed else identifier)
        try:
            return document.extent(numbers[0]) if numbers else None
        except TomlScanError:
            return None

    return locate


def _edited_since(kind: str, entry: Entry, conflicts: Sequence[Conflict]) -> FileError:
    details = []
    for conflict in conflicts[:5]:
        details.append(f"  {conflict.paper or 'the file'}:")
        details += [f"    {line}" for line in conflict.difference().splitlines()[:20]]
    again = "undo --force" if kind == "undo" else "undo --redo --force"
    return FileError(
        f"cannot {kind} {entry.what!r}: the list was edited there since",
        f"readlist {again}, which overwrites that edit",
        details,
    )
