"""What arXiv answers, as values; and the two ways in which it rejects a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from readlist.arxiv_id import ArxivId
from readlist.errors import UsageError
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
