"""What has to be known of all papers before the first one is written: numbers and themes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.layout import Survey, survey
from readlist.exporters.markdown.ticks import shown_due
from readlist.tally import Days, ThemeCount, YearCount


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of a list."""

    count: int
    """How many papers there are."""
    found: Survey
    due: bool
    """Whether there is a day by which one is to be read."""
    topics: Mapping[str, int]
    years: Sequence[YearCount]
    """From the first year on."""
    days: Days
    last: date | None
    """The last day of the newest week of the charts."""

    @property
    def themes(self) -> Sequence[ThemeCount]:
        """How far the reader is with each theme; no theme comes last."""
        return [ThemeCount.of(theme, counts) for theme, counts in self.found.themes.items()]


def overview_of(entries: Entries, options: Options) -> Overview:
    """Return what is to be known of the entries, in one round over them."""
    topics: Counter[str] = Counter()
    years: Counter[int] = Counter()
    read: Counter[int] = Counter()
    days = Days()
    last: date | None = None
    due = False

    def seen() -> Iterator[ExportEntry]:
        nonlocal last, due
        for entry in entries:
            topics.update(set(entry.topics))
            if year := entry.year:
                years[year] += 1
                read[year] += entry.is_read
            known = [day for day in (last, entry.paper.added, entry.paper.finished) if day]
            last = max(known, default=None)
            days.count(entry.paper)
            due = due or bool(shown_due(entry))
            yield entry

    found = survey(seen())
    return Overview(
        len(entries),
        found,
        due,
        topics,
        [YearCount(year, years[year], read[year]) for year in sorted(years)],
        days,
        options.today or last,
    )
