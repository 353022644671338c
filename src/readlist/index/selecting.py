"""Querying the rows for papers: filters, order and limit in one query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from readlist.folding import fold
from readlist.index.rows import MARK, RECORD, Ask, marked, papers_of
from readlist.paper import Paper, Status
from readlist.reading_list import Selection
from readlist.reading_list.filters import EMPTY_TOPIC, Filters, Holds

IN_ROWS = {"note": "noted", "code": "coded", "due": "(due IS NOT NULL)"}
"""What can be told without looking at the library, with what tells it."""

ORDERS = {
    "topic": ("first", "place"),
    "title": ("title", "place"),
    "added": ("added DESC", "place"),
    "published": ("published DESC", "place"),
    "due": ("ifnull(due, '9')", "place"),
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
    """Return a filter's conditions, except for the status and the files of the library."""
    found = Conditions()
    if filters.star:
        found.add("star")
    _add_topics(found, filters.topics)
    found.add_any("instr(authors, ?) > 0", tuple(map(fold, filters.authors)))
    _add_categories(found, filters.categories)
    _add_bounds(found, "year", filters.years)
    _add_bounds(found, "added", tuple(_iso(day) for day in filters.added))
    _add_bounds(found, "due", tuple(_iso(day) for day in filters.due))
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
    turned = (c.removesuffix(" DESC") if c.endswith(" DESC") else f"{c} DESC" for c in columns)
    return ", ".join(turned)


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


def in_rows(filters: Filters) -> bool:
    """Whether the rows alone tell what passes, without the library."""
    return {*filters.has, *filters.lacks} <= IN_ROWS.keys()


def query_for(
    columns: str, filters: Filters, default: frozenset[Status], *, hidden: bool = False
) -> tuple[Any, ...]:
    """Return a query for columns of the papers that pass, in order, and its values.

    Args:
        columns: Of the tables of papers and records.
        filters: What is asked for.
        default: The statuses that pass when the filters name none; empty for all.
        hidden: Let every status pass, and cut nothing.
    """
    asked = conditions_of(filters)
    wanted = default if filters.statuses is None else filters.statuses
    if not hidden:
        asked.add_any("status = ?", tuple(str(status) for status in sorted(wanted)))
    limit = -1 if filters.limit is None or hidden else filters.limit
    order = order_by(filters.sort, backwards=filters.backwards)
    tail = f"WHERE {asked.where} ORDER BY {order} LIMIT ?"
    if filters.sort == "topic" and not filters.narrow:
        # Themes outermost: the rows come in the order of the list's tables, a limit stops early.
        tables = "theme CROSS JOIN paper USING (theme) JOIN record USING (row)"
        query = f"SELECT {columns} FROM {tables} {tail}"  # noqa: S608 - constants
    else:
        # One pass over all rows: an index would lead to each of them through the whole file.
        # Records are joined last, to those that are left.
        theme = "JOIN theme USING (theme)" if filters.sort == "topic" else ""
        keys = "first, place" if theme else "title, added, published, due, place"
        rows = f"SELECT row, id, {keys} FROM paper NOT INDEXED"  # noqa: S608 - constants
        query = (
            f"SELECT {columns} FROM ({rows} {theme} {tail}) "  # noqa: S608 - constants
            f"JOIN record USING (row) ORDER BY {order}"
        )
    return query, *asked.values, limit


def select_from(ask: Ask, filters: Filters, default: frozenset[Status], holds: Holds) -> Selection:
    """Return the papers that pass, sorted and cut; see `ReadingList.select`."""
    wanted = default if filters.statuses is None else filters.statuses
    if not in_rows(filters):
        papers = papers_of(ask(*query_for(RECORD, filters, default, hidden=True)))
        return _select_by_hand(papers, filters, wanted, holds)
    asked = conditions_of(filters)
    index = "NOT INDEXED" if filters.narrow else "INDEXED BY paper_count"
    counted = ask(
        f"SELECT status, count(*) FROM paper {index} WHERE {asked.where} GROUP BY status",  # noqa: S608 - constants
        *asked.values,
    )
    counts = {Status(status): count for status, count in counted}
    hidden = {s: counts[s] for s in Status if s in counts and wanted and s not in wanted}
    papers = papers_of(ask(*query_for(RECORD, filters, default)))
    total = sum(counts.values()) - sum(hidden.values())
    return Selection(papers, hidden, total - len(papers))


def _select_by_hand(
    papers: Sequence[Paper], filters: Filters, wanted: Collection[Status], holds: Holds
) -> Selection:
    """Filter papers by the files of the library, which the index does not know."""
    passed, hidden = [], dict.fromkeys(Status, 0)
    for paper in papers:
        if not filters.passes(paper, holds):
            continue
        if not wanted or paper.status in wanted:
            passed.append(paper)
        else:
            hidden[paper.status] += 1
    kept = passed if filters.limit is None else passed[: filters.limit]
    shown = {status: count for status, count in hidden.items() if count}
    return Selection(tuple(kept), shown, len(passed) - len(kept))
