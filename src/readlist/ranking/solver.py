"""Learn a linear separation of liked and disliked papers.

The machine is a support vector machine with squared hinge loss. Its minimum is found by Newton's
method (Keerthi and DeCoste 2005, https://www.jmlr.org/papers/v6/keerthi05a.html): the examples
inside the margin give a system of linear equations in their coefficients, which conjugate gradients
solve; then the examples inside the margin are chosen again, until they stay the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, mul
from typing import Protocol

_MARGINS = 10
"""Rounds of Newton's method at most; two or three are usual."""
_STEPS = 30
"""Steps of conjugate gradients at most; six or so are usual."""
_CLOSE_ENOUGH = 1e-6
"""The squared residual at which the steps end, as a share of that at the start. With a larger one
the rounding of `fast` and of `plain` decides which examples are inside."""
_ROUGHLY = 1e-4
"""The same where more than `_MANY` papers are marked: the order hardly changes any more, and each
further step is a product of all of them."""
_MANY = 10_000


class Examples(Protocol):
    """The papers that the reader marked."""

    def between(self, times: Sequence[float], wanted: Sequence[bool], latent: float) -> list[float]:
        """Return the products with the sum of the papers, each so many times.

        Args:
            times: How often each is in the sum.
            wanted: Of which papers; others may get any number.
            latent: How much factors count.
        """


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be separated, and what errors cost."""

    examples: Examples
    """At least one."""
    squares: Sequence[float]
    """The product of each with itself."""
    latent: float
    """How much latent factors count."""
    sides: Sequence[float]
    """Of each example 1 for liked, -1 for disliked."""
    costs: Sequence[float]
    """What an error on each costs; above 0."""
    background: "Background"


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
    """What was learned.

    The value of a paper is its product with the weights, plus the offset; the weights are the sum
    of the examples and the background, each times its coefficient.
    """

    coefficients: Sequence[float]
    """The dual coefficient of each example."""
    background: float
    """The coefficient of the background."""
    values: Sequence[float]
    """The value of each example."""
    offset: float


def separate(task: Task) -> Separation:
    """Return the separation that costs least.

    The way to it always starts at zero: from what was learned before it would end a little
    elsewhere, and the same marks would not give the same order (docs/decisions/0041).
    """
    return _Equations(task).solved()


class _Equations:
    """What the coefficients of the examples have to fulfil; the background comes last."""

    def __init__(self, task: Task) -> None:
        self._examples, self._latent = task.examples, task.latent
        self._background = task.background
        self._sides = [*task.sides, task.background.side]
        # Half over the cost of an error: the regularisation, which keeps a coefficient small.
        costs = [*task.costs, task.background.cost]
        self._regularisation = [0.5 / cost for cost in costs]
        squares = [*task.squares, task.background.square]
        # The offset is the weight of a feature that is 1 in every paper.
        self._diagonal = [
            square + 1.0 + regularisation
            for square, regularisation in zip(squares, self._regularisation, strict=True)
        ]

    def solved(self) -> Separation:
        """Return the solution; the coefficient of examples beyond the margin is 0."""
        coefficients = values = [0.0] * len(self._sides)
        inside = [True] * len(self._sides)
        for rounds_left in reversed(range(_MARGINS)):
            coefficients, values = self._conjugate_gradients(coefficients, values, inside)
            outside = [not keep for keep in inside]
            if any(outside):
                found = self._values(coefficients, outside)
                values = [f if out else v for v, f, out in zip(values, found, outside, strict=True)]
            now = self._within_margin(values)
            if now == inside or not rounds_left:
                break
            inside = now
            coefficients, values = self._without(coefficients, values, inside)
        return Separation(coefficients[:-1], coefficients[-1], values[:-1], sum(coefficients))

    def _within_margin(self, values: Sequence[float]) -> list[bool]:
        return [value * side < 1.0 for value, side in zip(values, self._sides, strict=True)]

    def _without(
        self, coefficients: list[float], values: list[float], inside: Sequence[bool]
    ) -> tuple[list[float], list[float]]:
        """Return coefficients and values as they are when those of examples outside are 0."""
        gone = [0.0 if keep else -weight for weight, keep in zip(coefficients, inside, strict=True)]
        if not any(gone):
            return coefficients, values
        change = self._values(gone, inside)
        return list(map(add, coefficients, gone)), list(map(add, values, change))

    def _values(self, coefficients: Sequence[float], wanted: Sequence[bool]) -> list[float]:
        """Return the values of some examples under the coefficients, 0 for the others.

        Args:
            coefficients: Of all examples.
            wanted: Which ones.
        """
        mean, offset, dots = coefficients[-1], sum(coefficients), self._background.dots
        products = self._examples.between(coefficients[:-1], wanted[:-1], self._latent)
        values = [
            product + offset + mean * dot if keep else 0.0
            for product, dot, keep in zip(products, dots, wanted, strict=False)
        ]
        of_background = sum(map(mul, dots, coefficients)) + offset + mean * self._background.square
        return [*values, of_background if wanted[-1] else 0.0]

    def _conjugate_gradients(
        self, coefficients: list[float], values: list[float], inside: Sequence[bool]
    ) -> tuple[list[float], list[float]]:
        """Solve the equations of the examples inside (Hestenes and Stiefel 1952).

        Args:
            coefficients: Near the solution.
            values: Of the examples inside, under these coefficients.
            inside: Which ones.

        Returns:
            The coefficients that solve them, and the values under these.
        """
        wanted = [side if keep else 0.0 for side, keep in zip(self._sides, inside, strict=True)]
        residual = [
            side - value - regularisation * weight if keep else 0.0
            for side, value, regularisation, weight, keep in zip(
                wanted, values, self._regularisation, coefficients, inside, strict=True
            )
        ]
        preconditioned = [value / d for value, d in zip(residual, self._diagonal, strict=True)]
        direction, error = preconditioned, sum(map(mul, residual, preconditioned))
        close = _CLOSE_ENOUGH if len(self._sides) <= _MANY else _ROUGHLY
        enough = close * sum(
            value * value / d for value, d in zip(wanted, self._diagonal, strict=True)
        )
        for _ in range(_STEPS):
            if error <= enough:
                break
            product = self._values(direction, inside)
            applied = list(map(add, product, map(mul, self._regularisation, direction)))
            step = error / sum(map(mul, direction, applied))
            coefficients = [w + step * v for w, v in zip(coefficients, direction, strict=True)]
            values = [value + step * m for value, m in zip(values, product, strict=True)]
            residual = [value - step * a for value, a in zip(residual, applied, strict=True)]
            preconditioned = [value / d for value, d in zip(residual, self._diagonal, strict=True)]
            before, error = error, sum(map(mul, residual, preconditioned))
            direction = [
                s + error / before * v for s, v in zip(preconditioned, direction, strict=True)
            ]
        return coefficients, values
