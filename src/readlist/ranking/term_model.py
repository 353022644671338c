"""Vectors of terms learned from arXiv: which words stand for the same subject.

The file is made by ``bench/make_term_model.py``, which says how; docs/ranking.md tells what it
brings. It holds no text: terms are checksums, vectors are whole numbers from -127 to 127.
"""

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice, repeat
from math import log
from operator import mul, sub
from pathlib import Path
from typing import Self

_HEAD = struct.Struct("<8sII")  # magic, terms, factors
_MAGIC = b"RLTERMS1"
_LANE = 4
"""Bytes that a factor takes while sums are formed."""
SHIFT = 128
"""Is added to every factor in the file, so that no lane borrows from its neighbour."""
MOST = 500
HEAVIEST = 2**14
"""Terms of a paper that are added up, and their weight: a lane's sum stays below 2 ** 32."""


class TermModel:
    """Term vectors, and the vectors of papers made from them.

    Args:
        numbers: The terms.
        scales: How much each counts, 0 to 65,535.
        vectors: Their vectors, one after the other.
        factors: The length of a vector.
    """

    def __init__(
        self, numbers: "array[int]", scales: "array[int]", vectors: bytes, factors: int
    ) -> None:
        self.rows = dict(zip(numbers, range(len(numbers)), strict=True))
        self.scales = scales
        self.vectors = vectors
        self.factors = factors

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the model in a file's bytes."""
        magic, count, factors = _HEAD.unpack_from(data)
        if magic != _MAGIC:
            raise ValueError("not a term model")
        scales_at = _HEAD.size + 4 * count
        vectors_at = scales_at + 2 * count
        numbers = _numbers("I", data[_HEAD.size : scales_at])
        scales = _numbers("H", data[scales_at:vectors_at])
        return cls(numbers, scales, data[vectors_at:], factors)

    def latent(self, counts: Mapping[int, int]) -> "array[int]":
        """Return the direction of a text with those terms; empty if none is known.

        A weighted sum of a hundred vectors of 128 factors is formed in about a hundred
        multiplications: each vector is one long integer, a factor a lane of 32 bits.
        """
        total = weights = 0
        rows = zip(map(self.rows.get, counts), counts.values(), strict=True)
        known = ((row, count) for row, count in rows if row is not None)
        for row, count in islice(known, MOST):
            weight = min(round(self.scales[row] * (1 + log(count))) >> 4, HEAVIEST)
            total += weight * self._lanes(row)
            weights += weight
        if not weights:
            return array("b")
        sums = _numbers("I", total.to_bytes(self.factors * _LANE, "little"))
        return _shortened(list(map(sub, sums, repeat(SHIFT * weights))))

    def part(self, number: int, count: int, weights: Sequence[float]) -> float:
        """Return what a term adds to the product of a paper's vector with weights, up to a factor.

        Args:
            number: The term.
            count: How often it occurs.
            weights: One for each factor.
        """
        row = self.rows.get(number)
        if row is None:
            return 0.0
        vector = self.vectors[row * self.factors : (row + 1) * self.factors]
        product: float = sum(map(mul, weights, vector)) - SHIFT * sum(weights)
        return product * self.scales[row] * (1 + log(count))

    def _lanes(self, row: int) -> int:
        vector = self.vectors[row * self.factors : (row + 1) * self.factors]
        lanes = bytearray(self.factors * _LANE)
        lanes[::_LANE] = vector
        return int.from_bytes(lanes, "little")


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Return whole numbers from bytes, the lowest first."""
    found: array[int] = array(kind, data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _shortened(values: list[int]) -> "array[int]":
    """Return a vector of the same direction with factors from -127 to 127."""
    longest = max(map(abs, values))
    return array("b", [round(value * 127 / longest) for value in values] if longest else [])


@cache
def shipped_model() -> TermModel:
    """Return the model that comes with the package, read once."""
    return TermModel.from_bytes((Path(__file__).parent / "data" / "terms.bin").read_bytes())
