"""The list as a value: papers in the reader's order, found, filtered, sorted and grouped."""

from readlist.reading_list.filters import EMPTY_TOPIC, HOLDINGS, Filters
from readlist.reading_list.papers import Group, Outline, ReadingList, Selection

__all__ = ["EMPTY_TOPIC", "HOLDINGS", "Filters", "Group", "Outline", "ReadingList", "Selection"]
