"""Find the papers that are most like one paper, without ranking all others."""

from collections.abc import Sequence
from heapq import nlargest
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.ranking.features import Features
from readlist.ranking.packed import Packed
from readlist.ranking.ranker import Ranker

if TYPE_CHECKING:
    from readlist.ranking import fast
else:
    fast = lazy("readlist.ranking.fast")

_SHORT = 300
"""Papers that are compared by all their terms; of more, these are chosen by their subjects."""
_MANY = 4_000
"""Papers of which NumPy finds the subjects quicker than plain Python, its loading counted."""


def nearest(papers: Packed, place: int, others: Sequence[int]) -> list[int]:
    """Return papers by how much they are like one, the nearest first.

    Of many papers only those of the same subjects come back: 300 of them.

    Args:
        papers: All papers.
        place: Which one.
        others: The places of those that it is compared with.
    """
    one = papers.features(place)
    chosen = list(others)
    if len(chosen) > _SHORT:
        scores = _by_subject(papers, one, chosen) if one.latent else _by_terms(papers, one, chosen)
        best = nlargest(_SHORT, range(len(chosen)), key=scores.__getitem__)
        chosen = [chosen[number] for number in sorted(best)]
    if len(others) > _MANY:  # NumPy is there
        ranker = Ranker.of(fast.among(papers, [place, *chosen]), large=True)
    else:
        ranker = Ranker.of([one, *map(papers.features, chosen)])
    return [chosen[found.index - 1] for found in ranker.rank({0: True})]


def _by_subject(papers: Packed, one: Features, others: Sequence[int]) -> Sequence[float]:
    """Return the cosine of the papers' latent factors and those of one, but for its own length."""
    if len(others) > _MANY:
        every = fast.subjects(papers, one.latent)
        return [every[other] for other in others]
    found = []
    for other in others:
        number, row = papers.where(other)
        latent = papers.blocks[number].latent_of(row)
        length = sqrt(sum(map(mul, latent, latent)))
        found.append(sum(map(mul, one.latent, latent)) / length if length else -1.0)
    return found


def _by_terms(papers: Packed, one: Features, others: Sequence[int]) -> Sequence[float]:
    """Return how many terms the papers share with one."""
    terms = set(one.terms)
    return [len(terms.intersection(papers.features(other).terms)) for other in others]
