"""A guessed ancestor tells which side changed a value, and never takes anything away."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.sync import merge
from readlist.sync.guessing import nearest, weakened
from support.sync_kit import BASE, CHANGES, noting, papers, removing, setting, tagging

_RANK = ["inbox", "unread", "skipped", "reading", "read"]
TWO = "2401.00002"


def merged(base: str, ours: str, theirs: str) -> dict[str, dict[str, Any]]:
    """Return the papers of a merge with a copy whose ancestor is guessed."""
    weak = weakened(base.encode(), ours.encode(), theirs.encode())
    return papers(merge(weak, ours.encode(), theirs.encode()).raw)


def test_the_state_that_is_most_like_the_copy() -> None:
    """Of equals the oldest; what is no list is passed over."""
    states = [CHANGES[name](BASE).encode() for name in ("star", "read", "nothing", "head")]
    assert nearest(states, setting(TWO, star=True, mood="x")(BASE).encode()) == 3
    assert nearest([*states, b"[[broken"], CHANGES["star"](BASE).encode()) == 0
    assert nearest([], BASE.encode()) is None


def test_what_one_side_changed_is_taken() -> None:
    """Although the other spelling is smaller, which would win without an ancestor."""
    ours = BASE.replace('"Two"', '"Zwei"')
    theirs = setting(TWO, star=True)(BASE)
    assert merged(BASE, ours, theirs)[TWO]["title"] == "Zwei"
    assert merged(BASE, theirs, ours)[TWO]["title"] == "Zwei"
    assert merged(BASE, ours, theirs)[TWO]["star"] is True


@pytest.mark.parametrize(
    ("base", "change", "key"),
    [
        (setting(TWO, star=True)(BASE), setting(TWO, star=None), "star"),
        (BASE, setting(TWO, topics=None), "topics"),
        (BASE, setting(TWO, notes=None), "notes"),
        (BASE, setting(TWO, title=None), "title"),
        (setting(TWO, status="read", finished="2026-11-20")(BASE),
         setting(TWO, status="unread", finished=None), "status"),
        (setting(TWO, version=3)(BASE), setting(TWO, version=1), "version"),
        (BASE, removing(TWO), "id"),
    ],
)  # fmt: skip
def test_nothing_is_taken_away(base: str, change: Any, key: str) -> None:
    """Neither what the copy lacks nor what we lack; values stay or go on."""
    for ours, theirs in ((base, change(base)), (change(base), base)):
        assert merged(base, ours, theirs)[TWO][key] == papers(base)[TWO][key]


def test_comments_and_heads_stay() -> None:
    """What stands around values is not taken away either."""
    without = BASE.replace("   # the second", "").replace("# mine\n", "")
    for ours, theirs in ((BASE, without), (without, BASE)):
        weak = weakened(BASE.encode(), ours.encode(), theirs.encode())
        text = merge(weak, ours.encode(), theirs.encode()).raw.decode()
        assert "# the second" in text
        assert "# mine\n" in text


ACTS = st.lists(
    st.one_of(
        st.sampled_from(sorted(set(CHANGES) - {"import", "CRLF", "merge", "add same, starred"})),
        st.tuples(st.sampled_from(_RANK), st.sampled_from(["2401.00001", TWO])),
    ),
    max_size=4,
)


def changed(text: str, acts: list[Any]) -> str:
    """Return the text after some changes, as far as they can be made."""
    for act in acts:
        change = CHANGES[act] if isinstance(act, str) else setting(act[1], status=act[0])
        try:
            after = change(text)
            papers(after)
        except (KeyError, AssertionError):  # it is gone, or would be there twice
            continue
        text = after
    return text


@given(before=ACTS, here=ACTS, there=ACTS, more=st.booleans())
def test_both_sides_are_there_whole(
    before: list[Any], here: list[Any], there: list[Any], more: bool
) -> None:
    """Every paper, key, topic and line of a note of either side; no status goes back."""
    base = changed(BASE, before)
    ours, theirs = changed(base, here), changed(base, there)
    if more and TWO in papers(ours):
        ours = noting(TWO, "2026-11-22  more")(tagging(TWO, "more")(ours))
    sides = [papers(ours), papers(theirs)]
    result = merged(base, ours, theirs)
    assert result.keys() == sides[0].keys() | sides[1].keys()
    for side in sides:
        for name, table in side.items():
            assert table.keys() <= result[name].keys()
            assert set(table.get("topics", [])) <= set(result[name].get("topics", []))
            notes = table.get("notes", "").split("\n")
            assert set(notes) <= {*result[name].get("notes", "").split("\n"), ""}
            rank = _RANK.index(table.get("status", "unread"))
            assert rank <= _RANK.index(result[name]["status"])
            assert not table.get("star") or result[name]["star"]
