"""Learn a linear separation of liked and disliked papers, in plain Python.

The machine is a support vector machine with squared hinge loss, solved by coordinate descent on
its dual: Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
https://doi.org/10.1145/1390156.1390208, the method behind LIBLINEAR.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from readlist.ranking.space import Plane, Row

_ROUNDS = 30
"""Passes over the examples at most; small costs converge in about five."""
_CLOSE_ENOUGH = 0.01
"""Passes end when no example violates its condition by more, as a share of the margin."""


@dataclass(frozen=True, slots=True)
class Example:
    """A paper that the reader marked."""

    row: Row
    side: float
    """1 for liked, -1 for disliked."""
    cost: float
    """What an error on it costs; above 0."""


@dataclass(frozen=True, slots=True)
class Background:
    """The mean of the papers that are not marked, as one more example."""

    side: float
    cost: float
    """0 if it takes no part."""
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
    offset: float


def separate(examples: Sequence[Example], background: Background, plane: Plane) -> Separation:
    """Return the separation that costs least.

    Args:
        examples: At least one.
        background: The mean of the others.
        plane: All zeros; it is changed.
    """
    return _Descent(examples, background, plane).run()


class _Descent:
    """The state of a descent: a dual weight of each example, and the sums that they make."""

    def __init__(self, examples: Sequence[Example], background: Background, plane: Plane) -> None:
        self._examples = examples
        self._background = background
        self._plane = plane
        self._weights = [0.0] * len(examples)
        # The offset is the weight of a feature that is 1 in every paper, as LIBLINEAR has it.
        self._steepness = [e.row.square() + 1.0 + 0.5 / e.cost for e in examples]
        self._mean = 0.0
        self._towards_mean = 0.0
        self._offset = 0.0

    def run(self) -> Separation:
        for _ in range(_ROUNDS):
            worst = self._move_background()
            for place in range(len(self._examples)):
                worst = max(worst, self._move(place))
            if worst < _CLOSE_ENOUGH:
                break
        side = self._background.side
        return Separation(self._plane, side * self._mean, self._offset)

    def _move(self, place: int) -> float:
        """Bring the weight of one example to its best; return how far it was off."""
        example = self._examples[place]
        side, old = example.side, self._weights[place]
        near = self._background.dots[place]
        value = (
            self._plane.dot(example.row) + self._offset + self._background.side * self._mean * near
        )
        slope = side * value - 1.0 + old * 0.5 / example.cost
        if old == 0.0 and slope >= 0.0:
            return 0.0
        new = max(old - slope / self._steepness[place], 0.0)
        step = side * (new - old)
        if step:
            self._weights[place] = new
            self._plane.add(example.row, step)
            self._offset += step
            self._towards_mean += step * near
        return abs(slope)

    def _move_background(self) -> float:
        back = self._background
        if not back.cost:
            return 0.0
        value = self._towards_mean + self._offset + back.side * self._mean * back.square
        slope = back.side * value - 1.0 + self._mean * 0.5 / back.cost
        if self._mean == 0.0 and slope >= 0.0:
            return 0.0
        new = max(self._mean - slope / (back.square + 1.0 + 0.5 / back.cost), 0.0)
        self._offset += back.side * (new - self._mean)
        self._mean = new
        return abs(slope)
