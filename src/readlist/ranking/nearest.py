"""Find the papers that are most like one paper, without ranking all others."""

from collections.abc import Sequence
from heapq import nlargest
from math import sqrt
from operator import mul

from readlist.ranking.features import Features
from readlist.ranking.ranker import Ranker

_SHORT = 300
"""Papers that are compared by all their terms; of more, these are chosen by their subjects."""


def nearest(features: Sequence[bytes], place: int, others: Sequence[int]) -> list[int]:
    """Return papers by how much they are like one, the nearest first.

    Of many papers only those of the same subjects come back: 300 of them.

    Args:
        features: Of all papers, as `readlist.ranking.features_of` gives their bytes.
        place: Which one.
        others: The places of those that it is compared with.

    Raises:
        ValueError: Features are of another version, or damaged.
    """
    one = Features.from_bytes(features[place])
    known = {other: Features.from_bytes(features[other]) for other in others}
    chosen = list(known)
    if len(chosen) > _SHORT:
        likeness = _subject_likeness if one.latent else _shared_terms
        scores = {other: likeness(one, found) for other, found in known.items()}
        best = set(nlargest(_SHORT, scores, key=lambda other: scores[other]))
        chosen = [other for other in chosen if other in best]
    ranker = Ranker.from_features([one, *(known[other] for other in chosen)])
    return [chosen[found.index - 1] for found in ranker.rank({0: True})]


def _subject_likeness(one: Features, other: Features) -> float:
    """Return the cosine of two papers' latent factors, but for the length of the first."""
    length = sqrt(sum(map(mul, other.latent, other.latent)))
    return sum(map(mul, one.latent, other.latent)) / length if length else -1.0


def _shared_terms(one: Features, other: Features) -> float:
    return len(set(one.terms).intersection(other.terms))
