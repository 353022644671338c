"""Entries of bibliographic formats become records, whatever names their fields have."""

from collections.abc import Iterable, Mapping
from typing import Any

from readlist.document_model import Record
from readlist.documents import records

_NOT_PAPERS = frozenset(
    "computerprogram software webpage blog video film audiovisualmaterial dataset patent "
    "artwork map attachment note memo collection".split()
)


def entry(fields: Mapping[str, Any], line: int, theme: str = "") -> Record:
    """Return the record that an entry of a bibliography makes, also one without a title.

    Args:
        fields: By names as CSL and BibTeX use: title, author, journal, doi, url ...
        line: Where it begins.
        theme: The collection that it belongs to.
    """
    kept = {name: value for name, value in fields.items() if value}
    made = records.of({"author": [], **kept, "title": kept.get("title") or "-"}, line)
    record = made or Record("", line)
    kind = records.plain_name(str(kept.get("type") or ""))
    title = record.title if kept.get("title") else ""
    return record._replace(title=title, theme=theme, paper=kind not in _NOT_PAPERS)


def collected(pairs: Iterable[tuple[str, str]], names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the values of tagged lines by the names that their tags stand for."""
    found: dict[str, list[str]] = {}
    for tag, value in pairs:
        if tag in names and value:
            found.setdefault(names[tag], []).append(value)
    return found
