"""What an order is made from, and what it says, as far as whoever uses it has to know."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from readlist.paper import Status
from readlist.scale import Account

if TYPE_CHECKING:
    from readlist.ranking import Packed


class Marked(Protocol):
    """As much of a paper as an order depends on."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def title(self) -> object:
        """Its title, or what stands for it; false without any."""

    @property
    def status(self) -> Status:
        """What the reader says of it."""

    @property
    def star(self) -> bool:
        """Whether it is starred."""

    @property
    def added(self) -> date | None:
        """The day on which it came onto the list."""

    @property
    def due(self) -> date | None:
        """The day by which it is to be read."""


class KnownVectors(Protocol):
    """The vectors of papers."""

    @property
    def packed(self) -> "Packed":
        """The papers."""

    @property
    def ids(self) -> Sequence[str]:
        """The identifier of each."""


class Learned(Protocol):
    """What a ranking says of a paper."""

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""

    @property
    def account(self) -> Account:
        """What made the value that this is the score of."""
