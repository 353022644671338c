"""Asking the rows for papers: filters, order and limit in one query."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from readlist.index.conditions import IN_ROWS, conditions_of, order_by
from readlist.index.rows import RECORD, checked, from_records
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, Selection
from readlist.reading_list.filters import Holds

RECORDS = f"SELECT {RECORD} FROM paper JOIN record USING (row) "  # noqa: S608 - constants
"""What stands in front of the conditions on papers whose records are wanted."""

Ask = Callable[..., list[tuple[Any, ...]]]
"""Runs a query with its values and returns the rows."""


def papers_of(rows: Sequence[tuple[Any, ...]]) -> tuple[Paper, ...]:
    """Return the papers of rows that hold a record each (`RECORD`)."""
    return tuple(from_records(checked(rows)))


def lines_of(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Return identifier and line for programs of rows that hold a line each (`LINE`)."""
    return [(line.partition("\t")[0], line) for line in checked(rows)]


def first_of(rows: Sequence[tuple[Any, ...]]) -> Paper | None:
    """Return the paper of the first row, if there is one."""
    return next(iter(papers_of(rows)), None)


def in_rows(filters: Filters) -> bool:
    """Whether the rows can tell what passes, without a look at the shelf."""
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
        keys = "first, place" if theme else "title, added, published, place"
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
    """Filter papers by what lies on the shelf, which the index does not know."""
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
