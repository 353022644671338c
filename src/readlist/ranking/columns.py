"""Numbers that are worked on together: what the solver reckons with, in plain Python.

`fast` gives the solver arrays of NumPy instead, which have the same operators.
"""

from collections.abc import Iterable
from itertools import repeat
from operator import add, gt, mul, sub
from typing import Protocol, Self


class Numbers(Protocol):
    """A row of numbers."""

    def __add__(self, other: "Self | float", /) -> Self:
        """Return the sums, with another row or with one number."""

    def __sub__(self, other: Self, /) -> Self:
        """Return the differences."""

    def __mul__(self, other: "Self | float", /) -> Self:
        """Return the products, with another row or with one number."""

    def __lt__(self, other: float, /) -> Self:
        """Return 1 where a number is less, else 0."""

    def __getitem__(self, part: slice, /) -> Self:
        """Return some of the numbers."""

    def dot(self, other: Self, /) -> float:
        """Return the sum of the products."""

    def sum(self) -> float:
        """Return the sum."""

    def tolist(self) -> list[float]:
        """Return the numbers as a list."""


class Column:
    """Numbers in plain Python.

    Args:
        numbers: The numbers.
    """

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Iterable[float]) -> None:
        self._numbers = list(numbers)

    def __add__(self, other: "Column | float") -> "Column":
        return Column(map(add, self._numbers, _each(other)))

    def __sub__(self, other: "Column") -> "Column":
        return Column(map(sub, self._numbers, other._numbers))

    def __mul__(self, other: "Column | float") -> "Column":
        return Column(map(mul, self._numbers, _each(other)))

    def __lt__(self, other: float) -> "Column":
        return Column(map(float, map(gt, repeat(other), self._numbers)))

    def __getitem__(self, part: slice) -> "Column":
        return Column(self._numbers[part])

    def dot(self, other: "Column") -> float:
        """Return the sum of the products."""
        found: float = sum(map(mul, self._numbers, other.tolist()))
        return found

    def sum(self) -> float:
        """Return the sum."""
        return sum(self._numbers)

    def tolist(self) -> list[float]:
        """Return the numbers as a list."""
        return self._numbers


def _each(other: Column | float) -> Iterable[float]:
    return other.tolist() if isinstance(other, Column) else repeat(other)
