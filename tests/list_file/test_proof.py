"""Proving that a new text says what was meant."""

from pathlib import Path
from typing import Any

import pytest

from readlist.list_file import ListDocument
from readlist.list_file.parsing import same
from readlist.list_file.proof import is_proved

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


THREE = "schema = 1\n" + "".join(f'[[paper]]\nid = "{one}"\n' for one in "abc")
B = '[[paper]]\nid = "b"\n'


@pytest.mark.parametrize(
    ("new", "touched"),
    [
        (THREE.replace(B, B + "star = true\n"), {1: {"id": "b", "star": True}}),
        (THREE.replace(B, "# gone\n"), {1: None}),
        (THREE.replace(B, ""), {1: None}),
        (THREE.replace('"a"', '"x"').replace('"c"', '"z"'), {0: {"id": "x"}, 2: {"id": "z"}}),
        ("schema = 1\n", {0: None, 1: None, 2: None}),
        (THREE.rstrip("\n") + ' # "', {2: {"id": "c"}}),
    ],
)
def test_changes_in_the_middle_pass(new: str, touched: dict[int, Any]) -> None:
    """Whatever the place of the papers that were changed or removed."""
    assert proved(THREE, new, touched)


@pytest.mark.parametrize(
    ("new", "touched"),
    [
        (THREE.replace('"a"', '"x"'), {1: {"id": "b"}}),  # another paper changed, in front
        (THREE.replace('"c"', '"x"'), {1: {"id": "b"}}),  # and behind
        (THREE.replace("schema = 1", "schema = 1 # x"), {1: {"id": "b"}}),  # outside of the part
        (THREE.replace(B, B + "x = 1\n"), {1: {"id": "b"}}),
        (THREE.replace(B, B * 2), {1: {"id": "b"}}),
        (THREE.replace(B, ""), {1: {"id": "b"}}),
        (THREE.replace(B, B), {1: None}),
        (THREE.replace(B, B.rstrip("\n") + " "), {1: {"id": "b"}}),  # runs into the next header
        (THREE.replace(B, B + "notes = '''\n"), {1: {"id": "b", "notes": ""}}),
        (THREE.replace(B, B + "[other]\n"), {1: {"id": "b"}}),
        (THREE.replace("schema = 1\n", ""), {0: {"id": "a"}}),
        (THREE.replace('"a"', '"x"'), {0: {"id": "a"}}),
        ("", {0: None, 1: None, 2: None}),
        (THREE[:-1], {0: {"id": "a"}}),
    ],
)
def test_a_slip_beside_what_was_meant_is_refused(new: str, touched: dict[int, Any]) -> None:
    """A change that says what was meant, and something else too, is not proved."""
    assert not proved(THREE, new, touched)


def test_additions_stand_behind_all_others() -> None:
    """In their order, and also where papers were changed before."""
    c, d = '[[paper]]\nid = "c2"\n', '[[paper]]\nid = "d"\n'
    added = [{"id": "c2"}, {"id": "d"}]
    assert proved(THREE, THREE + c + d, added=added)
    assert proved(THREE, THREE.replace('"b"', '"x"') + c + d, {1: {"id": "x"}}, added)
    assert proved("", c + d, added=added)
    assert proved("schema = 1", "schema = 1\n" + c + d, added=added)
    assert not proved(THREE, THREE + d + c, added=added)
    assert not proved(THREE, c + d + THREE, added=added)
    assert not proved(THREE, THREE + c, added=added)
    assert not proved(THREE, THREE.replace('"b"', '"x"') + c + d, {0: {"id": "a"}}, added)


def test_an_untouched_paper_may_get_a_comment_from_its_neighbour() -> None:
    """What stood behind a removed paper stands behind the one in front, which says the same."""
    old = THREE.replace(B, B + "# a remark\n")
    assert proved(old, THREE.replace(B, "# a remark\n"), {1: None})
    assert proved(IRREGULAR, IRREGULAR.replace('[[paper]]\nid = "b"\n', ""), {1: None})


def test_deep_nesting_is_no_proof() -> None:
    """A text that the parser gives up on is refused like one that it finds wrong."""
    deep = f"x = {'[' * 5000}{']' * 5000}\n"
    assert not proved(THREE, THREE.replace(B, B + deep), {1: {"id": "b"}})
    assert not proved(IRREGULAR, IRREGULAR + deep)
