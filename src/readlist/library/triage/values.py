"""What a triage shows, decides and remembers."""

from dataclasses import dataclass
from enum import StrEnum

from readlist.metadata import Metadata
from readlist.paper import Paper


class Verdict(StrEnum):
    """What the reader decides about a paper."""

    LATER = "later"
    READ = "read"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the screen shows of a paper."""

    paper: Paper
    abstract: str
    version: int | None
    """The newest version known."""
    taken_back: str
    """``withdrawn`` or ``retracted``; empty for a paper that stands."""
    pdf: str | None
    """The path of its PDF."""
    listed: bool
    """Whether it is on the list."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing the reader did; enough to take it back."""

    what: str
    """In one word: ``later``, ``star``, ``note`` ..."""
    before: Paper
    after: Paper
    verdict: Verdict | None = None
    entry: int | None = None
    """The number of the change in the history; None where the list did not change."""
    offer: Metadata | None = None
    """The discovery that it was until then."""
    dismissed: bool = False
    """Whether the discovery was dismissed."""
