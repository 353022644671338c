"""Days by which papers are to be read: what people may type, and how they are told."""

from datetime import date, timedelta

import pytest

from readlist.due import Due, day_of, due_cell, due_words, is_pressing, read_due
from readlist.errors import UsageError

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("sunday", "2026-11-22"),
        ("friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("saturday", "2026-11-28"),
        ("+7d", "2026-11-28"),
        ("2w", "2026-12-05"),
        ("2026-12-01", "2026-12-01"),
        (" 2024-02-29 ", "2024-02-29"),
    ],
)
def test_days_are_understood(word: str, day: str) -> None:
    """Words of every day, spans and dates; a weekday is never today."""
    assert day_of(word, SATURDAY) == date.fromisoformat(day)
    assert read_due(word, SATURDAY) == Due(date.fromisoformat(day))


@pytest.mark.parametrize(
    "word",
    ["", "fr", "fridya", "7", "-7d", "2026-13-01", "2026-02-30", "20261201", "2026-W48-1", "٧d"],
)
def test_what_is_no_day_is_refused(word: str) -> None:
    """The message names the word, and ways that work."""
    assert day_of(word, SATURDAY) is None
    with pytest.raises(UsageError, match="is not a day"):
        read_due(word, SATURDAY)


def test_a_span_too_long_for_a_calendar_ends_at_its_end() -> None:
    """A hundred years from now, at most."""
    assert day_of("99999y", SATURDAY) == SATURDAY + timedelta(days=36_500)


def test_none_takes_the_day_away() -> None:
    """In any case of letters."""
    assert read_due("None", SATURDAY) == Due(None)


@pytest.mark.parametrize(
    ("days", "words", "cell"),
    [
        (-2, "overdue by 2 days", "2d late"),
        (-1, "overdue by 1 day", "1d late"),
        (0, "due today", "today"),
        (1, "due tomorrow", "1d"),
        (13, "due in 13 days", "13d"),
        (14, "due on 2026-12-05", "5 Dec"),
        (400, "due on 2027-12-26", "2027-12"),
    ],
)
def test_how_far_off_it_is(days: int, words: str, cell: str) -> None:
    """Counted where it is near, a date where it is not."""
    day = SATURDAY + timedelta(days=days)
    assert (due_words(day, SATURDAY), due_cell(day, SATURDAY)) == (words, cell)
    assert len(cell) <= 7


def test_a_week_is_pressing() -> None:
    """What is gone is, too; what has no day never is."""
    pressing = [
        days for days in range(-400, 400) if is_pressing(SATURDAY + timedelta(days), SATURDAY)
    ]
    assert (pressing[0], pressing[-1]) == (-400, 7)
    assert not is_pressing(None, SATURDAY)
