"""Read a readlist export back: every paper as it was, with all its keys."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from readlist.mentions import Doubt, Findings, MentionedPaper
from readlist.model.spelling import spelled
from readlist.paper import KEYS, Paper
from readlist.reading_marks import Marks

_DEEPEST = 40
"""Levels of nesting that are kept; a reader's own keys have one or two."""
CSV_BEGINS = ("id", "title", "authors", "year", "published", "categories", "topics", "status")
"""How the heading of readlist's own CSV begins (`readlist.exporters.csv_format`)."""
_COMPUTED = tuple("=+-@\t\r＝＋－＠")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Export:
    """A list that readlist exported."""

    papers: Mapping[str, Paper]
    """The papers, whole, by identifier."""
    findings: Findings
    """The same papers and no others, as if a document had named them."""


def read_export(data: bytes) -> Export | None:
    """Return the papers of readlist's own JSON; None if it is anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("generator") != "readlist":
        return None
    listed = found.get("papers")
    listed = listed if isinstance(listed, list) else []
    lines = _Lines(data)
    return _export(
        (_paper(one), lines.of(one.get("id"))) for one in listed if isinstance(one, dict)
    )


def read_csv_export(data: bytes) -> Export | None:
    """Return the papers of readlist's own CSV; None if it is anything else."""
    text = data.decode("utf-8-sig", "replace")
    reader = csv.DictReader(io.StringIO(text))
    try:
        if tuple(reader.fieldnames or ())[: len(CSV_BEGINS)] != CSV_BEGINS:
            return None
        rows = [(_of_row(row), reader.line_num) for row in reader]
    except csv.Error:
        return None
    return _export(rows)


def _of_row(row: Mapping[str | None, Any]) -> Paper:
    """Return the paper of one row: several values in a cell have ``"; "`` between them."""
    plain = {str(name): str(value or "") for name, value in row.items() if name}
    # An apostrophe in front keeps spreadsheets from computing a cell.
    cells = {n: v[1:] if v[:1] == "'" and v[1:2] in _COMPUTED else v for n, v in plain.items()}
    table: dict[str, Any] = {name: cells[name] for name in KEYS if cells.get(name)}
    for name in ("also", "authors", "categories", "topics", "code"):
        table[name] = [part for part in cells.get(name, "").split("; ") if part]
    table["star"] = cells.get("star") == "yes"
    table["notes"] = f"{cells['notes'].rstrip()}\n" if cells.get("notes") else ""
    version = cells.get("version", "")
    table["version"] = int(version) if version.isdecimal() else None
    try:
        table["bib"] = json.loads(cells.get("bib") or "{}")
    except (ValueError, RecursionError):
        table["bib"] = {}
    return _with_page({name: value for name, value in table.items() if value}, cells.get("url"))


def _export(listed: Iterable[tuple[Paper, int]]) -> Export:
    papers: dict[str, Paper] = {}
    entries, doubts = [], []
    for paper, line in listed:
        if spelled(paper.id) is None:
            doubts.append(Doubt(paper.id, line, "it is not an identifier"))
        elif paper.id not in papers:
            papers[paper.id] = paper
            entries.append(entry_of(paper, line))
    return Export(papers, Findings(tuple(entries), doubtful=tuple(doubts)))


class _Lines:
    """Finds the lines of identifiers, which are asked for in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place, self._line = 0, 1

    def of(self, identifier: object) -> int:
        """Return the line; the last one known if the identifier is spelt in another way."""
        place = self._data.find(json.dumps(identifier).encode(), self._place)
        if place < 0:
            self._place = len(self._data)  # to search no more: misses would add up
        else:
            self._line += self._data.count(b"\n", self._place, place)
            self._place = place
        return self._line


def entry_of(paper: Paper, line: int) -> MentionedPaper:
    """Return a whole paper as if a document named it."""
    return MentionedPaper(
        paper.id,
        paper.version,
        paper.title,
        line,
        theme=paper.theme,
        code=paper.code,
        authors=paper.authors,
        year=paper.year,
        topics=paper.topics,
        notes=paper.notes,
        key=paper.key,
        marks=Marks(str(paper.status), paper.star),
        also=paper.also,
    )


def _paper(data: Mapping[str, Any]) -> Paper:
    every = _extra(data)
    own = {name: data.get(name) for name in KEYS}
    extra = {name: value for name, value in every.items() if name not in KEYS}
    page = every.get("url")
    paper = Paper.from_table(_storable(own | extra))
    return replace(paper, address=page) if isinstance(page, str) else _bared(paper)


def _with_page(table: Mapping[str, Any], page: str | None) -> Paper:
    paper = Paper.from_table(_storable({**table, "url": page or ""}))
    return _bared(paper)


def _bared(paper: Paper) -> Paper:
    """Return the paper without its page, which exports always give, if that is the usual one."""
    bare = replace(paper, address="")
    return bare if bare.url else paper


def _extra(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reader's own keys; dates and the like are spelt as TOML."""
    extra, text = data.get("extra"), data.get("extra_toml")
    try:
        exact = tomllib.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        exact = {}
    return (extra if isinstance(extra, dict) else {}) | exact


def _storable(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON and TOML values of any kind
    """Return a value without what a list cannot hold: nulls, lone surrogates, deep nesting."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if not isinstance(value, (dict, list)):
        return value
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        items = (_storable(item, depth + 1) for item in value)
        return [item for item in items if item is not None]
    pairs = ((_storable(name), _storable(item, depth + 1)) for name, item in value.items())
    return {name: item for name, item in pairs if item is not None}
