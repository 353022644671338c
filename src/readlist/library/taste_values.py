"""What an order is made from, and what it says, as far as its users need to know."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from readlist.paper import Status
from readlist.scale import Account

if TYPE_CHECKING:
    from readlist.ranking import Packed


class Marked(Protocol):
    """The part of a paper that an order depends on."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def title(self) -> object:
        """Its title, or a stand-in for it; false without any."""

    @property
    def status(self) -> Status:
        """Its status."""

    @property
    def star(self) -> bool:
        """Whether it is starred."""

    @property
    def added(self) -> date | None:
        """The day on which it was added to the list."""

    @property
    def due(self) -> date | None:
        """The day by which to read it."""


class KnownVectors(Protocol):
    """The vectors of papers."""

    @property
    def packed(self) -> "Packed":
        """The papers."""

    @property
    def ids(self) -> Sequence[str]:
        """The identifier of each."""


class Learned(Protocol):
    """What a ranking says about a paper."""

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""

    @property
    def account(self) -> Account:
        """The parts of the value behind the score."""
