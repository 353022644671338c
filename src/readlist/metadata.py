"""What arXiv says of a paper, as a value and as JSON."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Author:
    """An author as arXiv names them."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """One version of a paper as arXiv's API describes it. Dates are ISO 8601 strings in UTC."""

    id: str
    """Without version."""
    version: int
    """The version this describes, counted from 1."""
    title: str
    authors: tuple[Author, ...]
    abstract: str
    categories: tuple[str, ...]
    """The primary category first."""
    published: str
    """When version 1 was submitted."""
    updated: str
    """When this version was submitted."""
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    """The publisher's DOI, not arXiv's."""
    fetched: str = ""
    """When arXiv said so."""
    latest: bool = True
    """Whether this was the latest version when it was fetched."""

    @property
    def withdrawn(self) -> bool:
        """Whether this version announces its own withdrawal.

        The API has no field for it: from version 2 on the comment begins so. Other papers may
        mention a withdrawal further in, which does not count.
        """
        return self.version > 1 and bool(_WITHDRAWN.match(self.comment))

    @property
    def versions(self) -> list[dict[str, Any]]:
        """The versions whose dates are known: the first and this one."""
        known = [{"version": 1, "date": self.published[:10]}]
        if self.version > 1:
            known.append({"version": self.version, "date": self.updated[:10]})
        return known

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain JSON values, with what is derived from them."""
        return asdict(self) | {"withdrawn": self.withdrawn, "versions": self.versions}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Metadata":
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: The data is not of that form.
        """
        authors = tuple(
            Author(str(a["name"]), tuple(map(str, a.get("affiliations", ()))))
            for a in data["authors"]
        )
        words = ("abstract", "published", "updated", "comment", "journal_ref", "doi", "fetched")
        return cls(
            id=str(data["id"]),
            version=int(data["version"]),
            title=str(data["title"]),
            authors=authors,
            categories=tuple(map(str, data["categories"])),
            latest=bool(data.get("latest", True)),
            **{name: str(data.get(name) or "") for name in words},
        )


_WITHDRAWN = re.compile(
    r"\W*(?:this|the|our)?\s*(?:\w+\s+){0,3}?(?:(?:has|have)\s+been|is|was)?\s*withdrawn\b",
    re.IGNORECASE,
)
