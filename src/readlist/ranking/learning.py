"""Turn the reader's marks into a direction: which papers to like, judging by those marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readlist.ranking.solver import Background, Example, separate
from readlist.ranking.space import Plane, Row, Space

_COST = 0.11
_IRRELEVANT_TO_RELEVANT = 9.8
"""Cost of errors and balance of the two sides as tuned for ASReview's ELAS u4:
https://github.com/asreview/asreview/blob/main/asreview/models/models.py"""
_MOST_BACKGROUND = 0.5
_BACKGROUND_FADES = 3
"""The share of the disliked side's cost that falls on papers not marked: (1 - liked share) to this
power of the first number, and all of it while nothing is disliked. Where many marked papers are
liked, many of those not marked would be too."""

_STEEP, _MIDDLE = 8.0, 0.6
"""The logistic curve from places to chances, fitted as docs/ranking.md tells."""


@dataclass(frozen=True, slots=True)
class Direction:
    """What was learned: how likely a paper is liked."""

    plane: Plane
    """The weights, in units of log odds."""
    offset: float

    def log_odds(self, row: Row) -> float:
        """Return the logarithm of the odds that the reader likes a paper."""
        return self.plane.dot(row) + self.offset


def learn(space: Space, total: Plane, opinions: Mapping[int, float]) -> Direction:
    """Return what the marks say.

    Papers that are not marked stand for what the reader does not want, all together by their mean:
    of a large pile most are not wanted. If nothing is liked they stand for what is wanted.

    Args:
        space: All papers.
        total: Their sum.
        opinions: At least one; above 0 for liked papers, below for disliked ones.
    """
    mean = _mean_of_others(space, total, opinions)
    likes = sum(weight for weight in opinions.values() if weight > 0)
    dislikes = -sum(weight for weight in opinions.values() if weight < 0)
    share = _background_share(likes, dislikes)
    # The costs of one side add up to the other's through the balance, all to the number of marks.
    liked, disliked = 1.0, 1.0
    if likes and dislikes:
        disliked = likes * (1 - share) / (_IRRELEVANT_TO_RELEVANT * dislikes)
    background = (likes or dislikes) * share / _IRRELEVANT_TO_RELEVANT
    if not likes:
        background = dislikes * share
    unit = len(opinions) / (likes * liked + dislikes * disliked + background)
    examples = [
        Example(
            space.rows[place],
            1.0 if weight > 0 else -1.0,
            _COST * unit * abs(weight) * (liked if weight > 0 else disliked),
        )
        for place, weight in opinions.items()
    ]
    others = Background(
        -1.0 if likes else 1.0,
        _COST * unit * background,
        [mean.dot(example.row) for example in examples],
        mean.product(mean),
    )
    found = separate(examples, others, space.plane())
    found.plane.add_plane(mean, found.background)
    return _calibrated(found.plane, mean, examples)


def _calibrated(plane: Plane, mean: Plane, examples: Sequence[Example]) -> Direction:
    """Turn values into log odds.

    How far apart values lie depends on the number of marks and their costs; so a paper's place
    between the mean of the papers not marked (0) and that of the liked ones (1) counts.
    """
    side = max(example.side for example in examples)
    known = [plane.dot(example.row) for example in examples if example.side == side]
    start = plane.product(mean)
    apart = side * (sum(known) / len(known) - start)
    steep = _STEEP / apart if apart > 0 else 0.0
    plane.scale(steep)
    middle = _MIDDLE if side > 0 else 0.0
    return Direction(plane, -steep * start - _STEEP * middle)


def _background_share(likes: float, dislikes: float) -> float:
    if not likes or not dislikes:
        return 1.0
    return float(_MOST_BACKGROUND * (dislikes / (likes + dislikes)) ** _BACKGROUND_FADES)


def _mean_of_others(space: Space, total: Plane, opinions: Mapping[int, float]) -> Plane:
    """Return the mean of the papers that are not marked; zeros if all are."""
    others = len(space.rows) - len(opinions)
    mean = space.plane()
    if others:
        mean.add_plane(total, 1.0)
        for place in opinions:
            mean.add(space.rows[place], -1.0)
        mean.scale(1.0 / others)
    return mean
