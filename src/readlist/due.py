"""Due days: as people type them, and how far off they are. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from readlist.errors import UsageError
from readlist.patterns import pattern
from readlist.text import plural, shorten

PRESSING: Final = 7
"""Days from which on a paper that is due goes before all others in what to read next."""
OVERDUE: Final = "overdue"
"""Stands for all days before today."""
NEVER: Final = "none"
"""Takes a paper's day away."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
"""Letters of a weekday's name that are enough."""
_SPAN = pattern(r"\+?([0-9]{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_MOST_DAYS = 36_500
_SOON = 14
"""Days that are counted; what is further off is a date."""
_FAR = 300
"""Days from which on a date needs its year."""


@dataclass(frozen=True, slots=True)
class Due:
    """The due day to set for a paper."""

    day: date | None
    """None to take it away."""


def read_due(word: str, today: date, option: str = "--due") -> Due:
    """Return the day that people mean by ``friday``, ``+7d`` or ``2026-12-01``; ``none`` for none.

    Args:
        word: As typed.
        today: Today.
        option: What stands before it, for the message.

    Raises:
        UsageError: It is none of these.
    """
    if word.strip().lower() == NEVER:
        return Due(None)
    day = day_of(word, today)
    if day is None:
        raise UsageError(
            f"{option} {shorten(word, 40)!r} is not a day",
            f"{option} {today + timedelta(days=PRESSING)}, or tomorrow, friday, +7d, none",
        )
    return Due(day)


def day_of(word: str, today: date) -> date | None:
    """Return the day that a word means; None if it is none.

    A weekday is the next one, never today; its name may be cut to three letters.
    """
    text = word.strip().lower()
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    span = _SPAN.fullmatch(text)
    if span:
        days = min(int(span[1]) * _DAYS[span[2]], _MOST_DAYS)
        return today + timedelta(days=days)
    if len(text) >= _SHORTEST:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(text):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(text) if text.count("-") == 2 else None
    except ValueError:
        return None


def due_words(due: date, today: date) -> str:
    """Return how far off a day is: ``overdue by 2 days``, ``due today``, ``due in 3 days``."""
    days = (due - today).days
    if days < 0:
        return f"{OVERDUE} by {plural(-days, 'day')}"
    near = {0: "due today", 1: "due tomorrow"}
    return near.get(days) or (f"due in {days} days" if days < _SOON else f"due on {due}")


def due_cell(due: date, today: date) -> str:
    """Return the same in few columns: ``2d late``, ``today``, ``3d``, ``20 Dec``, ``2028-01``."""
    days = (due - today).days
    if days < 0:
        return f"{-days}d late"
    if days < _SOON:
        return f"{days}d" if days else "today"
    return f"{due.day} {due:%b}" if days < _FAR else f"{due:%Y-%m}"


def is_pressing(due: date | None, today: date) -> bool:
    """Whether a day is so near, or gone, that its paper goes before all others."""
    return due is not None and (due - today).days <= PRESSING
