"""Statistics of a reading list: how many papers, how fast, how long they will take."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from readlist.paper import Paper, Status
from readlist.tally import WEEKS, ThemeCount, WeekCount, YearCount, by_theme, by_week, by_year

MONTH = timedelta(days=30)
"""What "the last month" means."""

MOST_WEEKS = 1_000
"""How many weeks are counted at most: arXiv opened in 1991."""

_LEFT = (Status.INBOX, Status.UNREAD, Status.READING)


@dataclass(frozen=True, slots=True)
class ReadingPace:
    """How fast papers were read recently."""

    read: int
    """Papers read in the time looked at."""
    weeks: int
    """How long that is: from the first date in the list on, at least 1, at most those counted."""
    undated: int = 0
    """Read papers without a date, which the pace cannot know of."""

    @property
    def per_week(self) -> float:
        """Papers a week."""
        return self.read / self.weeks

    def weeks_for(self, papers: int) -> int | None:
        """Return how many weeks that many papers take at this pace, rounded up.

        None if fewer than two papers were read: one is no pace.
        """
        return -(-papers * self.weeks // self.read) if self.read > 1 else None


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers of one list on one day."""

    today: date
    states: dict[Status, int]
    """How many papers have each status, all of them present."""
    starred: int
    themes: list[ThemeCount]
    weeks: list[WeekCount]
    """The oldest first, the last one ending today."""
    years: list[YearCount]
    pace: ReadingPace
    added_last_month: int
    oldest_unread: Paper | None
    """The unread paper, in the inbox or not, that was added first."""

    @property
    def total(self) -> int:
        """All papers."""
        return sum(self.states.values())

    @property
    def read(self) -> int:
        """Papers the reader is done with."""
        return self.states[Status.READ]

    @property
    def left(self) -> int:
        """Papers that are still to be read: in the inbox, unread, or begun."""
        return sum(self.states[status] for status in _LEFT)

    @property
    def weeks_left(self) -> int | None:
        """Weeks until everything is read at this pace, if nothing is added; None if unknown."""
        return self.pace.weeks_for(self.left)

    @property
    def days_waiting(self) -> int | None:
        """Days since the oldest unread paper was added."""
        oldest = self.oldest_unread
        return (self.today - oldest.added).days if oldest and oldest.added else None

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values, every key always present."""
        oldest = self.oldest_unread
        return {
            "date": self.today.isoformat(),
            "total": self.total,
            "status": {str(status): count for status, count in self.states.items()},
            "left": self.left,
            "starred": self.starred,
            "topics": [asdict(count) | {"total": count.total} for count in self.themes],
            "weeks": [
                {
                    "first": week.first.isoformat(),
                    "last": week.last.isoformat(),
                    "added": week.added,
                    "read": week.read,
                }
                for week in self.weeks
            ],
            "years": [asdict(count) for count in self.years],
            "pace": {
                "read": self.pace.read,
                "weeks": self.pace.weeks,
                "undated": self.pace.undated,
                "per_week": round(self.pace.per_week, 2),
                "weeks_left": self.weeks_left,
            },
            "added_last_month": self.added_last_month,
            "oldest_unread": {
                "id": oldest.id,
                "title": oldest.title,
                "added": oldest.added.isoformat() if oldest.added else None,
                "days": self.days_waiting,
            }
            if oldest
            else None,
        }


def stats_of(papers: Sequence[Paper], today: date, since: date | None = None) -> Stats:
    """Return the numbers of these papers.

    Args:
        papers: In the order in which their themes are to stand.
        today: The last day of the last week.
        since: A day of the first week; `WEEKS` weeks by default.
    """
    counts = Counter(paper.status for paper in papers)
    asked = WEEKS if since is None else min(max((today - since).days // 7 + 1, 1), MOST_WEEKS)
    weeks = by_week(papers, today, asked)
    undated = sum(1 for p in papers if p.status is Status.READ and not p.finished)
    waiting = [p for p in papers if p.added and p.status in (Status.INBOX, Status.UNREAD)]
    return Stats(
        today=today,
        states={status: counts[status] for status in Status},
        starred=sum(paper.star for paper in papers),
        themes=by_theme(papers),
        weeks=weeks,
        years=by_year(papers),
        pace=ReadingPace(sum(w.read for w in weeks), _weeks_known(papers, today, asked), undated),
        added_last_month=sum(1 for p in papers if p.added and _is_recent(p.added, today)),
        oldest_unread=min(waiting, key=lambda paper: paper.added or today, default=None),
    )


def _is_recent(day: date, today: date) -> bool:
    return timedelta() <= today - day < MONTH


def _weeks_known(papers: Sequence[Paper], today: date, most: int) -> int:
    days = (day for paper in papers for day in (paper.added, paper.finished) if day)
    first = min(days, default=today)
    return min(max((today - first).days // 7 + 1, 1), most)
