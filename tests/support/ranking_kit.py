"""Invented papers by the hundred, for rankings: the same on every machine."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from readlist.ranking.fast import FastSpace
from readlist.ranking.packed import Packed
from readlist.ranking.plain import PlainSpace
from readlist.ranking.space import Space

WAYS: Mapping[str, Callable[[Packed], Space[Any]]] = {
    "plain": PlainSpace,
    "fast": FastSpace,
}
"""The two ways to work with vectors."""

_SUBJECTS = (
    "gate expert route sparse load token balance layer mixture capacity",
    "tulip bulb water soil spring garden rose seed root petal",
    "wind storm gust cloud rain pressure front sky humidity forecast",
    "galaxy redshift survey telescope photometry supernova dark energy lens star",
    "protein folding structure residue binding docking helix peptide enzyme ligand",
)
_COMMON = (
    "we show that the method scales with data and needs fewer parameters while it keeps accuracy "
    "of larger models on long inputs where earlier work fails because errors add up"
).split()


def invented(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Return titles and abstracts; neighbours are of different subjects, some have no abstract."""
    chance = random.Random(seed)
    papers = []
    for number in range(count):
        own = _SUBJECTS[number % len(_SUBJECTS)].split()
        other = chance.choice(_SUBJECTS).split()
        title = f"{' '.join(chance.choices(own, k=4))} of {chance.choice(other)} {number}"
        words = (
            chance.choices(own, k=25) + chance.choices(other, k=8) + chance.choices(_COMMON, k=40)
        )
        chance.shuffle(words)
        papers.append((title, "" if number % 17 == 3 else " ".join(words) + "."))
    return papers


def invented_marks(count: int, share: float, liked: float, seed: int = 2) -> dict[int, float]:
    """Return marks on some of so many papers, for the first two subjects rather than the others.

    Args:
        count: How many papers there are.
        share: How many of them are marked.
        liked: How many of the marked ones are liked.
        seed: Other seeds give other marks.
    """
    chance = random.Random(seed)
    marks = {}
    for place in range(count):
        if chance.random() < share:
            likely = min(1.0, liked * (1.6 if place % 5 < 2 else 0.6)) if liked < 1 else 1.0
            marks[place] = (1.0 if chance.random() < likely else -1.0) * chance.choice((1.0, 1.5))
    return marks


CASES: Sequence[tuple[int, float, float]] = (
    (300, 0.01, 1.0),
    (300, 0.1, 0.5),
    (300, 0.4, 0.8),
    (300, 0.1, 0.0),
    (3_000, 0.002, 1.0),
    (3_000, 0.05, 0.5),
    (3_000, 0.4, 0.6),
)
"""Numbers of papers, shares that are marked, and shares of these that are liked."""
