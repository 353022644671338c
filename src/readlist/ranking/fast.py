"""Vectors and weights with NumPy, for large lists.

What `plain` does paper by paper is done here block by block: terms gathered by their places, and
summed between the starts of papers.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from readlist.ranking.arrays import (
    Array,
    FastBlock,
    FastWeights,
    across,
    along,
    numbers,
    sums_between,
)
from readlist.ranking.one_thread import np
from readlist.ranking.packed import Packed, PackedBlock
from readlist.ranking.space import frequencies
from readlist.ranking.vector import FeatureVector

_AT_ONCE = 1 << 17
"""Terms of papers that are worked on at a time: so many fit a processor's cache, and the time for
each of them is half of what it is for a million. With more terms than that, as many as there are:
sums are formed for all of them."""


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
        self._order = np.argsort(given)
        groups = list(_by_block(space, given))
        halves = np.concatenate([space.block(number).lengths_of(rows) for number, rows in groups])
        self._halves = np.concatenate([[0], np.cumsum(halves)])
        terms = int(self._halves[-1])
        # Block by block into one place: all papers may be marked, and twice their size is much.
        self._places: Array = np.empty(terms, np.int32)
        self._counts = np.empty(terms, np.uint8)
        self._latent = np.empty((len(given), space.packed.factors), np.int8)
        self._latent_scale = np.empty(len(given))
        self._scales = np.empty(2 * len(given))
        there: Array = np.zeros(space.terms, bool)
        row = 0
        for number, rows in groups:
            end = row + len(rows)
            chunk = slice(self._halves[2 * row], self._halves[2 * end])
            part = space.block(number).rows(rows)
            self._places[chunk], self._counts[chunk] = part.places, part.counts
            self._latent[row:end], self._latent_scale[row:end] = part.latent, part.latent_scale
            self._scales[2 * row : 2 * end] = part.scales
            there[part.places] = True
            row = end
        # Only terms of these papers take part while their weights are looked for.
        self._there = np.flatnonzero(there)
        self._weighs = space.shared.take(self._there)
        numbers: Array = np.zeros(space.terms, np.int32)
        numbers[self._there] = np.arange(len(self._there), dtype=np.int32)
        for start in range(0, terms, _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            self._places[some] = numbers.take(self._places[some])
        self._chunks = list(_chunks(self._halves, max(_AT_ONCE, len(self._there))))

    def squares(self, latent: float) -> list[float]:
        """Return the product of each with itself, where factors count so much."""
        known = latent * (self._latent_scale > 0)
        squares = self._weighs**2

        def of(chunk: slice) -> Array:
            return squares.take(self._places[chunk]) * np.square(self._counts[chunk], dtype=float)

        return self._given(self._summed(of, self._scales**2) + known)

    def sum(self, times: Sequence[float]) -> FastWeights:
        """Return the sum of the papers, each so many times."""
        terms = np.zeros(self._space.terms)
        own, factors = self._sum(np.asarray(times)[self._order])
        terms[self._there] = own
        return FastWeights(terms, factors)

    def products(self, weights: FastWeights) -> list[float]:
        """Return the product of each with weights."""
        return self._given(
            self._products(weights.terms[self._there], weights.by_factor, weights.latent)
        )

    def between(self, times: Sequence[float], wanted: Sequence[bool], latent: float) -> list[float]:  # noqa: ARG002 - all at once is quickest
        """Return the products with the sum of the papers, each so many times."""
        return self._given(self._products(*self._sum(np.asarray(times)[self._order]), latent))

    def _sum(self, times: Array) -> tuple[Array, Array]:
        terms = np.zeros(len(self._there))
        each = np.repeat(times, 2) * self._scales
        for first, last in self._chunks:
            chunk = slice(self._halves[first], self._halves[last])
            lengths = np.diff(self._halves[first : last + 1])
            counted = np.repeat(each[first:last], lengths) * self._counts[chunk]
            terms += np.bincount(self._places[chunk], counted, len(terms))
        factors = across(times * self._latent_scale, self._latent)
        return terms * self._weighs, factors

    def _products(self, terms: Array, factors: Array, latent: float) -> Array:
        weighed = terms * self._weighs

        def of(chunk: slice) -> Array:
            return weighed.take(self._places[chunk]) * self._counts[chunk]

        by_factor = self._latent_scale * along(self._latent, factors)
        return self._summed(of, self._scales) + latent * by_factor

    def _summed(self, of: Callable[[slice], Array], scales: Array) -> Array:
        """Return a sum over the terms of each paper, both halves scaled."""
        halves = self._halves
        parts = [
            sums_between(of(slice(halves[first], halves[last])), halves[first : last + 1])
            for first, last in self._chunks
        ]
        both = np.concatenate(parts) * scales
        return both[::2] + both[1::2]

    def _given(self, values: Array) -> list[float]:
        """Return values in the order in which the papers were asked for."""
        found = np.empty(len(values))
        found[self._order] = values
        ordered: list[float] = found.tolist()
        return ordered


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

    @cached_property
    def _blocks(self) -> list[FastBlock]:
        factors = self.packed.factors
        blocks = self.packed.blocks
        return [FastBlock(block, self._weights, factors) for block in blocks]

    def block(self, number: int) -> FastBlock:
        """Return one of the blocks."""
        return self._blocks[number]

    def total(self) -> FastWeights:
        """Return the sum of all papers."""
        return self._total.copy()

    @cached_property
    def _total(self) -> FastWeights:
        terms = np.zeros(self.terms)
        for some in _together(self._blocks, max(_AT_ONCE, self.terms)):
            places = np.concatenate([block.places for block in some])
            times = np.concatenate([block.times() for block in some])
            terms += np.bincount(places, times, self.terms)
        factors = sum((block.factors() for block in self._blocks), np.zeros(self.packed.factors))
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


def _chunks(halves: Array, terms: int) -> Iterator[tuple[int, int]]:
    """Yield which halves come first and behind the last, for pieces of so many terms or so."""
    cuts = np.searchsorted(halves, np.arange(0, halves[-1], terms)[1:])
    yield from pairwise(np.unique([0, *cuts, len(halves) - 1]).tolist())


def _together(blocks: Sequence[FastBlock], terms: int) -> Iterator[Sequence[FastBlock]]:
    """Yield blocks, so many together that they have that many terms or so."""
    count = max(1, terms // max(max((len(block.places) for block in blocks), default=1), 1))
    for start in range(0, len(blocks), count):
        yield blocks[start : start + count]


def _by_block(space: FastSpace, places: Array) -> Iterator[tuple[int, Array]]:
    """Yield the numbers of blocks, each with its rows among some papers, in order."""
    first = 0
    ordered = np.sort(places)
    for number, block in enumerate(space.packed.blocks):
        start, end = np.searchsorted(ordered, (first, first + len(block)))
        if start < end:
            yield number, ordered[start:end] - first
        first += len(block)
