"""A readlist export read back: every paper as it was, not only what any document could say."""

import json
from typing import Any

from readlist.arxiv_id import ArxivId
from readlist.paper import JSON_KEYS, Paper

_DERIVED = frozenset({"url", "pdf", "extra", "score", "reasons", "abstract"})


def carried_papers(data: bytes) -> dict[str, Paper]:
    """Return the papers of readlist's own JSON by identifier; none if it is anything else."""
    if b'"readlist"' not in data[:200]:
        return {}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("generator") != "readlist":
        return {}
    papers = found.get("papers")
    carried: dict[str, Paper] = {}
    for one in papers if isinstance(papers, list) else ():
        paper = _paper(one) if isinstance(one, dict) else None
        if paper:
            carried.setdefault(paper.id, paper)
    return carried


def _paper(data: dict[str, Any]) -> Paper | None:
    table = {
        k: v for k, v in data.items() if k in JSON_KEYS and k not in _DERIVED and v is not None
    }
    extra = data.get("extra")
    if isinstance(extra, dict):
        table |= {str(k): v for k, v in extra.items() if k not in JSON_KEYS and v is not None}
    paper = Paper.from_table(table)
    return paper if ArxivId.try_parse(paper.id) else None
