"""Order papers by what the reader marked."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import copysign, isfinite
from typing import Self

from readlist.ranking.features import Features, features_of
from readlist.ranking.learning import LinearModel, learn
from readlist.ranking.reasons import explain
from readlist.ranking.space import Space, WeightVector
from readlist.ranking.term_model import shipped_model
from readlist.scale import EVEN, Account, score_of, value_of_log_odds

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
        self._start(found, papers.__getitem__)

    @classmethod
    def from_features(
        cls,
        features: Iterable[bytes | Features],
        text: Text | None = None,
    ) -> Self:
        """Return a ranker from features that were kept.

        Args:
            features: Of each paper, as `features_of` gives them or as their bytes.
            text: Gives title and abstract of a paper; needed for reasons only.

        Raises:
            ValueError: Bytes are of another version, or damaged.
        """
        ranker = cls.__new__(cls)
        known = [Features.from_bytes(f) if isinstance(f, bytes) else f for f in features]
        ranker._start(known, text)  # noqa: SLF001 - its own class
        return ranker

    def _start(self, features: Sequence[Features], text: Text | None) -> None:
        self._space = Space(features)
        self._text = text

    @cached_property
    def _total(self) -> WeightVector:
        return self._space.total()

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
        vectors = self._space.vectors
        for place in marks:
            if not 0 <= place < len(vectors):
                raise IndexError(f"no paper {place}: there are {len(vectors)}")
        opinions = {place: weight for place, mark in marks.items() if (weight := _weight(mark))}
        todo = [place for place in range(len(vectors)) if place not in marks]
        if not opinions:
            return [Ranked(place, EVEN, _nothing) for place in todo]
        learned = learn(self._space, self._total, opinions)
        scored = [(-learned.log_odds(vectors[place]), place) for place in todo]
        scored += [
            (-learned.log_odds_by_others(place, vectors[place]), place)
            for place in also
            if place in opinions
        ]
        scored.sort()
        explain_one = partial(self._explain, learned)
        return [
            Ranked(place, score_of(value_of_log_odds(-value)), explain_one)
            for value, place in scored
        ]

    def _explain(self, learned: LinearModel, place: int) -> Account:
        start = value_of_log_odds(learned.start_of(place))
        if self._text is None:
            return Account((), start)
        vector = self._space.vectors[place]
        weights = learned.by_others(place, vector) if place in learned.own else learned.weights
        reasons = explain(self._text(place), vector, weights, self._space, shipped_model())
        return Account(reasons, start)


def _weight(mark: bool | float) -> float:
    """Return a mark as a weight of reasonable size, 0 for no opinion."""
    if isinstance(mark, bool):
        return 1.0 if mark else -1.0
    if not isfinite(mark):
        raise ValueError(f"{mark} is no weight")
    return copysign(min(max(abs(mark), 1 / _HEAVIEST), _HEAVIEST), mark) if mark else 0.0


def _nothing(_: int) -> Account:
    return Account()
