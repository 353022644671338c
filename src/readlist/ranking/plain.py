"""Vectors and weights in plain Python, for lists of ordinary size."""

from collections.abc import Sequence
from functools import cached_property
from itertools import count, repeat
from operator import add, mul

from readlist.ranking.columns import Column, Numbers
from readlist.ranking.packed import Packed, PackedBlock
from readlist.ranking.space import frequencies
from readlist.ranking.vector import FeatureVector


class PlainWeights:
    """A weight for each term and each factor.

    Args:
        terms: Weights of terms.
        factors: Weights of latent factors.
        latent: How much the factors count in products, beside the terms.
    """

    __slots__ = ("factors", "latent", "terms")

    def __init__(self, terms: list[float], factors: list[float], latent: float = 1.0) -> None:
        self.terms = terms
        self.factors = factors
        self.latent = latent

    def of_terms(self, places: Sequence[int]) -> list[float]:
        """Return the weights of some terms."""
        return list(map(self.terms.__getitem__, places))

    def zeros(self) -> "PlainWeights":
        """Return weights of the same kind that are all zero."""
        return PlainWeights([0.0] * len(self.terms), [0.0] * len(self.factors), self.latent)

    def copy(self) -> "PlainWeights":
        """Return a copy."""
        return PlainWeights(self.terms[:], self.factors[:], self.latent)

    def dot(self, vector: FeatureVector) -> float:
        """Return the product with a paper."""
        terms: float = sum(map(mul, vector.gather(self.terms), vector.values))
        factors: float = sum(map(mul, self.factors, vector.latent))
        return vector.scale * terms + self.latent * vector.latent_scale * factors

    def add_papers(self, vectors: Sequence[FeatureVector], times: Sequence[float]) -> None:
        """Add papers, each so many times."""
        terms = self.terms
        for vector, often in zip(vectors, times, strict=True):
            if not often:
                continue
            step = often * vector.scale
            for place, value in zip(vector.places, vector.values, strict=True):
                terms[place] += step * value
        # A paper without words has no factors and changes none.
        known = [
            (vector, often)
            for vector, often in zip(vectors, times, strict=True)
            if often and len(vector.latent)
        ]
        parts = [often * vector.latent_scale for vector, often in known]
        # Factor by factor: that is faster than paper by paper.
        columns = zip(*(vector.latent for vector, _ in known), strict=True)
        sums = [sum(map(mul, column, parts)) for column in columns]
        self.factors[: len(sums)] = map(add, self.factors, sums)

    def add(self, other: "PlainWeights", times: float) -> None:
        """Add other weights so many times."""
        self.terms = list(map(add, self.terms, map(mul, repeat(times), other.terms)))
        self.factors = list(map(add, self.factors, map(mul, repeat(times), other.factors)))

    def scale(self, times: float) -> None:
        """Multiply all weights."""
        self.terms = list(map(mul, repeat(times), self.terms))
        self.factors = list(map(mul, repeat(times), self.factors))

    def product(self, other: "PlainWeights") -> float:
        """Return the product with other weights."""
        terms: float = sum(map(mul, self.terms, other.terms))
        factors: float = sum(map(mul, self.factors, other.factors))
        return terms + self.latent * factors


class PlainRows:
    """Some papers.

    Args:
        vectors: Their vectors.
        zeros: Weights that are all zero.
    """

    def __init__(self, vectors: Sequence[FeatureVector], zeros: PlainWeights) -> None:
        self._vectors = vectors
        self._zeros = zeros

    def squares(self, latent: float) -> list[float]:
        """Return the product of each with itself, where factors count so much."""
        return [vector.square(latent) for vector in self._vectors]

    def sum(self, times: Sequence[float]) -> PlainWeights:
        """Return the sum of the papers, each so many times."""
        weights = self._zeros.copy()
        weights.add_papers(self._vectors, times)
        return weights

    def products(self, weights: PlainWeights) -> list[float]:
        """Return the product of each with weights."""
        return list(map(weights.dot, self._vectors))

    def column(self, numbers: Sequence[float]) -> Column:
        """Return numbers in the form that the solver works with."""
        return Column(numbers)

    def joined(self, numbers: Numbers, last: float) -> Column:
        """Return numbers with one more behind them."""
        return Column([*numbers.tolist(), last])

    def between(self, times: Numbers, latent: float) -> Column:
        """Return the products with the sum of the papers, each so many times."""
        weights = self.sum(times.tolist())
        weights.latent = latent
        return Column(map(weights.dot, self._vectors))


class PlainSpace:
    """The vectors of all papers at hand.

    Args:
        packed: The papers.
    """

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        table = frequencies(len(packed))
        numbers = count(1)
        # 0 stands for the terms of one paper, which are left out of vectors.
        self._places = [next(numbers) if found > 1 else 0 for found in packed.found]
        self._weights = list(map(table.__getitem__, packed.found))
        self._terms = next(numbers)

    @cached_property
    def vectors(self) -> list[FeatureVector]:
        """All papers."""
        blocks = self.packed.blocks
        return [self._vector(block, row) for block in blocks for row in range(len(block))]

    def zeros(self) -> PlainWeights:
        """Return weights that are all zero."""
        return PlainWeights([0.0] * self._terms, [0.0] * self.packed.factors)

    def total(self) -> PlainWeights:
        """Return the sum of all papers."""
        return self._total.copy()

    @cached_property
    def _total(self) -> PlainWeights:
        weights = self.zeros()
        weights.add_papers(self.vectors, [1.0] * len(self.vectors))
        return weights

    def rows(self, places: Sequence[int]) -> PlainRows:
        """Return some of the papers."""
        return PlainRows([self.vectors[place] for place in places], self.zeros())

    def products(self, weights: PlainWeights) -> list[float]:
        """Return the product of each paper with weights."""
        return list(map(weights.dot, self.vectors))

    def vector(self, place: int) -> FeatureVector:
        """Return one paper."""
        return self.vectors[place]

    def places(self, place: int) -> list[int]:
        """Return where the terms of a paper are in vectors and weights; 0 for those left out."""
        return list(map(self._places.__getitem__, self.packed.features(place).terms))

    def _vector(self, block: PackedBlock, row: int) -> FeatureVector:
        start, end = block.starts[row], block.starts[row + 1]
        terms = block.places[start:end].tolist()
        places = list(map(self._places.__getitem__, terms))
        weights = list(map(self._weights.__getitem__, terms))
        latent = block.latent_of(row).tolist()
        return FeatureVector.of(
            (places, weights), block.counts[start:end], block.bodies[row], latent
        )
