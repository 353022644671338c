"""Papers as vectors: the terms that at least two of them share, weighed, and their latent factors.

Weights are damped counts times inverse document frequency among the papers at hand
(Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0). A vector has three blocks,
each of a fixed length: the terms of title and abstract, the terms of the title once more, and the
latent factors. Terms that no other paper has take their share of the length, so that a paper with
much of its own is less like the others; but they need no place, as they meet with nothing.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import compress, count, repeat
from math import hypot, log
from operator import add, itemgetter, mul

from readlist.ranking.features import Features

_TITLE_LENGTH = 0.39
"""How long the title's block is beside that of all terms."""
_COMMON = 0.95
"""Terms that occur in a larger share of the papers tell nothing apart."""
_SMALL = 20
"""Below that many papers a common term may still mean something."""


class FeatureVector:
    """One paper as a vector."""

    __slots__ = ("gather", "latent", "latent_scale", "places", "scale", "values")

    def __init__(
        self,
        places: tuple[int, ...],
        values: "array[float]",
        scale: float,
        latent: "array[int]",
    ) -> None:
        self.places = places
        self.values = values
        self.scale = scale
        """What a value is to be multiplied by: one over the length of the terms of the body."""
        self.gather: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(*places)
        self.latent = latent
        length = hypot(*latent)
        self.latent_scale = 1.0 / length if length else 0.0
        """The same of a factor."""

    def square(self, latent: float) -> float:
        """Return the product of the vector with itself, where factors count so much."""
        terms = self.scale * hypot(*self.values)
        return terms * terms + (latent if self.latent_scale else 0.0)


class WeightVector:
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

    def zeros(self) -> "WeightVector":
        """Return weights of the same kind that are all zero."""
        return WeightVector([0.0] * len(self.terms), [0.0] * len(self.factors), self.latent)

    def copy(self) -> "WeightVector":
        """Return a copy."""
        return WeightVector(self.terms[:], self.factors[:], self.latent)

    def dot(self, vector: FeatureVector) -> float:
        """Return the product with a paper."""
        terms: float = sum(map(mul, vector.gather(self.terms), vector.values))
        factors: float = sum(map(mul, self.factors, vector.latent))
        return vector.scale * terms + self.latent * vector.latent_scale * factors

    def add(self, vectors: Sequence[FeatureVector], times: Sequence[float]) -> None:
        """Add papers, each so many times."""
        terms = self.terms
        for vector, often in zip(vectors, times, strict=True):
            step = often * vector.scale
            for place, value in zip(vector.places, vector.values, strict=True):
                terms[place] += step * value
        # A paper without words has no factors and changes none.
        known = [
            (vector, often) for vector, often in zip(vectors, times, strict=True) if vector.latent
        ]
        parts = [often * vector.latent_scale for vector, often in known]
        # Factor by factor: that is faster than paper by paper.
        columns = zip(*(vector.latent for vector, _ in known), strict=True)
        sums = [sum(map(mul, column, parts)) for column in columns]
        self.factors[: len(sums)] = map(add, self.factors, sums)

    def add_weights(self, other: "WeightVector", times: float) -> None:
        """Add other weights so many times."""
        self.terms = list(map(add, self.terms, map(mul, repeat(times), other.terms)))
        self.factors = list(map(add, self.factors, map(mul, repeat(times), other.factors)))

    def scale(self, times: float) -> None:
        """Multiply all weights."""
        self.terms = list(map(mul, repeat(times), self.terms))
        self.factors = list(map(mul, repeat(times), self.factors))

    def product(self, other: "WeightVector") -> float:
        """Return the product with other weights."""
        terms: float = sum(map(mul, self.terms, other.terms))
        factors: float = sum(map(mul, self.factors, other.factors))
        return terms + self.latent * factors


class Space:
    """The vectors of all papers at hand.

    Args:
        features: Of all papers.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        self._factors = max((len(one.latent) for one in features), default=0)
        idf = _inverse_document_frequencies(features)
        # Place 0 stands for the terms of one paper, which are left out of vectors; it also fills
        # these up, because itemgetter wants two places.
        self._places = dict(zip(idf, count(1), strict=False))
        self._idf = [_idf(1, len(features)), *idf.values()]
        self.vectors = [self._vector(one) for one in features]

    def zeros(self) -> WeightVector:
        """Return weights that are all zero."""
        return WeightVector([0.0] * len(self._idf), [0.0] * self._factors)

    def total(self) -> WeightVector:
        """Return the sum of all papers."""
        weights = self.zeros()
        weights.add(self.vectors, [1.0] * len(self.vectors))
        return weights

    def place(self, term: int) -> int | None:
        """Return the place of a term in the vectors."""
        return self._places.get(term)

    def _vector(self, features: Features) -> FeatureVector:
        # Work on whole sequences at once: this runs for every paper.
        places = list(map(self._places.get, features.terms, repeat(0)))
        values = list(map(mul, map(self._idf.__getitem__, places), features.counts))
        split = features.body
        body, title = hypot(*values[:split]) or 1.0, hypot(*values[split:]) or 1.0
        # All values are still to be divided by the body's length.
        longer = body * _TITLE_LENGTH / title
        values[split:] = [value * longer for value in values[split:]]
        kept = array("f", (0.0, 0.0, *compress(values, places)))
        return FeatureVector((0, 0, *compress(places, places)), kept, 1.0 / body, features.latent)


def _inverse_document_frequencies(features: Sequence[Features]) -> dict[int, float]:
    """Return the weight of each term of two papers or more: 0 if nearly all have it."""
    seen: Counter[int] = Counter()
    for one in features:
        seen.update(one.terms)
    papers = len(features)
    most = papers if papers < _SMALL else int(_COMMON * papers)
    by_count = [_idf(found, papers) if found <= most else 0.0 for found in range(papers + 1)]
    return {term: by_count[found] for term, found in seen.items() if found > 1}


def _idf(found: int, papers: int) -> float:
    """Return the inverse document frequency of a term that so many papers have."""
    return log((1 + papers) / (1 + found)) + 1
