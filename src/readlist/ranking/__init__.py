"""What to read next, learned from what the reader marked (docs/ranking.md)."""

from readlist.ranking.features import FEATURE_VERSION, Features, features_of, features_of_many
from readlist.ranking.nearest import nearest
from readlist.ranking.packed import BLOCK, Packed, PackedBlock
from readlist.ranking.ranker import LikedOdds, Ranked, Ranker
from readlist.ranking.reasons import Reasons

__all__ = [
    "BLOCK",
    "FEATURE_VERSION",
    "Features",
    "LikedOdds",
    "Packed",
    "PackedBlock",
    "Ranked",
    "Ranker",
    "Reasons",
    "features_of",
    "features_of_many",
    "nearest",
]
