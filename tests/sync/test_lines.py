"""Texts merge line by line: nothing that either side wrote is lost, and no side is preferred."""

from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.sync import lines
from readlist.sync.lines import matches, merge_lines, merge_text, rising

_few = st.lists(st.sampled_from(["a", "b", "c", "", "2026-11-01  x", "2026-11-02  y"]), max_size=7)


def longest(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """Return the length of the longest common series, by its definition."""

    @cache
    def length(here: int, there: int) -> int:
        if here == len(old) or there == len(new):
            return 0
        if old[here] == new[there]:
            return 1 + length(here + 1, there + 1)
        return max(length(here + 1, there), length(here, there + 1))

    return length(0, 0)


def is_series(pairs: list[tuple[int, int]], old: list[str], new: list[str]) -> bool:
    """Return whether the places hold the same lines, in order."""
    rises = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    return rises and all(old[here] == new[there] for here, there in pairs)


@given(_few, _few)
def test_shared_lines_are_a_longest_series(old: list[str], new: list[str]) -> None:
    """As many lines as can be shared in order are."""
    pairs = matches(old, new)
    assert is_series(pairs, old, new)
    assert len(pairs) == longest(tuple(old), tuple(new))


@given(_few, _few)
def test_long_texts_are_compared_by_lines_that_stand_once(old: list[str], new: list[str]) -> None:
    """That is quicker and finds a series too, if not always a longest one."""
    pairs = lines._unique(old, new)
    assert is_series(pairs, old, new)
    anchors = [line for line in old if old.count(line) == new.count(line) == 1]
    assert bool(pairs) == bool(anchors)


@given(st.permutations(range(7)), st.permutations(range(7)))
def test_lines_that_stand_once_give_a_longest_series(old: list[int], new: list[int]) -> None:
    """Where no line is doubled nothing is missed."""
    one, other = ([str(line) for line in side] for side in (old, new))
    assert len(lines._unique(one, other)) == longest(tuple(one), tuple(other))


@given(st.lists(st.integers(0, 9), unique=True, max_size=8))
def test_rising_series(numbers: list[int]) -> None:
    """It rises, and none is longer."""
    series = [numbers[place] for place in rising(numbers)]
    assert series == sorted(series)
    assert rising(numbers) == sorted(rising(numbers))
    best = max(
        size
        for size in range(len(numbers) + 1)
        if size == 0 or any(list(c) == sorted(c) for c in combinations(numbers, size))
    )
    assert len(series) == best


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("xaby", "zabw", [(1, 1), (2, 2)]),
        ("aab", "ab", [(1, 0), (2, 1)]),
        ("aaxbby", "aaxbby", [(n, n) for n in range(6)]),
        ("abcabc", "abc", []),
    ],
)
def test_doubled_lines_in_front_of_one_that_stands_once_are_shared_too(
    old: str, new: str, pairs: list[tuple[int, int]]
) -> None:
    """What stands in front of an anchor on both sides belongs to it."""
    assert lines._unique(list(old), list(new)) == pairs


@given(_few, _few, _few)
def test_merging_is_even_and_loses_nothing(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    """The same whichever side is ours; every new line is there; one side alone is taken."""
    merged = merge_lines(base, ours, theirs)
    assert merged == merge_lines(base, theirs, ours)
    for line in {*ours, *theirs} - {*base}:
        assert line in merged
    assert merge_lines(base, base, theirs) == theirs
    assert merge_lines(base, ours, ours) == ours


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a\n", "a\nb", "a\nc", "a\nb\nc"),
        ("a\n", "a\nb\n", "a\nc", "a\nb\nc\n"),
        ("a", "b", "a", "b"),
        ("a\n", "", "a\nb\n", "b\n"),
        ("a\nb\n", "a\n", "b\n", ""),
        ("", "x\n", "y\n", "x\ny\n"),
        ("a\n\nb\n", "a\n\nb\nc\n", "z\na\n\nb\n", "z\na\n\nb\nc\n"),
        ("1\n2\n3\n", "1\nA\n3\n", "1\nB\n3\n", "1\nA\nB\n3\n"),
        ("1\n2\n", "A\nB\n", "1\nX\n", "A\nB\nX\n"),
        (
            "",
            "2026-11-02  b\nmore\n2026-11-04  d\n",
            "2026-11-01  a\n2026-11-03  c\nand more\n",
            "2026-11-01  a\n2026-11-02  b\nmore\n2026-11-03  c\nand more\n2026-11-04  d\n",
        ),
        ("", "x\n2026-11-02  b\n", "2026-11-01  a\n", "x\n2026-11-01  a\n2026-11-02  b\n"),
        ("", "2026-11-011 no day\n", "2026-11-01  a\n", "2026-11-011 no day\n2026-11-01  a\n"),
        ("a\nb\n", "a\nB\nnew\n", "a\nb\nlast\n", "a\nB\nlast\nnew\n"),
    ],
)
def test_texts(base: str, ours: str, theirs: str, merged: str) -> None:
    """Dated lines by day with what follows them, others by text; a last line ends if one did."""
    assert merge_text(base, ours, theirs) == merge_text(base, theirs, ours) == merged


def test_thousands_of_lines_are_merged_in_proportion() -> None:
    """A note of six hundred lines on each side: both insertions are there, nothing else moves."""
    base = [f"line {number}" if number % 3 else "" for number in range(600)]
    ours = [*base[:100], "ours", *base[100:]]
    ours[0] = "first"
    theirs = [*base[:500], "theirs", *base[500:]]
    theirs[-1] = "last"
    merged = merge_lines(base, ours, theirs)
    assert merged == ["first", *ours[1:501], "theirs", *theirs[501:]]
    assert len(ours) * len(theirs) > lines._EXACT
