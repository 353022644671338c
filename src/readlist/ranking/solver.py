"""Learn a linear separation of liked and disliked papers, in plain Python.

The machine is a support vector machine with squared hinge loss. Its minimum is found by Newton's
method (Keerthi and DeCoste 2005, https://www.jmlr.org/papers/v6/keerthi05a.html): the examples
inside the margin give a system of linear equations, which conjugate gradients solve; then the
margin is drawn anew, until it stays where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, mul

from readlist.ranking.space import FeatureVector, Plane

_MARGINS = 10
"""Times the margin is drawn at most; two or three are usual."""
_STEPS = 30
"""Steps of conjugate gradients at most; six or so are usual."""
_CLOSE_ENOUGH = 1e-4
"""The squared error of the equations at which the steps end, as a share of that at the start."""


@dataclass(frozen=True, slots=True)
class Example:
    """A paper that the reader marked."""

    row: FeatureVector
    side: float
    """1 for liked, -1 for disliked."""
    cost: float
    """What an error on it costs; above 0."""


@dataclass(frozen=True, slots=True)
class Background:
    """The mean of the papers that are not marked, as one more example."""

    side: float
    cost: float
    """Above 0."""
    dots: Sequence[float]
    """Its product with each of the examples."""
    square: float
    """Its product with itself."""


@dataclass(frozen=True, slots=True)
class Separation:
    """What was learned: the value of a paper is its product with the plane, plus the offset."""

    plane: Plane
    """The sum of the examples, each with its weight; the background is not in it."""
    background: float
    """The weight of the background."""
    weights: Sequence[float]
    """The weight of each example."""
    values: Sequence[float]
    """The value of each example."""
    offset: float


def separate(examples: Sequence[Example], background: Background, zero: Plane) -> Separation:
    """Return the separation that costs least.

    Args:
        examples: At least one.
        background: The mean of the others.
        zero: A plane of zeros.
    """
    return _Equations(examples, background, zero).solved()


class _Equations:
    """What the weights of the examples have to fulfil; the background comes last."""

    def __init__(self, examples: Sequence[Example], background: Background, zero: Plane) -> None:
        self._rows = [example.row for example in examples]
        self._sides = [*(example.side for example in examples), background.side]
        # Half an error's weight over its cost: what keeps a weight small.
        costs = [*(example.cost for example in examples), background.cost]
        self._ease = [0.5 / cost for cost in costs]
        squares = [*(row.square(zero.latent) for row in self._rows), background.square]
        # The offset is the weight of a feature that is 1 in every paper.
        self._diagonal = [
            square + 1.0 + ease for square, ease in zip(squares, self._ease, strict=True)
        ]
        self._background = background
        self._zero = zero

    def solved(self) -> Separation:
        """Return the solution; examples beyond the margin have no weight."""
        weights = values = [0.0] * len(self._sides)
        inside = [True] * len(self._sides)
        for left in reversed(range(_MARGINS)):
            weights, values = self._conjugate_gradients(weights, values, inside)
            plane = self._plane(weights)
            outside = [not keep for keep in inside]
            if any(outside):
                found = self._values(weights, plane, outside)
                values = [f if out else v for v, f, out in zip(values, found, outside, strict=True)]
            now = [value * side < 1.0 for value, side in zip(values, self._sides, strict=True)]
            if now == inside or not left:
                break
            inside = now
            weights, values = self._without(weights, values, inside)
        return Separation(plane, weights[-1], weights[:-1], values[:-1], sum(weights))

    def _without(
        self, weights: list[float], values: list[float], inside: Sequence[bool]
    ) -> tuple[list[float], list[float]]:
        """Return weights and values as they are when examples outside have no weight."""
        gone = [0.0 if keep else -weight for weight, keep in zip(weights, inside, strict=True)]
        if not any(gone):
            return weights, values
        change = self._values(gone, self._plane(gone), inside)
        return list(map(add, weights, gone)), list(map(add, values, change))

    def _plane(self, weights: Sequence[float]) -> Plane:
        """Return the sum of the examples, each so many times."""
        plane = self._zero.copy()
        known = [(r, w) for r, w in zip(self._rows, weights, strict=False) if w]
        plane.add([row for row, _ in known], [weight for _, weight in known])
        return plane

    def _values(
        self, weights: Sequence[float], plane: Plane, wanted: Sequence[bool]
    ) -> list[float]:
        """Return the values of some examples under the weights, 0 for the others.

        Args:
            weights: Of all examples.
            plane: Their sum.
            wanted: Which ones.
        """
        mean, offset, dots = weights[-1], sum(weights), self._background.dots
        values = [
            plane.dot(row) + offset + mean * dot if keep else 0.0
            for row, dot, keep in zip(self._rows, dots, wanted, strict=False)
        ]
        towards = sum(map(mul, dots, weights)) + offset + mean * self._background.square
        return [*values, towards if wanted[-1] else 0.0]

    def _conjugate_gradients(
        self, weights: list[float], values: list[float], inside: Sequence[bool]
    ) -> tuple[list[float], list[float]]:
        """Solve the equations of the examples inside (Hestenes and Stiefel 1952).

        Args:
            weights: Near the solution.
            values: Of the examples inside, under these weights.
            inside: Which ones.

        Returns:
            The weights that solve them, and the values under these.
        """
        wanted = [side if keep else 0.0 for side, keep in zip(self._sides, inside, strict=True)]
        left = [
            side - value - ease * weight if keep else 0.0
            for side, value, ease, weight, keep in zip(
                wanted, values, self._ease, weights, inside, strict=True
            )
        ]
        scaled = [value / d for value, d in zip(left, self._diagonal, strict=True)]
        way, error = scaled, sum(map(mul, left, scaled))
        enough = _CLOSE_ENOUGH * sum(
            value * value / d for value, d in zip(wanted, self._diagonal, strict=True)
        )
        for _ in range(_STEPS):
            if error <= enough:
                break
            moved = self._values(way, self._plane(way), inside)
            applied = list(map(add, moved, map(mul, self._ease, way)))
            step = error / sum(map(mul, way, applied))
            weights = [w + step * v for w, v in zip(weights, way, strict=True)]
            values = [value + step * m for value, m in zip(values, moved, strict=True)]
            left = [value - step * a for value, a in zip(left, applied, strict=True)]
            scaled = [value / d for value, d in zip(left, self._diagonal, strict=True)]
            before, error = error, sum(map(mul, left, scaled))
            way = [s + error / before * v for s, v in zip(scaled, way, strict=True)]
        return weights, values
