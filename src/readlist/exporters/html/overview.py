"""What has to be known of all papers before the first one is written: numbers and themes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from readlist.exporters.entry import ExportEntry, Options
from readlist.paper import Paper, Status
from readlist.tally import YearCount, last_day


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of a list, and which papers stand under which theme."""

    papers: Sequence[Paper]
    statuses: Mapping[Status, int]
    topics: Mapping[str, int]
    years: Mapping[int, YearCount]
    themes: Mapping[str, Sequence[int]]
    """Theme -> places of its papers, both in the order given; those without a theme come last."""
    last: date | None
    """The last day of the newest week of the charts."""

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self.papers)


def overview_of(entries: Iterable[ExportEntry], options: Options) -> Overview:
    """Return what is to be known of the entries, in one pass over them."""
    papers: list[Paper] = []
    topics: Counter[str] = Counter()
    years: Counter[int] = Counter()
    read: Counter[int] = Counter()
    themes: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        papers.append(entry.paper)
        own = entry.topics
        topics.update(set(own))
        themes.setdefault(next(iter(own), ""), []).append(place)
        if year := entry.year:
            years[year] += 1
            read[year] += entry.is_read
    rest = themes.pop("", None)
    return Overview(
        papers,
        Counter(paper.status for paper in papers),
        topics,
        {year: YearCount(year, years[year], read[year]) for year in years},
        themes | ({"": rest} if rest else {}),
        options.today or last_day(papers),
    )
