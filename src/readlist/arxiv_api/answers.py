"""What arXiv's answers come down to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from readlist.arxiv_id import ArxivId
from readlist.metadata import Metadata


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
