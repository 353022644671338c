"""The order of papers after a merge: what was moved stays moved, what is new stays in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.sync.order import merge_order


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "bca", "cab", "cba"),
        ("abc", "xabc", "abcy", "xabcy"),
        ("abc", "abxc", "abyc", "abxyc"),
        ("abc", "abc", "xabc", "xabc"),
        ("abc", "abc", "abxc", "abxc"),
        ("abc", "abcx", "abcyz", "abcxyz"),
        ("abc", "ac", "abxc", "abxc"),
        ("abc", "ac", "axc", "axc"),
        ("abc", "c", "abxc", "abxc"),
        ("", "ab", "cd", "abcd"),
        ("", "ab", "ba", "ab"),
        ("", "", "ab", "ab"),
        ("ab", "ab", "", "ab"),
        ("abcde", "eabcd", "abced", "eabcd"),
    ],
)
def test_both_orders_count(base: str, ours: str, theirs: str, merged: str) -> None:
    """Moves of both sides apply; what is new stands behind its neighbour, ours first."""
    assert "".join(merge_order(base, ours, theirs, {*ours, *theirs})) == merged


def test_what_is_not_kept_is_left_out() -> None:
    """Also where new ones stood behind it."""
    assert "".join(merge_order("abc", "abc", "abxc", set("acx"))) == "axc"
    assert merge_order("abc", "abc", "cba", ()) == []


_orders = st.permutations("abcdef").flatmap(
    lambda keys: st.integers(0, 6).map(lambda count: "".join(keys[:count]))
)


@given(_orders, _orders, _orders)
def test_everything_is_there_once(base: str, ours: str, theirs: str) -> None:
    """Whatever the three are; and where one side did nothing, the order is the other's."""
    merged = merge_order(base, ours, theirs, {*ours, *theirs})
    assert sorted(merged) == sorted({*ours, *theirs})
    assert "".join(merge_order(base, ours, base, set(ours))) == ours
    assert "".join(merge_order(base, base, theirs, set(theirs))) == theirs
