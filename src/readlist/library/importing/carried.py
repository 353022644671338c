"""A readlist export read back: every paper as it was, not only what any document could say."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readlist.mentions import Doubt, Findings, MentionedPaper
from readlist.model.spelling import spelled
from readlist.paper import KEYS, Paper

_DEEPEST = 40
"""Levels of nested values that are kept; a reader's own keys have one or two."""
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
    papers: dict[str, Paper] = {}
    entries, doubts = [], []
    for one in listed:
        if not isinstance(one, dict):
            continue
        paper, line = _paper(one), lines.of(one.get("id"))
        if spelled(paper.id) is None:
            doubts.append(Doubt(paper.id, line, "it is not an identifier"))
        elif paper.id not in papers:
            papers[paper.id] = paper
            entries.append(_entry(paper, line))
    return Export(papers, Findings(tuple(entries), doubtful=tuple(doubts)))


class _Lines:
    """Tells on which lines identifiers stand, asked for one after the other."""

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


def _entry(paper: Paper, line: int) -> MentionedPaper:
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
        status=str(paper.status),
        star=paper.star,
        also=paper.also,
    )


def _paper(data: Mapping[str, Any]) -> Paper:
    every = _extra(data)
    own = {name: data.get(name) for name in KEYS}
    extra = {name: value for name, value in every.items() if name not in KEYS}
    paper = Paper.from_table(_storable(own | extra))
    # An export says the page of every paper; what the identifier gives is not the reader's own.
    page, bare = every.get("url"), replace(paper, address="")
    if isinstance(page, str):
        return replace(paper, address=page)
    return bare if bare.url else paper


def _extra(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys that only the reader knows; dates and the like are spelt as TOML."""
    extra, text = data.get("extra"), data.get("extra_toml")
    try:
        exact = tomllib.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        exact = {}
    return (extra if isinstance(extra, dict) else {}) | exact


def _storable(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON and TOML values of any kind
    """Return a value without what no list can hold: nulls, lone surrogates, very deep nests."""
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
