"""Filters as conditions of SQL, with the same meaning as `Filters.passes`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from readlist.folding import fold
from readlist.index.rows import MARK, marked
from readlist.reading_list.filters import EMPTY_TOPIC, Filters

IN_ROWS = {"note": "noted", "code": "coded"}
"""What can be told without looking at the shelf, with its column."""

ORDERS = {
    "topic": ("first", "place"),
    "title": ("title", "place"),
    "added": ("added DESC", "place"),
    "published": ("published DESC", "place"),
}
"""Sort orders as columns; any other is the order of the list."""


@dataclass(slots=True)
class Conditions:
    """Parts of a WHERE clause with their values."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:  # noqa: ANN401 - what SQLite takes
        """Ask for one more thing."""
        self.parts.append(part)
        self.values += values

    def add_any(self, part: str, words: tuple[str, ...]) -> None:
        """Ask that a part with one value holds for one of the words, if there are any."""
        if words:
            self.add("(" + " OR ".join([part] * len(words)) + ")", *words)

    @property
    def where(self) -> str:
        """The clause behind WHERE."""
        return " AND ".join(["NOT doubled", *self.parts])


def conditions_of(filters: Filters) -> Conditions:
    """Return everything that a filter asks for but the status and what lies on the shelf."""
    found = Conditions()
    if filters.star:
        found.add("star")
    _add_topics(found, filters.topics)
    found.add_any("instr(authors, ?) > 0", tuple(map(fold, filters.authors)))
    _add_categories(found, filters.categories)
    _add_bounds(found, "year", filters.years)
    _add_bounds(found, "added", tuple(_iso(day) for day in filters.added))
    for what in filters.has:
        if what in IN_ROWS:
            found.add(IN_ROWS[what])
    for what in filters.lacks:
        if what in IN_ROWS:
            found.add(f"NOT {IN_ROWS[what]}")
    return found


def order_by(sort: str, *, backwards: bool) -> str:
    """Return the columns behind ORDER BY; the same ties as `ReadingList.sort` leaves."""
    columns = ORDERS.get(sort, ("place",))
    if not backwards:
        return ", ".join(columns)
    return ", ".join(c.removesuffix(" DESC") if " " in c else f"{c} DESC" for c in columns)


def _add_topics(found: Conditions, topics: tuple[str, ...]) -> None:
    named = [marked(topic) for topic in topics]
    parts = ["instr(topics, ?) > 0"] * len(named)
    if any(topic.casefold() == EMPTY_TOPIC for topic in topics):
        parts.append("topics = ''")
    if parts:
        found.add(f"({' OR '.join(parts)})", *named)


def _add_categories(found: Conditions, names: tuple[str, ...]) -> None:
    """Ask for a category or one below it: ``cs`` takes all of ``cs.*``."""
    starts = [f"{MARK}{name.casefold()}{end}" for name in names for end in (MARK, ".")]
    found.add_any("instr(categories, ?) > 0", tuple(starts))


def _add_bounds(found: Conditions, column: str, bounds: tuple[Any, ...]) -> None:
    first, last = bounds
    if first is not None:
        found.add(f"{column} >= ?", first)
    if last is not None:
        found.add(f"{column} <= ?", last)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
