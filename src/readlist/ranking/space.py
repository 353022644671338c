"""Papers as vectors: the terms that at least two of them share, weighed, and their latent factors.

Weights are damped counts times inverse document frequency among the papers at hand
(Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0). A vector has three blocks,
each of a fixed length: the terms of title and abstract, the terms of the title once more, and the
latent factors. Terms that no other paper has take their share of the length, so that a paper with
much of its own is less like the others; but they are left out, as they meet with nothing.

There are two ways to work with them, in `plain` and in `fast`: they give the same values up to
rounding. NumPy takes as long to load as plain Python takes to order hundreds of papers
(docs/decisions/0041).
"""

from collections.abc import Sequence
from math import log
from typing import Protocol, Self, TypeVar

from readlist.ranking.columns import Numbers
from readlist.ranking.packed import Packed
from readlist.ranking.vector import FeatureVector

MANY = 1_500_000
"""Terms from which on NumPy is worth its loading, each counted as often as it is looked at."""
_LEARNING = 20
"""How often learning looks at the terms of a marked paper, about."""

_COMMON = 0.95
"""Terms that occur in a larger share of the papers tell nothing apart."""
_SMALL = 20
"""Below that many papers a common term may still mean something."""


class Weights(Protocol):
    """A weight for each term and each latent factor."""

    latent: float
    """How much the factors count in products, beside the terms."""

    @property
    def factors(self) -> Sequence[float]:
        """The weights of the factors."""

    def of_terms(self, places: Sequence[int]) -> list[float]:
        """Return the weights of some terms."""

    def zeros(self) -> Self:
        """Return weights of the same kind that are all zero."""

    def copy(self) -> Self:
        """Return a copy."""

    def add(self, other: Self, times: float) -> None:
        """Add other weights so many times."""

    def scale(self, times: float) -> None:
        """Multiply all weights."""

    def product(self, other: Self) -> float:
        """Return the product with other weights."""


W = TypeVar("W", bound=Weights)


class Rows(Protocol[W]):
    """Some of the papers."""

    def squares(self, latent: float) -> list[float]:
        """Return the product of each with itself, where factors count so much."""

    def sum(self, times: Sequence[float]) -> W:
        """Return the sum of the papers, each so many times."""

    def products(self, weights: W) -> list[float]:
        """Return the product of each with weights."""

    def column(self, numbers: Sequence[float]) -> Numbers:
        """Return numbers in the form that `between` works with."""

    def joined(self, numbers: Numbers, last: float) -> Numbers:
        """Return numbers with one more behind them."""

    def between(self, times: Numbers, latent: float) -> Numbers:
        """Return the products with the sum of the papers, each so many times.

        Args:
            times: How often each is in the sum.
            latent: How much factors count.
        """


class Space(Protocol[W]):
    """The vectors of all papers at hand."""

    @property
    def packed(self) -> Packed:
        """What they are made from."""

    def total(self) -> W:
        """Return the sum of all papers; it belongs to the caller."""

    def rows(self, places: Sequence[int]) -> Rows[W]:
        """Return some of the papers."""

    def products(self, weights: W) -> Sequence[float]:
        """Return the product of each paper with weights."""

    def vector(self, place: int) -> FeatureVector:
        """Return one paper."""

    def places(self, place: int) -> Sequence[int]:
        """Return where the terms of a paper are in vectors and weights; 0 for those left out."""


def is_large(packed: Packed, marks: int) -> bool:
    """Whether so many marks on these papers make work that NumPy is worth loading for."""
    papers = len(packed)
    return bool(papers) and packed.terms * (1 + _LEARNING * marks / papers) > MANY


def frequencies(papers: int) -> list[float]:
    """Return the weight of a term by the number of papers that have it: 0 if nearly all do."""
    most = papers if papers < _SMALL else int(_COMMON * papers)
    return [
        log((1 + papers) / (1 + found)) + 1 if found <= most else 0.0 for found in range(papers + 1)
    ]
