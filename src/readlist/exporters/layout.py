"""Groups by theme and a sentence of totals, for the formats that people read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from readlist.exporters.entry import Entries, ExportEntry
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


@dataclass(frozen=True, slots=True)
class Survey:
    """What comes before the papers: themes and numbers, counted in one pass."""

    themes: dict[str, Counter[Status]]
    """How many papers of each theme have each status; those without a theme come last."""
    parted: bool
    """Whether the papers are grouped by theme already, in this order."""

    @property
    def statuses(self) -> Counter[Status]:
        """How many papers have each status."""
        return sum(self.themes.values(), Counter())


def survey(entries: Iterable[ExportEntry]) -> Survey:
    """Count papers by theme and status, in one pass."""
    themes: dict[str, Counter[Status]] = {}
    changes, last = 0, None
    for entry in entries:
        theme = entry.theme
        changes += theme != last
        last = theme
        themes.setdefault(theme, Counter())[entry.paper.status] += 1
    rest = themes.pop("", None)
    parted = changes == len(themes) + (rest is not None) and (rest is None or last == "")
    return Survey(themes | ({"": rest} if rest else {}), parted)


def groups(entries: Entries, found: Survey) -> Iterator[tuple[str, Iterable[ExportEntry]]]:
    """Yield the papers of each theme; iterate over them before asking for the next theme.

    All papers are held at once only if they are not grouped by theme already.
    """
    if found.parted:
        yield from groupby(entries, key=lambda entry: entry.theme)
    else:
        yield from by_theme(entries).items()


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


def totals(entries: Iterable[ExportEntry]) -> str:
    """Return ``43 papers: 16 read, 1 reading, 24 unread``."""
    return totals_of(Counter(entry.paper.status for entry in entries))


def totals_of(counts: Counter[Status]) -> str:
    """Return the same for counted papers."""
    parts = [f"{counts[status]:,} {word}" for status, word in _WORDS.items() if counts[status]]
    return plural(counts.total(), "paper") + (f": {', '.join(parts)}" if parts else "")


def read_of(entries: Sequence[ExportEntry]) -> str:
    """Return ``2 of 5 read``."""
    return read_of_all(Counter(entry.paper.status for entry in entries))


def read_of_all(counts: Counter[Status]) -> str:
    """Return the same for counted papers."""
    return f"{counts[Status.READ]:,} of {counts.total():,} read"
