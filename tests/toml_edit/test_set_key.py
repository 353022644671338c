"""Setting and removing a key in the text of one table."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.toml_edit import remove_key, set_key

TABLE = '[[paper]]\n  id = "a"   # first\n  tags = [ # open\n    1, # one\n  ] # close\n'

_values = st.recursive(
    st.one_of(
        st.text(st.characters(codec="utf-8")),
        st.integers(-(2**63), 2**63 - 1),
        st.booleans(),
        st.dates(),
        st.floats(allow_nan=False),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text('ab ".\n-é', max_size=5), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.sampled_from(["id", "tags", "new", "other"]), _values, st.sampled_from(["\n", "\r\n"]))
def test_any_value_is_set_and_taken_away(name: str, value: Any, newline: str) -> None:
    """A set key has the value, the other keys keep theirs; a removed one is gone."""
    table = TABLE.replace("\n", newline)
    before = tomllib.loads(table)["paper"][0]
    text = set_key(table, name, value, ["id", "new", "tags"], newline)
    assert tomllib.loads(text)["paper"][0] == {**before, name: value}
    without = {k: v for k, v in before.items() if k != name}
    assert tomllib.loads(remove_key(text, name, newline))["paper"][0] == without


def test_only_the_value_is_replaced() -> None:
    """Indentation, spacing and the comment behind a value stay."""
    assert set_key(TABLE, "id", "b") == TABLE.replace('"a"', '"b"')


def test_comments_inside_a_value_move_in_front_of_it() -> None:
    """Comments of a replaced array are kept, a line each."""
    text = set_key(TABLE, "tags", [2])
    assert text == '[[paper]]\n  id = "a"   # first\n  # open\n  # one\n  tags = [2] # close\n'


def test_comments_of_a_removed_key_stay() -> None:
    """Removing a key keeps what was written beside and inside it."""
    assert (
        remove_key(TABLE, "tags")
        == '[[paper]]\n  id = "a"   # first\n  # open\n  # one\n  # close\n'
    )


def test_a_new_key_is_indented_like_the_others() -> None:
    """A new key stands where its order puts it, in line with its neighbours."""
    text = set_key(TABLE, "title", "T", ["id", "title", "tags"])
    assert text.splitlines()[2] == '  title = "T"'


def test_a_new_key_behind_an_unfinished_line() -> None:
    """A table whose last line has no end gets one before the new key."""
    assert (
        set_key('[[paper]]\nid = "a"', "star", value=True) == '[[paper]]\nid = "a"\nstar = true\n'
    )


def test_keys_of_sub_tables_are_left_alone() -> None:
    """A key of a sub-table with the same name is another key."""
    text = '[[paper]]\nid = "a"\n[paper.links]\nstar = "s"\n'
    assert remove_key(text, "star") == text
    assert tomllib.loads(set_key(text, "star", value=True))["paper"][0]["links"] == {"star": "s"}


def test_a_key_of_the_paper_goes_before_its_first_sub_table() -> None:
    """Also where the paper had no key of its own before."""
    text = "[[paper]]\n[paper.links]\nstar = 's'\n"
    new = set_key(text, "star", value=True)
    assert new == "[[paper]]\nstar = true\n[paper.links]\nstar = 's'\n"


def test_a_key_is_put_in_front_of_what_is_no_statement() -> None:
    """A table that holds remarks only gets its key on a line of its own."""
    assert set_key("# a remark\n", "star", value=True) == "star = true\n# a remark\n"
    assert set_key("", "star", value=True) == "star = true\n"


def test_keys_that_nobody_knows_stand_behind_those_that_are_known() -> None:
    """The customary order counts; a key without a place in it comes last."""
    text = "id = 1\nmine = 2\n"
    order = ["id", "title", "notes"]
    assert set_key(text, "title", 3, order) == "id = 1\ntitle = 3\nmine = 2\n"
    assert set_key(text, "other", 3, order) == "id = 1\nmine = 2\nother = 3\n"
    assert set_key("notes = 1\n", "id", 3, order) == "id = 3\nnotes = 1\n"


def test_removing_what_is_not_there_changes_nothing() -> None:
    """A key that is not there leaves the text as it is."""
    assert remove_key(TABLE, "notes") == TABLE


@pytest.mark.parametrize("value", [None, object(), [None]])
def test_what_toml_cannot_say_is_refused(value: object) -> None:
    """A value that TOML has no form for raises an error and gives no text."""
    with pytest.raises((TypeError, ValueError)):
        set_key(TABLE, "id", value)
