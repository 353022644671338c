from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from readlist.exporters.html import charts
from readlist.paper import Paper, Status
from readlist.tally import ThemeCount, WeekCount, YearCount, by_theme, by_week, by_year

TODAY = date(2026, 11, 21)


def bars(svg: str) -> list[tuple[str, float, float]]:
    """Return (class, width, height) of every bar."""
    return [
        (node.get("class", ""), float(node.get("width", 0)), float(node.get("height", 0)))
        for node in ET.fromstring(svg).iter("rect")
    ]


def test_bars_are_as_long_as_their_numbers() -> None:
    """The scale is one for all themes; an empty state has no bar."""
    svg = charts.themes_chart([ThemeCount("a", read=1, unread=3), ThemeCount("b", read=2)])
    found = [(state, round(width)) for state, width, _ in bars(svg)]
    assert found == [("read", 53), ("unread", 159), ("read", 106)]


def test_columns_are_as_high_as_their_numbers() -> None:
    """Added and read share one scale."""
    week = WeekCount(date(2026, 11, 15), TODAY, added=4, read=1)
    ((_, _, added), (_, _, read)) = bars(charts.weeks_chart([week]))
    assert added == pytest.approx(4 * read)


def test_many_weeks_have_columns_without_numbers() -> None:
    """Numbers stand where there is room for them; the last two years show at most."""
    days = [Paper(str(week), added=date(2020, 1, 1) + timedelta(weeks=week)) for week in range(400)]
    svg = charts.weeks_chart(by_week(days, TODAY, 400))
    assert len(ET.fromstring(svg).findall("text")) == 2
    places = [float(node.get("x", -1)) for node in ET.fromstring(svg).iter("rect")]
    assert len(places) == len(bars(svg)) <= 104
    assert 0 <= min(places) <= max(places) <= charts.WIDTH
    few = charts.weeks_chart(by_week(days, date(2020, 1, 8)))
    assert [node.text for node in ET.fromstring(few).findall("text")][:2] == ["1", "1"]


def test_years_between_are_shown_empty() -> None:
    """A gap is a gap; many years leave the empty ones out."""
    svg = charts.years_chart([YearCount(2019, 2, 1), YearCount(2022, 4)])
    labels = [node.text for node in ET.fromstring(svg).iter("text")]
    assert [label for label in labels if label in ("2019", "2020", "2021", "2022")] == [
        "2019",
        "2020",
        "2021",
        "2022",
    ]
    far = charts.years_chart([YearCount(1991, 1), YearCount(2026, 1)])
    assert len(bars(far)) == 2
    assert "1992" not in far


def test_nothing_makes_a_chart_of_nothing() -> None:
    """No division by zero, no bar, still valid SVG."""
    for svg in (
        charts.themes_chart([]),
        charts.weeks_chart([]),
        charts.weeks_chart(by_week([], TODAY)),
        charts.years_chart([]),
        charts.progress_bar([], "0 papers"),
    ):
        assert bars(svg) == []


def test_very_many_themes_show_the_largest() -> None:
    """Sixteen rows at most, in their order."""
    themes = [ThemeCount(f"t{n}", unread=n) for n in range(1, 31)]
    svg = charts.themes_chart(themes)
    assert len(bars(svg)) == 16
    assert "t14: " not in svg
    assert svg.index("t15: ") < svg.index("t30: ")


def test_hostile_names_stay_text() -> None:
    """A theme's name is escaped in labels, titles and descriptions."""
    svg = charts.themes_chart([ThemeCount('"><script>x</script>', unread=1)])
    tags = {node.tag for node in ET.fromstring(svg).iter()}
    assert tags == {"svg", "g", "title", "text", "rect"}


def test_the_picture_stands_alone_and_is_known_again() -> None:
    """All charts in one document with its colours; other SVG is not readlist's."""
    papers = [
        Paper("1", topics=("moe",), status=Status.READ, added=TODAY, finished=TODAY,
              published=date(2024, 1, 1)),
    ]  # fmt: skip
    for some in ([], papers):
        text = charts.picture("A & B", by_theme(some), by_week(some, TODAY), by_year(some))
        root = ET.fromstring(text)
        assert len([node for node in root.iter() if node.get("class") == "chart"]) == 3
        assert text.endswith("\n")
        assert charts.written_by_readlist(text)
    assert not charts.written_by_readlist("<svg xmlns='http://www.w3.org/2000/svg'/>")
