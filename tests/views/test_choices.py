"""Papers with scores and reasons, drawn for a terminal."""

from collections.abc import Callable

import pytest

from readlist.paper import Paper
from readlist.views.canvas import Canvas
from readlist.views.choices import best_view, discovery_lines, near_lines, runner_up, why_lines

MakePaper = Callable[..., Paper]
WIDTHS = [20, 40, 60, 80, 140]
WHY = "starred; routing, 専門家の混合, a rather long term that goes on"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(a_paper: MakePaper, width: int) -> None:
    """Whatever the title, the reasons and the width."""
    canvas = Canvas(width)
    papers = [
        a_paper(title="大規模な混合専門家モデル" * 6),
        a_paper("hep-th/9901001", title="A " * 90),
    ]
    rows = [(paper, 0.7, ["routing", "experts of very many kinds", "専門家"]) for paper in papers]
    views = [
        *discovery_lines(rows, canvas),
        *near_lines(papers, canvas),
        *(best_view(paper, WHY, canvas) for paper in papers),
        *(runner_up(paper, 0.5, canvas, number=2) for paper in papers),
    ]
    for view in views:
        assert all(line.cell_len <= width for line in view.split("\n"))


def test_discoveries_are_numbered_with_score_and_terms(a_paper: MakePaper) -> None:
    """Row, identifier, title, score, at most three terms."""
    (line,) = discovery_lines([(a_paper(), 0.714, ["a", "b", "c", "d"])], Canvas(80))
    assert line.plain.split() == ["1", "2310.06825", "A", "Small", "Model", "0.71", "a,", "b,", "c"]


def test_weights_stand_in_a_column() -> None:
    """One term a line with its sign, their sum and the score below."""
    lines = why_lines(0.61, [("starred", 0.9), ("birds", -0.25)], Canvas(60))
    assert [line.split() for line in lines] == [
        ["starred", "+0.90"],
        ["birds", "-0.25"],
        ["value", "+0.65"],
        ["score", "0.61"],
    ]
    assert len({len(line) for line in lines}) == 1
    assert why_lines(0.61, [], Canvas(80))[-1].endswith("(0 to 1; a value of 0 is 0.50)")


def test_texts_are_cleaned(a_paper: MakePaper) -> None:
    """Escapes and markup of a title or a term are not obeyed."""
    paper = a_paper(title="a\x1b[31mb [bold]c")
    text = best_view(paper, "x\x1b]0;y\x07z", Canvas(80)).plain
    assert "ab [bold]c" in text
    assert "\x1b" not in text
