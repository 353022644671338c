"""Replacements in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.replacement import Replacement, apply, difference, reverse

_texts = st.text("ab\n\r", max_size=30)


@given(_texts, _texts)
def test_a_difference_makes_the_new_text_and_back(old: str, new: str) -> None:
    """One replacement leads from any text to any other, and its reverse leads back."""
    hunks = difference(old, new)
    assert apply(old, hunks) == new
    assert apply(new, reverse(hunks)) == old
    assert len(hunks) == (old != new)


@given(st.lists(st.tuples(_texts, _texts, _texts), max_size=5))
def test_several_replacements_are_taken_back(pieces: list[tuple[str, str, str]]) -> None:
    """Any replacements in order are made and taken back exactly."""
    old = new = ""
    hunks = []
    for kept, before, after in pieces:
        old += kept
        new += kept + after
        hunks.append(Replacement(len(old), before, after))
        old += before
    assert apply(old, hunks) == new
    assert apply(new, reverse(hunks)) == old


def test_a_difference_is_no_larger_than_needed() -> None:
    """What both texts share at their ends is not part of the replacement."""
    assert difference("one two three", "one 2 three") == (Replacement(4, "two", "2"),)
    assert difference("aa", "aaa") == (Replacement(2, "", "a"),)


@pytest.mark.parametrize(
    "hunks", [[Replacement(1, "x", "y")], [Replacement(0, "ab", ""), Replacement(1, "b", "")]]
)
def test_what_does_not_fit_is_refused(hunks: list[Replacement]) -> None:
    """A replacement whose old text is elsewhere, or that overlaps another, raises an error."""
    with pytest.raises(ValueError):  # noqa: PT011 - its text is a paper, here none
        apply("abc", hunks)
