"""Learn a linear separation of liked and disliked papers.

The machine is a support vector machine with squared hinge loss. Its minimum is found by Newton's
method (Keerthi and DeCoste 2005, https://www.jmlr.org/papers/v6/keerthi05a.html): the examples
inside the margin give a system of linear equations, which conjugate gradients solve; then the
examples inside the margin are chosen again, until the gradient is next to nothing.

The equations are those of the weights (Chapelle 2007, "Training a support vector machine in the
primal"), not of the coefficients of examples: costs differ by hundreds, and as equations of
coefficients that takes three times the steps (docs/decisions/0045). But weights are never formed.
Each is a sum of examples, and is kept as how often each example is in it: a step takes one product
of the examples with each other, and a gradient's length is a product with their products.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from readlist.ranking.columns import Numbers

_MARGINS = 12
"""Rounds of Newton's method at most; two or three are usual."""
_STEPS = 40
"""Steps of conjugate gradients at most."""
_CLOSE_ENOUGH = 1e-11
"""The squared length of the gradient at which the steps end, as a share of that at zero."""
_ROUGHLY = 1e-9
"""The same where more than `_MANY` papers are marked: the order hardly changes any more, and each
further step is a product of all of them."""
_MANY = 10_000


class Examples(Protocol):
    """The papers that the reader marked."""

    def column(self, numbers: Sequence[float]) -> Numbers:
        """Return numbers in the form that these examples work with."""

    def joined(self, numbers: Numbers, last: float) -> Numbers:
        """Return numbers with one more behind them."""

    def between(self, times: Numbers, latent: float) -> Numbers:
        """Return the products with the sum of the papers, each so many times.

        Args:
            times: How often each is in the sum.
            latent: How much factors count.
        """


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be separated, and what errors cost."""

    examples: Examples
    """At least one."""
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
    """How often each example is in the weights."""
    background: float
    """How often the background is."""
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
    """What weights have to fulfil, as sums of the examples and of the background, the last."""

    def __init__(self, task: Task) -> None:
        self._examples, self._latent = task.examples, task.latent
        self._background = task.background
        column = task.examples.column
        self._sides = column([*task.sides, task.background.side])
        # The derivative of a squared error is twice the error.
        self._costs = column([2 * cost for cost in (*task.costs, task.background.cost)])
        self._dots = column(task.background.dots)
        self._close = _CLOSE_ENOUGH if len(task.sides) <= _MANY else _ROUGHLY

    def solved(self) -> Separation:
        """Return the solution."""
        coefficients = values = self._sides * 0.0
        inside, enough = values, 0.0
        for _ in range(_MARGINS):
            before, inside = inside, (values * self._sides < 1.0) * self._costs
            moved = inside - before
            if not moved.dot(moved):
                break
            downhill = inside * (self._sides - values) - coefficients
            along = self._values(downhill)
            length = downhill.dot(along)
            enough = enough or self._close * length
            if length <= enough:
                break
            more, change = self._conjugate_gradients(inside, downhill, along, enough)
            coefficients, values = coefficients + more, values + change
        offset = float(coefficients.sum())
        *found, mean = coefficients.tolist()
        return Separation(found, mean, values[:-1].tolist(), offset)

    def _values(self, times: Numbers) -> Numbers:
        """Return the product of each example with a sum of all, each so many times."""
        own, mean = times[:-1], times[-1:].sum()
        offset = times.sum()  # the weight of a feature that is 1 in every paper
        found = self._examples.between(own, self._latent) + self._dots * mean
        last = self._dots.dot(own) + mean * self._background.square
        return self._examples.joined(found, last) + offset

    def _conjugate_gradients(
        self, inside: Numbers, downhill: Numbers, along: Numbers, enough: float
    ) -> tuple[Numbers, Numbers]:
        """Go to where the cost is least, were the examples inside always the same.

        The method is that of Hestenes and Stiefel 1952.

        Args:
            inside: The costs of the examples inside, 0 for the others.
            downhill: The gradient, turned around.
            along: The values of the examples under it.
            enough: The squared length of a gradient that is next to nothing.

        Returns:
            What is to be added to the coefficients, and by how much that changes the values.
        """
        more = change = downhill * 0.0
        direction, ahead, length = downhill, along, downhill.dot(along)
        for _ in range(_STEPS):
            bent = direction + inside * ahead
            step = length / bent.dot(ahead)
            more, change = more + direction * step, change + ahead * step
            downhill = downhill - bent * step
            along = self._values(downhill)
            before, length = length, downhill.dot(along)
            if length <= enough:
                break
            direction = downhill + direction * (length / before)
            ahead = along + ahead * (length / before)
        return more, change
