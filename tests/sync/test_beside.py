"""The small files beside a list merge by what they hold, and come out readable."""

import tomllib
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.sync.beside import merge_beside, merge_following

BASE = b'# mine\ncategories = ["cs.CL", "cs.LG"]\nauthors = ["Ada"]\n'


def test_what_both_follow_is_followed() -> None:
    """Additions and removals of both sides apply, value by value."""
    ours = b'# mine\ncategories = ["cs.CL", "cs.LG", "hep-th"]\nauthors = ["Ada"]\n'
    theirs = b'# mine\ncategories = ["cs.LG", "cs.CV"]\nauthors = ["Ada"]\nqueries = ["x"]\n'
    for one, other in permutations([ours, theirs]):
        merged = tomllib.loads(merge_following(BASE, one, other).decode())
        assert set(merged["categories"]) == {"cs.LG", "hep-th", "cs.CV"}
        assert merged["authors"] == ["Ada"]
        assert merged["queries"] == ["x"]


def test_without_a_base_it_is_a_union() -> None:
    """Two lists that never met."""
    merged = merge_following(b"", b'categories = ["a"]\n', b'# x\ncategories = ["b"]\n')
    assert set(tomllib.loads(merged.decode())["categories"]) == {"a", "b"}


@pytest.mark.parametrize("broken", [b"categories = [", b"<<<<<<< a\n=======\n>>>>>>> b\n", b"\xff"])
def test_a_broken_side_gives_way(broken: bytes) -> None:
    """What can be read stays, whichever side it is on."""
    good = b'categories = ["cs.CL"]\n'
    assert merge_following(BASE, broken, good) == good
    assert merge_following(BASE, good, broken) == good
    assert merge_following(BASE, broken, b"[") in (broken, b"[")


def test_marks_of_windows_stay() -> None:
    """Line ends and byte order mark of our side."""
    ours = b'\xef\xbb\xbfcategories = ["a", "c"]\r\n'
    merged = merge_following(b'categories = ["a"]\n', ours, b'categories = ["a", "b"]\n')
    assert merged.startswith(b"\xef\xbb\xbf")
    assert merged.endswith(b"]\r\n")
    assert set(tomllib.loads(merged.decode("utf-8-sig"))["categories"]) == {"a", "b", "c"}


def test_each_file_has_its_own_way() -> None:
    """Entries by identifier, follow.toml by value, of other files every line."""
    days = (b"2401.00001 2026-11-02\n", b"2401.00001 2026-11-01\n")
    assert merge_beside("a/dismissed.txt", None, *days) == days[1]
    assert merge_beside("digest.txt", None, *days) == days[1]
    feeds = (b'feeds = ["x"]\n', b'feeds = ["y"]\n')
    assert merge_beside("b/follow.toml", None, *feeds) == b'feeds = ["x", "y"]\n'
    assert merge_beside(".gitattributes", None, b"a b\n", b"a b\nc d\n") == b"a b\nc d\n"


SIDE = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)
        for name in ("categories", "authors", "queries", "feeds")
    },
)


def spelt(side: dict[str, list[str]]) -> bytes:
    """Return a side as a file."""
    return "".join(f"{name} = {values}\n" for name, values in side.items()).encode()


@given(base=SIDE, ours=SIDE, theirs=SIDE)
def test_nothing_that_is_followed_goes_missing(
    base: dict[str, list[str]], ours: dict[str, list[str]], theirs: dict[str, list[str]]
) -> None:
    """As sets, by a model; in either order; merging again changes nothing."""
    raw = [spelt(side) for side in (base, ours, theirs)]
    merged = merge_following(*raw)
    said = tomllib.loads(merged.decode())
    other = tomllib.loads(merge_following(raw[0], raw[2], raw[1]).decode())
    for name in ("categories", "authors", "queries", "feeds"):
        old, here, there = (set(side.get(name, [])) for side in (base, ours, theirs))
        assert set(said.get(name, [])) == (old & here & there) | (here - old) | (there - old)
        assert set(other.get(name, [])) == set(said.get(name, []))
    assert merge_following(raw[1], merged, raw[1]) == merged
