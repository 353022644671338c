"""Dates from parts or words, as exactly as they are known: ``2023``, ``2023-11``."""

import re
from collections.abc import Sequence
from datetime import date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FIRST, _LAST = 1400, 2100
_ISO = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")


def date_of(parts: object) -> str:
    """Return a date from CSL's ``date-parts``, or any of the forms that stand for it; else "".

    They may be flat, nested or empty, and hold texts or more than three numbers.
    """
    while isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        if not isinstance(parts[0], Sequence) or isinstance(parts[0], str):
            break
        parts = parts[0]
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        return ""
    numbers: list[int] = []
    for part in parts[:3]:
        number = _number(part)
        if number is None:
            break
        numbers.append(number)
    return _checked(*numbers) if numbers else ""


def date_in(text: object) -> str:
    """Return the date in a text; "" if there is none."""
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str):
        return ""
    text = text[:200]
    iso = _ISO.match(text)
    if iso:
        return _checked(*(int(part) for part in iso.groups() if part))
    day_first = _DAY_FIRST.match(text)
    if day_first:
        day, month, year = map(int, day_first.groups())
        return _checked(year, month, day) if month <= 12 else _checked(year, day, month)
    return _in_words(text)


def year_of(day: str) -> int | None:
    """Return the year of a date that `date_of` or `date_in` gave."""
    return int(day[:4]) if day[:4].isdecimal() else None


def _in_words(text: str) -> str:
    year, month = _YEAR.search(text), _MONTH.search(text)
    if not year:
        return ""
    if not month:
        return _checked(int(year[1]))
    rest = text[: year.start()] + " " + text[year.end() :]
    day = _DAY.search(rest)
    number = _MONTHS.index(month[1].lower()) + 1
    return _checked(int(year[1]), number, *([int(day[1])] if day else []))


def _number(part: object) -> int | None:
    if isinstance(part, bool):
        return None
    if isinstance(part, int):
        return part
    if isinstance(part, str) and part.strip().isdecimal() and len(part) < 9:
        return int(part)
    return None


def _checked(year: int, month: int = 0, day: int = 0) -> str:
    """Return the valid part of a date, without a month 0 or 31 June; "" for an invalid year."""
    if not _FIRST <= year <= _LAST:
        return ""
    if not 1 <= month <= 12:
        return f"{year:04d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"
