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
"""Below so many papers a common term may still mean something."""


class FeatureVector:
    """One paper as a vector."""

    __slots__ = ("latent", "latent_unit", "places", "take", "unit", "values")

    def __init__(
        self,
        places: tuple[int, ...],
        values: "array[float]",
        unit: float,
        latent: "array[int]",
    ) -> None:
        self.places = places
        self.values = values
        self.unit = unit
        """What a value is to be multiplied by."""
        self.take: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(*places)
        self.latent = latent
        length = hypot(*latent)
        self.latent_unit = 1.0 / length if length else 0.0
        """The same of a factor."""

    def square(self, latent: float) -> float:
        """Return the product of the vector with itself, where factors count so much."""
        terms = self.unit * hypot(*self.values)
        return terms * terms + (latent if self.latent_unit else 0.0)


class Plane:
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

    def zero(self) -> "Plane":
        """Return a plane of zeros of the same kind."""
        return Plane([0.0] * len(self.terms), [0.0] * len(self.factors), self.latent)

    def copy(self) -> "Plane":
        """Return a plane with the same weights."""
        return Plane(self.terms[:], self.factors[:], self.latent)

    def dot(self, row: FeatureVector) -> float:
        """Return the product with a paper."""
        terms: float = sum(map(mul, row.take(self.terms), row.values))
        factors: float = sum(map(mul, self.factors, row.latent))
        return row.unit * terms + self.latent * row.latent_unit * factors

    def add(self, rows: Sequence[FeatureVector], times: Sequence[float]) -> None:
        """Add papers, each so many times."""
        terms = self.terms
        for row, often in zip(rows, times, strict=True):
            step = often * row.unit
            for place, value in zip(row.places, row.values, strict=True):
                terms[place] += step * value
        # A paper without words has no factors and changes none.
        known = [(row, often) for row, often in zip(rows, times, strict=True) if row.latent]
        parts = [often * row.latent_unit for row, often in known]
        # Factor by factor: that is faster than paper by paper.
        columns = zip(*(row.latent for row, _ in known), strict=True)
        sums = [sum(map(mul, column, parts)) for column in columns]
        self.factors[: len(sums)] = map(add, self.factors, sums)

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
        return terms + self.latent * factors


class Space:
    """The vectors of all papers at hand.

    Args:
        features: Of all papers.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        self._factors = max((len(one.latent) for one in features), default=0)
        rarities = _rarities(features)
        # Place 0 stands for the terms of one paper, which are left out of vectors; it also fills
        # these up, because itemgetter wants two places.
        self._places = dict(zip(rarities, count(1), strict=False))
        self._rarities = [_rarity(1, len(features)), *rarities.values()]
        self.rows = [self._row(one) for one in features]

    def plane(self) -> Plane:
        """Return a plane of zeros."""
        return Plane([0.0] * len(self._rarities), [0.0] * self._factors)

    def total(self) -> Plane:
        """Return the sum of all papers."""
        plane = self.plane()
        plane.add(self.rows, [1.0] * len(self.rows))
        return plane

    def place(self, term: int) -> int | None:
        """Return the place of a term in the vectors."""
        return self._places.get(term)

    def _row(self, features: Features) -> FeatureVector:
        # Work on whole sequences at once: this runs for every paper.
        places = list(map(self._places.get, features.terms, repeat(0)))
        values = list(map(mul, map(self._rarities.__getitem__, places), features.counts))
        split = features.body
        body, title = hypot(*values[:split]) or 1.0, hypot(*values[split:]) or 1.0
        # All values are still to be divided by the body's length.
        longer = body * _TITLE_LENGTH / title
        values[split:] = [value * longer for value in values[split:]]
        kept = array("f", (0.0, 0.0, *compress(values, places)))
        return FeatureVector((0, 0, *compress(places, places)), kept, 1.0 / body, features.latent)


def _rarities(features: Sequence[Features]) -> dict[int, float]:
    """Return how much each term of two papers or more counts: nothing if nearly all have it."""
    seen: Counter[int] = Counter()
    for one in features:
        seen.update(one.terms)
    papers = len(features)
    most = papers if papers < _SMALL else int(_COMMON * papers)
    by_count = [_rarity(found, papers) if found <= most else 0.0 for found in range(papers + 1)]
    return {term: by_count[found] for term, found in seen.items() if found > 1}


def _rarity(found: int, papers: int) -> float:
    """Return the inverse document frequency of a term that so many papers have."""
    return log((1 + papers) / (1 + found)) + 1
