"""What option values mean, and how wrong ones are refused."""

from datetime import date

import pytest

from readlist.cli.option_values import (
    MOST,
    read_count,
    read_day,
    read_days,
    read_words,
    read_years,
)
from readlist.errors import UsageError
from readlist.library.known_words import read_word


def test_a_count_is_a_number_from_one_on() -> None:
    """Ten is ten, however it is written; nothing is no limit, and more than any list has is all."""
    assert read_count("10", "-n") == read_count("00000000010", "-n") == 10
    assert read_count(None, "-n") is None
    assert read_count("12345678", "-n") == 12345678
    assert read_count("123456789", "-n") == read_count("9" * 5000, "-n") == MOST


@pytest.mark.parametrize("word", ["0", "000", "-1", "x", "", "1.5", "١", "1١", "+3"])
def test_another_count_is_refused(word: str) -> None:
    """Zero, signs, fractions and other digits are not counts."""
    with pytest.raises(UsageError, match=r"-n must be 1 or more, not"):
        read_count(word, "-n")


@pytest.mark.parametrize(
    ("word", "years"),
    [
        ("2023", (2023, 2023)),
        ("2021-2023", (2021, 2023)),
        ("2021..2023", (2021, 2023)),
        ("2023-", (2023, None)),
        ("-2019", (None, 2019)),
    ],
)
def test_years_are_one_or_a_range(word: str, years: tuple[int | None, int | None]) -> None:
    """A year, a range, and ranges open at an end."""
    assert read_years(word) == years


@pytest.mark.parametrize("word", ["23", "", "-", "20232024", "next", "2023-24"])
def test_other_years_are_refused(word: str) -> None:
    """The message names the value and shows both forms."""
    with pytest.raises(UsageError, match="is not a year or range") as caught:
        read_years(word)
    assert caught.value.remedy == "--year 2023, or --year 2021-2023"


def test_a_range_the_wrong_way_round_is_turned_in_the_remedy() -> None:
    """The remedy has the years in order."""
    with pytest.raises(UsageError, match="ends before it begins") as caught:
        read_years("2023-2021")
    assert caught.value.remedy == "--year 2021-2023"


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("7d", (date(2026, 11, 14), None)),
        ("2W", (date(2026, 11, 7), None)),
        ("1y", (date(2025, 11, 21), None)),
        ("2026-11-01", (date(2026, 11, 1), date(2026, 11, 1))),
        ("2026-11-01..2026-11-03", (date(2026, 11, 1), date(2026, 11, 3))),
        ("2026-11-01..", (date(2026, 11, 1), None)),
        ("..2026-11-03", (None, date(2026, 11, 3))),
    ],
)
def test_days_are_an_age_a_date_or_a_range(
    word: str, days: tuple[date | None, date | None]
) -> None:
    """An age counts back from today."""
    assert read_days(word) == days


@pytest.mark.parametrize("word", ["", "..", "x", "7", "2026-13-01", "2026-11-05..2026-11-01"])
def test_other_days_are_refused(word: str) -> None:
    """What is no day is named."""
    with pytest.raises(UsageError, match="--added"):
        read_days(word)


def test_a_day_is_a_date() -> None:
    """ISO dates only; the remedy shows today's."""
    assert read_day("2026-11-20", "--date") == date(2026, 11, 20)
    with pytest.raises(UsageError) as caught:
        read_day("yesterday", "--date")
    assert caught.value.remedy == "--date 2026-11-21"


def test_a_word_is_found_whatever_its_case() -> None:
    """The known spelling comes back."""
    assert read_word(" MoE ", ["moe", "data"], "topic") == "moe"


def test_an_unknown_word_is_refused_with_the_known_ones() -> None:
    """The message lists them, the remedy names the nearest."""
    with pytest.raises(UsageError) as caught:
        read_word("raed", ["unread", "read"], "status", "-s")
    assert caught.value.problem == '"raed" is not a status. Known: unread, read'
    assert caught.value.remedy == "-s read"


def test_words_may_be_joined_by_commas() -> None:
    """Repeated options and commas mean the same."""
    assert read_words(["a,b", " c "]) == ("a", "b", "c")
    assert read_words(None) == ()
