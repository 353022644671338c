"""Papers as vectors: the terms that at least two of them share, weighed, and their latent factors.

Weights are damped counts times inverse document frequency among the papers at hand
(Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0). A vector has three blocks,
each of a fixed length: the terms of title and abstract, the terms of the title once more, and the
latent factors.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from math import log, sqrt
from operator import add, itemgetter, mul

from readlist.ranking.features import COUNT_UNIT, Features

TITLE_LENGTH = 0.5
LATENT_LENGTH = 0.35
_COMMON = 0.95
"""Terms that occur in a larger share of the papers tell nothing apart."""
_SMALL = 20
"""Below so many papers a common term may still mean something."""


class Row:
    """One paper as a vector."""

    __slots__ = ("latent", "latent_unit", "places", "take", "values")

    def __init__(
        self, places: tuple[int, ...], values: "array[float]", latent: "array[int]", unit: float
    ) -> None:
        self.places = places
        self.values = values
        self.take: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(*places)
        self.latent = latent
        self.latent_unit = unit

    def square(self) -> float:
        """Return the product of the vector with itself."""
        factors: float = sum(map(mul, self.latent, self.latent))
        terms: float = sum(map(mul, self.values, self.values))
        return terms + self.latent_unit * self.latent_unit * factors


class Plane:
    """A weight for each term and each factor."""

    __slots__ = ("factors", "terms")

    def __init__(self, terms: int, factors: int) -> None:
        self.terms = [0.0] * terms
        self.factors = [0.0] * factors

    def dot(self, row: Row) -> float:
        """Return the product with a paper."""
        terms: float = sum(map(mul, row.take(self.terms), row.values))
        factors: float = sum(map(mul, self.factors, row.latent))
        return terms + row.latent_unit * factors

    def add(self, row: Row, times: float) -> None:
        """Add a paper so many times."""
        terms = self.terms
        for place, value in zip(row.places, row.values, strict=True):
            terms[place] += times * value
        steps = map(mul, repeat(times * row.latent_unit), row.latent)
        self.factors = list(map(add, self.factors, steps))

    def add_plane(self, other: "Plane", times: float) -> None:
        """Add another plane so many times."""
        self.terms = list(map(add, self.terms, map(mul, repeat(times), other.terms)))
        self.factors = list(map(add, self.factors, map(mul, repeat(times), other.factors)))

    def scale(self, times: float) -> None:
        """Multiply all weights."""
        self.terms = list(map(mul, repeat(times), self.terms))
        self.factors = list(map(mul, repeat(times), self.factors))

    def product(self, other: "Plane") -> float:
        """Return the product with another plane."""
        terms: float = sum(map(mul, self.terms, other.terms))
        factors: float = sum(map(mul, self.factors, other.factors))
        return terms + factors


class Space:
    """The vectors of all papers at hand.

    Args:
        features: Of all papers.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        self._factors = max((len(one.latent) for one in features), default=0)
        self._weights = _term_weights(features)
        # Place 0 is no term's: it pads vectors, because itemgetter wants two places.
        self._places = {term: place for place, term in enumerate(self._weights, 1)}
        self.rows = [self._row(one) for one in features]

    def plane(self) -> Plane:
        """Return a plane of zeros."""
        return Plane(len(self._places) + 1, self._factors)

    def total(self) -> Plane:
        """Return the sum of all papers."""
        plane = self.plane()
        for row in self.rows:
            plane.add(row, 1.0)
        return plane

    def place(self, term: int) -> int | None:
        """Return the place of a term in the vectors."""
        return self._places.get(term)

    def _row(self, features: Features) -> Row:
        split = features.body
        places, values = self._block(features.terms[:split], features.counts[:split], 1.0)
        more, others = self._block(features.terms[split:], features.counts[split:], TITLE_LENGTH)
        latent = features.latent
        length = sqrt(sum(map(mul, latent, latent)))
        unit = LATENT_LENGTH / length if length else 0.0
        return Row((0, 0, *places, *more), array("f", [0.0, 0.0, *values, *others]), latent, unit)

    def _block(
        self, terms: Sequence[int], counts: bytes, length: float
    ) -> tuple[list[int], list[float]]:
        weights = self._weights
        kept = [
            (term, count * weights[term])
            for term, count in zip(terms, counts, strict=True)
            if term in weights
        ]
        places = self._places
        values = [value for _, value in kept]
        norm = sqrt(sum(map(mul, values, values)))
        return [places[term] for term, _ in kept], [value * length / norm for value in values]


def _term_weights(features: Iterable[Features]) -> dict[int, float]:
    """Return the inverse document frequency of each term that tells papers apart."""
    seen: Counter[int] = Counter()
    papers = 0
    for one in features:
        seen.update(one.terms)
        papers += 1
    most = papers if papers < _SMALL else int(_COMMON * papers)
    return {
        term: (log((1 + papers) / (1 + count)) + 1) / COUNT_UNIT
        for term, count in seen.items()
        if 2 <= count <= most
    }
