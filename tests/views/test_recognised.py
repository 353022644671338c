"""The table of what PDFs were taken for."""

from readlist.views.cells import width_of
from readlist.views.found import RecognisedRow, recognised_lines

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
