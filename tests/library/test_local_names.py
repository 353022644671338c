"""Names for papers that nobody else knows."""

import pytest

from readlist.library.local_names import local_name
from readlist.model.spelling import spelled


@pytest.mark.parametrize(
    ("title", "authors", "year", "name"),
    [
        ("A Draft on Winds", ["Ann Smith", "Bo"], "2026", "local:smith2026draft"),
        ("Draft", ["Smith, Ann"], "", "local:smithdraft"),
        ("Über die Größe", ["Zoë Müller"], "2024", "local:muller2024uber"),
        ("On the Winds", [], "2026", "local:winds2026"),
        ("", [], "", "local:paper"),
        ("量子计算", ["王小明"], "2026", "local:paper2026"),
        ("x" * 500, [], "", "local:" + "x" * 60),
    ],
)
def test_author_year_and_a_word(title: str, authors: list[str], year: str, name: str) -> None:
    """In ASCII, and short; without an author by a word of the title."""
    assert local_name(title, authors, year, lambda _name: False) == name
    assert spelled(name) == name


def test_a_letter_tells_apart_what_is_taken() -> None:
    """From b to z, then numbers."""
    taken: set[str] = set()
    for _ in range(30):
        taken.add(local_name("Winds", [], "", taken.__contains__))
    assert len(taken) == 30
    assert {"local:winds", "local:windsb", "local:windsz"} <= taken
    assert all(spelled(name) == name for name in taken)
