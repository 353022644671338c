"""Proving that a new text says what was meant."""

from pathlib import Path
from typing import Any

import pytest

from readlist.list_file import ListDocument
from readlist.list_file.proof import is_proved, same

REGULAR = 'schema = 1\n[[paper]]\nid = "a"\n[[paper]]\nid = "b"\n'
IRREGULAR = REGULAR + "[other]\nx = 1\n"


def proved(
    old: str, new: str, touched: dict[int, Any] | None = None, added: list[Any] | None = None
) -> bool:
    """Return whether a text is proved to be what was meant."""
    document = ListDocument.parse(old.encode(), Path("list.toml"))
    return is_proved(document, new, touched or {}, added or [])


@pytest.mark.parametrize("old", [REGULAR, IRREGULAR])
def test_what_was_meant_passes(old: str) -> None:
    """A changed paper, a removed one and the text as it was are proved."""
    assert proved(old, old)
    assert proved(old, old.replace('"a"', '"a" # so'), {0: {"id": "a"}})
    assert proved(
        old, old.replace('id = "a"', 'id = "a"\nstar = true'), {0: {"id": "a", "star": True}}
    )
    assert proved(old, old.replace('[[paper]]\nid = "a"\n', ""), {0: None})


def test_an_addition_passes() -> None:
    """A new paper at the end is proved."""
    assert proved(REGULAR, REGULAR + '[[paper]]\nid = "c"\n', added=[{"id": "c"}])


@pytest.mark.parametrize("old", [REGULAR, IRREGULAR])
@pytest.mark.parametrize(
    "change",
    [
        ('"b"', '"c"'),
        ('id = "b"', 'id = "b"\nstar = true'),
        ('[[paper]]\nid = "b"\n', ""),
        ("schema = 1", "schema = 2"),
        ("schema = 1", "schema = true"),
        ("schema = 1\n", ""),
        ("schema = 1\n", "schema = 1\nmore = 1\n"),
        ('"b"', '"b'),
        ("[[paper]]", "[[papers]]"),
    ],
)
def test_what_was_not_meant_is_refused(old: str, change: tuple[str, str]) -> None:
    """A paper, a key or a line that changes without being meant is noticed."""
    assert not proved(old, old.replace(*change))


def test_what_stands_beside_papers_is_proved_too() -> None:
    """A table of something else may neither change nor go."""
    assert not proved(IRREGULAR, IRREGULAR.replace("x = 1", "x = 2"))
    assert not proved(IRREGULAR, REGULAR)


def test_a_lost_addition_is_noticed() -> None:
    """An addition that is not there, or says something else, is refused."""
    assert not proved(REGULAR, REGULAR, added=[{"id": "c"}])
    assert not proved(REGULAR, REGULAR + '[[paper]]\nid = "d"\n', added=[{"id": "c"}])


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (1, 1.0, False),
        (1, True, False),
        (float("nan"), float("nan"), True),
        ([1, [2]], (1, (2,)), True),
        ({"a": {"b": 1}}, {"a": {"b": 1}}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1], [1, 2], False),
        ("a", ["a"], False),
    ],
)
def test_values_are_the_same_in_kind_too(one: object, other: object, equal: bool) -> None:
    """Values are compared with their kinds, deeply."""
    assert same(one, other) is equal
