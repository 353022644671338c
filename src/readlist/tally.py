"""Papers counted: by theme, by week and by year. Pure numbers, in one pass each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from readlist.paper import Paper, Status

WEEKS = 12
"""How many weeks a series looks back: a quarter of a year."""


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How far the reader is with one theme."""

    theme: str
    """Empty for papers without a topic."""
    read: int = 0
    reading: int = 0
    unread: int = 0
    """Those in the inbox included."""
    skipped: int = 0

    @classmethod
    def of(cls, theme: str, counts: Counter[Status]) -> "ThemeCount":
        """Return the count of a theme, from how many of its papers have each status."""
        return cls(
            theme=theme,
            read=counts[Status.READ],
            reading=counts[Status.READING],
            unread=counts[Status.UNREAD] + counts[Status.INBOX],
            skipped=counts[Status.SKIPPED],
        )

    @property
    def total(self) -> int:
        """All papers of the theme."""
        return self.read + self.reading + self.unread + self.skipped


@dataclass(frozen=True, slots=True)
class WeekCount:
    """What happened in seven days."""

    first: date
    last: date
    added: int = 0
    read: int = 0


@dataclass(frozen=True, slots=True)
class YearCount:
    """Papers whose first version is of one year."""

    year: int
    total: int = 0
    read: int = 0


def by_theme(papers: Iterable[Paper]) -> list[ThemeCount]:
    """Return a count per theme, in the order of first appearance; no theme comes last."""
    states: dict[str, Counter[Status]] = {}
    for paper in papers:
        states.setdefault(paper.theme, Counter())[paper.status] += 1
    rest = states.pop("", None)
    if rest:
        states[""] = rest
    return [ThemeCount.of(theme, counts) for theme, counts in states.items()]


@dataclass(slots=True)
class Days:
    """How many papers were added and read on each day."""

    added: Counter[date] = field(default_factory=Counter)
    read: Counter[date] = field(default_factory=Counter)

    def count(self, paper: Paper) -> None:
        """Count the days of a paper; one without dates has none."""
        if paper.added:
            self.added[paper.added] += 1
        if paper.finished and paper.status is Status.READ:
            self.read[paper.finished] += 1

    def by_week(self, last: date, weeks: int = WEEKS) -> list[WeekCount]:
        """Return a count of each of the last weeks, as `by_week`."""
        added: Counter[int] = Counter()
        read: Counter[int] = Counter()
        for days, ago in ((self.added, added), (self.read, read)):
            for day, number in days.items():
                ago[(last - day).days // 7] += number
        counts = []
        for week in range(weeks - 1, -1, -1):
            end = last - timedelta(days=7 * week)
            counts.append(WeekCount(end - timedelta(days=6), end, added[week], read[week]))
        return counts


def by_week(papers: Iterable[Paper], last: date, weeks: int = WEEKS) -> list[WeekCount]:
    """Return what was added and read in each of the last weeks, the oldest first.

    Weeks are seven days each and end with the day `last`, so that the newest one is as long as
    the others. Papers without dates, and dates outside the weeks, do not count.
    """
    days = Days()
    for paper in papers:
        days.count(paper)
    return days.by_week(last, weeks)


def by_year(papers: Iterable[Paper]) -> list[YearCount]:
    """Return a count for each year that has papers, the oldest first."""
    total: Counter[int] = Counter()
    read: Counter[int] = Counter()
    for paper in papers:
        if paper.year is not None:
            total[paper.year] += 1
            read[paper.year] += paper.status is Status.READ
    return [YearCount(year, total[year], read[year]) for year in sorted(total)]


def last_day(papers: Sequence[Paper]) -> date | None:
    """Return the day of the last addition or reading; None if no paper has such a date."""
    days = [day for paper in papers for day in (paper.added, paper.finished) if day]
    return max(days, default=None)
