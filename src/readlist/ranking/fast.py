"""Vectors and weights with NumPy, for large lists.

What `plain` does paper by paper is done here block by block: terms gathered by their places, and
summed between the starts of papers.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from readlist.ranking.one_thread import np
from readlist.ranking.packed import Block, Packed
from readlist.ranking.space import frequencies
from readlist.ranking.vector import TITLE_LENGTH, FeatureVector

_AT_ONCE = 1 << 20
"""Terms that are worked on at a time: so many take some ten megabytes."""
_FEW = 1 << 22
"""Terms of marked papers whose places are kept in the form that NumPy works with."""

Array = Any
"""An array of NumPy."""


class FastWeights:
    """A weight for each term and each factor.

    Args:
        terms: Weights of terms.
        factors: Weights of latent factors.
        latent: How much the factors count in products, beside the terms.
    """

    __slots__ = ("by_factor", "latent", "terms")

    def __init__(self, terms: Array, factors: Array, latent: float = 1.0) -> None:
        self.terms = terms
        self.by_factor = factors
        self.latent = latent

    @property
    def factors(self) -> Sequence[float]:
        """The weights of the factors."""
        found: list[float] = self.by_factor.tolist()
        return found

    def of_terms(self, places: Sequence[int]) -> list[float]:
        """Return the weights of some terms."""
        found: list[float] = self.terms[np.asarray(places, np.intp)].tolist()
        return found

    def zeros(self) -> "FastWeights":
        """Return weights of the same kind that are all zero."""
        terms, factors = np.zeros_like(self.terms), np.zeros_like(self.by_factor)
        return FastWeights(terms, factors, self.latent)

    def copy(self) -> "FastWeights":
        """Return a copy."""
        return FastWeights(self.terms.copy(), self.by_factor.copy(), self.latent)

    def add(self, other: "FastWeights", times: float) -> None:
        """Add other weights so many times."""
        self.terms += times * other.terms
        self.by_factor += times * other.by_factor

    def scale(self, times: float) -> None:
        """Multiply all weights."""
        self.terms *= times
        self.by_factor *= times

    def product(self, other: "FastWeights") -> float:
        """Return the product with other weights."""
        factors = np.dot(self.by_factor, other.by_factor)
        return float(np.dot(self.terms, other.terms) + self.latent * factors)


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
        parts = [space.block(number).rows(rows) for number, rows in _by_block(space, given)]
        lengths, terms, values, latent = (np.concatenate(part) for part in zip(*parts, strict=True))
        self._values, self._latent = values, latent
        # Only terms of these papers take part while their weights are looked for.
        there = np.zeros(space.terms, bool)
        there[terms] = True
        self._there = np.flatnonzero(there)
        # What NumPy need not convert each time takes twice the memory.
        kind = np.intp if len(terms) < _FEW else np.int32
        number = np.zeros(space.terms, kind)
        number[self._there] = np.arange(len(self._there), dtype=kind)
        self._places = number.take(terms)
        self._starts = np.concatenate([[0], np.cumsum(lengths)])
        self._chunks = list(_chunks(self._starts))

    def squares(self, latent: float) -> list[float]:
        """Return the product of each with itself, where factors count so much."""
        known = latent * np.any(self._latent, axis=1)
        return self._given(self._summed(lambda chunk: self._values[chunk] ** 2.0) + known)

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
        for first, last in self._chunks:
            start, end = self._starts[first], self._starts[last]
            lengths = np.diff(self._starts[first : last + 1])
            each = np.repeat(times[first:last], lengths) * self._values[start:end]
            terms += np.bincount(self._places[start:end], each, len(terms))
        return terms, np.einsum("p,pf->f", times, self._latent)

    def _products(self, terms: Array, factors: Array, latent: float) -> Array:
        def of(chunk: slice) -> Array:
            return terms.take(self._places[chunk]) * self._values[chunk]

        return self._summed(of) + latent * np.einsum("pf,f->p", self._latent, factors)

    def _summed(self, of: Callable[[slice], Array]) -> Array:
        """Return a sum over the terms of each paper."""
        parts = [
            _sums(
                of(slice(self._starts[first], self._starts[last])), self._starts[first : last + 1]
            )
            for first, last in self._chunks
        ]
        return np.concatenate(parts)

    def _given(self, values: Array) -> list[float]:
        """Return values in the order in which the papers were asked for."""
        found = np.empty(len(values))
        found[self._order] = values
        ordered: list[float] = found.tolist()
        return ordered


class FastBlock:
    """A block, with what its terms weigh.

    Args:
        block: The papers.
        weights: What each term weighs.
        shared: The same, 0 for terms that one paper has.
        factors: How many latent factors there are.
    """

    def __init__(self, block: Block, weights: Array, shared: Array, factors: int) -> None:
        self._shared = shared
        self._starts = _numbers(block.starts, np.uint32).astype(np.intp)
        self.places = _numbers(block.places, np.uint32)
        self._counts = _numbers(block.counts, np.uint8)
        self.bodies = _numbers(block.bodies, np.uint16)
        self._latent = np.zeros((len(block), factors), np.int8)
        if block.factors:
            self._latent = _numbers(block.latent, np.int8).reshape(len(block), factors)
        # Of each paper the terms of title and abstract, then those of the title once more.
        self._halves = np.empty(2 * len(block) + 1, np.intp)
        self._halves[::2] = self._starts
        self._halves[1::2] = self._starts[:-1] + self.bodies
        lengths = np.sqrt(_sums((weights.take(self.places) * self._counts) ** 2, self._halves))
        lengths[lengths == 0.0] = 1.0
        self.scales = 1.0 / lengths
        self.scales[1::2] *= TITLE_LENGTH
        size = np.sqrt(np.einsum("pf,pf->p", self._latent, self._latent, dtype=np.float64))
        self._latent_scale = np.divide(1.0, size, out=np.zeros(len(block)), where=size > 0)

    def times(self) -> Array:
        """Return how much each term counts in the sum of all papers, without what it weighs."""
        return np.repeat(self.scales, np.diff(self._halves)) * self._counts

    def factors(self) -> Array:
        """Return the sum of the factors of all papers, each of length 1."""
        return np.einsum("p,pf->f", self._latent_scale, self._latent)

    def products(self, weighed: Array, weights: FastWeights) -> Array:
        """Return the product of each paper with weights.

        Args:
            weighed: The weights of terms, times what these weigh.
            weights: The weights.
        """
        halves = _sums(weighed.take(self.places) * self._counts, self._halves) * self.scales
        found = halves[::2] + halves[1::2]
        factors = np.einsum("pf,f->p", self._latent, weights.by_factor)
        return found + weights.latent * self._latent_scale * factors

    def rows(self, rows: Array) -> tuple[Array, Array, Array, Array]:
        """Return some of the papers: how many terms each has, their places and values; factors."""
        starts, lengths = self._starts[rows], np.diff(self._starts)[rows]
        ends = np.cumsum(lengths)
        taken = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])
        halves = np.diff(self._halves).reshape(-1, 2)[rows].ravel()
        scales = np.repeat(self.scales.reshape(-1, 2)[rows].ravel(), halves)
        places = self.places[taken]
        values = (scales * self._shared.take(places) * self._counts[taken]).astype(np.float32)
        factors = (self._latent[rows] * self._latent_scale[rows, None]).astype(np.float32)
        return lengths, places, values, factors


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
        self._shared = np.where(found > 1, self._weights, 0.0)

    @cached_property
    def _blocks(self) -> list[FastBlock]:
        factors = self.packed.factors
        blocks = self.packed.blocks
        return [FastBlock(block, self._weights, self._shared, factors) for block in blocks]

    def block(self, number: int) -> FastBlock:
        """Return one of the blocks."""
        return self._blocks[number]

    def total(self) -> FastWeights:
        """Return the sum of all papers."""
        return self._total.copy()

    @cached_property
    def _total(self) -> FastWeights:
        terms = np.zeros(self.terms)
        for some in _together(self._blocks):
            places = np.concatenate([block.places for block in some])
            times = np.concatenate([block.times() for block in some])
            terms += np.bincount(places, times, self.terms)
        factors = sum((block.factors() for block in self._blocks), np.zeros(self.packed.factors))
        return FastWeights(terms * self._shared, factors)

    def rows(self, places: Sequence[int]) -> FastRows:
        """Return some of the papers."""
        return FastRows(self, places)

    def products(self, weights: FastWeights) -> list[float]:
        """Return the product of each paper with weights."""
        weighed = weights.terms * self._shared
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
        places: list[int] = np.where(self._shared[terms] > 0, terms, 0).tolist()
        return places


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
        every = _numbers(block.latent, np.int8).reshape(len(block), -1).astype(np.float64)
        size = np.sqrt(np.einsum("pf,pf->p", every, every))
        along = np.einsum("pf,f->p", every, np.asarray(latent, np.float64))
        found += np.divide(along, size, out=np.full(len(size), -1.0), where=size > 0).tolist()
    return found


def _numbers(data: Any, kind: type) -> Array:  # noqa: ANN401 - whatever has bytes
    """Return numbers where they are."""
    return np.frombuffer(data, kind)


def _sums(values: Array, starts: Array) -> Array:
    """Return the sums of values between starts; the last one is where they end."""
    starts = starts - starts[0]
    if starts[-2] == len(values):  # what has no values must not point behind them
        values = np.append(values, 0.0)
    sums = np.add.reduceat(values, starts[:-1])
    sums[starts[:-1] == starts[1:]] = 0.0
    return sums


def _chunks(starts: Array) -> Iterator[tuple[int, int]]:
    """Yield which papers come first and behind the last, for pieces of `_AT_ONCE` terms or so."""
    cuts = np.searchsorted(starts, np.arange(0, starts[-1], _AT_ONCE)[1:])
    yield from pairwise(np.unique([0, *cuts, len(starts) - 1]).tolist())


def _together(blocks: Sequence[FastBlock]) -> Iterator[Sequence[FastBlock]]:
    """Yield blocks, so many together that they have `_AT_ONCE` terms or so."""
    count = max(1, _AT_ONCE // max(max((len(block.places) for block in blocks), default=1), 1))
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
