"""Turn what arXiv says into keys of the list."""

import contextlib
from datetime import date
from typing import Any

from readlist.metadata import Metadata
from readlist.paper import Paper


def facts_of(metadata: Metadata) -> dict[str, Any]:
    """Return the keys of a ``[[paper]]`` table that arXiv or another source can fill.

    A date with only a year or a month stays a text.
    """
    facts: dict[str, Any] = {
        "title": metadata.title,
        "authors": [author.name for author in metadata.authors],
        "categories": list(metadata.categories),
    }
    if metadata.source:
        facts["venue"] = f"{metadata.venue} {metadata.volume}".strip()
        facts["also"] = list(names_of(metadata))
        facts["published"] = metadata.published
    with contextlib.suppress(ValueError):
        facts["published"] = date.fromisoformat(metadata.published[:10])
    return {name: value for name, value in facts.items() if value}


def names_of(metadata: Metadata) -> tuple[str, ...]:
    """Return the other identifiers of a work: of the paper itself, its preprint, its article."""
    every = (*metadata.identifiers, *metadata.published_as, *metadata.preprints)
    return tuple(dict.fromkeys(name for name in every if name and name != metadata.id))


def missing_facts(paper: Paper, metadata: Metadata) -> dict[str, Any]:
    """Return the facts that a paper of the list lacks; what the reader wrote always stays."""
    return {name: v for name, v in facts_of(metadata).items() if not getattr(paper, name)}
