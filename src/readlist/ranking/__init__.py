"""What to read next, learned from what the reader marked (docs/ranking.md)."""

from readlist.ranking.features import FEATURE_VERSION, Features, features_of
from readlist.ranking.nearest import nearest
from readlist.ranking.ranker import Ranked, Ranker
from readlist.ranking.reasons import Reasons

__all__ = ["FEATURE_VERSION", "Features", "Ranked", "Ranker", "Reasons", "features_of", "nearest"]
