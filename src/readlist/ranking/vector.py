"""One paper as a vector."""

from array import array
from collections.abc import Callable, Sequence
from itertools import compress
from math import hypot
from operator import itemgetter, mul
from typing import Self

TITLE_LENGTH = 0.39
"""How long the title's block is beside that of all terms."""


class FeatureVector:
    """One paper as a vector."""

    __slots__ = ("gather", "latent", "latent_scale", "places", "scale", "values")

    def __init__(
        self,
        places: tuple[int, ...],
        values: "array[float]",
        scale: float,
        latent: Sequence[int],
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

    @classmethod
    def of(
        cls,
        terms: tuple[Sequence[int], Sequence[float]],
        counts: Sequence[int],
        body: int,
        latent: Sequence[int],
    ) -> Self:
        """Return the vector of a paper.

        Args:
            terms: The places of its terms, 0 for those that no other paper has; what they weigh.
            counts: How often each occurs, damped.
            body: How many belong to the first block.
            latent: The latent factors; empty or zeros if they are unknown.
        """
        places, weights = terms
        # Work on whole sequences at once: this runs for every paper.
        values = list(map(mul, weights, counts))
        length, title = hypot(*values[:body]) or 1.0, hypot(*values[body:]) or 1.0
        # All values are still to be divided by the body's length.
        longer = length * TITLE_LENGTH / title
        values[body:] = [value * longer for value in values[body:]]
        # Two that are nothing stand in front: itemgetter wants two places.
        kept = array("f", (0.0, 0.0, *compress(values, places)))
        return cls((0, 0, *compress(places, places)), kept, 1.0 / length, latent)

    def square(self, latent: float) -> float:
        """Return the product of the vector with itself, where factors count so much."""
        terms = self.scale * hypot(*self.values)
        return terms * terms + (latent if self.latent_scale else 0.0)
