"""From what arXiv says to the keys of the list."""

import contextlib
from datetime import date
from typing import Any

from readlist.metadata import Metadata
from readlist.paper import Paper


def facts_of(metadata: Metadata) -> dict[str, Any]:
    """Return the keys of a ``[[paper]]`` table that arXiv can fill."""
    facts: dict[str, Any] = {
        "title": metadata.title,
        "authors": [author.name for author in metadata.authors],
        "categories": list(metadata.categories),
    }
    with contextlib.suppress(ValueError):
        facts["published"] = date.fromisoformat(metadata.published[:10])
    return {name: value for name, value in facts.items() if value}


def missing_facts(paper: Paper, metadata: Metadata) -> dict[str, Any]:
    """Return the facts that a paper of the list lacks: what the reader wrote always stays."""
    return {name: v for name, v in facts_of(metadata).items() if not getattr(paper, name)}
