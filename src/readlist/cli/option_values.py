"""Read the values of options: counts, years, days and fixed words, with helpful errors."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.clock import today
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.library.known_words import shown
from readlist.text import encodable

if TYPE_CHECKING:
    from readlist import due as due_days
    from readlist.due import Due
else:
    due_days = lazy("readlist.due")

_AGE = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_YEARS = re.compile(r"(\d{4})?(-|\.\.)?(\d{4})?")

Days = tuple[date | None, date | None]
Years = tuple[int | None, int | None]

DueDay = Annotated[
    str | None,
    typer.Option(
        "--due", metavar="DAY", help="Read them by this day: friday, +7d, 2026-12-01, or none."
    ),
]
"""The option of commands that set the day by which to read papers."""


def read_due(word: str | None) -> "Due | None":
    """Return the due day to set; None if none was given.

    Raises:
        UsageError: It is not a day.
    """
    return None if word is None else due_days.read_due(word, today())


def read_due_span(word: str | None, option: str = "--due") -> Days:
    """Return the first and last day of ``7d``, ``overdue``, ``friday`` or ``today..2026-12-01``.

    A span without a beginning takes in what is overdue.

    Raises:
        UsageError: It is none of these.
    """
    if word is None:
        return None, None
    text = word.strip().lower()
    if text == due_days.OVERDUE:
        return None, today() - timedelta(days=1)
    if _AGE.fullmatch(text):
        return None, due_days.day_of(text, today())
    start, dots, end = text.partition("..")
    first = due_days.day_of(start, today()) if start else None
    last = due_days.day_of(end, today()) if end else None
    if (start and not first) or (end and not last) or not (first or last):
        week = today() + timedelta(days=due_days.PRESSING)
        raise UsageError(
            f"{option} {shown(word)} is not a day or span",
            f"{option} {today()}..{week}, or {option} 7d, {option} overdue",
        )
    if first and last and first > last:
        raise UsageError(
            f"{option} {shown(word)} ends before it begins", f"{option} {end}..{start}"
        )
    return first, last if dots else first


MOST = 99_999_999
"""More than any list has: whoever asks for more papers gets all of them."""


def read_count(word: str | None, option: str, remedy: str = "") -> int | None:
    """Return a number of 1 or more, at most `MOST`; None where none was given.

    Args:
        word: As typed.
        option: What stands before it on the command line.
        remedy: What to type instead; the option with a number, by default.

    Raises:
        UsageError: It is something else.
    """
    if word is None:
        return None
    digits = word.lstrip("0")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= len(str(MOST)) else MOST
    raise UsageError(f"{option} must be 1 or more, not {shown(word)}", remedy or f"{option} 10")


def read_words(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the words of a repeated option, each of which may hold several with commas."""
    parts = (part.strip() for word in given or () for part in encodable(word).split(","))
    return tuple(part for part in parts if part)


def read_years(word: str | None) -> Years:
    """Return the first and last year of ``2023``, ``2021-2023``, ``2023-`` or ``-2019``.

    Raises:
        UsageError: It is none of these.
    """
    if word is None:
        return None, None
    match = _YEARS.fullmatch(word.strip())
    if not match or not (match[1] or match[3]) or bool(match[1] and match[3]) > bool(match[2]):
        raise UsageError(
            f"--year {shown(word)} is not a year or range", "--year 2023, or --year 2021-2023"
        )
    first, last = (int(year) if year else None for year in match.group(1, 3))
    if not match[2]:
        last = first
    if first and last and first > last:
        raise UsageError(f"--year {shown(word)} ends before it begins", f"--year {last}-{first}")
    return first, last


def read_days(word: str | None, option: str = "--added") -> Days:
    """Return the first and last day of ``7d``, ``2026-11-01`` or ``2026-11-01..2026-11-07``.

    Raises:
        UsageError: It is none of these.
    """
    if word is None:
        return None, None
    age = _AGE.fullmatch(word.strip().lower())
    if age:
        days = int(age[1]) * _DAYS[age[2]]
        return today() - timedelta(days=min(days, 36_500)), None
    start, dots, end = word.partition("..")
    first = read_day(start, option) if start else None
    last = read_day(end, option) if end else None
    if not (first or last):
        raise _no_day(word, option)
    if first and last and first > last:
        raise UsageError(
            f"{option} {shown(word)} ends before it begins", f"{option} {end}..{start}"
        )
    return first, last if dots else first


def read_start(word: str | None, option: str) -> date | None:
    """Return the day that ``90d`` or ``2026-11-01`` means; None where none was given.

    Raises:
        UsageError: It is neither, or a day in the future.
    """
    if word is None:
        return None
    first = None if ".." in word else read_days(word, option)[0]
    if first is None:
        raise _no_day(word, option)
    if first > today():
        raise UsageError(f"{option} {shown(word)} is yet to come", f"{option} 90d")
    return first


def read_day(word: str, option: str) -> date:
    """Return a day written as ``2026-11-01``.

    Raises:
        UsageError: It is not one.
    """
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        raise _no_day(word, option) from None


def _no_day(word: str, option: str) -> UsageError:
    span = f", or {option} 7d" if option in ("--added", "--since") else ""
    return UsageError(
        f"{option} {shown(word)} is not a date", f"{option} {today().isoformat()}{span}"
    )
