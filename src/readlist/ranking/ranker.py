"""Order papers by what the reader marked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import copysign, isfinite
from operator import mul
from typing import TYPE_CHECKING, Generic, Self

from readlist.lazy import lazy
from readlist.ranking.features import Features, features_of
from readlist.ranking.learning import LinearModel, learn
from readlist.ranking.packed import Packed
from readlist.ranking.reasons import Moved, explain
from readlist.ranking.space import Space, W, is_large
from readlist.ranking.term_model import shipped_model
from readlist.scale import EVEN, Account, score_of, value_of_log_odds

if TYPE_CHECKING:
    from readlist.ranking import fast, plain
    from readlist.ranking.fast import FastSpace
    from readlist.ranking.plain import PlainSpace
else:
    fast = lazy("readlist.ranking.fast")
    plain = lazy("readlist.ranking.plain")

Text = Callable[[int], tuple[str, str]]
"""Gives title and abstract of a paper."""

_HEAVIEST = 1000.0
"""A mark counts as that many papers at most, and as so small a part of one at least."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A paper in its place."""

    index: int
    """Which one, as counted when the ranker was made."""
    score: float
    """How well it fits, 0 to 1."""
    _explain: Callable[[int], Account] = field(repr=False, compare=False)

    @property
    def account(self) -> Account:
        """What made the value that `readlist.scale` makes the score of.

        Worked out when asked for: ask for those that are shown. Empty without marks.
        """
        return self._explain(self.index)

    @property
    def reasons(self) -> Sequence[tuple[str, float]]:
        """The terms of the account, each with how much it moved the value; empty without texts."""
        return self.account.reasons


class Ranker:
    """Orders papers by marks on some of them. Features are made once, marks may change.

    Args:
        papers: Title and abstract of each paper; either may be empty.
    """

    def __init__(self, papers: Sequence[tuple[str, str]]) -> None:
        model = shipped_model()
        found = [features_of(title, abstract, model) for title, abstract in papers]
        self._start(Packed.of(found), papers.__getitem__)

    @classmethod
    def of(
        cls,
        papers: Packed | Sequence[Features],
        text: Text | None = None,
        *,
        large: bool | None = None,
    ) -> Self:
        """Return a ranker of papers whose features are known.

        Args:
            papers: Their features.
            text: Gives title and abstract of a paper; needed for reasons only.
            large: Whether NumPy is used; None to decide by how much work there is.
        """
        ranker = cls.__new__(cls)
        packed = papers if isinstance(papers, Packed) else Packed.of(papers)
        ranker._start(packed, text, large)  # noqa: SLF001 - its own class
        return ranker

    def _start(self, packed: Packed, text: Text | None, large: bool | None = None) -> None:
        self._large = large
        self._packed = packed
        self._text = text

    @cached_property
    def _plain(self) -> "PlainSpace":
        return plain.PlainSpace(self._packed)

    @cached_property
    def _fast(self) -> "FastSpace":
        return fast.FastSpace(self._packed)

    def rank(self, marks: Mapping[int, bool | float], also: Collection[int] = ()) -> list[Ranked]:
        """Return the papers without a mark, the best first; equals in the order they were given.

        Args:
            marks: Positions of papers with what the reader thinks of them: True or a weight above
                0 is liked, False or a weight below 0 is not, 0 is no opinion. A weight of 2 counts
                as much as two papers.
            also: Positions of marked papers to rank with the others, as if not marked themselves.

        Raises:
            IndexError: A position is not that of a paper.
            ValueError: A weight is no finite number.
        """
        judged = self.judge(marks)
        todo = [place for place in range(len(self._packed)) if place not in marks]
        todo += [place for place in also if judged.knows(place)]
        values, scores = judged.log_odds, judged.scores
        scored = sorted((-values[place], place) for place in todo)
        return [Ranked(place, scores[place], judged.account) for _, place in scored]

    def judge(self, marks: Mapping[int, bool | float]) -> "LikedOdds":
        """Return what marks say of papers.

        Args:
            marks: As for `rank`.

        Raises:
            IndexError: A position is not that of a paper.
            ValueError: A weight is no finite number.
        """
        for place in marks:
            if not 0 <= place < len(self._packed):
                raise IndexError(f"no paper {place}: there are {len(self._packed)}")
        opinions = {place: weight for place, mark in marks.items() if (weight := _weight(mark))}
        if not opinions:
            return LikedOdds([0.0] * len(self._packed))
        large = self._large
        if is_large(self._packed, len(opinions)) if large is None else large:
            return _Learned(self._fast, learn(self._fast, opinions), self._text)
        return _Learned(self._plain, learn(self._plain, opinions), self._text)


class LikedOdds:
    """What marks say of papers; this one, without any marks, says nothing.

    Args:
        log_odds: Of each paper the log odds that the reader likes it; of a marked one, by the
            other marks.
    """

    def __init__(self, log_odds: Sequence[float]) -> None:
        self.log_odds = log_odds

    @cached_property
    def scores(self) -> Sequence[float]:
        """How well each paper fits, 0 to 1."""
        return [EVEN] * len(self.log_odds)

    def knows(self, place: int) -> bool:  # noqa: ARG002 - as those that know
        """Whether the paper is marked."""
        return False

    def account(self, place: int) -> Account:  # noqa: ARG002 - as above
        """Return what made the value of a paper."""
        return Account()


class _Learned(LikedOdds, Generic[W]):
    """What was learned from marks.

    Args:
        space: All papers.
        learned: What was learned.
        text: Gives title and abstract of a paper.
    """

    def __init__(self, space: Space[W], learned: LinearModel[W], text: Text | None) -> None:
        super().__init__(learned.log_odds(space))
        self._space = space
        self._learned = learned
        self._text = text

    @cached_property
    def scores(self) -> Sequence[float]:
        return [score_of(value_of_log_odds(value)) for value in self.log_odds]

    def knows(self, place: int) -> bool:
        return place in self._learned.own

    def account(self, place: int) -> Account:
        start = value_of_log_odds(self._learned.start_of(place))
        if self._text is None:
            return Account((), start)
        return Account(explain(self._text(place), self._moved(place), shipped_model()), start)

    def _moved(self, place: int) -> Moved:
        """Return what made the value of a paper, without what a marked one adds to it itself."""
        vector, weights = self._space.vector(place), self._learned.weights
        own = self._learned.own.get(place, 0.0)
        parts = {}
        known = zip(vector.places, vector.values, weights.of_terms(vector.places), strict=True)
        for term, value, weight in known:
            scaled = vector.scale * value
            parts[term] = scaled * (weight - own * scaled)
        parts[0] = 0.0  # stands for no term
        latent = [vector.latent_scale * factor for factor in vector.latent]
        if own and latent:
            factors = [w - own * x for w, x in zip(weights.factors, latent, strict=True)]
        else:
            factors = list(weights.factors)
        by_factors = weights.latent * sum(map(mul, factors, latent))
        by_place = [parts.get(term, 0.0) for term in self._space.places(place)]
        return Moved(by_place, by_factors, factors)


def _weight(mark: bool | float) -> float:
    """Return a mark as a weight of reasonable size, 0 for no opinion."""
    if isinstance(mark, bool):
        return 1.0 if mark else -1.0
    if not isfinite(mark):
        raise ValueError(f"{mark} is no weight")
    return copysign(min(max(abs(mark), 1 / _HEAVIEST), _HEAVIEST), mark) if mark else 0.0
