"""What the readable formats share: groups by theme and a sentence of totals."""

from collections import Counter
from collections.abc import Iterable, Sequence

from readlist.exporters.entry import ExportEntry
from readlist.paper import Status
from readlist.text import plural

NO_THEME = "Other"
"""The heading over papers without a topic."""

_WORDS = {
    Status.READ: "read",
    Status.READING: "reading",
    Status.UNREAD: "unread",
    Status.INBOX: "in the inbox",
    Status.SKIPPED: "skipped",
}


def by_theme(entries: Iterable[ExportEntry]) -> dict[str, list[ExportEntry]]:
    """Return the entries by theme, both in the order given; those without a theme come last."""
    groups: dict[str, list[ExportEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.theme, []).append(entry)
    rest = groups.pop("", None)
    return groups | ({"": rest} if rest else {})


def heading_of(theme: str) -> str:
    """Return the heading over a theme's papers."""
    return theme or NO_THEME


def totals(entries: Sequence[ExportEntry]) -> str:
    """Return ``43 papers: 16 read, 1 reading, 24 unread``."""
    counts = Counter(entry.paper.status for entry in entries)
    parts = [f"{counts[status]:,} {word}" for status, word in _WORDS.items() if counts[status]]
    return plural(len(entries), "paper") + (f": {', '.join(parts)}" if parts else "")


def read_of(entries: Sequence[ExportEntry]) -> str:
    """Return ``2 of 5 read``."""
    return f"{sum(entry.is_read for entry in entries):,} of {len(entries):,} read"
