"""Merge the order of papers that two sides arranged."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

from readlist.sync.lines import rising

K = TypeVar("K", bound=Hashable)


def merge_order(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], kept: Collection[K]
) -> list[K]:
    """Return the order of what is kept.

    What one side moved, moves; what both moved is where ours has it; what is new comes after its
    neighbour, ours first.

    Args:
        base: The order of the common ancestor, each key once.
        ours: Ours.
        theirs: Theirs.
        kept: The keys of the result, each of them in ours or theirs.
    """
    kept = set(kept)
    moved = _moved(base, theirs) - _moved(base, ours)
    placed = [key for key in ours if key in kept and key not in moved]
    waiting: dict[K | None, list[K]] = {}
    standing = set(placed)
    anchor: K | None = None
    for key in theirs:
        if key in standing:
            anchor = key
        elif key in kept:
            waiting.setdefault(anchor, []).append(key)
    known = set(base)
    merged: list[K] = []
    due = waiting.get(None, [])
    for key in placed:
        if key in known:
            merged += due
            due = []
        merged.append(key)
        due = due + waiting.get(key, [])
    return merged + due


def _moved(base: Sequence[K], side: Sequence[K]) -> set[K]:
    """Return the keys that a side moved: the fewest without which the order is unchanged."""
    places = {key: place for place, key in enumerate(base)}
    shared = [key for key in side if key in places]
    kept = set(shared)
    if shared == [key for key in base if key in kept]:
        return set()
    still = {shared[place] for place in rising([places[key] for key in shared])}
    return {key for key in shared if key not in still}
