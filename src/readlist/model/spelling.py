"""How the list spells identifiers, and reading typed values from its tables.

Identifiers of arXiv are told without loading what knows the rest.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Protocol

from readlist.arxiv_id import ArxivId, NotAnArxivIdError

_PLAIN = re.compile(r"(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.(?!00000)[0-9]{5}")
"""Identifiers of arXiv since 2015, without version: spelled as they are, and most of all."""
_ARXIV = re.compile(r"(?:arxiv:)?[\w.-]{1,40}(?:/\d{7})?(?:v\d+)?", re.IGNORECASE)


class FileKey(Protocol):
    """An identifier, by which files of a paper are kept: `ArxivId`, or `Identifier` for others."""

    @property
    def base(self) -> str:
        """In the list's spelling."""

    @property
    def folder(self) -> str:
        """As one safe part of a path."""

    @property
    def version(self) -> int | None:
        """The version that was named, if any."""


def file_key(identifier: str, version: int | None = None) -> FileKey | None:
    """Return what the files of a paper are kept by; None if it has no identifier.

    Args:
        identifier: In the list's spelling.
        version: The version that the reader pinned.
    """
    plain = None if ":" in identifier else ArxivId.exact(identifier)
    if plain:
        return ArxivId(plain.base, version)
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - other kinds only

    return Identifier.try_parse(identifier)


def spelled(text: str) -> str | None:
    """Return an identifier as the list spells it; None if the text is none.

    Args:
        text: An identifier of any kind, in any form.
    """
    if _PLAIN.fullmatch(text):
        return text
    if _ARXIV.fullmatch(text):
        with suppress(NotAnArxivIdError):
            return ArxivId.parse(text).base
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - other kinds only

    found = Identifier.try_parse(text)
    return str(found) if found else None


def compared(identifier: str) -> str:
    """Return what two spellings of one identifier have in common, given the list's spelling."""
    if not identifier.startswith("url:"):
        return identifier
    return f"url:{identifier[4:].partition('://')[2].rstrip('/')}"


_PARTIAL = ("%Y-%m", "%Y")
_PARTIAL_LENGTHS = (4, 7)


class TableReader:
    """Reads typed values from a table and remembers what is wrong."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        self.problems: list[str] = []

    def wrong(self, name: str, wanted: str) -> None:
        """Remember that a value is not what it should be."""
        self.problems.append(f"{name} = {str(self.table[name])[:60]!r} is not {wanted}")

    def text(self, name: str) -> str:
        """Return a text; empty without one."""
        value = self.table.get(name, "")
        if isinstance(value, str):
            return value
        self.wrong(name, "a text in quotes")
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        if name not in self.table:
            return ()
        value = self.table[name]
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, (list, tuple)):
            self.wrong(name, 'a list like ["a", "b"]')
            return ()
        kept = tuple([item for item in value if isinstance(item, str)])  # quicker than without
        if len(kept) < len(value):
            self.wrong(name, "a list of texts only")
        return kept

    def day(self, name: str) -> date | None:
        """Return a day; None without one."""
        value = self.table.get(name)
        if value is None or type(value) is date:
            return value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(name, "a date like 2026-11-21")
            return None

    def published(self) -> tuple[date | None, str]:
        """Return the day of publication, the earliest where less is known, and what is known."""
        value = self.table.get("published")
        if not isinstance(value, str):
            return self.day("published"), ""
        for form in _PARTIAL if len(value) in _PARTIAL_LENGTHS else ():
            try:
                return datetime.strptime(value, form).date(), value  # noqa: DTZ007 - a day
            except ValueError:
                continue
        return self.day("published"), ""

    def identifiers(self, name: str, paper: str) -> tuple[str, ...]:
        """Return identifiers as the list spells them; those that are none are named.

        Args:
            name: The key.
            paper: The paper's own, which is none of them.
        """
        if name not in self.table:
            return ()
        written = self.texts(name)
        found = {text: spelled(text) for text in written}
        for text, own in found.items():
            if own is None:
                self.problems.append(f"{name} = {text[:60]!r} is not an identifier")
        return tuple(dict.fromkeys(own for own in found.values() if own and own != paper))

    def facts(self, name: str) -> Mapping[str, str]:
        """Return a table of texts; numbers count as texts."""
        if name not in self.table:
            return {}
        value = self.table[name]
        if not isinstance(value, Mapping):
            self.wrong(name, 'a table like { volume = "12" }')
            return {}
        whole = {key: one for key, one in value.items() if type(one) in (str, int)}
        kept = {str(key): str(one) for key, one in whole.items()}
        if len(kept) < len(value):
            self.wrong(name, "a table of texts only")
        return kept

    def flag(self, name: str) -> bool:
        """Return a truth value; False without one."""
        value = self.table.get(name, False)
        if not isinstance(value, bool):
            self.wrong(name, "true or false")
        return value is True

    def number(self, name: str) -> int | None:
        """Return a number of 1 or more; None without one."""
        value = self.table.get(name)
        if value is None or (type(value) is int and value > 0):
            return value
        self.wrong(name, "a number from 1 on")
        return None
