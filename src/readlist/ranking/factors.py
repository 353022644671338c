"""The latent factors of many papers at once, with NumPy: those that `TermModel.latent` gives.

Sums are whole numbers far below 2 ** 53, so that they are exact in whatever order they are formed.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise, repeat
from math import log
from typing import Any

from readlist.ranking.one_thread import np
from readlist.ranking.term_model import HEAVIEST, MOST, SHIFT, TermModel

_AT_ONCE = 32
"""Papers that are added up at a time: their terms' vectors fit a processor's cache."""
_OFTEN = 1_024
"""How often a term may occur."""


class ManyFactors:
    """Makes the latent factors of papers.

    Args:
        model: The vectors of terms.
    """

    def __init__(self, model: TermModel) -> None:
        self._model = model
        self._scales = np.frombuffer(model.scales, np.uint16).astype(np.float64)
        self._vectors = np.frombuffer(model.vectors, np.uint8).reshape(-1, model.factors)
        self._damped = np.array([0.0, *(1 + log(count) for count in range(1, _OFTEN))])

    def latent(self, papers: Sequence[Mapping[int, int]]) -> "list[array[int]]":
        """Return the direction of each paper, by how often its terms occur; empty if unknown."""
        found: list[array[int]] = []
        for start in range(0, len(papers), _AT_ONCE):
            found += self._some(papers[start : start + _AT_ONCE])
        return found

    def _some(self, papers: Sequence[Mapping[int, int]]) -> "list[array[int]]":
        if any(len(one) > MOST or max(one.values(), default=0) >= _OFTEN for one in papers):
            return [self._model.latent(one) for one in papers]
        rows = np.array([*chain.from_iterable(map(self._rows, papers))], np.intp)
        counts = np.array([*chain.from_iterable(one.values() for one in papers)], np.intp)
        owner = np.repeat(np.arange(len(papers)), [*map(len, papers)])
        known = rows >= 0
        rows, counts, owner = rows[known], counts[known], owner[known]
        weighed = np.rint(self._scales[rows] * self._damped[counts]).astype(np.intp)
        weights = np.minimum(weighed >> 4, HEAVIEST).astype(np.float64)
        sums = np.zeros((len(papers), self._model.factors))
        starts = np.searchsorted(owner, np.arange(len(papers) + 1))
        for paper, (start, end) in enumerate(pairwise(starts.tolist())):
            sums[paper] = weights[start:end] @ self._vectors[rows[start:end]].astype(np.float64)
        together = np.bincount(owner, weights, len(papers))
        sums -= SHIFT * together[:, np.newaxis]
        return [
            _bytes(one) if some else array("b") for one, some in zip(sums, together, strict=True)
        ]

    def _rows(self, counts: Mapping[int, int]) -> Any:  # noqa: ANN401 - a map of numbers
        return map(self._model.rows.get, counts, repeat(-1))


def _bytes(sums: Any) -> "array[int]":  # noqa: ANN401 - an array of NumPy
    """Return a vector of the same direction with factors from -127 to 127."""
    longest = np.abs(sums).max()
    if not longest:
        return array("b")
    return array("b", np.rint(sums * 127 / longest).astype(np.int8).tobytes())


@cache
def many(model: TermModel) -> ManyFactors:
    """Return what makes the factors of many papers by a model, made once."""
    return ManyFactors(model)
