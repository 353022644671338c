"""Terms keep their places, new ones get the next."""

import pytest

from readlist.library import term_places
from readlist.library.term_places import TermPlaces


def test_places_count_from_one() -> None:
    """0 stands for no term; a term that is known keeps its place."""
    places = TermPlaces()
    assert list(places.places_of([70, 30, 70, 50])) == [1, 2, 1, 3]
    assert list(places.places_of([50, 10])) == [3, 4]
    assert len(places) == 5


def test_places_survive_being_kept() -> None:
    """Read back they are the same, and more can be added, again and again."""
    places = TermPlaces()
    wanted: dict[int, int] = {}
    for start in range(0, 3_000, 500):
        numbers = [(number * 2_654_435_761) % 2**32 for number in range(start, start + 800)]
        wanted |= dict(zip(numbers, places.places_of(numbers), strict=True))
        places = TermPlaces.from_bytes(places.to_bytes())
    assert list(places.places_of(wanted)) == list(wanted.values())
    assert sorted(wanted.values()) == list(range(1, len(places)))


def test_many_new_terms_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """That changes no place."""
    monkeypatch.setattr(term_places, "_MANY", 3)
    places = TermPlaces()
    first = list(places.places_of([9, 4, 7, 1, 8]))
    assert list(places.places_of([9, 4, 7, 1, 8, 2])) == [*first, 6]


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_damaged_places_are_refused(cut: int) -> None:
    """Bytes that are too few are no places."""
    places = TermPlaces()
    places.places_of([5, 6, 7])
    with pytest.raises(ValueError, match="places of terms"):
        TermPlaces.from_bytes(places.to_bytes()[:cut])
