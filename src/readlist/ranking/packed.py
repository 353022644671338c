"""Papers' terms and factors, packed: kept as bytes, and read without making objects of them.

A block is a sparse matrix of some papers in compressed rows: where each paper starts, the places of
its terms, and how often each occurs. What terms weigh is not in it, as that changes with every
paper that comes or goes.
"""

import struct
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Self

from readlist.ranking.features import FEATURE_VERSION, Features

BLOCK = 512
"""Papers of a block at most: what is worked out for all terms of so many fits a processor's cache,
and a paper that changes costs half a megabyte."""

_HEAD = struct.Struct("<HHII")  # version, factors, papers, terms

if TYPE_CHECKING:
    Numbers = array[int] | memoryview[int]
Places = Callable[[Sequence[int]], Iterable[int]]
"""Gives the places of terms by their numbers; new ones get new places."""


@dataclass(frozen=True, slots=True)
class PackedBlock:
    """Some papers, one after the other."""

    starts: "Numbers"
    """Where the terms of each paper start, and where the last one's end."""
    places: "Numbers"
    """The places of the terms, from 1: of each paper those of title and abstract, then the title's
    own."""
    counts: bytes | memoryview
    """How often each occurs, damped."""
    bodies: "Numbers"
    """How many terms of each paper belong to title and abstract."""
    latent: "Numbers"
    """The latent factors, as many for each paper; zeros where they are unknown."""
    factors: int
    """How many a paper has."""

    def __len__(self) -> int:
        return len(self.bodies)

    @classmethod
    def of(cls, papers: Sequence[Features], places: Places) -> Self:
        """Return a block of papers.

        Args:
            papers: Their features.
            places: Gives terms their places.
        """
        factors = max((len(one.latent) for one in papers), default=0)
        unknown = bytes(factors)
        every = array("I")
        for one in papers:
            every.extend(places(one.terms))
        return cls(
            array("I", accumulate((len(one.terms) for one in papers), initial=0)),
            every,
            b"".join(one.counts for one in papers),
            array("H", [one.body for one in papers]),
            array("b", b"".join(one.latent.tobytes() or unknown for one in papers)),
            factors,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the block that `to_bytes` wrote; its numbers are read where they are.

        Raises:
            ValueError: It is of another version, or damaged.
        """
        if len(data) < _HEAD.size:
            raise ValueError("no block of papers")
        version, factors, papers, terms = _HEAD.unpack_from(data)
        sizes = (_HEAD.size, 4 * (papers + 1), 4 * terms, terms, 2 * papers, papers * factors)
        ends = list(accumulate(sizes))
        if version != FEATURE_VERSION or ends[-1] != len(data):
            raise ValueError("a block of papers that is damaged or of another version")
        view = memoryview(data)
        starts, places, counts, bodies, latent = (view[start:end] for start, end in pairwise(ends))
        return cls(
            starts.cast("I"), places.cast("I"), counts, bodies.cast("H"), latent.cast("b"), factors
        )

    def to_bytes(self) -> bytes:
        """Return the block in the form that `from_bytes` reads on the same machine."""
        head = _HEAD.pack(FEATURE_VERSION, self.factors, len(self), len(self.places))
        parts = (self.starts, self.places, self.counts, self.bodies, self.latent)
        return b"".join([head, *map(bytes, map(memoryview, parts))])  # type: ignore[arg-type]

    def features(self, row: int) -> Features:
        """Return one paper; places stand for the numbers of its terms."""
        start, end = self.starts[row], self.starts[row + 1]
        latent = array("b", bytes(self.latent_of(row)))
        return Features(
            array("I", self.places[start:end]),
            bytes(self.counts[start:end]),
            self.bodies[row],
            latent if any(latent) else array("b"),
        )

    def latent_of(self, row: int) -> "Numbers":
        """Return the latent factors of one paper."""
        return self.latent[row * self.factors : (row + 1) * self.factors]


class Packed:
    """Papers in blocks, and how many of them have each term.

    Args:
        blocks: The papers.
        found: How many papers have a term, by its place.
    """

    def __init__(self, blocks: Sequence[PackedBlock], found: Sequence[int]) -> None:
        self.blocks = blocks
        self.found = found
        self._ends = list(accumulate(map(len, blocks)))

    @classmethod
    def of(cls, papers: Sequence[Features]) -> Self:
        """Return papers whose features are known."""
        numbers: dict[int, int] = {}
        found = array("I", [0])

        def places(terms: Sequence[int]) -> list[int]:
            chosen = [numbers.setdefault(term, len(numbers) + 1) for term in terms]
            found.extend([0] * (len(numbers) + 1 - len(found)))
            for place in chosen:
                found[place] += 1
            return chosen

        starts = range(0, len(papers), BLOCK)
        return cls(
            [PackedBlock.of(papers[start : start + BLOCK], places) for start in starts], found
        )

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @cached_property
    def terms(self) -> int:
        """How many terms all papers have together, each counted in every paper."""
        return sum(len(block.places) for block in self.blocks)

    @property
    def factors(self) -> int:
        """How many latent factors papers have."""
        return max((block.factors for block in self.blocks), default=0)

    def where(self, place: int) -> tuple[int, int]:
        """Return the number of a paper's block, and its row there."""
        number = bisect_right(self._ends, place)
        return number, place - (self._ends[number - 1] if number else 0)

    def features(self, place: int) -> Features:
        """Return one paper; places stand for the numbers of its terms."""
        number, row = self.where(place)
        return self.blocks[number].features(row)
