"""What was found, in lines: papers in documents, and what PDFs were taken for."""

import pytest

from readlist.views.canvas import Canvas
from readlist.views.cells import width_of
from readlist.views.found import FoundRow, RecognisedRow, found_view, recognised_lines

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


ROWS = [
    RecognisedRow("paper.pdf", "2310.06825", "sure", "arXiv's stamp", "Mistral 7B"),
    RecognisedRow("量子计算.pdf", "-", "not recognised", "the PDF is encrypted"),
    RecognisedRow("x" * 200 + "\n\x1b[31m.pdf", "doi:10.1000/" + "1" * 90, "likely", "its title"),
]


def test_columns_stand_under_each_other() -> None:
    """Whatever the width of their letters."""
    lines = recognised_lines(ROWS[:2], 80)
    assert lines[0] == "  paper.pdf     2310.06825  sure            arXiv's stamp: Mistral 7B"
    assert width_of(lines[1].partition("not")[0]) == lines[0].index("sure")


def test_no_line_is_wider_than_the_screen() -> None:
    """And no control character goes through."""
    for width in (40, 60, 80, 120):
        lines = recognised_lines(ROWS, width)
        assert all(width_of(line) <= width for line in lines)
        assert "\x1b" not in "".join(lines)
        assert width < 60 or "not recognised" in lines[1]


def test_nothing_is_cut_for_programs() -> None:
    """Without a width, names and identifiers are whole."""
    assert "1" * 90 in recognised_lines(ROWS, 0)[2]
