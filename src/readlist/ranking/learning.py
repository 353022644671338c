"""Turn the reader's marks into a linear model: which papers to like, judging by those marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Generic

from readlist.ranking.solver import Background, Task, separate
from readlist.ranking.space import Rows, Space, W

_COST = 0.11
"""Cost of errors as tuned for ASReview's ELAS u4:
https://github.com/asreview/asreview/blob/main/asreview/models/models.py"""

_IRRELEVANT_TO_RELEVANT = 14.0
"""How much more errors on liked papers cost together than those on the others. ELAS u4 has 9.8; see
docs/decisions/0043 for how this and the next two numbers were chosen."""

_BACKGROUND = 0.1
"""The share of the disliked side's cost that falls on papers not marked. They have it all while
nothing is disliked."""

_LATENT = 0.12
"""How much the latent factors count beside the terms, times the liked share of the marks. They know
subjects, and what a reader dislikes is mostly of the same subject."""

_FEW_LIKES, _GUESSES, _ONE_IN = 5, 20, 20
"""While so many papers or fewer are liked, those that fit best without a mark are taken for likes,
too: so many of them, but at most one in so many."""
_COUNT = 1.5
"""Guesses together count this number over the marks as much as the likes do."""

_ORDINARY, _STEEP, _OWN = 5.4, 9.7, 2.1
"""From places to log odds: minus the first number for a paper like the mean of those not marked,
the second more for one like the liked papers. As each of these is itself in what was learned, they
lie further out than others like them, the more so the fewer they are: as much as the third number
over theirs makes places count more. Fitted as docs/ranking.md tells."""


@dataclass(frozen=True, slots=True)
class LinearModel(Generic[W]):
    """What was learned: how likely a paper is liked."""

    weights: W
    """The weights, in units of log odds."""
    offset: float
    own: Mapping[int, float]
    """How often each marked paper itself is in the weights, by place."""
    squares: Sequence[float]
    """The product of each of these with itself."""

    def log_odds(self, space: Space[W]) -> list[float]:
        """Return the logarithm of the odds that the reader likes a paper, of each.

        Of a marked paper they are those that the other marks give. What it adds to its own value is
        taken away, as Jaakkola and Haussler do to estimate errors ("Probabilistic kernel regression
        models", 1999). What the others alone would learn is not looked for: that takes as long as
        all learning.
        """
        found = [product + self.offset for product in space.products(self.weights)]
        for (place, own), square in zip(self.own.items(), self.squares, strict=True):
            found[place] -= own * (square + 1.0)
        return found

    def start_of(self, place: int) -> float:
        """Return the log odds of a paper without its words: of a marked one, by the others."""
        return self.offset - self.own.get(place, 0.0)


@dataclass(frozen=True, slots=True)
class _Sides:
    """How much the marks say, and what errors cost."""

    likes: float
    """The weights of the liked papers together."""
    dislikes: float
    """Those of the disliked ones, without their sign."""
    marks: int

    @property
    def latent(self) -> float:
        """How much the latent factors count."""
        return _LATENT * self.likes / (self.likes + self.dislikes)

    def costs(self) -> tuple[float, float, float]:
        """Return what errors cost: on a liked and a disliked paper, and on all others together.

        The liked side costs that many times the other as the balance says. Together they cost as
        much as there are marks. The others are the other side while that has no marks.
        """
        if not self.likes:
            liked, disliked, others = 0.0, 1.0, self.dislikes
        elif not self.dislikes:
            liked, disliked, others = 1.0, 0.0, self.likes / _IRRELEVANT_TO_RELEVANT
        else:
            all_disliked = self.likes / _IRRELEVANT_TO_RELEVANT
            liked, others = 1.0, all_disliked * _BACKGROUND
            disliked = (all_disliked - others) / self.dislikes
        together = self.likes * liked + self.dislikes * disliked + others
        unit = _COST * self.marks / together
        return liked * unit, disliked * unit, others * unit


def learn(space: Space[W], opinions: Mapping[int, float]) -> LinearModel[W]:
    """Return what the marks say.

    Papers that are not marked stand for what the reader does not want, all together by their mean:
    of a large pile most are not wanted. If nothing is liked they stand for what is wanted.

    Args:
        space: All papers.
        opinions: At least one; above 0 for liked papers, below for disliked ones.
    """
    likes = sum(weight for weight in opinions.values() if weight > 0)
    dislikes = sum(-weight for weight in opinions.values() if weight < 0)
    sides = _Sides(likes, dislikes, len(opinions))
    liked, disliked, others = sides.costs()
    marked = space.rows(list(opinions))
    mean = _mean_of_others(space, marked, len(opinions))
    mean.latent = sides.latent
    task = Task(
        marked,
        sides.latent,
        [1.0 if weight > 0 else -1.0 for weight in opinions.values()],
        [liked * weight if weight > 0 else disliked * -weight for weight in opinions.values()],
        Background(-1.0 if likes else 1.0, others, marked.products(mean), mean.product(mean)),
    )
    found = separate(task)
    weights = marked.sum(found.coefficients)
    weights.latent = sides.latent
    weights.add(mean, found.background)
    values = [value - found.offset for value in found.values]
    if 0 < sum(side > 0 for side in task.sides) <= _FEW_LIKES:
        _add_guesses(space, weights, mean, opinions, found.coefficients)
        values = marked.products(weights)
    known = [v for v, side in zip(values, task.sides, strict=True) if side > 0 or not likes]
    start = weights.product(mean)
    steep = _steepness(start, known, liked=likes > 0)
    weights.scale(steep)
    own = {
        place: steep * weight for place, weight in zip(opinions, found.coefficients, strict=True)
    }
    offset = -steep * start - (_ORDINARY if likes else 0.0)
    return LinearModel(weights, offset, own, marked.squares(sides.latent))


def _add_guesses(
    space: Space[W],
    weights: W,
    mean: W,
    opinions: Mapping[int, float],
    coefficients: Sequence[float],
) -> None:
    """Add to the weights the papers that fit best as if they were liked, less the mean of others.

    This is the feedback without a reader of information retrieval (Buckley, Salton, Allan and
    Singhal 1995, "Automatic query expansion using SMART: TREC 3"): a few papers hold few words of
    their subject, and those that are most like them hold more.
    """
    unmarked = [place for place in range(len(space.packed)) if place not in opinions]
    count = min(_GUESSES, len(unmarked) // _ONE_IN)
    if not count:
        return
    best = nlargest(count, unmarked, key=space.products(weights).__getitem__)
    liked = sum(
        times for times, said in zip(coefficients, opinions.values(), strict=True) if said > 0
    )
    share = liked * _COUNT / len(opinions)
    weights.add(space.rows(best).sum([share / count] * count), 1.0)
    weights.add(mean, -share)


def _mean_of_others(space: Space[W], marked: Rows[W], count: int) -> W:
    """Return the mean of the papers that are not marked; zeros if all are."""
    total = space.total()
    others = len(space.packed) - count
    if not others:
        return total.zeros()
    total.add(marked.sum([1.0] * count), -1.0)
    total.scale(1.0 / others)
    return total


def _steepness(start: float, known: Sequence[float], *, liked: bool) -> float:
    """Return by how much values have to be multiplied to be log odds.

    How far apart values lie depends on the number of marks and their costs; so a paper's place
    between the mean of the papers not marked (0) and that of the liked ones (1) counts. If nothing
    is liked, the mean of the disliked ones is at -1, and the odds at 0 are even.

    Args:
        start: The value of the mean of the papers not marked.
        known: Those of the liked papers, or of the disliked ones if nothing is liked.
        liked: Which of these it is.
    """
    mean = sum(known) / len(known)
    apart = mean - start if liked else start - mean
    return _STEEP * (1 + _OWN / len(known)) / apart if apart > 0 else 0.0
