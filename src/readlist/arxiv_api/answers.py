"""What arXiv answers, as our own values, matched to the identifiers asked for; and rejections.

arXiv answers in an order of its own. The package's results are made safe to show.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from readlist.arxiv_id import ArxivId
from readlist.clock import now
from readlist.errors import UsageError
from readlist.http.errors import NonsenseError
from readlist.metadata import Author, Metadata
from readlist.text import clean, one_line


class ArxivSort(StrEnum):
    """The order of search results, newest or best first, by the API's own names."""

    RELEVANCE = "relevance"
    UPDATED = "lastUpdatedDate"
    SUBMITTED = "submittedDate"


@dataclass(frozen=True, slots=True)
class FetchedMetadata:
    """What arXiv said of the identifiers that were asked for; each is in one of the two."""

    found: Mapping[ArxivId, Metadata] = field(default_factory=dict)
    missing: Mapping[ArxivId, str] = field(default_factory=dict)
    """Why there is nothing, as a clause: "arXiv has no such paper"."""

    @classmethod
    def joined(cls, parts: Iterable["FetchedMetadata"]) -> "FetchedMetadata":
        """Return several answers as one."""
        found: dict[ArxivId, Metadata] = {}
        missing: dict[ArxivId, str] = {}
        for part in parts:
            found.update(part.found)
            missing.update(part.missing)
        return cls(found, missing)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A paper of the day's announcement (https://info.arxiv.org/help/rss.html)."""

    id: ArxivId
    """With the version that is announced."""
    kind: str
    """``new``, ``cross``, ``replace`` or ``replace-cross``."""
    title: str
    authors: tuple[str, ...]
    abstract: str
    categories: tuple[str, ...]
    """The primary category first."""
    announced: str
    """The day of the announcement, ISO 8601; empty if the feed does not say it."""
    license: str = ""
    """The address of the paper's licence."""


class UnknownCategoryError(UsageError):
    """arXiv lacks at least one of the categories that were asked for.

    Args:
        names: The categories that were asked for together.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        shown = " or ".join(repr(name[:60]) for name in self.names[:9])
        super().__init__(
            f"arXiv has no category {shown}", "https://arxiv.org/category_taxonomy lists them"
        )


class RejectedError(Exception):
    """arXiv says that the question is wrong; the text is arXiv's explanation.

    Never leaves the package: `client` fixes the question, or tells the reader.
    """

    @property
    def bad_id(self) -> str:
        """The identifier that arXiv cannot read; empty if it is something else."""
        match = re.search(r"incorrect id format for (.+)", str(self))
        return match[1].strip() if match else ""


_ENTRY = re.compile(r"https?://arxiv\.org/abs/(\S+)")
# The API marks a paragraph by a newline and two spaces; a bare newline is an old line break.
_PARAGRAPH = re.compile(r"\n\s*\n|\n[ \t]+")


def to_metadata(result: Any, *, latest: bool) -> Metadata:  # noqa: ANN401 - the package has no types
    """Return an ``arxiv.Result`` as metadata.

    Args:
        result: The result; `feeds.check_feed` has seen its feed.
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


def reconciled(batch: list[ArxivId], results: list[Any]) -> FetchedMetadata:
    """Return what was found for each identifier of a batch, and what was not.

    Args:
        batch: What was asked for. Without version that is the latest one; only then is it known
            that the answer is the latest version.
        results: ``arxiv.Result`` values, in any order, perhaps repeated.
    """
    asked = {one.base for one in batch if one.version is None}
    by_id = {result_id(result): result for result in results}
    newest: dict[str, int] = {}
    for one in by_id:
        newest[one.base] = max(newest.get(one.base, 0), one.version or 0)
    found: dict[ArxivId, Metadata] = {}
    missing: dict[ArxivId, str] = {}
    for one in batch:
        wanted = one if one.version else ArxivId(one.base, newest.get(one.base))
        if wanted not in by_id:
            missing[one] = "arXiv has no such " + ("version" if one.version else "paper")
            continue
        latest = one.base in asked and wanted.version == newest[one.base]
        found[one] = to_metadata(by_id[wanted], latest=latest)
    return FetchedMetadata(found, missing)


def without_bad(
    part: list[ArxivId], error: RejectedError
) -> tuple[list[ArxivId], list[list[ArxivId]]]:
    """Return the identifiers to blame for a rejection, and the lists to ask for instead.

    One identifier that arXiv cannot read fails the whole request, and arXiv names it.

    Raises:
        NonsenseError: arXiv rejected something other than an identifier.
    """
    if not error.bad_id:
        raise NonsenseError(
            f"arXiv rejected the request: {error}", "upgrade readlist; arXiv may have changed"
        ) from error
    bad = [one for one in part if str(one) == error.bad_id] or (part if len(part) == 1 else [])
    if not bad:  # it is named in another spelling: halve until it stands alone
        middle = len(part) // 2
        return [], [part[middle:], part[:middle]]
    rest = [one for one in part if one not in bad]
    return bad, [rest] if rest else []
