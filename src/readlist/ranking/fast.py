"""Vectors and weights with NumPy, for large lists.

What `plain` does paper by paper is done here block by block: terms gathered by their places, and
summed between the starts of papers.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from readlist.ranking.arrays import (
    AT_ONCE,
    Array,
    FastBlock,
    FastWeights,
    Latent,
    Room,
    TermRows,
    numbers,
)
from readlist.ranking.one_thread import np
from readlist.ranking.packed import Packed, PackedBlock
from readlist.ranking.space import frequencies
from readlist.ranking.vector import FeatureVector


class FastRows:
    """Some papers, taken out of their blocks.

    Args:
        space: Where they are from.
        places: Which ones.
    """

    def __init__(self, space: "FastSpace", places: Sequence[int]) -> None:
        self._space = space
        given = np.asarray(places, np.intp)
        # The papers are worked on in the order of their blocks.
        self._order = np.argsort(given, kind="stable")
        groups = [(space.block(number), rows) for number, rows in _by_block(space, given)]
        lengths = [
            np.diff(block.entries.starts).reshape(-1, 2)[rows].ravel() for block, rows in groups
        ]
        starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
        self._scales = np.concatenate(
            [block.scales.reshape(-1, 2)[rows].ravel() for block, rows in groups]
        )
        latent = np.concatenate([block.latent.factors[rows] for block, rows in groups])
        self._latent = Latent(latent, space.room)
        self._entries = self._taken(groups, starts)

    def _taken(self, groups: "Sequence[tuple[FastBlock, Array]]", starts: Array) -> TermRows:
        """Return the terms of the papers, and keep which ones these are."""
        # Block by block into one place: all papers may be marked, and twice their size is much.
        places: Array = np.empty(starts[-1], np.int32)
        counts: Array = np.empty(starts[-1], np.uint8)
        there: Array = np.zeros(self._space.terms, bool)
        end = 0
        for block, rows in groups:
            first, behind = block.entries.starts[::2][rows], block.entries.starts[2::2][rows]
            start, end = end, end + int((behind - first).sum())
            taken = _runs(first, behind - first)
            # Places are those of terms that are there; to prove it would take a copy.
            some = block.entries.places.take(taken)
            there[some] = True
            places[start:end] = some
            block.entries.counts.take(taken, out=counts[start:end], mode="clip")
        # Only terms of these papers take part while their weights are looked for.
        self._there = np.flatnonzero(there)
        self._weighs = self._space.shared.take(self._there)
        own: Array = np.zeros(self._space.terms, np.int32)
        own[self._there] = np.arange(len(self._there), dtype=np.int32)
        for start in range(0, len(places), AT_ONCE):
            places[start : start + AT_ONCE] = own.take(places[start : start + AT_ONCE])
        return TermRows(places, counts, starts, self._space.room)

    def squares(self, latent: float) -> list[float]:
        """Return the product of each with itself, where factors count so much."""
        halves = self._entries.squares(self._weighs) * self._scales**2
        known = latent * (self._latent.scales > 0)
        found: list[float] = self._given(halves[::2] + halves[1::2] + known).tolist()
        return found

    def sum(self, times: Sequence[float]) -> FastWeights:
        """Return the sum of the papers, each so many times."""
        terms = np.zeros(self._space.terms)
        own, factors = self._sum(np.asarray(times))
        terms[self._there] = own
        return FastWeights(terms, factors)

    def products(self, weights: FastWeights) -> list[float]:
        """Return the product of each with weights."""
        own = weights.terms[self._there]
        found: list[float] = self._products(own, weights.by_factor, weights.latent).tolist()
        return found

    def column(self, numbers: Sequence[float]) -> Array:
        """Return numbers in the form that the solver works with."""
        return np.array(numbers)

    def joined(self, numbers: Array, last: float) -> Array:
        """Return numbers with one more behind them."""
        return np.append(numbers, last)

    def between(self, times: Array, latent: float) -> Array:
        """Return the products with the sum of the papers, each so many times."""
        return self._products(*self._sum(times), latent)

    def _sum(self, times: Array) -> tuple[Array, Array]:
        terms, ordered = np.zeros(len(self._there)), times[self._order]
        self._entries.add_to(terms, np.repeat(ordered, 2) * self._scales)
        return terms * self._weighs, self._latent.sum(ordered)

    def _products(self, terms: Array, factors: Array, latent: float) -> Array:
        halves = self._entries.products(terms * self._weighs) * self._scales
        return self._given(halves[::2] + halves[1::2] + latent * self._latent.products(factors))

    def _given(self, values: Array) -> Array:
        """Return values in the order in which the papers were asked for."""
        found = np.empty(len(values))
        found[self._order] = values
        return found


class FastSpace:
    """The vectors of all papers at hand.

    Args:
        packed: The papers.
    """

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.terms = len(packed.found)
        found = np.asarray(packed.found, np.uint32)
        self._weights = np.array(frequencies(len(packed)))[found]
        self.shared = np.where(found > 1, self._weights, 0.0)
        """What each term weighs, 0 for those that one paper has."""
        self.room = Room()

    @cached_property
    def _blocks(self) -> list[FastBlock]:
        factors = self.packed.factors
        blocks = self.packed.blocks
        return [FastBlock(block, self._weights, factors, self.room) for block in blocks]

    def block(self, number: int) -> FastBlock:
        """Return one of the blocks."""
        return self._blocks[number]

    def total(self) -> FastWeights:
        """Return the sum of all papers."""
        return self._total.copy()

    @cached_property
    def _total(self) -> FastWeights:
        terms, factors = np.zeros(self.terms), np.zeros(self.packed.factors)
        for block in self._blocks:
            factors += block.add_to(terms)
        return FastWeights(terms * self.shared, factors)

    def rows(self, places: Sequence[int]) -> FastRows:
        """Return some of the papers."""
        return FastRows(self, places)

    def products(self, weights: FastWeights) -> list[float]:
        """Return the product of each paper with weights."""
        weighed = weights.terms * self.shared
        found = [block.products(weighed, weights) for block in self._blocks]
        every: list[float] = np.concatenate(found).tolist() if found else []
        return every

    def vector(self, place: int) -> FeatureVector:
        """Return one paper."""
        number, row = self.packed.where(place)
        block = self.packed.blocks[number]
        start, end = block.starts[row], block.starts[row + 1]
        weights = self._weights[np.asarray(block.places[start:end], np.intp)].tolist()
        counts, latent = block.counts[start:end], block.latent_of(row)
        return FeatureVector.of((self.places(place), weights), counts, block.bodies[row], latent)

    def places(self, place: int) -> list[int]:
        """Return where the terms of a paper are in vectors and weights; 0 for those left out."""
        terms = np.asarray(self.packed.features(place).terms, np.intp)
        places: list[int] = np.where(self.shared[terms] > 0, terms, 0).tolist()
        return places


def among(packed: Packed, places: Sequence[int]) -> Packed:
    """Return some of the papers as if there were no others.

    Args:
        packed: All papers.
        places: Which ones.
    """
    papers = [packed.features(place) for place in places]
    whole = PackedBlock.of(papers, list)
    _, terms, found = np.unique(
        numbers(whole.places, np.uint32), return_inverse=True, return_counts=True
    )
    # Place 0 is that of no term.
    own = array("I", (terms + 1).astype(np.uint32).tobytes())
    return Packed([replace(whole, places=own)], [0, *found.tolist()])


def subjects(packed: Packed, latent: Sequence[int]) -> list[float]:
    """Return how much the latent factors of each paper point where those of one do; -1 if unknown.

    Args:
        packed: The papers.
        latent: The factors of the one.
    """
    found: list[float] = []
    for block in packed.blocks:
        if block.factors != len(latent):
            found += [-1.0] * len(block)
            continue
        every = numbers(block.latent, np.int8).reshape(len(block), -1).astype(np.float64)
        size = np.sqrt(np.einsum("pf,pf->p", every, every))
        along = np.einsum("pf,f->p", every, np.asarray(latent, np.float64))
        found += np.divide(along, size, out=np.full(len(size), -1.0), where=size > 0).tolist()
    return found


def _runs(starts: Array, lengths: Array) -> Array:
    """Return runs of whole numbers, one after the other, by where they start."""
    ends = np.cumsum(lengths)
    found = np.repeat(starts - ends + lengths, lengths)
    found += np.arange(ends[-1])
    return found


def _by_block(space: FastSpace, places: Array) -> Iterator[tuple[int, Array]]:
    """Yield the numbers of blocks, each with its rows among some papers, in order."""
    first = 0
    ordered = np.sort(places)
    for number, block in enumerate(space.packed.blocks):
        start, end = np.searchsorted(ordered, (first, first + len(block)))
        if start < end:
            yield number, ordered[start:end] - first
        first += len(block)
