"""The one place that knows what day it is."""

import os
from datetime import UTC, date, datetime

from readlist.errors import UsageError


def today() -> date:
    """Return today's date in local time, or the one that ``READLIST_TODAY`` names.

    Raises:
        UsageError: ``READLIST_TODAY`` is set and is not a date like 2026-11-21.
    """
    fixed = os.environ.get("READLIST_TODAY", "")
    if not fixed:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise UsageError(
            f"READLIST_TODAY is not a date: {fixed!r}", "unset READLIST_TODAY"
        ) from None


def now() -> datetime:
    """Return the moment in UTC, to the second; midday of ``READLIST_TODAY`` if that is set."""
    if os.environ.get("READLIST_TODAY", ""):
        day = today()
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return datetime.now(UTC).replace(microsecond=0)
