"""A table of the list becomes a paper, whatever a hand has written in it."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import JSON_KEYS, Paper, Status

FULL = """
id = "2310.06825"
title = "A Small Model"
authors = ["Ada Archer", "Ben Birch"]
published = 2023-10-10
categories = ["cs.CL", "cs.AI"]
topics = ["small-models", "attention"]
status = "read"
star = true
added = 2026-11-21T08:00:00Z
finished = 2026-11-25
version = 1
code = ["https://github.com/ada/model"]
source = "a newsletter"
key = "archer2023small"
notes = "kept"
mood = "curious"
"""


def paper_of(text: str) -> Paper:
    """Read one table."""
    return Paper.from_table(tomllib.loads(text))


def test_every_key_is_read() -> None:
    """All keys of the contract arrive in their fields, unknown ones under `extra`."""
    paper = paper_of(FULL)
    assert paper.problems == ()
    assert paper.added == date(2026, 11, 21)
    assert (paper.theme, paper.year, paper.status) == ("small-models", 2023, Status.READ)
    assert paper.extra == {"mood": "curious"}
    assert str(paper.arxiv_id) == "2310.06825v1"


def test_a_bare_identifier_is_a_paper() -> None:
    """Everything but the identifier may be missing."""
    paper = paper_of('id = "hep-th/9901001"')
    assert paper == Paper("hep-th/9901001")
    assert paper.url == "https://arxiv.org/abs/hep-th/9901001"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "x"', "has no id"),
        ('id = "23100"', "not an identifier"),
        ("id = 2310.06825", "not a text"),
        ('id = "2310.06825"\nstatus = "done"', "one of inbox, unread"),
        ('id = "2310.06825"\npublished = "soon"', "not a date"),
        ('id = "2310.06825"\nauthors = 3', "not a list"),
        ('id = "2310.06825"\nauthors = ["a", 3]', "texts only"),
        ('id = "2310.06825"\nstar = "yes"', "not true or false"),
        ('id = "2310.06825"\nversion = 0', "not a number from 1"),
        ('id = "2310.06825"\nversion = true', "not a number from 1"),
    ],
)
def test_a_wrong_value_is_named_and_the_paper_stays(text: str, problem: str) -> None:
    """One bad value does not hide the paper; it is left out and said."""
    paper = paper_of(text)
    assert any(problem in found for found in paper.problems)


def test_json_has_every_key_always() -> None:
    """A bare paper has the same keys as a full one, and dates are ISO strings."""
    bare, full = Paper("2310.06825").to_json(), paper_of(FULL).to_json("/x.pdf")
    assert tuple(bare) == JSON_KEYS
    assert tuple(full) == (*JSON_KEYS, "extra")
    assert full["published"] == "2023-10-10"
    assert (bare["published"], bare["pdf"], bare["star"]) == (None, None, False)


def test_table_and_paper_are_inverse() -> None:
    """A paper written as a table and read again is the same paper."""
    paper = paper_of(FULL)
    assert Paper.from_table(paper.to_table()) == paper


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*JSON_KEYS, "other"]), _values))
def test_no_table_makes_reading_fail(table: dict[str, Any]) -> None:
    """Whatever TOML value stands under whatever key, there is a paper and its JSON."""
    paper = Paper.from_table(table)
    assert isinstance(paper.to_json()["id"], str)
