"""A paper of the list, as a value: read from a TOML table, given out as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from readlist.arxiv_id import ArxivId


class Status(StrEnum):
    """How far the reader is with a paper."""

    INBOX = "inbox"
    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    SKIPPED = "skipped"


KEYS = (
    "id", "title", "authors", "published", "categories", "topics", "status", "star", "added",
    "finished", "version", "code", "source", "key", "notes",
)  # fmt: skip
"""The keys of a ``[[paper]]`` table, in the order in which new tables are written."""

JSON_KEYS = (
    "id", "title", "authors", "published", "categories", "topics", "status", "star", "added",
    "finished", "version", "code", "source", "key", "notes", "url", "pdf",
)  # fmt: skip
"""The keys of `Paper.to_json`, all of them always present."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One ``[[paper]]`` table. Only `id` is certain; anything else may be missing."""

    id: str
    """The arXiv identifier without version, as the list spells it; see `arxiv_id`."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    """The day of the first version."""
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
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys of the table that readlist does not know."""
    problems: tuple[str, ...] = ()
    """What is wrong with the table's values, a sentence each."""

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Paper":
        """Read a TOML table; a value of the wrong kind is left out and named in `problems`."""
        reader = _TableReader(table)
        identifier = reader.text("id")
        parsed = ArxivId.try_parse(identifier)
        if not identifier:
            reader.problems.append("it has no id")
        elif parsed is None:
            reader.problems.append(f"id = {identifier!r} is not an arXiv identifier")
        return cls(
            id=parsed.base if parsed else identifier,
            title=reader.text("title"),
            authors=reader.texts("authors"),
            published=reader.day("published"),
            categories=reader.texts("categories"),
            topics=reader.texts("topics"),
            status=reader.status(),
            star=reader.flag("star"),
            added=reader.day("added"),
            finished=reader.day("finished"),
            version=reader.number("version"),
            code=reader.texts("code"),
            source=reader.text("source"),
            key=reader.text("key"),
            notes=reader.text("notes"),
            extra={name: value for name, value in table.items() if name not in _KNOWN},
            problems=tuple(reader.problems),
        )

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The identifier as a value, with the pinned version; None if it is no identifier."""
        parsed = ArxivId.try_parse(self.id)
        return ArxivId(parsed.base, self.version) if parsed else None

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
        """The abstract page; empty if the identifier is none."""
        found = self.arxiv_id
        return found.url if found else ""

    def to_json(self, pdf: str | None = None) -> dict[str, Any]:
        """Return the paper as JSON values under `JSON_KEYS`, and ``extra`` when there is any.

        Args:
            pdf: The path of the paper's PDF on this machine.
        """
        data: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "authors": list(self.authors),
            "published": _iso(self.published),
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
        }
        if self.extra:
            data["extra"] = {name: _plain(value) for name, value in self.extra.items()}
        return data

    def to_table(self) -> dict[str, Any]:
        """Return the paper as a TOML table, in the order of `KEYS`, without what is empty."""
        table: dict[str, Any] = {}
        for name in KEYS:
            value = getattr(self, name)
            if value or name in ("id", "status"):
                table[name] = _plain_toml(value)
        return table | dict(self.extra)


_KNOWN = frozenset(KEYS)


class _TableReader:
    """Takes typed values out of a table and remembers what did not fit."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        self.problems: list[str] = []

    def _wrong(self, name: str, wanted: str) -> None:
        self.problems.append(f"{name} = {str(self.table[name])[:60]!r} is not {wanted}")

    def text(self, name: str) -> str:
        value = self.table.get(name, "")
        if isinstance(value, str):
            return value
        self._wrong(name, "a text in quotes")
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.table.get(name, ())
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, (list, tuple)):
            self._wrong(name, 'a list like ["a", "b"]')
            return ()
        kept = tuple(item for item in value if isinstance(item, str))
        if len(kept) < len(value):
            self._wrong(name, "a list of texts only")
        return kept

    def day(self, name: str) -> date | None:
        value = self.table.get(name)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong(name, "a date like 2026-11-21")
            return None

    def flag(self, name: str) -> bool:
        value = self.table.get(name, False)
        if not isinstance(value, bool):
            self._wrong(name, "true or false")
        return value is True

    def number(self, name: str) -> int | None:
        value = self.table.get(name)
        if value is None or (type(value) is int and value > 0):
            return value
        self._wrong(name, "a number from 1 on")
        return None

    def status(self) -> Status:
        value = self.table.get("status", Status.UNREAD)
        try:
            return Status(value)
        except ValueError:
            self._wrong("status", "one of " + ", ".join(Status))
            return Status.UNREAD


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
    return list(value) if isinstance(value, tuple) else value
