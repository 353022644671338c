"""Triage: decide about papers one by one; each decision is saved at once and can be taken back."""

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

    @classmethod
    def of(cls, paper: Paper, facts: Metadata | None, pdf: str | None, *, listed: bool) -> "Card":
        """Return the card of a paper, by what services say of it.

        Args:
            paper: The paper.
            facts: What is known of it, if anything is.
            pdf: The path of its PDF.
            listed: Whether it is on the list.
        """
        return cls(
            paper=paper,
            abstract=facts.abstract if facts else "",
            version=facts.version if facts else None,
            taken_back=facts.taken_back if facts else "",
            pdf=pdf,
            listed=listed,
        )


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
