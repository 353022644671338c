"""Typed values out of a table of the list, and what did not fit."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from readlist.model.spelling import spelled

_PARTIAL = ("%Y-%m", "%Y")
_PARTIAL_LENGTHS = (4, 7)


class TableReader:
    """Takes typed values out of a table and remembers what did not fit."""

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
        value = self.table.get(name, ())
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, (list, tuple)):
            self.wrong(name, 'a list like ["a", "b"]')
            return ()
        kept = tuple(item for item in value if isinstance(item, str))
        if len(kept) < len(value):
            self.wrong(name, "a list of texts only")
        return kept

    def day(self, name: str) -> date | None:
        """Return a day; None without one."""
        value = self.table.get(name)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
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
        value = self.table.get(name, {})
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
