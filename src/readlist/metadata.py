"""What arXiv or another source says about a paper, as a value and as JSON."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_RETRACTING = frozenset({"retraction", "withdrawal", "removal"})


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the source names them."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """That something was published about the paper afterwards: a retraction, a correction."""

    kind: str
    """Crossref's word: ``retraction``, ``correction``, ``expression_of_concern`` ..."""
    id: str = ""
    """The identifier of what was published."""
    date: str = ""
    said_by: str = ""
    """``publisher``, ``retraction-watch``, or the service that says it."""

    @property
    def is_retraction(self) -> bool:
        """Whether it takes the paper back; a correction or an expression of concern does not."""
        return self.kind in _RETRACTING


@dataclass(frozen=True, slots=True)
class Metadata:
    """One version of a paper as a source describes it.

    Dates are ISO 8601 strings in UTC, those of other sources than arXiv as exact as they are known:
    ``2023``, ``2023-11``, ``2023-11-05``. Other papers' identifiers are spelt as in the list.
    """

    id: str
    """Without version."""
    version: int
    """The version this describes, counted from 1; 0 where there are no versions."""
    title: str
    authors: tuple[Author, ...]
    abstract: str
    categories: tuple[str, ...]
    """The primary category first."""
    published: str
    """When version 1 was submitted, or when the paper appeared."""
    updated: str
    """When this version was submitted."""
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    """The publisher's DOI, not arXiv's."""
    fetched: str = ""
    """When the source said so."""
    latest: bool = True
    """Whether this was the latest version when it was fetched."""

    # What arXiv has no word for. `to_json` leaves it out where it is not known.
    source: str = ""
    """Who said so: ``Crossref``; empty for arXiv."""
    venue: str = ""
    """The journal, the proceedings; the publisher of what stands by itself."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """From and to, or the number of an article without pages."""
    publisher: str = ""
    type: str = ""
    """One of CSL's item types: ``article-journal``, ``paper-conference``, ``book`` ..."""
    editors: tuple[str, ...] = ()
    incomplete: bool = False
    """Whether title, authors or year are missing, or only a service that errs knows them."""
    identifiers: tuple[str, ...] = ()
    """Further identifiers of this very paper."""
    published_as: tuple[str, ...] = ()
    """What this preprint was published as."""
    preprints: tuple[str, ...] = ()
    """The preprints of this publication."""
    other_versions: tuple[str, ...] = ()
    """Other versions of the same thing, which are not what it was published as."""
    notices: tuple[Notice, ...] = ()
    pdf: str = ""
    """The address of an open-access PDF."""
    url: str = ""
    """The page for people, where the identifier does not tell it."""

    @property
    def withdrawn(self) -> bool:
        """Whether this version announces its own withdrawal.

        The API has no field for it: from version 2 on the comment begins so. Other papers may
        mention a withdrawal further in, which does not count.
        """
        return self.version > 1 and bool(_WITHDRAWN.match(self.comment))

    @property
    def retracted(self) -> bool:
        """Whether it was retracted; a correction or an expression of concern is no retraction."""
        return any(notice.is_retraction for notice in self.notices)

    @property
    def is_preprint(self) -> bool:
        """Whether it is one: at arXiv, by its agency's word, or as it was published since."""
        return bool(self.version or self.published_as or self.type == "article")

    @property
    def taken_back(self) -> str:
        """How the paper was taken back: ``retracted``, ``withdrawn``; empty for one that stands."""
        return "retracted" if self.retracted else "withdrawn" if self.withdrawn else ""

    @property
    def why_taken_back(self) -> str:
        """The notice of the retraction, or the comment that announces the withdrawal."""
        notices = sorted((n for n in self.notices if n.is_retraction), key=lambda n: not n.id)
        if notices:
            return ", ".join(filter(None, (notices[0].date, notices[0].id, notices[0].said_by)))
        return self.comment if self.withdrawn else ""

    @property
    def versions(self) -> list[dict[str, Any]]:
        """The versions whose dates are known: the first and this one."""
        if not self.version:
            return []
        known = [{"version": 1, "date": self.published[:10]}]
        if self.version > 1:
            known.append({"version": self.version, "date": self.updated[:10]})
        return known

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain JSON values, with what is derived from them."""
        data = asdict(self)
        for name in _FURTHER:
            if not data[name]:
                del data[name]
        return data | {"withdrawn": self.withdrawn, "versions": self.versions}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Metadata":
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: The data is not of that form.
        """
        values: dict[str, Any] = {name: str(data.get(name) or "") for name in _WORDS}
        values |= {name: tuple(map(str, data.get(name) or ())) for name in _LISTS}
        values["authors"] = tuple(
            Author(str(a["name"]), tuple(map(str, a.get("affiliations", ()))))
            for a in data["authors"]
        )
        values["notices"] = tuple(
            Notice(str(n["kind"]), *(str(n.get(k) or "") for k in ("id", "date", "said_by")))
            for n in data.get("notices", ())
        )
        return cls(
            id=str(data["id"]),
            version=int(data["version"]),
            title=str(data["title"]),
            categories=tuple(map(str, data["categories"])),
            latest=bool(data.get("latest", True)),
            incomplete=bool(data.get("incomplete", False)),
            **values,
        )


_WORDS = (
    *("abstract", "published", "updated", "comment", "journal_ref", "doi", "fetched", "source"),
    *("venue", "volume", "issue", "pages", "publisher", "type", "pdf", "url"),
)
_LISTS = ("editors", "identifiers", "published_as", "preprints", "other_versions")
_FURTHER = (
    *("source", "venue", "volume", "issue", "pages", "publisher", "type", "incomplete", "notices"),
    *("pdf", "url", *_LISTS),
)
_WITHDRAWN = re.compile(
    r"\W*(?:this|the|our)?\s*(?:\w+\s+){0,3}?(?:(?:has|have)\s+been|is|was)?\s*withdrawn\b",
    re.IGNORECASE,
)
