"""The progress of a piece of work: reported by whoever does it, shown by whoever has a screen."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

Tell = Callable[[int, int], None]
"""Told how many things are done, and how many there are."""


class Work(Protocol):
    """A piece of work whose progress is followed. Reporting is cheap: do it for every item."""

    def at(self, done: int, total: int | None = None, item: str = "") -> None:
        """Say how many things are done.

        Args:
            done: How many.
            total: How many there are; None if that is not known.
            item: The thing that is begun now, in a word.
        """

    def load(self, there: int, whole: int | None) -> None:
        """Say how many bytes of the thing are there, and how many there will be, if known."""


class _Unfollowed:
    """Work whose progress nobody follows."""

    def at(self, done: int, total: int | None = None, item: str = "") -> None:
        """Tell nobody."""

    def load(self, there: int, whole: int | None) -> None:
        """Tell nobody."""


UNFOLLOWED: Work = _Unfollowed()


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def counted(things: Sequence[T], tell: Tell) -> Iterator[T]:
    """Yield items, and report how many are done."""
    total = len(things)
    for done, thing in enumerate(things):
        tell(done, total)
        yield thing


def half(tell: Tell, number: int) -> Tell:
    """Return what tells of one of two rounds over the same things, the first (0) or second (1)."""

    def told(done: int, total: int) -> None:
        tell((number * total + done) // 2, total)

    return told
