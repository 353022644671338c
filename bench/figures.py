"""Putting what was measured into docs/performance.md, between the marks of each table."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
_TABLE = "<!-- bench/run.py: {} -->\n{}<!-- end -->\n"


def put(name: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Put a table into the page; rows that were not measured now stay as they are.

    Args:
        name: The table's, as its mark in the page has it.
        lines: Heading, line of dashes and rows; a row is known again by its first cell.
        page: The page.

    Raises:
        ValueError: The page has no such table.
    """
    text = page.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(_TABLE).replace(r"\{\}", "{}").format(name, r"(.*?)"), re.DOTALL)
    found = pattern.search(text)
    if found is None:
        raise ValueError(f"{page} has no table {name}")
    table = _TABLE.format(name, "".join(f"{line}\n" for line in merged(found[1], lines)))
    page.write_text(text[: found.start()] + table + text[found.end() :], encoding="utf-8")


def merged(old: str, new: Sequence[str]) -> list[str]:
    """Return the rows of a table with those that were measured anew in their places."""
    fresh = {_name(line): line for line in new[2:]}
    kept = old.splitlines()[2:]
    rows = [fresh.pop(_name(line), line) for line in kept]
    return [*new[:2], *rows, *fresh.values()]


def _name(row: str) -> str:
    return row.split("|")[1].strip()
