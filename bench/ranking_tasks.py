"""Data and protocols that rankings are measured by; docs/ranking.md describes them."""

import csv
import json
import lzma
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

Papers = Sequence[tuple[str, str]]
"""Titles and abstracts."""

INBOX = 4_000
"""Papers that arrive after the cut, and papers before it among which rejected ones are drawn."""
_LEAST_INBOX, _LEAST_RELEVANT = 1_000, 5
_CUTS = (0.25, 0.5, 0.75)


class Order(Protocol):
    """What is measured: made from papers, it orders those without a mark, the best first."""

    def order(self, marks: Mapping[int, bool]) -> Sequence[int]:
        """Return positions of papers."""


Maker = Callable[[Papers], Order]


@dataclass(frozen=True)
class ScreeningSet:
    """The papers that a systematic review looked at, and which of them it kept."""

    name: str
    papers: Papers
    kept: Any


@dataclass(frozen=True)
class ListTask:
    """A reading list at a moment: what is on it, what was passed over, what arrives next."""

    name: str
    papers: Papers
    """First those on the list, then those passed over, then those that arrive."""
    liked: int
    rejected: int
    relevant: frozenset[int]
    """Positions of those that arrive and will be on the list."""


def screening_sets(folder: Path, most: int) -> Iterator[ScreeningSet]:
    """Yield the sets of up to so many papers."""
    for path in sorted(folder.glob("*.csv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        if len(rows) <= most:
            papers = [(row["title"], row["abstract"]) for row in rows]
            kept = np.array([row["label"] == "1" for row in rows])
            yield ScreeningSet(path.name.removesuffix(".csv.xz"), papers, kept)


def losses(make: Maker, found: ScreeningSet, seeds: int) -> list[float]:
    """Return what a method loses on a set, from so many starts."""
    order = make(found.papers)
    return [screen(order, found.kept, seed) for seed in range(seeds)]


def screen(order: Order, kept: Any, seed: int, late: int = 0) -> float:  # noqa: ANN401 - a NumPy array
    """Return the normalised loss of a simulated screening: 0 is perfect, random about 0.5.

    It starts with one relevant and one irrelevant paper. The first of the order is answered, and
    the ranker is asked again: after each answer up to 100, then after every 5, from 1,000 on after
    every 100, until all relevant papers are found. The loss is that of ``asreview.metrics``.

    Args:
        order: What is measured.
        kept: Which papers are relevant.
        seed: Of the first two papers.
        late: If it is not 0, the ranker is also asked no sooner than after one answer for each so
            many that there are.
    """
    random = np.random.default_rng(seed)
    seen = [int(random.choice(np.flatnonzero(side), 1)[0]) for side in (kept, ~kept)]
    all_, relevant = len(kept), int(kept.sum())
    while kept[seen].sum() < relevant:
        pause = 100 if len(seen) >= 1000 else 5 if len(seen) >= 100 else 1
        pause = max(pause, len(seen) // late) if late else pause
        ordered = order.order({place: bool(kept[place]) for place in seen})
        seen += [int(place) for place in ordered[:pause]]
    found = np.zeros(all_)
    found[: len(seen)] = kept[seen]
    best = relevant * (all_ - (relevant - 1) / 2)
    return float((best - np.cumsum(found).sum()) / (relevant * (all_ - relevant)))


def list_tasks(corpus: Path, lists: Path, library: int, rejected: int) -> Iterator[ListTask]:
    """Yield a task for each list and each cut in time that leaves enough papers.

    The library is the last papers on the list before the cut; rejected ones are drawn from the
    papers before the cut that are not on it; the inbox is the papers after it.
    """
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        papers = sorted((json.loads(line) for line in lines), key=lambda paper: str(paper["id"]))
    places = {paper["id"]: place for place, paper in enumerate(papers)}
    for line in lists.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        listed = np.array(sorted(places[one] for one in found["ids"] if one in places))
        for number, share in enumerate(_CUTS):
            random = np.random.default_rng(number + sum(map(ord, found["list"])))
            cut = listed[min(len(listed) - 1, max(library, int(len(listed) * share)))]
            liked = listed[listed < cut][-library:]
            inbox = np.arange(cut, min(len(papers), cut + INBOX))
            relevant = np.isin(inbox, listed)
            if (
                len(liked) < library
                or len(inbox) < _LEAST_INBOX
                or relevant.sum() < _LEAST_RELEVANT
            ):
                continue
            earlier = np.setdiff1d(np.arange(max(0, cut - INBOX), cut), listed)
            passed = random.choice(earlier, min(rejected, len(earlier)), replace=False)
            rows = [int(place) for place in (*liked, *passed, *inbox)]
            start = len(liked) + len(passed)
            yield ListTask(
                found["list"],
                [(papers[row]["title"], papers[row]["abstract"]) for row in rows],
                len(liked),
                len(passed),
                frozenset(int(place) + start for place in np.flatnonzero(relevant)),
            )


def marks_of(task: ListTask) -> dict[int, bool]:
    """Return what the reader has said so far."""
    return {place: place < task.liked for place in range(task.liked + task.rejected)}


def precision(make: Maker, task: ListTask) -> list[float]:
    """Return the average precision of a method on a list, as the only item."""
    return [average_precision(make(task.papers).order(marks_of(task)), task.relevant)]


def average_precision(ordered: Sequence[int], relevant: frozenset[int]) -> float:
    """Return the mean, over the relevant papers, of the precision at the place of each."""
    at = [place for place, paper in enumerate(ordered, 1) if int(paper) in relevant]
    return sum(count / place for count, place in enumerate(at, 1)) / len(at)
