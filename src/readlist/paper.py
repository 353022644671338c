"""A paper of the list, as a value: read from a TOML table, given out as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from readlist.arxiv_id import ArxivId
from readlist.model.spelling import FileKey, TableReader, compared, file_key, spelled

if TYPE_CHECKING:
    from readlist.model.identifiers import Identifier


class Status(StrEnum):
    """How far the reader is with a paper."""

    INBOX = "inbox"
    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    SKIPPED = "skipped"


KEYS = (
    "id", "also", "title", "authors", "published", "venue", "categories", "topics", "status",
    "star", "added", "due", "finished", "version", "url", "code", "source", "key", "bib", "notes",
)  # fmt: skip
"""The keys of a ``[[paper]]`` table, in the order in which new tables are written."""

OWN_KEYS = ("status", "star", "due", "finished", "notes")
"""Keys that are only the reader's in a private list, in the order of `KEYS`."""
OWNED = "\0only yours"
"""Under this name, which no file can hold, a table tells which values are only the reader's."""

JSON_KEYS = (
    "id", "title", "authors", "published", "categories", "topics", "status", "star", "added",
    "finished", "version", "code", "source", "key", "notes", "url", "pdf", "also", "venue", "doi",
    "due",
)  # fmt: skip
"""The keys of `Paper.to_json`, all of them always present."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One ``[[paper]]`` table. Only `id` is certain; anything else may be missing."""

    id: str
    """An identifier of any kind, without version, as the list spells it; see `identifier`."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    """The day of the first version; the earliest where `published_as` says less."""
    categories: tuple[str, ...] = ()
    """The primary category first."""
    topics: tuple[str, ...] = ()
    """The first one is the theme that the paper is grouped under."""
    status: Status = Status.UNREAD
    star: bool = False
    added: date | None = None
    finished: date | None = None
    """The day it became read."""
    version: int | None = None
    """The version that the reader pinned."""
    code: tuple[str, ...] = ()
    source: str = ""
    key: str = ""
    """The citation key that the reader chose."""
    notes: str = ""
    also: tuple[str, ...] = ()
    """Further identifiers of the same work, spelt as `id`."""
    published_as: str = ""
    """The year or month of publication, where no more is known: ``2023-11``."""
    venue: str = ""
    """Where it appeared, in short, for people."""
    due: date | None = None
    """The day by which the reader wants to have read it."""
    address: str = ""
    """The page of a paper whose identifier gives none."""
    bib: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Facts from the reader's own files, under the names of CSL."""
    yours: tuple[str, ...] = ()
    """Keys whose values are only the reader's, in a list that is shared."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys of the table that readlist does not know."""
    problems: tuple[str, ...] = ()
    """What is wrong with the table's values, a sentence each."""

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Paper":
        """Read a TOML table; a value of the wrong kind is left out and named in `problems`."""
        reader = TableReader(table)
        identifier = reader.text("id")
        own = spelled(identifier) if identifier else None
        if not identifier:
            reader.problems.append("it has no id")
        elif own is None:
            reader.problems.append(f"id = {identifier!r} is not an identifier")
        published, published_as = reader.published()
        return cls(
            id=own or identifier,
            title=reader.text("title"),
            authors=reader.texts("authors"),
            published=published,
            categories=reader.texts("categories"),
            topics=reader.texts("topics"),
            status=_status(reader),
            star=reader.flag("star"),
            added=reader.day("added"),
            finished=reader.day("finished"),
            version=reader.number("version"),
            code=reader.texts("code"),
            source=reader.text("source"),
            key=reader.text("key"),
            notes=reader.text("notes"),
            also=reader.identifiers("also", own or ""),
            published_as=published_as,
            venue=reader.text("venue"),
            due=reader.day("due"),
            address=reader.text("url"),
            bib=reader.facts("bib"),
            yours=tuple(table.get(OWNED, ())),
            extra={} if table.keys() <= _KNOWN else _unknown(table),
            problems=tuple(reader.problems),
        )

    @property
    def arxiv_id(self) -> ArxivId | None:
        """arXiv's identifier as a value, with the pinned version; None if it is of another kind."""
        return _arxiv_id(self.id, self.version)

    @property
    def identifier(self) -> "Identifier | None":
        """The identifier as a value; None if it is none."""
        from readlist.model.identifiers import Identifier  # noqa: PLC0415 - lists of arXiv do without

        return Identifier.try_parse(self.id)

    @property
    def keeps(self) -> tuple[FileKey, ...]:
        """What files of the paper may be kept by, its own identifier first."""
        own = file_key(self.id, self.version)
        if not self.also:
            return (own,) if own else ()
        return tuple(filter(None, (own, *map(file_key, self.also))))

    @property
    def names(self) -> tuple[str, ...]:
        """What else names the paper, in the form in which identifiers are compared."""
        if not self.also and not self.id.startswith("url:"):
            return ()
        return tuple(dict.fromkeys(map(compared, (self.id, *self.also))))

    @property
    def doi(self) -> str:
        """The DOI among its identifiers, without prefix; empty if there is none."""
        every = (name for name in (self.id, *self.also) if name.startswith("doi:"))
        return next(every, "").removeprefix("doi:")

    @property
    def theme(self) -> str:
        """The topic that the paper is grouped under; empty if it has none."""
        return self.topics[0] if self.topics else ""

    @property
    def year(self) -> int | None:
        """The year of the first version."""
        return self.published.year if self.published else None

    @property
    def url(self) -> str:
        """The page of the paper; empty if none is known."""
        found = self.arxiv_id
        if found:
            return found.url
        other = self.identifier
        return (other.address if other else None) or self.address

    def to_json(self, pdf: str | None = None) -> dict[str, Any]:
        """Return the paper as JSON values under `JSON_KEYS`, and ``extra`` when there is any.

        Args:
            pdf: The path of the paper's PDF on this machine.
        """
        data: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published_as or _iso(self.published),
            "categories": list(self.categories),
            "topics": list(self.topics),
            "status": str(self.status),
            "star": self.star,
            "added": _iso(self.added),
            "finished": _iso(self.finished),
            "version": self.version,
            "code": list(self.code),
            "source": self.source,
            "key": self.key,
            "notes": self.notes,
            "url": self.url,
            "pdf": pdf,
            "also": list(self.also),
            "venue": self.venue,
            "doi": self.doi or None,
            "due": _iso(self.due),
        }
        if self.bib:
            data["bib"] = dict(self.bib)
        if self.yours:
            data["yours"] = list(self.yours)
        # A page of the reader's own, where the identifier gives the paper's.
        page = {"url": self.address} if self.address not in ("", self.url) else {}
        if self.extra or page:
            data["extra"] = {name: _plain(value) for name, value in self.extra.items()} | page
        return data

    def to_table(self) -> dict[str, Any]:
        """Return the paper as a TOML table, in the order of `KEYS`, without what is empty."""
        table: dict[str, Any] = {}
        for name in KEYS:
            value = getattr(self, _FIELDS.get(name, name))
            if name == "published":
                value = self.published_as or value
            if value or name in ("id", "status"):
                table[name] = _plain_toml(value)
        return table | dict(self.extra)


_KNOWN = frozenset((*KEYS, OWNED))
_FIELDS = {"url": "address"}
"""Keys whose field has another name."""


_STATUSES: Mapping[object, Status] = {status.value: status for status in Status}


def _status(reader: TableReader) -> Status:
    said = reader.table.get("status", "unread")
    found = _STATUSES.get(said) if isinstance(said, str) else None
    if found is None:
        reader.wrong("status", "one of " + ", ".join(Status))
        return Status.UNREAD
    return found


def _unknown(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name not in _KNOWN}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Any) -> Any:  # noqa: ANN401 - TOML values of any kind
    """Return a TOML value as JSON knows it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    if isinstance(value, float):
        return value if abs(value) < float("inf") else str(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _plain_toml(value: Any) -> Any:  # noqa: ANN401 - any field of a paper
    if isinstance(value, Status):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


@lru_cache(maxsize=20_000)  # an export asks several times for each paper
def _arxiv_id(identifier: str, version: int | None) -> ArxivId | None:
    parsed = None if ":" in identifier else ArxivId.try_parse(identifier)
    return ArxivId(parsed.base, version) if parsed else None
