"""The papers that a document names, as a table."""

import pytest

from readlist.views.canvas import Canvas
from readlist.views.cells import width_of
from readlist.views.found import FoundRow, found_view

TITLE = "Scalable Processes for Integrated and Overlapping Measurements of Wind"


def row(topics: tuple[str, ...], kind: str = "new") -> FoundRow:
    """Return a row with a long title."""
    return FoundRow(kind, "2601.02527", TITLE, topics, (), "a.md:1")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("topics", [(), ("P",), ("long-context", "attention", "moe", "winds")])
def test_no_row_is_wider_than_the_screen(width: int, topics: tuple[str, ...]) -> None:
    """Whatever there is to tell."""
    lines = found_view([row(topics), row(("x",), "edited")], Canvas(width)).plain.splitlines()
    assert all(width_of(line) <= width for line in lines)


def test_titles_have_the_room_that_topics_leave() -> None:
    """A short topic takes no more than it needs; a change takes up to a half."""
    short = found_view([row(("P",))], Canvas(80)).plain
    assert "Scalable Processes for Integrated and Overlapping Measurem" in short
    assert short.endswith("P")
    edited = found_view([row(("status: unread → read",), "edited")], Canvas(80)).plain
    assert "status: unread → read" in edited
