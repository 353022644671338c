"""The results of use cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.due import Due
from readlist.errors import ReadlistError
from readlist.metadata import Metadata
from readlist.paper import Paper, Status

if TYPE_CHECKING:
    from readlist.history import JournalEntry


@dataclass(frozen=True, slots=True)
class Details:
    """Everything known about a paper."""

    paper: Paper
    metadata: Metadata | None
    pdf: str | None
    """The path of its PDF."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The state of the list at a glance."""

    counts: dict[Status, int]
    upcoming: tuple[tuple[Paper, str], ...]
    """A few papers to read next, each with the reason in words."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How papers are added."""

    topics: tuple[str, ...] = ()
    star: bool = False
    status: Status | None = None
    """None means unread for a new paper, and no change for one on the list."""
    note: str = ""
    source: str = ""
    due: Due | None = None
    fetch: bool = True
    """Ask arXiv; if not, the papers are added as bare identifiers."""
    dry_run: bool = False
    yes: bool = False
    """Accept what is not a paper, too: notices, reviews, parts of works."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """More identifiers for papers that are on the list already."""
    facts: Mapping[str, Metadata] = field(default_factory=dict)
    """What is known about papers that no service can be asked about, by identifier."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """The result of adding papers."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    """Papers that are in the list already, as they are now."""
    changed: tuple[str, ...] = ()
    """Identifiers of those of `known` that the options change."""
    bare: tuple[Paper, ...] = ()
    """Those of `added` about which arXiv could not be asked."""
    failed: tuple[tuple[str, str], ...] = ()
    """Words that named no paper, with the reason."""
    fault: ReadlistError | None = None
    """Why arXiv could not be asked."""
    taken_back: Mapping[str, str] = field(default_factory=dict)
    """Added papers that are ``withdrawn`` or ``retracted``, by identifier."""
    unpinned: tuple[str, ...] = ()
    """Identifiers with versions that the list does not have, because the papers were there
    already."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """The identifiers that were given for papers of `known`, where the list has others."""


@dataclass(frozen=True, slots=True)
class PdfDone:
    """A PDF that was downloaded."""

    id: str
    path: Path
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """The plan of a fetch."""

    facts: tuple[Paper, ...]
    """Papers that arXiv will be asked about, a hundred in a request."""
    pdfs: tuple[Paper, ...]
    """Papers whose PDF will be downloaded, one request each."""
    interval: float
    """Seconds between two requests."""
    without: tuple[Paper, ...] = ()
    """Papers without a PDF for which no service can be asked: books, drafts."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """The result of a fetch."""

    facts: tuple[str, ...] = ()
    """Identifiers of papers whose abstract and facts arrived."""
    pdfs: tuple[PdfDone, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    """Identifiers that arXiv gave nothing for, with the reason."""
    fault: ReadlistError | None = None
    """Why it ended early."""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """The changes that were undone or redone."""

    entries: "tuple[JournalEntry, ...]"
    following: "JournalEntry | None"
    """What the same command would do next."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """The result of creating the list."""

    path: Path
    made: bool
    added: Sequence[Paper] = field(default_factory=tuple)
