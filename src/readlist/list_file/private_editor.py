"""Changing papers of a shared list and the reader's private values as one change."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from readlist.list_file.editor import ListEditor
from readlist.list_file.parsing import Table, identifier_of, same
from readlist.list_file.private import (
    YOURS,
    PrivateDocument,
    both_texts,
    joined,
    names_of,
    nothing_for,
    own_values,
)
from readlist.model.spelling import compared
from readlist.paper import OWN_KEYS, Status
from readlist.replacement import Replacement

HEAD = (
    "# What is only yours in a list that you share: status, star, notes and days.\n"
    "# It is neither committed nor synced. Keep a copy of it.\n"
    "schema = 1\n"
)
"""How the reader's file begins."""


class PrivateEditor(ListEditor):
    """A `ListEditor` that puts private values into the reader's own file."""

    def __init__(self, document: PrivateDocument) -> None:
        super().__init__(document.shared)
        self._both = document
        self._touched: dict[str, None] = {}

    @cached_property
    def _own(self) -> ListEditor:
        return ListEditor(self._both.own)

    @cached_property
    def _own_ids(self) -> dict[str, list[str]]:
        """The identifiers of the reader's entries, by the form in which they compare."""
        found: dict[str, list[str]] = {}
        for table in self._both.own.tables:
            found.setdefault(compared(identifier_of(table)), []).append(identifier_of(table))
        return found

    def table(self, identifier: str) -> Table:
        """Return a paper's table for the reader with the edits made so far.

        Raises:
            KeyError: The paper is not in the list.
        """
        table = self._said(identifier)
        return joined(table, [self._own.table(one) for one in self._entries(table)])

    def _entries(self, table: Table) -> list[str]:
        """Return the identifiers of the reader's entries of a paper, its own first."""
        if not (len(self._both.own) or "_own_ids" in self.__dict__):
            return []
        names = [one for name in names_of(table) for one in self._own_ids.get(name, ())]
        return [one for one in dict.fromkeys(names) if one in self._own]

    def update(self, identifier: str, values: Mapping[str, Any]) -> None:
        """Set keys of a paper; a value of None removes the key.

        Raises:
            KeyError: The paper is not in the list.
            FileError: The text of one of the files cannot be edited without loss.
        """
        old = self.table(identifier)
        super().update(identifier, {k: v for k, v in values.items() if k not in OWN_KEYS})
        own = {k: v for k, v in values.items() if k in OWN_KEYS and not same(old.get(k), v)}
        if own:
            self._set_own(identifier, own)
            self._touched[identifier] = None

    def _set_own(self, identifier: str, values: Mapping[str, Any]) -> None:
        """Set values in the reader's entry, which takes in those under other identifiers."""
        shared = self._said(identifier)
        entries = self._entries(shared)
        wanted = own_values([self._own.table(one) for one in entries])
        for key, value in values.items():
            if value is not None:
                wanted[key] = value
            elif key in shared:
                wanted[key] = nothing_for(key)
            else:
                wanted.pop(key, None)
        first = next((one for one in entries if compared(one) == compared(identifier)), "")
        for entry in entries:
            if entry != first or not wanted:
                self._own.remove(entry)
        if not wanted:
            return
        if first:
            gone = {key: None for key in OWN_KEYS if key not in wanted}
            self._own.update(first, gone | wanted)
        else:
            self._add_own(identifier, wanted)

    def _add_own(self, identifier: str, values: Mapping[str, Any]) -> None:
        ordered = {key: values[key] for key in OWN_KEYS if key in values}
        self._own.append({"id": identifier, **ordered})
        known = self._own_ids.setdefault(compared(identifier), [])
        if identifier not in known:
            known.append(identifier)

    def append(self, table: Table) -> None:
        """Add a paper at the end; others start with it as unread.

        What the reader had of it, when it was in the list before, is the reader's again.
        """
        shared = {key: value for key, value in table.items() if key not in OWN_KEYS}
        if "status" in table:
            shared = _in_place(table, shared, Status.UNREAD.value)
        super().append(shared)
        identifier = identifier_of(table)
        own = {k: v for k, v in table.items() if k in OWN_KEYS and not same(shared.get(k), v)}
        had = self.table(identifier) if identifier else {}
        if own.get("notes") and had.get("notes"):
            before = str(had["notes"]).strip("\n")
            own["notes"] = f"{before}\n{str(own['notes']).strip(chr(10))}\n"
        if own and identifier:
            self._set_own(identifier, own)

    def remove(self, identifier: str) -> None:
        """Remove a paper and the reader's private values of it.

        Raises:
            KeyError: The paper is not in the list.
        """
        table = self._said(identifier)
        for entry in self._entries(table):
            self._own.remove(entry)
        super().remove(identifier)

    @property
    def updates(self) -> list[tuple[int, str, Table]] | None:
        """The changed papers: position, both texts, table for the reader. None if papers go."""
        shared = super().updates
        if shared is None:
            return None
        tables = {number: table for number, _, table in shared}
        for identifier in self._touched:
            number = self._number(identifier)
            if number is not None:
                tables[number] = self._said(identifier)
        named = [(number, identifier_of(table)) for number, table in tables.items()]
        return [(number, self._texts_of(name), self.table(name)) for number, name in named]

    @property
    def additions(self) -> list[tuple[str, Table]]:
        """The new papers at the end: both texts, and the table for the reader."""
        named = [identifier_of(table) for _, table in super().additions]
        return [(self._texts_of(name), self.table(name)) for name in named if name]

    def _texts_of(self, identifier: str) -> str:
        """Return the texts of a paper in both files, as `PrivateDocument.block_texts` does."""
        own = self._entries(self._said(identifier))
        return both_texts(self.text_of(identifier), [self._own.text_of(one) for one in own])

    def finish(self) -> tuple[Replacement, ...]:
        """Return the replacements that make the new texts, in order.

        Raises:
            FileError: A text would not say what was meant; nothing may be written.
        """
        hunks = super().finish()
        if "_own" not in self.__dict__:
            return hunks
        own = self._own.finish()
        shift = self._both.own_start
        moved = [_of_reader(hunk, shift) for hunk in own]
        if moved and not self._both.own.raw:
            moved = [replace(moved[0], new=f"{HEAD}\n{moved[0].new}"), *moved[1:]]
        return (*hunks, *moved)


def _in_place(table: Table, shared: Mapping[str, Any], status: str) -> dict[str, Any]:
    """Return a shared table with a status where the whole one has it."""
    return {
        k: status if k == "status" else shared[k] for k in table if k == "status" or k in shared
    }


def _of_reader(hunk: Replacement, shift: int) -> Replacement:
    names = (f"{YOURS}{name}" if name else "" for name in (hunk.paper, hunk.before, hunk.after))
    return Replacement(hunk.at + shift, hunk.old, hunk.new, *names)
