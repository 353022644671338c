"""How categories are spelt, and which there can be."""

import pytest

from readlist.errors import UsageError
from readlist.library.categories import category_name, checked_category, commonest, searchable


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("CS.lg", "cs.LG"),
        ("Physics.Optics", "physics.optics"),
        ("cond-mat.mtrl-sci", "cond-mat.mtrl-sci"),
        ("HEP-TH", "hep-th"),
        ("astro-ph.ga", "astro-ph.GA"),
    ],
)
def test_categories_are_spelt_as_arxiv_does(typed: str, name: str) -> None:
    """Two letters behind the point are capitals, anything longer is not."""
    assert category_name(typed) == name


@pytest.mark.parametrize(
    "name", ["cs", "cs.LG", "hep-th", "cond-mat.str-el", "physics.optics", "q-fin.ST", "eess.IV"]
)
def test_what_can_be_a_category_is_taken(name: str) -> None:
    """Archives, and subject classes of those that have some; capitals do not matter."""
    assert checked_category(name) == checked_category(name.upper()) == name


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("foo", "no archive 'foo'"),
        ("", "no archive ''"),
        ("foo.LG", "no archive 'foo'"),
        ("cs+foo", "no archive"),
        ("hep-th.AB", "no subject classes"),
        ("cs.", "'' is not a subject class"),
        ("cs.learning", "is not a subject class"),
        ("cs.LG.ML", "is not a subject class"),
        ("math.١٢", "is not a subject class"),
        ("physics.op tics", "is not a subject class"),
    ],
)
def test_what_cannot_be_a_category_is_refused(word: str, why: str) -> None:
    """The message says which part is wrong, and where the right ones are."""
    with pytest.raises(UsageError, match=why) as caught:
        checked_category(word)
    assert "category_taxonomy" in caught.value.remedy


def test_archives_are_searched_with_all_their_classes() -> None:
    """Those without classes stand for themselves."""
    assert [searchable(name) for name in ("cs", "cs.LG", "hep-th")] == ["cs.*", "cs.LG", "hep-th"]


def test_the_commonest_come_first() -> None:
    """Among equals the first seen."""
    assert commonest(["a", "b", "c", "c", "b", "d"], 3) == ["b", "c", "a"]
