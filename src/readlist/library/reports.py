"""What use cases give back."""

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
    """Everything known of a paper."""

    paper: Paper
    metadata: Metadata | None
    pdf: str | None
    """The path of its PDF."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The state of the list at a glance."""

    counts: dict[Status, int]
    upcoming: tuple[tuple[Paper, str], ...]
    """A few papers to go on with, each with the reason in words."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How papers are added."""

    topics: tuple[str, ...] = ()
    star: bool = False
    status: Status | None = None
    """None is unread for a new paper, and leaves one that is there as it is."""
    note: str = ""
    source: str = ""
    due: Due | None = None
    fetch: bool = True
    """Ask arXiv; without, the papers are kept as bare identifiers."""
    dry_run: bool = False
    yes: bool = False
    """Take what is not a paper as well: notices, reviews, parts."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further identifiers of papers that are there already."""
    facts: Mapping[str, Metadata] = field(default_factory=dict)
    """What is known of papers that nobody can be asked about, by identifier."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of a request to add papers."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    """Papers that are in the list already, as they are now."""
    changed: tuple[str, ...] = ()
    """Identifiers of those of `known` that the options change."""
    bare: tuple[Paper, ...] = ()
    """Those of `added` about which arXiv could not be asked."""
    failed: tuple[tuple[str, str], ...] = ()
    """Words that became no paper, with the reason."""
    fault: ReadlistError | None = None
    """Why arXiv could not be asked."""
    taken_back: Mapping[str, str] = field(default_factory=dict)
    """How added papers were taken back, by identifier: ``withdrawn``, ``retracted``."""
    unpinned: tuple[str, ...] = ()
    """Identifiers with versions that the list does not have, as the papers were there already."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What papers of `known` were called, by identifier, where the list calls them otherwise."""


@dataclass(frozen=True, slots=True)
class PdfDone:
    """A PDF that was downloaded."""

    id: str
    path: Path
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """What a fetch would ask arXiv for."""

    facts: tuple[Paper, ...]
    """Papers about which arXiv will be asked, a hundred in a request."""
    pdfs: tuple[Paper, ...]
    """Papers whose PDF will be downloaded, one request each."""
    interval: float
    """Seconds between two requests."""
    without: tuple[Paper, ...] = ()
    """Papers that lack a PDF, and have none that anybody could be asked for: books, drafts."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a fetch brought."""

    facts: tuple[str, ...] = ()
    """Identifiers of papers whose abstract and facts came."""
    pdfs: tuple[PdfDone, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    """Identifiers that arXiv gave nothing for, with the reason."""
    fault: ReadlistError | None = None
    """Why it ended early."""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back or made again."""

    entries: "tuple[JournalEntry, ...]"
    following: "JournalEntry | None"
    """What the same command would do next."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What became of the list."""

    path: Path
    made: bool
    added: Sequence[Paper] = field(default_factory=tuple)
