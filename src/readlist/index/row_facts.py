"""What tells the papers of a list apart, without the papers themselves."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.errors import FileError
from readlist.index.rows import RECORD, Ask, checked, from_records
from readlist.index.selecting import query_for
from readlist.paper import Paper, Status
from readlist.reading_list import Filters

_AT_ONCE = 500
"""Rows that are asked for by name in one query."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The papers of a list in its order, and which of them pass a filter."""

    source: str
    """The checksum of the list."""
    rows: Sequence[int]
    """Where they are in the index."""
    ids: Sequence[str]
    digests: Sequence[bytes]
    """What stands for the text of each in the list: papers of one digest say the same."""
    chosen: Sequence[int]
    """Positions in `rows` of those that pass, in the order that is asked for."""


def facts_of(ask: Ask, filters: Filters, default: frozenset[Status]) -> RowFacts:
    """Return the papers of the list and which of them pass, from one state of the index.

    Args:
        ask: Asks the index.
        filters: What is asked for; something that rows can tell (`selecting.in_rows`).
        default: The statuses that pass when the filters name none; empty for all.
    """
    source = str(ask("SELECT sha256 FROM source")[0][0])
    found = ask("SELECT row, id, digest FROM paper WHERE NOT doubled ORDER BY place")
    places = {row: place for place, (row, _, _) in enumerate(found)}
    chosen = array("q", [places[row] for (row,) in ask(*query_for("row", filters, default))])
    return RowFacts(
        source,
        array("q", places),
        [identifier for _, identifier, _ in found],
        [digest for _, _, digest in found],
        chosen,
    )


def papers_at(ask: Ask, facts: RowFacts, places: Sequence[int]) -> list[Paper]:
    """Return the papers at some positions of the list, in that order.

    Raises:
        FileError: The list is another one by now.
    """
    if ask("SELECT sha256 FROM source")[0][0] != facts.source:
        raise changed()
    rows = [facts.rows[place] for place in places]
    texts: dict[int, str] = {}
    for start in range(0, len(rows), _AT_ONCE):
        among = ",".join(map(str, rows[start : start + _AT_ONCE]))
        found = ask(f"SELECT {RECORD} FROM record WHERE row IN ({among})")  # noqa: S608 - numbers
        texts |= zip([row for row, _, _ in found], checked(found), strict=True)
    return from_records([texts[row] for row in rows])


def same_papers(listed: Sequence[Paper], facts: RowFacts, places: Sequence[int]) -> list[Paper]:
    """Return the same of the list itself, read without the index.

    Raises:
        FileError: The list is another one by now.
    """
    if [paper.id for paper in listed] != list(facts.ids):
        raise changed()
    return [listed[place] for place in places]


def changed() -> FileError:
    """Return what is wrong where half of what was asked for would be from another list."""
    return FileError("the list was changed while it was read", "the same again")
