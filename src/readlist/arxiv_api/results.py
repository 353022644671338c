"""A result of the `arxiv` package as our own value, its text made safe."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from readlist.arxiv_id import ArxivId
from readlist.clock import now
from readlist.metadata import Author, Metadata
from readlist.text import clean, one_line

_ENTRY = re.compile(r"https?://arxiv\.org/abs/(\S+)")
# The API marks a paragraph by a newline and two spaces; a bare newline is an old line break.
_PARAGRAPH = re.compile(r"\n\s*\n|\n[ \t]+")


def to_metadata(result: Any, *, latest: bool) -> Metadata:  # noqa: ANN401 - the package has no types
    """Return an ``arxiv.Result`` as metadata.

    Args:
        result: The result; `feed.check_feed` has seen its feed.
        latest: Whether it was asked for without version, so that this is the latest one.
    """
    identifier = result_id(result)
    return Metadata(
        id=identifier.base,
        version=identifier.version or 1,
        title=one_line(result.title),
        authors=tuple(_authors(result.authors)),
        abstract=paragraphs(result.summary),
        categories=_categories(result.primary_category, result.categories),
        published=stamp(result.published),
        updated=stamp(result.updated),
        comment=one_line(result.comment or ""),
        journal_ref=one_line(result.journal_ref or ""),
        doi=one_line(result.doi or ""),
        fetched=stamp(now()),
        latest=latest,
    )


def result_id(result: Any) -> ArxivId:  # noqa: ANN401 - the package has no types
    """Return the identifier of an ``arxiv.Result``, with its version."""
    match = _ENTRY.fullmatch(result.entry_id.strip())
    return ArxivId.parse(match[1] if match else result.entry_id)


def paragraphs(text: str) -> str:
    """Return an abstract cleaned, each paragraph on one line, a blank line between two."""
    parts = (one_line(part) for part in _PARAGRAPH.split(clean(text)))
    return "\n\n".join(part for part in parts if part)


def stamp(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _authors(authors: Iterable[Any]) -> Iterable[Author]:
    for author in authors:
        name = one_line(author.name)
        if name:
            yield Author(name, tuple(filter(None, map(one_line, author.affiliation))))


def _categories(primary: str, others: Iterable[str]) -> tuple[str, ...]:
    cleaned = (one_line(name) for name in (primary, *others))
    return tuple(dict.fromkeys(name for name in cleaned if name))
