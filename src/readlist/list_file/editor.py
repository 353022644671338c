"""Changing, adding and removing papers in the text of a list.

Before the new text replaces the old one, it is proved to say what was meant.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from readlist.errors import FileError
from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Table, identifier_of, same
from readlist.list_file.proof import is_proved_near
from readlist.paper import KEYS
from readlist.replacement import Replacement
from readlist.text import encodable
from readlist.toml_edit import (
    TomlScanError,
    remove_key,
    render_table,
    set_key,
    without_marks,
)

_LINE_ENDS = re.compile(r"[\r\n]*+")


class ListEditor:
    """Collects edits of one document; `finish` returns the new text, proved to be as intended."""

    def __init__(self, document: ListDocument) -> None:
        self.document = document
        self._texts: dict[int, str] = {}
        self._meant: dict[int, Table | None] = {}
        self._added: list[Table] = []
        self._places: dict[str, int] = {}
        if not document.in_blocks:
            refuse(document.path, "its papers are not all written as [[paper]] tables")

    def __contains__(self, identifier: str) -> bool:
        return self._number(identifier) is not None or bool(identifier in self._places)

    def table(self, identifier: str) -> Table:
        """Return a paper's table with the edits made so far.

        Raises:
            KeyError: The paper is not in the list.
        """
        return self._said(identifier)

    def _said(self, identifier: str) -> Table:
        """Return what the text says of a paper with the edits made so far."""
        number = self._number(identifier)
        if number is None:
            return self._added[self._added_number(identifier)]
        return self._meant.get(number) or self.document.table(number)

    def update(self, identifier: str, values: Mapping[str, Any]) -> None:
        """Set keys of a paper; a value of None removes the key.

        Raises:
            KeyError: The paper is not in the list.
            FileError: The paper's text cannot be edited without loss.
        """
        old, values = self._said(identifier), _writable(values)
        changes = {k: v for k, v in values.items() if not same(old.get(k), v)}
        meant = {k: v for k, v in {**old, **changes}.items() if v is not None}
        number = self._number(identifier)
        if number is None:
            self._added[self._added_number(identifier)] = meant
            return
        if not changes:
            return
        text, newline = self._texts.get(number) or self._own_text(number), self.document.newline
        try:
            for name, value in changes.items():
                if value is None:
                    text = remove_key(text, name, newline)
                else:
                    text = set_key(text, name, value, KEYS, newline)
        except TomlScanError:
            refuse(self.document.path, f"readlist cannot edit the table of {identifier}")
        self._texts[number] = text
        self._meant[number] = meant

    def append(self, table: Table) -> None:
        """Add a paper at the end."""
        table = _writable(table)
        self._places.setdefault(identifier_of(table), len(self._added))
        self._added.append(table)

    def remove(self, identifier: str) -> None:
        """Remove a paper and its duplicates; comments outside its keys stay.

        Raises:
            KeyError: The paper is not in the list.
        """
        if self._number(identifier) is None:
            del self._added[self._added_number(identifier)]
            self._places = {identifier_of(t): n for n, t in reversed([*enumerate(self._added)])}
            return
        for number in self.document.numbers_of(identifier):
            self._own_text(number)
            self._texts[number] = ""
            self._meant[number] = None

    @property
    def updates(self) -> list[tuple[int, str, Table]] | None:
        """The changed papers: position, whole block, table. None if papers go."""
        if None in self._meant.values():
            return None
        return [
            (number, self._texts[number] + self._behind(number), table)
            for number, table in self._meant.items()
            if table is not None
        ]

    @property
    def additions(self) -> list[tuple[str, Table]]:
        """The new papers at the end: block and table."""
        newline = self.document.newline
        return [(render_table("paper", table, newline), table) for table in self._added]

    def text_of(self, identifier: str) -> str:
        """Return the block of a paper with the edits made so far.

        Raises:
            KeyError: The paper is not in the list.
        """
        number = self._number(identifier)
        if number is None:
            table = self._added[self._added_number(identifier)]
            return render_table("paper", table, self.document.newline)
        if number in self._texts:
            return self._texts[number] + self._behind(number)
        return self.document.block_text(number)

    def finish(self) -> tuple[Replacement, ...]:
        """Return the replacements that make the new text, in order.

        Raises:
            FileError: The new text does not say what was meant; nothing may be written.
        """
        hunks = [self._hunk(number) for number in sorted(self._texts)]
        hunks = [hunk for hunk in hunks if hunk.old != hunk.new] + self._appended()
        if hunks and not is_proved_near(self.document, hunks, self._meant, self._added):
            refuse(self.document.path, "the result would not say what was meant")
        return tuple(hunks)

    def _behind(self, number: int) -> str:
        """Return what follows a paper's own text in its block."""
        start, end = self.document.extent(number)
        return self.document.block_text(number)[end - start :]

    def _number(self, identifier: str) -> int | None:
        """Return the position of a paper; of the first one, if it occurs more than once.

        A paper without identifier cannot be named, so nothing may be meant for it.
        """
        for number in self.document.numbers_of(identifier) if identifier else ():
            if self._meant.get(number, ()) is not None:
                return number
        return None

    def _added_number(self, identifier: str) -> int:
        if not identifier:
            raise KeyError(identifier)
        return self._places[identifier]

    def _own_text(self, number: int) -> str:
        try:
            start, end = self.document.extent(number)
        except TomlScanError:
            line = self.document.line_of(number)
            refuse(self.document.path, f"readlist cannot edit the table in line {line}")
        return self.document.block_text(number)[: end - start]

    def _identifier(self, number: int) -> str:
        inside = 0 <= number < len(self.document)
        return self.document.identifier_at(number) if inside else ""

    def _hunk(self, number: int) -> Replacement:
        start, end = self.document.extent(number)
        text, new, length = self.document.block_text(number), self._texts[number], end - start
        if not new:
            # The blank lines behind the paper go with it, or gaps would grow.
            behind = _LINE_ENDS.match(text, length)
            length = behind.end() if behind else length
        around = (self._identifier(number - 1), self._identifier(number + 1))
        return Replacement(start, text[:length], new, self._identifier(number), *around)

    def _appended(self) -> list[Replacement]:
        """Return one replacement for each new paper, all at the end of the text."""
        if not self._added:
            return []
        place, newline, gap = self.document.size, self.document.newline, self._gap()
        before, hunks = self._identifier(len(self.document) - 1), []
        for table in self._added:
            new = gap + render_table("paper", table, newline)
            hunks.append(Replacement(place, "", new, identifier_of(table), before))
            before, gap = identifier_of(table), newline
        return hunks

    def _gap(self) -> str:
        """Return what separates the text from a new paper at its end."""
        ending, newline = self.document.ending, self.document.newline
        gap = "" if not ending or ending.endswith("\n") else newline
        apart = self.document.is_blank or ending.endswith(("\n\n", "\n\r\n"))
        return gap if apart else gap + newline


def _writable(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as a list can hold them.

    Nothing in notes looks like the marks of a conflict, and what is not a text, as in the name of a
    file in another encoding, is spelt.
    """
    values = {name: _encodable(value) for name, value in table.items()}
    notes = values.get("notes")
    return {**values, "notes": without_marks(notes)} if isinstance(notes, str) else values


def _encodable(value: Any) -> Any:  # noqa: ANN401 - a value of TOML
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {encodable(name): _encodable(item) for name, item in value.items()}
    return value


def refuse(path: Path, reason: str) -> NoReturn:
    """Refuse a change that could lose something.

    Raises:
        FileError: Always.
    """
    raise FileError(
        f"{path} cannot be changed without loss: {reason}",
        "readlist edit, and change it by hand; nothing was changed",
    )
