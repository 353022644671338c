"""Blocks of papers and weights as arrays of NumPy."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from readlist.ranking.one_thread import np
from readlist.ranking.packed import PackedBlock
from readlist.ranking.vector import TITLE_LENGTH

_PAPERS = 4_096
"""Papers whose factors are worked on at a time."""

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


class FastBlock:
    """A block, with what its terms weigh.

    Args:
        block: The papers.
        weights: What each term weighs.
        factors: How many latent factors there are.
    """

    def __init__(self, block: PackedBlock, weights: Array, factors: int) -> None:
        self._starts = numbers(block.starts, np.uint32).astype(np.intp)
        self.places = numbers(block.places, np.uint32)
        self._counts = numbers(block.counts, np.uint8)
        self.bodies = numbers(block.bodies, np.uint16)
        self._latent = np.zeros((len(block), factors), np.int8)
        if block.factors:
            self._latent = numbers(block.latent, np.int8).reshape(len(block), factors)
        # Of each paper the terms of title and abstract, then those of the title once more.
        self._halves = np.empty(2 * len(block) + 1, np.intp)
        self._halves[::2] = self._starts
        self._halves[1::2] = self._starts[:-1] + self.bodies
        squares = (weights.take(self.places) * self._counts) ** 2
        lengths = np.sqrt(sums_between(squares, self._halves))
        lengths[lengths == 0.0] = 1.0
        self.scales = 1.0 / lengths
        self.scales[1::2] *= TITLE_LENGTH
        size = np.sqrt(np.square(self._latent, dtype=np.float32).sum(axis=1))
        self._latent_scale = np.divide(1.0, size, out=np.zeros(len(block)), where=size > 0)

    def times(self) -> Array:
        """Return how much each term counts in the sum of all papers, without what it weighs."""
        return np.repeat(self.scales, np.diff(self._halves)) * self._counts

    def factors(self) -> Array:
        """Return the sum of the factors of all papers, each of length 1."""
        return across(self._latent_scale, self._latent)

    def products(self, weighed: Array, weights: FastWeights) -> Array:
        """Return the product of each paper with weights.

        Args:
            weighed: The weights of terms, times what these weigh.
            weights: The weights.
        """
        halves = sums_between(weighed.take(self.places) * self._counts, self._halves) * self.scales
        found = halves[::2] + halves[1::2]
        by_factor = self._latent_scale * along(self._latent, weights.by_factor)
        return found + weights.latent * by_factor

    def rows(self, rows: Array) -> "_Part":
        """Return some of the papers."""
        starts, lengths = self._starts[rows], np.diff(self._starts)[rows]
        ends = np.cumsum(lengths)
        taken = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])
        return _Part(
            self.scales.reshape(-1, 2)[rows].ravel(),
            self.places[taken],
            self._counts[taken],
            self._latent[rows],
            self._latent_scale[rows],
        )

    def lengths_of(self, rows: Array) -> Array:
        """Return how many terms some papers have in title and abstract, and in the title."""
        return np.diff(self._halves).reshape(-1, 2)[rows].ravel()


class _Part(NamedTuple):
    """Some papers of one block."""

    scales: Array
    """What the values of each half are to be multiplied by."""
    places: Array
    counts: Array
    latent: Array
    latent_scale: Array
    """What factors are to be multiplied by, for a length of 1."""


def numbers(data: Any, kind: type) -> Array:  # noqa: ANN401 - whatever has bytes
    """Return numbers where they are."""
    return np.frombuffer(data, kind)


def sums_between(values: Array, starts: Array) -> Array:
    """Return the sums of values between starts; the last one is where they end."""
    starts = starts - starts[0]
    if starts[-2] == len(values):  # what has no values must not point behind them
        values = np.append(values, 0.0)
    sums = np.add.reduceat(values, starts[:-1])
    sums[starts[:-1] == starts[1:]] = 0.0
    return sums


def along(latent: Array, factors: Array) -> Array:
    """Return the product of each paper's factors with others."""
    # Whole numbers of one byte are made longer a few papers at a time: at once they are many.
    wanted = factors.astype(np.float32)
    found = np.empty(len(latent))
    for start in range(0, len(latent), _PAPERS):
        some = slice(start, start + _PAPERS)
        found[some] = latent[some].astype(np.float32) @ wanted
    return found


def across(times: Array, latent: Array) -> Array:
    """Return the sum of papers' factors, each so many times."""
    found = np.zeros(latent.shape[1])
    for start in range(0, len(latent), _PAPERS):
        some = slice(start, start + _PAPERS)
        found += times[some].astype(np.float32) @ latent[some].astype(np.float32)
    return found
