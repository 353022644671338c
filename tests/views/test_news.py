"""What happened on arXiv, in lines."""

from collections.abc import Callable

from readlist.paper import Paper
from readlist.views.canvas import Canvas
from readlist.views.cells import width_of
from readlist.views.news import news_line, news_record, news_view

NEWS = [("version", "v1", "v2"), ("withdrawn", "", "This paper has been withdrawn")]


def test_every_change_has_a_line(a_paper: Callable[..., Paper]) -> None:
    """Below the paper: what, before, after; nothing before where nothing was."""
    lines = news_view(a_paper(), NEWS, Canvas(80)).plain.splitlines()
    assert lines == [
        "2310.06825  A Small Model",
        "  new version  v1 → v2",
        "  withdrawn    This paper has been withdrawn",
    ]
    assert "v1 -> v2" in news_view(a_paper(), NEWS, Canvas(80, ascii=True)).plain


def test_a_long_change_is_wrapped_under_itself(a_paper: Callable[..., Paper]) -> None:
    """No line is wider than the screen, also where marks take columns."""
    news = [("retitled", "क्वांटम " * 4, "b" * 30), ("version", "", "")]
    for width in (20, 40):
        first, *lines = news_view(a_paper(), news, Canvas(width)).plain.splitlines()
        assert all(width_of(line) <= width for line in [first, *lines])
        assert lines[1].startswith(" " * 15)
        assert not lines[1].startswith(" " * 16)
        assert lines[-1] == "  new version  "


def test_programs_get_records_and_tabs(a_paper: Callable[..., Paper]) -> None:
    """The same facts as JSON values, and one line a change without tabs inside a field."""
    paper = a_paper(title="Tab\there")
    assert news_record(paper, NEWS, 2)["changes"] == [
        {"what": "version", "before": "v1", "after": "v2"},
        {"what": "withdrawn", "before": "", "after": "This paper has been withdrawn"},
    ]
    assert news_line(paper, *NEWS[0]) == "2310.06825\tversion\tv1\tv2\tTab here"
