import io
from datetime import date, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from readlist.paper import Paper, Status
from readlist.stats import stats_of
from readlist.views.bars import stats_view
from readlist.views.canvas import Canvas

TODAY = date(2026, 11, 21)


def screen(
    papers: list[Paper], canvas: Canvas | None = None, since: date | None = None
) -> list[str]:
    """Return the lines of the view."""
    canvas = canvas or Canvas(96)
    console = Console(file=io.StringIO(), width=canvas.width, color_system=None)
    console.print(stats_view(stats_of(papers, TODAY, since), canvas), crop=False)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def read_ago(number: int, days: int, topic: str = "moe") -> Paper:
    """Make a paper that was added and read so many days ago."""
    day = TODAY - timedelta(days=days)
    status = Status.READ
    return Paper(f"2401.{number:05}", topics=(topic,), status=status, added=day, finished=day)


def unread_since(number: int, days: int, topic: str = "moe") -> Paper:
    """Make a paper that has waited so many days."""
    day = TODAY - timedelta(days=days)
    return Paper(f"2402.{number:05}", f"Title {number}", topics=(topic,), added=day)


def test_the_screen_has_totals_bars_weeks_and_an_outlook() -> None:
    """What the reader gets to see, line by line."""
    papers = [
        *(read_ago(number, days) for number, days in enumerate((40, 20, 20, 6, 1))),
        *(unread_since(number, 30 + number, "attention") for number in range(3)),
    ]
    assert screen(papers) == [
        "8 papers   5 read   3 unread",
        "",
        "  moe        ━━━━━━━━━━━━━━━━━━━━━━━━  5/5",
        "  attention  ────────────────────────  0/3",
        "",
        "  read per week   ▂▁▁▄▁▄  5 in the last 6 weeks",
        "  added per week  ▂▆▁▄▁▄  8 in the last 6 weeks",
        "",
        "  at this pace, 0.8 a week, the 3 left take 4 weeks; 4 added in the last 30 days",
        "  oldest unread: 2402.00002 Title 2, added 32 days ago",
    ]


def test_an_empty_list_is_one_line() -> None:
    """No bars, no pace, nothing that is not there."""
    assert screen([]) == ["0 papers"]


def test_one_paper_is_no_pace() -> None:
    """One reading gives no forecast, and one paper is no peak."""
    lines = screen([read_ago(1, 3), unread_since(1, 2)])
    assert lines[4:] == [
        "  read per week   ▂  1 in the last week",
        "  added per week  ▄  2 in the last week",
        "",
        "  1 left; one paper read is not enough for a pace; 2 added in the last 30 days",
        "  oldest unread: 2402.00001 Title 1, added 2 days ago",
    ]


def test_nothing_read_gives_no_forecast() -> None:
    """The line says so instead of dividing by zero."""
    lines = screen([unread_since(1, 0)])
    assert lines[4] == "  read per week   ▁  none in the last week"
    assert lines[7:] == [
        "  1 left; none read, so no forecast; 1 added in the last 30 days",
        "  oldest unread: 2402.00001 Title 1, added 2026-11-21",
    ]


def test_nothing_left_needs_no_forecast() -> None:
    """Everything read: that is all there is to say."""
    assert screen([read_ago(1, 50)])[-1] == "  nothing is left to read; 0 added in the last 30 days"


def test_read_papers_without_a_date_are_named() -> None:
    """A pace that cannot know of them says so."""
    papers = [Paper("2401.00001", status=Status.READ), unread_since(1, 3)]
    assert "  1 read paper has no date, so not counted here" in screen(papers)
    papers.append(Paper("2401.00002", status=Status.READ))
    assert "  2 read papers have no date, so not counted here" in screen(papers)


def test_a_bar_is_full_or_empty_only_when_the_theme_is() -> None:
    """One of three hundred is a little, and all but one is not all."""
    one = [read_ago(0, 1), *(unread_since(number, 1) for number in range(299))]
    assert "━" + "─" * 23 + "  1/300" in screen(one)[2]
    most = [unread_since(0, 1), *(read_ago(number, 1) for number in range(299))]
    assert "━" * 23 + "─" + "  299/300" in screen(most)[2]


def test_a_very_slow_pace_is_no_zero() -> None:
    """Two papers in a year are not 0.0 a week."""
    papers = [read_ago(1, 360), read_ago(2, 1), unread_since(1, 3)]
    text = " ".join(screen(papers, since=TODAY - timedelta(days=363)))
    assert "at this pace, under 0.1 a week, the 1 left takes 26 weeks" in text


def test_more_weeks_than_columns_lose_the_oldest() -> None:
    """The sum is that of all weeks; an ellipsis stands for those that do not show."""
    papers = [read_ago(1, 690), read_ago(2, 1)]
    lines = screen(papers, Canvas(60), since=TODAY - timedelta(days=693))
    row = next(line for line in lines if line.startswith("  read per week"))
    assert cell_len(row) == 60
    assert "…▁" in row
    assert row.endswith("▂")
    assert "  2 in the last 99 weeks" in lines


def test_ascii_shows_digits_for_weeks() -> None:
    """Without Unicode a week is its number: a point for none, a plus beyond nine."""
    papers = [*(read_ago(number, 1) for number in range(12)), read_ago(13, 8), read_ago(14, 22)]
    lines = screen(papers, Canvas(60, ascii=True, encoding="ascii"))
    assert "  read per week   1.1+  14 in the last 4 weeks" in lines
    assert any("########################  14/14" in line for line in lines)
    assert "".join(lines).isascii()


@pytest.mark.parametrize("width", [*range(20, 64), 80, 120, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, *, plain: bool) -> None:
    """Whatever the names, at any width; and names are still told from each other."""
    papers = [
        read_ago(1, 80, "大规模稀疏混合专家模型的路由方法研究与实践以及一些更长的文字"),
        read_ago(2, 3, "a-topic-with-a-very-long-name-" * 3),
        unread_since(3, 4, "\x1b[31mred\u202e"),
        Paper("2401.00009", status=Status.SKIPPED),
        Paper("2401.00008", "Word " * 40, status=Status.INBOX, added=date(2020, 1, 1), star=True),
        Paper("2401.00007", status=Status.READ),
    ]
    lines = screen(papers, Canvas(width, ascii=plain))
    assert all(cell_len(line) <= width for line in lines)
    assert not any(character in "".join(lines) for character in "\x1b\u202e")
