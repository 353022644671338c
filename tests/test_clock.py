"""The day comes from one place."""

from datetime import UTC, date, datetime

import pytest

from readlist.clock import now, today
from readlist.errors import UsageError


def test_a_fixed_day_is_used_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """`READLIST_TODAY` decides the day and the moment."""
    monkeypatch.setenv("READLIST_TODAY", "2024-02-29")
    assert today() == date(2024, 2, 29)
    assert now() == datetime(2024, 2, 29, 12, tzinfo=UTC)


def test_without_it_the_clock_of_the_machine_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The present is later than the day this was written."""
    monkeypatch.delenv("READLIST_TODAY")
    assert today() > date(2025, 1, 1)
    assert now().tzinfo is UTC


def test_a_wrong_day_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is no date is named."""
    monkeypatch.setenv("READLIST_TODAY", "tomorrow")
    with pytest.raises(UsageError, match="tomorrow"):
        today()
