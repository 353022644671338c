"""The adapters that the use cases share, and reading and changing the list through them."""

import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from readlist.clock import now, today
from readlist.config import Settings
from readlist.errors import FileError
from readlist.files import lock, write_atomic
from readlist.history import Journal
from readlist.library.notices import Notices
from readlist.library.reports import Change
from readlist.list_file import ListChange, ListDocument, ListEditor, change_list, read_document
from readlist.paper import KEYS, Paper
from readlist.paths import Paths
from readlist.reading_list import ReadingList
from readlist.shelf import Shelf
from readlist.text import plural, shorten
from readlist.toml_edit import set_key

T = TypeVar("T")


class Base:
    """One reader's list, library, settings and history.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        notices: Who hears what is not a result.
        offline: Whether the network is forbidden.
    """

    def __init__(
        self, paths: Paths, settings: Settings, notices: Notices, *, offline: bool = False
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.notices = notices
        self.offline = offline or settings.flag("network.offline")

    @cached_property
    def shelf(self) -> Shelf:
        """What arXiv gave."""
        return Shelf(self.paths.library)

    @cached_property
    def shelved(self) -> frozenset[str]:
        """The papers' folders on the shelf when it was first looked at: one look for all rows."""
        try:
            return frozenset(entry.name for entry in os.scandir(self.paths.library))
        except OSError:
            return frozenset()

    @cached_property
    def journal(self) -> Journal:
        """What every change of the list did."""
        return Journal(self.paths.history, self.paths.list)

    def document(self) -> ListDocument:
        """Return the list as it is on disk, made from the seed if there is none.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        try:
            return read_document(self.paths.list)
        except FileNotFoundError:
            return self._seeded()

    def papers(self) -> ReadingList:
        """Return the papers of the list; values that make no sense are named to the reader."""
        document = self.document()
        papers = [Paper.from_table(document.table(number)) for number in range(len(document))]
        for number, paper in enumerate(papers):
            for problem in paper.problems:
                name = paper.id or "a paper"
                line = document.line_of(number)
                self.notices.warn(f"note: {self.paths.list}, line {line}: {name}: {problem}")
        return ReadingList(papers)

    def change(self, what: str, edit: Callable[[ListEditor], T]) -> T:
        """Change papers of the list; recorded, so that it can be undone.

        Args:
            what: The change in words, for `readlist undo --list`.
            edit: Makes it; may be called more than once.

        Raises:
            FileError: Nothing was changed.
        """
        if not self.paths.list.exists():
            self._seeded(must_write=True)
        outcome, _ = change_list(
            self.paths.list, edit, self.recorder(what), on_wait=self.notices.say
        )
        return outcome

    def recorder(self, what: str) -> Callable[[ListChange], Callable[[], None]]:
        """Return what records a change under these words before it is made."""

        def record(change: ListChange) -> Callable[[], None]:
            self.journal.settle(change.before)
            at = now().isoformat()
            return self.journal.append(what, at, change.before, change.after, change.hunks)

        return record

    def update(
        self, what: str, papers: Sequence[Paper], values: Callable[[Paper], dict[str, Any]]
    ) -> list[Change]:
        """Set keys of papers and return what that changed, in one write.

        Args:
            what: One word for it.
            papers: The papers, by identifier; what they say now is read from the list again.
            values: The keys to set for a paper as it is now; None takes a key away.
        """

        def edit(editor: ListEditor) -> list[Change]:
            changes = []
            for paper in papers:
                if paper.id not in editor:
                    continue  # another process removed it since it was chosen
                before = Paper.from_table(editor.table(paper.id))
                editor.update(paper.id, values(before))
                changes.append(Change(before, Paper.from_table(editor.table(paper.id)), what))
            return changes

        changes = self.change(describe(what, papers), edit)
        self.remember_touched([change.paper for change in changes])
        return changes

    def _seeded(self, *, must_write: bool = False) -> ListDocument:
        """Make the list from the built-in papers; only in memory where it cannot be written."""
        path = self.paths.list
        raw = seed_text(path).encode()
        try:
            with lock(path, on_wait=self.notices.say):
                if not path.exists():
                    write_atomic(path, raw)
        except FileError as error:
            if must_write:
                raise
            self.notices.warn(f"note: {error.problem}; showing the built-in list")
            return ListDocument.parse(raw, path)
        document = read_document(path)
        self.notices.say(
            f"Made {path} with {plural(len(document), 'paper')} of two articles to start with "
            "(readlist init --empty for an empty one)."
        )
        return document

    # The rows last shown and the paper last touched are a convenience: never worth a failure.

    def remember_rows(self, identifiers: Sequence[str]) -> None:
        """Remember the rows of the list just shown, so that `readlist read 3` works."""
        self._remember({**self._memory(), "rows": list(identifiers)})

    def remember_touched(self, papers: Sequence[Paper]) -> None:
        """Remember the paper that `.` means."""
        if papers:
            self._remember({**self._memory(), "touched": papers[-1].id})

    def _memory(self) -> dict[str, Any]:
        try:
            data = json.loads((self.paths.state / "rows.json").read_bytes())
        except (OSError, ValueError):
            return {}
        mine = isinstance(data, dict) and data.get("list") == str(self.paths.list)
        return data if mine else {}

    def _remember(self, data: dict[str, Any]) -> None:
        path = self.paths.state / "rows.json"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({**data, "list": str(self.paths.list)}), encoding="utf-8")
        except OSError:
            return


def describe(what: str, papers: Sequence[Paper]) -> str:
    """Return a change in words: ``read 2401.04088 Mixtral of Experts``."""
    if len(papers) == 1:
        return f"{what} {papers[0].id} {shorten(papers[0].title, 60)}".rstrip()
    return f"{what} {plural(len(papers), 'paper')}"


def seed_document(path: Path) -> ListDocument:
    """Return the built-in papers as a list."""
    raw = resources.files("readlist").joinpath("seed.toml").read_bytes()
    return ListDocument.parse(raw, path)


def seed_text(path: Path) -> str:
    """Return the text of a new list: the built-in papers, added today."""
    document = seed_document(path)
    pieces = [document.head]
    for number, block in enumerate(document.blocks):
        start, end = document.extent(number)
        own = document.text[start:end]
        pieces += [set_key(own, "added", today(), KEYS), document.text[end : block.end]]
    return "".join(pieces)
