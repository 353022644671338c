"""The reader's progress, for a terminal: totals, a bar per theme, weeks as sparklines."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from readlist.language import translate
from readlist.paper import Status
from readlist.stats import Stats
from readlist.tally import ThemeCount
from readlist.text import plural
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of, wrap

_BAR = 24
_LEAST_BAR = 5
_LEAST_NAME, _MOST_NAME = 14, 32
_ROOMY = 40
"""Columns from which lines are indented."""
_GAP = "  "
_LABELS = ("read per week", "added per week")
_SPARKS = "▁▂▃▄▅▆▇█"
_SCALE = 4
"""The least number of papers that fills a column: one paper a week is not a peak."""
_WORDS = {
    Status.READ: "read",
    Status.READING: "reading",
    Status.UNREAD: "unread",
    Status.INBOX: "in the inbox",
    Status.SKIPPED: "skipped",
}


def stats_view(stats: Stats, canvas: Canvas) -> Text:
    """Return the numbers of a list as lines that fit the screen."""
    lines = [*_total_lines(stats, canvas)]
    if stats.total:
        lines += [Text(), *_theme_lines(stats.themes, canvas)]
        lines += [Text(), *_week_lines(stats, canvas)]
        lines += [Text(), *_outlook_lines(stats, canvas)]
    return Text("\n", no_wrap=True).join(lines)


def _total_lines(stats: Stats, canvas: Canvas) -> Iterator[Text]:
    parts = [translate(plural(stats.total, "paper"))]
    parts += [
        f"{stats.states[s]:,} {translate(word)}" for s, word in _WORDS.items() if stats.states[s]
    ]
    parts += [f"{stats.starred:,} {translate('starred')}"] if stats.starred else []
    line = ""
    for part in parts:
        longer = f"{line}   {part}" if line else part
        if line and width_of(longer) > canvas.width:
            yield Text(line, "bold")
            longer = part
        line = longer
    yield Text(cut(line, canvas.width, canvas.ellipsis), "bold")


def _theme_lines(themes: Sequence[ThemeCount], canvas: Canvas) -> Iterator[Text]:
    """Yield a line for each theme: its name, a bar of the papers read, and the numbers."""
    names = [canvas.text(theme.theme) or translate("no topic") for theme in themes]
    counts = [f"{theme.read}/{theme.total}" for theme in themes]
    indent = _indent(canvas)
    room = canvas.width - len(indent) - max(map(len, counts)) - len(_GAP)
    longest = min(max(map(width_of, names)), _MOST_NAME)
    bar = min(room - len(_GAP) - min(longest, max(_LEAST_NAME, room // 2)), _BAR)
    if bar < _LEAST_BAR:
        bar = 0
    name_width = min(longest, room - (bar + len(_GAP) if bar else 0))
    for theme, name, count in zip(themes, names, counts, strict=True):
        line = Text(indent + fit(name, name_width, canvas.ellipsis) + _GAP)
        if bar:
            full, rest = canvas.bar_parts(theme.read, theme.total, bar)
            line.append(full, "green").append(rest, "dim").append(_GAP)
        yield line.append(count)


def _week_lines(stats: Stats, canvas: Canvas) -> Iterator[Text]:
    """Yield the papers read and added in each week of the list."""
    weeks = stats.weeks[-stats.pace.weeks :]
    span = "in the last week" if len(weeks) == 1 else f"in the last {len(weeks):,} weeks"
    labels = [translate(label) for label in _LABELS]
    width = max(map(width_of, labels))
    for label, style, numbers in (
        (labels[0], "green", [week.read for week in weeks]),
        (labels[1], "cyan", [week.added for week in weeks]),
    ):
        words = translate(f"{sum(numbers):,} {span}" if any(numbers) else f"none {span}")
        lead = _indent(canvas) + fit(label, width) + _GAP
        room = canvas.width - width_of(lead)
        yield from _series(lead, Text(_sparkline(numbers, room, canvas), style), words, canvas)


def _series(lead: str, sparks: Text, words: str, canvas: Canvas) -> Iterator[Text]:
    """Yield a label, a sparkline and its sum, on several lines if they do not fit on one."""
    line = Text(lead).append_text(sparks)
    if width_of(line.plain) + len(_GAP) + width_of(words) <= canvas.width:
        yield line.append(_GAP + words)
        return
    yield line
    yield from map(Text, wrap(words, canvas.width, _indent(canvas)))


def _sparkline(numbers: Sequence[int], room: int, canvas: Canvas) -> str:
    """Return a character for each week: a column, or a digit if only ASCII is available.

    The oldest weeks that do not fit are replaced by an ellipsis.
    """
    if len(numbers) > room:
        kept = numbers[len(numbers) - max(room - len(canvas.ellipsis), 0) :]
        return cut(canvas.ellipsis, room) + _sparkline(kept, len(kept), canvas)
    if canvas.ascii:
        return "".join("+" if n > 9 else str(n) if n else "." for n in numbers)
    highest = max(_SCALE, *numbers) if numbers else _SCALE
    top = len(_SPARKS) - 1
    # Only a week without papers has the lowest column.
    return "".join(_SPARKS[max(n * top // highest, 1) if n else 0] for n in numbers)


def _outlook_lines(stats: Stats, canvas: Canvas) -> Iterator[Text]:
    indent = _indent(canvas)
    for sentence in _outlook(stats, canvas):
        yield from map(Text, wrap(translate(sentence), canvas.width, indent))


def _outlook(stats: Stats, canvas: Canvas) -> Iterator[str]:
    """Yield sentences on what is left to read, claiming no more than the numbers show."""
    yield _forecast(stats)
    if stats.pace.undated:
        have = "read paper has" if stats.pace.undated == 1 else "read papers have"
        yield f"{stats.pace.undated:,} {have} no date, so not counted here"
    oldest, days = stats.oldest_unread, stats.days_waiting
    if oldest and days is not None:
        since = f"added {plural(days, 'day')} ago" if days > 0 else f"added {oldest.added}"
        name = canvas.prose(f"{oldest.id} {oldest.title}")
        room = max(canvas.width - len(_indent(canvas)) - len(f"oldest unread: , {since}"), 20)
        yield f"oldest unread: {cut(name, room, canvas.ellipsis)}, {since}"


def _forecast(stats: Stats) -> str:
    added = f"{stats.added_last_month:,} added in the last 30 days"
    if not stats.left:
        return f"nothing is left to read; {added}"
    if stats.weeks_left is None:
        some = (
            "one paper read is not enough for a pace"
            if stats.pace.read
            else "none read, so no forecast"
        )
        return f"{stats.left:,} left; {some}; {added}"
    takes = "takes" if stats.left == 1 else "take"
    pace = f"{stats.pace.per_week:.1f}" if stats.pace.per_week >= 0.1 else "under 0.1"
    weeks = plural(stats.weeks_left, "week")
    return f"at this pace, {pace} a week, the {stats.left:,} left {takes} {weeks}; {added}"


def _indent(canvas: Canvas) -> str:
    return _GAP if canvas.width >= _ROOMY else ""
