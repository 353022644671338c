"""Merge texts line by line: what both sides wrote is kept, and nothing becomes a conflict.

Lines are compared with the common ancestor. A line that one side removed is removed; a new line
stays in the gap where it was written; a gap has the new lines of both sides, dated ones by date,
then by text, and equal ones once. The result does not depend on which side is called ours.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_DATED = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_EXACT = 250_000
"""Lines times lines up to which the longest common subsequence is computed."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that a side wrote, and its position among those of the other side."""

    text: str
    group: tuple[int, int, str, str]
    """The gap; whether it stands for a line of the base (0) or is new (1); the date and the first
    line of the dated passage that it is part of."""


def merge_text(base: str, ours: str, theirs: str) -> str:
    """Return the merge of three texts; symmetric in ours and theirs."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    merged = merge_lines(_cut(base), _cut(ours), _cut(theirs))
    ended = not merged or ours.endswith("\n") or theirs.endswith("\n")
    return "\n".join(merged) + ("\n" if ended and merged else "")


def _cut(text: str) -> list[str]:
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the merge of three lists of lines; symmetric in ours and theirs."""
    kept_here, new_here = _against(base, ours)
    kept_there, new_there = _against(base, theirs)
    merged: list[str] = []
    here: list[_Line] = []
    there: list[_Line] = []
    for gap in range(len(base) + 1):
        here += new_here[gap]
        there += new_there[gap]
        # If no line stays in between, nothing tells in which gap a line was written.
        if gap == len(base) or (kept_here[gap] and kept_there[gap]):
            merged += _both(here, there) + list(base[gap : gap + 1])
            here, there = [], []
    return merged


def _against(base: Sequence[str], side: Sequence[str]) -> tuple[list[bool], list[list[_Line]]]:
    """Return the lines of the base that a side kept, and what it wrote in each gap."""
    kept = [False] * len(base)
    gaps: list[list[tuple[str, int]]] = [[] for _ in range(len(base) + 1)]
    pairs = [(-1, -1), *matches(base, side), (len(base), len(side))]
    for (old, new), (next_old, next_new) in pairwise(pairs):
        if old >= 0:
            kept[old] = True
        room = next_old - old - 1
        for number, text in enumerate(side[new + 1 : next_new]):
            # A line that replaces a removed one takes its place, line by line.
            gap = old + 1 + min(number + 1, room)
            gaps[gap].append((text, 0 if number < room else 1))
    return kept, [_grouped(number, gap) for number, gap in enumerate(gaps)]


def _grouped(gap: int, lines: Sequence[tuple[str, int]]) -> list[_Line]:
    grouped: list[_Line] = []
    for text, new in lines:
        date = _DATED.match(text)
        if date or not grouped or grouped[-1].group[1] != new:
            grouped.append(_Line(text, (gap, new, date[0] if date else "", text)))
        else:
            grouped.append(_Line(text, grouped[-1].group))
    return grouped


def _both(one: list[_Line], other: list[_Line]) -> list[str]:
    """Return what two sides wrote in one gap."""
    if not one or not other:
        return [line.text for line in one or other]
    one, other = sorted((one, other), key=lambda lines: [line.text for line in lines])
    texts, other_texts = [line.text for line in one], [line.text for line in other]
    shared = matches(texts, other_texts)
    merged: list[str] = []
    ends = [(-1, -1), *shared, (len(one), len(other))]
    for (here, there), (next_here, next_there) in pairwise(ends):
        if here >= 0:
            merged.append(texts[here])
        merged += _between(one[here + 1 : next_here], other[there + 1 : next_there])
    return merged


def _between(one: Sequence[_Line], other: Sequence[_Line]) -> list[str]:
    """Combine two passages without a common line, each in its own order."""
    merged: list[str] = []
    here = there = 0
    while here < len(one) and there < len(other):
        if one[here].group <= other[there].group:
            merged.append(one[here].text)
            here += 1
        else:
            merged.append(other[there].text)
            there += 1
    return merged + [line.text for line in [*one[here:], *other[there:]]]


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of lines that two texts share, in order.

    The longest such series if that is cheap; else one based on lines that occur once in each text,
    in linear time.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    here, there = old[start : len(old) - end], new[start : len(new) - end]
    find = _longest if len(here) * len(there) <= _EXACT else _unique
    head = [(place, place) for place in range(start)]
    middle = [(start + a, start + b) for a, b in find(here, there)]
    return head + middle + [(len(old) - n, len(new) - n) for n in range(end, 0, -1)]


def _longest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for here in range(len(old) - 1, -1, -1):
        row, below, line = lengths[here], lengths[here + 1], old[here]
        for there in range(len(new) - 1, -1, -1):
            if line == new[there]:
                row[there] = below[there + 1] + 1
            else:
                row[there] = max(below[there], row[there + 1])
    pairs, here, there = [], 0, 0
    while here < len(old) and there < len(new):
        if old[here] == new[there]:
            pairs.append((here, there))
            here, there = here + 1, there + 1
        elif lengths[here + 1][there] >= lengths[here][there + 1]:
            here += 1
        else:
            there += 1
    return pairs


def _unique(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    places = [_once(old), _once(new)]
    shared = sorted(
        (place, places[1][line]) for line, place in places[0].items() if line in places[1]
    )
    chosen = set(rising([there for _, there in shared]))
    pairs: list[tuple[int, int]] = []
    last = (-1, -1)
    for number, (here, there) in enumerate(shared):
        if number not in chosen or here <= last[0] or there <= last[1]:
            continue
        back = 0
        while (
            min(here - back - 1 - last[0], there - back - 1 - last[1]) > 0
            and old[here - back - 1] == new[there - back - 1]
        ):
            back += 1
        pairs += [(here - n, there - n) for n in range(back, -1, -1)]
        last = (here, there)
    return pairs


def _once(lines: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    doubled: set[str] = set()
    for place, line in enumerate(lines):
        if line in places:
            doubled.add(line)
        places[line] = place
    return {line: place for line, place in places.items() if line not in doubled}


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest increasing subsequence of the numbers."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(number)
            ends.append(place)
        else:
            tails[length] = number
            ends[length] = place
    series, place = [], ends[-1] if ends else -1
    while place >= 0:
        series.append(place)
        place = before[place]
    return series[::-1]
