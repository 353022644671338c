"""Which columns a table of papers has, and how wide."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from readlist.paper import Paper, Status
from readlist.reading_list import Group
from readlist.views.canvas import Canvas
from readlist.views.paper_rows import lay_out, make_rows
from readlist.views.paper_table import theme_tables

Make = Callable[..., Paper]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (20, ""),
        (59, ""),
        (60, "id year marks"),
        (79, "id year marks"),
        (80, "id authors year marks"),
        (100, "id authors year marks topics"),
        (130, "id authors year marks topics added"),
    ],
)
def test_wide_screens_have_more_columns(a_paper: Make, width: int, columns: str) -> None:
    """The wider, the more; the title is always there."""
    papers = [a_paper(title="A Long Title " * 9, topics=("a", "b"))]
    laid = lay_out(make_rows(papers, Canvas(width), ()), Canvas(width))
    assert " ".join(laid.widths) == columns
    assert laid.title >= 12


def test_columns_that_hold_nothing_are_left_out(a_paper: Make) -> None:
    """A list of bare identifiers has no column for authors or years."""
    bare = [Paper("2310.06825"), Paper("2401.04088")]
    assert list(lay_out(make_rows(bare, Canvas(140), ()), Canvas(140)).widths) == ["id", "marks"]


def test_the_title_column_is_no_wider_than_the_titles(a_paper: Make) -> None:
    """Short titles leave the other columns near."""
    rows = make_rows([a_paper(title="Short")], Canvas(140), ())
    assert lay_out(rows, Canvas(140)).title == 5


def test_marks_tell_notes_and_pdfs(a_paper: Make) -> None:
    """One column each."""
    papers = [a_paper("2310.00001", notes="x"), a_paper("2310.00002")]
    rows = make_rows(papers, Canvas(80), {"2310.00002"})
    assert [row.cells["marks"] for row in rows] == ["n·", "·p"]


words = st.text(max_size=60)
papers = st.builds(
    Paper,
    id=words,
    title=words,
    authors=st.lists(words, max_size=3).map(tuple),
    topics=st.lists(words, max_size=3).map(tuple),
    published=st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
    added=st.none() | st.dates(),
    status=st.sampled_from(list(Status)),
    star=st.booleans(),
    notes=words,
)


@given(st.lists(papers, min_size=1, max_size=4), st.integers(20, 160), st.booleans())
def test_no_row_is_wider_than_the_screen(made: list[Paper], width: int, plain: bool) -> None:
    """Whatever the papers hold, every line fits, and no control character comes through."""
    canvas = Canvas(width, ascii=plain, encoding="ascii" if plain else "utf-8")
    group = Group(made[0].theme, tuple(made), 1, len(made))
    stream = StringIO()
    console = Console(file=stream, width=width, color_system=None)
    (table,) = theme_tables([group], canvas, {made[0].id})
    console.print(table, crop=False)
    lines = stream.getvalue().split("\n")
    assert len(lines) == len(made) + 2 + table.names
    assert all(cell_len(line) <= width for line in lines)
    assert not plain or stream.getvalue().isascii()


def test_numbers_go_on_over_all_tables(a_paper: Make) -> None:
    """So that a number means one paper of the whole screen."""
    groups = [
        Group("a", (a_paper("2310.00001"),), 0, 1),
        Group("b", (a_paper("2310.00002"),), 0, 1),
    ]
    tables = theme_tables(groups, Canvas(80), ())
    assert [[row.number for row in table.rows] for table in tables] == [[1], [2]]


def drawn(papers: list[Paper], width: int) -> list[str]:
    """Return the lines of a table of papers under one theme."""
    stream = StringIO()
    group = Group(papers[0].theme, tuple(papers), 0, len(papers))
    console = Console(file=stream, width=width, color_system=None)
    for table in theme_tables([group], Canvas(width), ()):
        console.print(table, crop=False)
    return stream.getvalue().splitlines()


def test_columns_are_named_above_their_cells(a_paper: Make) -> None:
    """Each name begins where its column does; a list of titles alone needs none."""
    papers = [
        a_paper("2401.04088", topics=("moe", "routing"), venue="Nature 5", due=date(2026, 11, 23)),
        a_paper("2310.06825", title="Another Model with a Long Title", authors=("Zoë Zhu",)),
    ]
    for width in (60, 80, 100, 140, 200, 300):
        lines = drawn(papers, width)
        names = [name for name in lines[0].split() if name != "#"]
        wanted = ["identifier", "title", "due"] + ["authors"] * (width >= 80) + ["year"]
        wanted += ["topics"] * (width >= 100) + ["venue"] * (width >= 160)
        assert names == wanted + ["added"] * (width >= 130)
        cells = {"identifier": "2401.04088", "title": "A Small", "due": "2d", "year": "2023",
                 "authors": "Archer", "topics": "routing", "venue": "Nature",
                 "added": "2026-11-01"}  # fmt: skip
        assert all(lines[0].index(name) == lines[2].index(cells[name]) for name in names)
    assert drawn(papers, 59)[0].startswith("moe ")


def test_wide_screens_give_their_room_to_titles_and_topics(a_paper: Make) -> None:
    """Up to what anybody can read in one line."""
    paper = a_paper(title="word " * 60, topics=("moe", *(f"topic-{n}" for n in range(20))))
    found = {}
    for width in (100, 200, 300, 500):
        columns = lay_out(make_rows([paper], Canvas(width), ()), Canvas(width))
        found[width] = (columns.title, columns.widths["topics"])
    assert found[100][1] <= 24
    assert found[100][0] < found[200][0] <= found[300][0] == found[500][0] == 120
    assert found[200][1] == 24 + 15
    assert found[300][1] == found[500][1] == 60


def test_a_list_without_themes_names_all_topics(a_paper: Make) -> None:
    """Under a theme it is told already."""
    paper = a_paper(topics=("moe", "routing"))
    for themed, topics in ((True, "routing"), (False, "moe, routing")):
        (row,) = make_rows([paper], Canvas(120), (), themed=themed)
        assert row.cells["topics"] == topics
