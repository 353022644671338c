import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Paper, Status
from readlist.stats import ReadingPace, stats_of

TODAY = date(2026, 11, 21)


def read_on(number: int, days_ago: int) -> Paper:
    """Make a paper that was read so many days ago."""
    day = TODAY - timedelta(days=days_ago)
    return Paper(f"read{number}", status=Status.READ, added=day, finished=day)


def waiting(number: int, days_ago: int, status: Status = Status.UNREAD) -> Paper:
    """Make a paper that has waited so many days."""
    return Paper(f"left{number}", status=status, added=TODAY - timedelta(days=days_ago))


def test_an_empty_list_has_honest_numbers() -> None:
    """Nothing read is no pace, and there is nothing to forecast."""
    stats = stats_of([], TODAY)
    assert (stats.total, stats.left, stats.starred, stats.added_last_month) == (0, 0, 0, 0)
    assert stats.pace == ReadingPace(0, 1)
    assert stats.pace.per_week == 0
    assert stats.weeks_left is None
    assert stats.oldest_unread is None
    assert stats.days_waiting is None


def test_one_paper_read_is_no_pace() -> None:
    """A forecast needs two papers."""
    stats = stats_of([read_on(1, 3), waiting(1, 2)], TODAY)
    assert stats.pace == ReadingPace(1, 1)
    assert stats.weeks_left is None


def test_the_forecast_is_rounded_up() -> None:
    """Two papers in two weeks make three weeks for three papers; the inbox waits too."""
    left = [waiting(1, 1), waiting(2, 2, Status.INBOX), waiting(3, 3, Status.READING)]
    stats = stats_of([read_on(1, 13), read_on(2, 3), *left, waiting(4, 9, Status.SKIPPED)], TODAY)
    assert stats.left == 3
    assert stats.pace == ReadingPace(2, 2)
    assert stats.weeks_left == 3
    assert ReadingPace(3, 12).weeks_for(0) == 0


def test_the_pace_looks_back_twelve_weeks() -> None:
    """What was read earlier does not count."""
    stats = stats_of([read_on(1, 400), read_on(2, 84), read_on(3, 83), read_on(4, 0)], TODAY)
    assert stats.pace == ReadingPace(2, 12)


def test_the_pace_can_look_back_to_a_day() -> None:
    """That day is in the first week; the list's own beginning still bounds the pace."""
    papers = [read_on(1, 400), read_on(2, 84), read_on(3, 0)]
    assert stats_of(papers, TODAY, TODAY).pace == ReadingPace(1, 1)
    assert stats_of(papers, TODAY, TODAY - timedelta(days=7)).pace == ReadingPace(1, 2)
    long = stats_of(papers, TODAY, date(1800, 1, 1))
    assert long.pace == ReadingPace(3, 58)
    assert len(long.weeks) == 1_000


def test_read_papers_without_a_date_are_counted_apart() -> None:
    """The pace says how many it cannot know of."""
    papers = [Paper("1", status=Status.READ), Paper("2"), read_on(3, 1)]
    assert stats_of(papers, TODAY).pace == ReadingPace(1, 1, 1)


def test_the_oldest_unread_paper_was_added_first() -> None:
    """Papers that are read, begun or without a date do not wait."""
    papers = [
        Paper("no date"),
        waiting(1, 10),
        waiting(2, 30, Status.INBOX),
        waiting(3, 40, Status.READING),
        waiting(4, 30),
    ]
    stats = stats_of(papers, TODAY)
    assert stats.oldest_unread == papers[2]
    assert stats.days_waiting == 30
    assert stats.added_last_month == 1


def test_json_has_every_key_whatever_the_list() -> None:
    """The shape of the answer does not depend on the numbers."""
    empty = stats_of([], TODAY).to_json()
    full = stats_of([read_on(1, 1), read_on(2, 8), waiting(1, 3)], TODAY).to_json()
    assert list(empty) == list(full)
    assert empty["oldest_unread"] is None
    assert full["oldest_unread"] == {
        "id": "left1",
        "title": "",
        "added": "2026-11-18",
        "days": 3,
    }
    assert full["pace"] == {
        "read": 2, "weeks": 2, "undated": 0, "per_week": 1.0, "weeks_left": 1,
    }  # fmt: skip
    assert full["status"] == {"inbox": 0, "unread": 1, "reading": 0, "read": 2, "skipped": 0}
    assert full["topics"] == [
        {"theme": "", "read": 2, "reading": 0, "unread": 1, "skipped": 0, "total": 3}
    ]
    assert json.loads(json.dumps(full)) == full


papers = st.builds(
    Paper,
    id=st.text(max_size=3),
    status=st.sampled_from(Status),
    topics=st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    added=st.none() | st.dates(date(1991, 1, 1), date(2100, 1, 1)),
    finished=st.none() | st.dates(date(1991, 1, 1), date(2100, 1, 1)),
)


@given(st.lists(papers))
def test_the_sums_agree(many: list[Paper]) -> None:
    """Themes and states both sum to the number of papers; the pace is that of the weeks."""
    stats = stats_of(many, TODAY)
    assert stats.total == len(many) == sum(theme.total for theme in stats.themes)
    assert stats.pace.read == sum(week.read for week in stats.weeks)
    assert 1 <= stats.pace.weeks <= 12
