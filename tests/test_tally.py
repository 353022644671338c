from datetime import date

from readlist.paper import Paper, Status
from readlist.tally import ThemeCount, YearCount, by_theme, by_week, by_year, last_day

TODAY = date(2026, 11, 21)


def test_themes_keep_their_order_and_no_theme_comes_last() -> None:
    """Each theme counts its papers by state; the inbox is part of what is unread."""
    papers = [
        Paper("1"),
        Paper("2", topics=("moe", "x"), status=Status.READ),
        Paper("3", topics=("attention",), status=Status.SKIPPED),
        Paper("4", topics=("moe",), status=Status.INBOX),
        Paper("5", topics=("moe",), status=Status.READING),
    ]
    assert by_theme(papers) == [
        ThemeCount("moe", read=1, reading=1, unread=1),
        ThemeCount("attention", skipped=1),
        ThemeCount("", unread=1),
    ]
    assert by_theme(papers)[0].total == 3


def test_a_week_is_seven_days_and_the_last_one_ends_today() -> None:
    """Today and six days ago are of one week, seven days ago is of the one before."""
    papers = [
        Paper("1", added=date(2026, 11, 21)),
        Paper("2", added=date(2026, 11, 15)),
        Paper("3", added=date(2026, 11, 14), finished=TODAY, status=Status.READ),
        Paper("4", added=date(2026, 8, 30)),
        Paper("5", added=date(2026, 8, 29)),
        Paper("6", added=date(2027, 1, 1)),
        Paper("7", finished=TODAY, status=Status.UNREAD),
    ]
    weeks = by_week(papers, TODAY)
    assert len(weeks) == 12
    assert [week.added for week in weeks] == [1, *[0] * 9, 1, 2]
    assert [week.read for week in weeks] == [*[0] * 11, 1]
    assert (weeks[-1].first, weeks[-1].last) == (date(2026, 11, 15), TODAY)
    assert weeks[0].first == date(2026, 8, 30)


def test_years_are_those_of_the_first_version() -> None:
    """Years without papers are left out, and so are papers without a date."""
    papers = [
        Paper("1", published=date(2023, 1, 1), status=Status.READ),
        Paper("2", published=date(2017, 1, 1)),
        Paper("3", published=date(2023, 5, 1)),
        Paper("4"),
    ]
    assert by_year(papers) == [YearCount(2017, 1, 0), YearCount(2023, 2, 1)]


def test_the_last_day_is_of_adding_or_reading() -> None:
    """Without any date there is none."""
    assert last_day([Paper("1")]) is None
    papers = [Paper("1", added=date(2026, 1, 1)), Paper("2", finished=date(2026, 2, 1))]
    assert last_day(papers) == date(2026, 2, 1)
