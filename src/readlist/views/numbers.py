"""The numbers of a list as records for programs: JSON, and lines with tabs between the fields."""

import json
from collections.abc import Iterator

from readlist.stats import Stats
from readlist.text import one_line, visible


def stats_json(stats: Stats, *, utf8: bool = True) -> str:
    """Return the numbers as a JSON object.

    Args:
        stats: The numbers.
        utf8: Whether the text may hold other characters than ASCII.
    """
    data = stats.to_json()
    return visible(json.dumps(data, indent=2, ensure_ascii=not utf8))


def number_lines(stats: Stats) -> Iterator[str]:
    """Yield the numbers as lines; the first field names the others.

    After ``topic`` come its name, read papers and all papers; after ``week`` its first and last
    day, papers added and papers read; after ``pace`` papers read, in how many weeks, and how many
    weeks the rest takes (empty if not known); after ``oldest_unread`` its identifier, days waited
    and title.
    """
    rows: list[tuple[object, ...]] = [("total", stats.total)]
    rows += [(str(status), count) for status, count in stats.states.items()]
    rows += [("starred", stats.starred), ("left", stats.left)]
    rows += [("topic", theme.theme, theme.read, theme.total) for theme in stats.themes]
    rows += [("week", week.first, week.last, week.added, week.read) for week in stats.weeks]
    rows += [("pace", stats.pace.read, stats.pace.weeks, _or_empty(stats.weeks_left))]
    rows += [("added_last_month", stats.added_last_month)]
    oldest = stats.oldest_unread
    if oldest:
        waited = _or_empty(stats.days_waiting)
        rows.append(("oldest_unread", oldest.id, waited, oldest.title))
    for row in rows:
        yield "\t".join(one_line(str(field)) for field in row)


def _or_empty(number: int | None) -> object:
    return "" if number is None else number
