"""The places of terms in vectors by their numbers, in two arrays sorted by number.

There may be millions, of which a new paper needs a few hundred: these are found by binary search,
and no objects are made for the others.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import count, pairwise
from typing import Self

_HEAD = struct.Struct("<I")
_MANY = 200_000
"""Terms that are remembered; after so many, newer ones are sorted in."""


class _Met(dict[int, int]):
    """The places of terms that were looked up: those that come again need no call.

    Args:
        look: Looks a place up.
    """

    def __init__(self, look: Callable[[int], int]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, number: int) -> int:
        place = self[number] = self._look(number)
        return place


class TermPlaces:
    """Places of terms, from 1; a new term gets the next one."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._places = array("I")
        self._new: list[int] = []
        """Newer terms, not yet sorted in; their places follow each other."""
        self._met = _Met(self._place)

    def __len__(self) -> int:
        """Return how many places there are, including the place of no term."""
        return 1 + len(self._numbers) + len(self._new)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the places that `to_bytes` wrote.

        Raises:
            ValueError: They are damaged.
        """
        found = cls()
        if len(data) < _HEAD.size:
            raise ValueError("no places of terms")
        (kept,) = _HEAD.unpack_from(data)
        if len(data) != _HEAD.size + 8 * kept:
            raise ValueError("damaged places of terms")
        found._numbers.frombytes(data[_HEAD.size : _HEAD.size + 4 * kept])
        found._places.frombytes(data[_HEAD.size + 4 * kept :])
        return found

    def to_bytes(self) -> bytes:
        """Return the places in the form that `from_bytes` reads on the same machine."""
        self._put_in_order()
        numbers, places = self._numbers.tobytes(), self._places.tobytes()
        return _HEAD.pack(len(self._numbers)) + numbers + places

    def places_of(self, numbers: Iterable[int]) -> "array[int]":
        """Return the places of terms."""
        if len(self._met) > _MANY:
            self._put_in_order()
            self._met.clear()
        return array("I", map(self._met.__getitem__, numbers))

    def _place(self, number: int) -> int:
        """Return the place of a term that is not among those met; all new ones are among these."""
        at = bisect_left(self._numbers, number)
        if at < len(self._numbers) and self._numbers[at] == number:
            return self._places[at]
        place = len(self)
        self._new.append(number)
        return place

    def _put_in_order(self) -> None:
        if not self._new:
            return
        first = 1 + len(self._numbers)
        new = sorted(zip(self._new, count(first), strict=False))
        cuts = [bisect_left(self._numbers, number) for number, _ in new]
        numbers, places = self._numbers[: cuts[0]], self._places[: cuts[0]]
        for (number, place), (cut, following) in zip(
            new, pairwise([*cuts, len(self._numbers)]), strict=True
        ):
            numbers.append(number)
            places.append(place)
            numbers.extend(self._numbers[cut:following])
            places.extend(self._places[cut:following])
        self._numbers, self._places, self._new = numbers, places, []
