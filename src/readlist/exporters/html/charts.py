"""Charts as SVG: how far each theme is, what was added and read per week, papers by year.

Every bar has its number beside it, in its title and in the description of the chart, so nothing
depends on colour. Colours are classes, defined by the page or by `picture`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from readlist.exporters.html.escaping import text
from readlist.exporters.layout import heading_of
from readlist.tally import ThemeCount, WeekCount, YearCount
from readlist.text import one_line, plural, shorten

WIDTH = 400
"""The width of every chart, in its own units; a page scales it."""

_ROW = 22
_LABELS = 136
_NUMBERS = 52
_MOST_THEMES = 16
_HEIGHT = 112
_MOST_YEARS = 24
_MOST_WEEKS = 104
_NUMBERED = 24
"""The least width of a week that has room for numbers."""
_STATES = ("read", "reading", "unread", "skipped")


class Box(NamedTuple):
    """The position and size of a bar, in the chart's units."""

    left: float
    top: float
    width: float
    height: float


def themes_chart(themes: Sequence[ThemeCount]) -> str:
    """Return bars by theme, each divided by state."""
    rows = _largest(themes)
    widest = max((row.total for row in rows), default=1)
    scale = (WIDTH - _LABELS - _NUMBERS) / widest
    parts = [
        part
        for place, row in enumerate(rows)
        for part in _theme_row(row, place * _ROW + _ROW / 2, scale)
    ]
    words = "; ".join(f"{_name(row)}: {row.read} of {row.total} read" for row in rows)
    return _svg(len(rows) * _ROW, f"Papers by theme. {words}.", parts)


def weeks_chart(weeks: Sequence[WeekCount]) -> str:
    """Return two columns for each week, papers added and read; only the last weeks if many."""
    weeks = weeks[-_MOST_WEEKS:]
    highest = max((max(week.added, week.read) for week in weeks), default=0) or 1
    step = WIDTH / max(len(weeks), 1)
    parts: list[str] = []
    for place, week in enumerate(weeks):
        left = place * step
        when = f"{_day(week.first)} to {_day(week.last)}"
        for offset, number, state in ((0.14, week.added, "added"), (0.52, week.read, "read")):
            column = _standing(left + step * offset, step * 0.34, number / highest)
            about = f"{when}: {number} {state}"
            parts += _column(column, number, state, about, numbered=step >= _NUMBERED)
    parts.append(_axis())
    if weeks:
        parts.append(_label(2, _HEIGHT + 18, _day(weeks[0].first), "quiet"))
        parts.append(_label(WIDTH - 2, _HEIGHT + 18, _day(weeks[-1].last), "quiet end"))
    words = "; ".join(
        f"week to {_day(week.last)}: {week.added} added, {week.read} read"
        for week in weeks
        if week.added or week.read
    )
    return _svg(_HEIGHT + 24, f"Papers added and read per week. {words or 'None'}.", parts)


def years_chart(years: Sequence[YearCount]) -> str:
    """Return a column for each year of first versions, with the papers read at its foot."""
    shown = _without_gaps(years)[-_MOST_YEARS:]
    highest = max((year.total for year in shown), default=0) or 1
    step = min(WIDTH / max(len(shown), 1), 64)
    parts: list[str] = []
    for place, year in enumerate(shown):
        left, middle = place * step + step * 0.14, place * step + step / 2
        about = f"{year.year}: {plural(year.total, 'paper')}, {year.read} read"
        column = _standing(left, step * 0.72, year.total / highest)
        parts += _column(column, year.total, "unread", about, numbered=True)
        parts.append(_rect(_standing(left, step * 0.72, year.read / highest), "read", about))
        name = f"{year.year}" if step >= 32 else f"’{year.year % 100:02d}"
        if step >= 20 or place % 2 == 0:
            parts.append(_label(middle, _HEIGHT + 18, name, "quiet middle"))
    parts.append(_axis())
    words = "; ".join(f"{year.year}: {year.total}, {year.read} read" for year in shown)
    return _svg(_HEIGHT + 24, f"Papers by year of their first version. {words}.", parts)


def progress_bar(counts: Sequence[tuple[str, int]], about: str) -> str:
    """Return one bar over the whole width, divided by state in the order given."""
    total = sum(number for _, number in counts) or 1
    parts, left = [], 0.0
    for state, number in counts:
        width = number / total * WIDTH
        parts.append(_rect(Box(left, 0, width, 8), state, f"{number} {state}"))
        left += width
    return (
        f'<svg class="bar" viewBox="0 0 {WIDTH} 8" preserveAspectRatio="none" role="img"'
        f' aria-label="{text(about)}">{"".join(filter(None, parts))}</svg>'
    )


def _largest(themes: Sequence[ThemeCount]) -> list[ThemeCount]:
    """Return the themes in their order; if there are many, leave out the smallest."""
    if len(themes) <= _MOST_THEMES:
        return list(themes)
    kept = sorted(range(len(themes)), key=lambda place: (-themes[place].total, place))
    return [themes[place] for place in sorted(kept[:_MOST_THEMES])]


def _without_gaps(years: Sequence[YearCount]) -> list[YearCount]:
    """Return the years with the empty ones between them, unless there are too many."""
    if not years or years[-1].year - years[0].year >= _MOST_YEARS:
        return list(years)
    known = {year.year: year for year in years}
    between = range(years[0].year, years[-1].year + 1)
    return [known.get(year, YearCount(year)) for year in between]


def _name(row: ThemeCount) -> str:
    return one_line(heading_of(row.theme))


def _theme_row(row: ThemeCount, middle: float, scale: float) -> Iterator[str]:
    name = _name(row)
    yield f"<g><title>{text(name)}: {row.read} of {row.total} read</title>"
    yield _label(_LABELS - 10, middle + 4, shorten(name, 20), "end")
    left = float(_LABELS)
    for state in _STATES:
        number = getattr(row, state)
        bar = Box(left, middle - 6, number * scale, 12)
        yield _rect(bar, state, f"{name}: {number} {state}")
        left += number * scale
    yield _label(left + 8, middle + 4, f"{row.read}/{row.total}", "number")
    yield "</g>"


def _column(box: Box, number: int, state: str, about: str, *, numbered: bool) -> Iterator[str]:
    """Return a column, with its number above it if there is room; empty for 0."""
    if number:
        yield _rect(box, state, about)
    if number and numbered:
        yield _label(box.left + box.width / 2, box.top - 5, f"{number}", "number middle")


def _standing(left: float, width: float, share: float) -> Box:
    """Return the box of a column on the axis, with room for a number above it."""
    height = share * (_HEIGHT - 18)
    return Box(left, _HEIGHT - height, width, height)


def _rect(box: Box, state: str, about: str) -> str:
    if box.width <= 0 or box.height <= 0:
        return ""
    place = (
        f'x="{box.left:.5g}" y="{box.top:.5g}" width="{box.width:.5g}" height="{box.height:.5g}"'
    )
    return f'<rect class="{state}" {place}><title>{text(about)}</title></rect>'


def _label(left: float, base: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{left:.5g}" y="{base:.5g}">{text(words)}</text>'


def _axis() -> str:
    return f'<line class="axis" x1="0" y1="{_HEIGHT}.5" x2="{WIDTH}" y2="{_HEIGHT}.5"/>'


def _svg(height: float, about: str, parts: Sequence[str]) -> str:
    body = "".join(filter(None, parts))
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {max(height, 1):g}" role="img"'
        f' aria-label="{text(about)}">{body}</svg>'
    )


def _day(day: date) -> str:
    # strftime("%b") would follow the locale, and the bytes with it.
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


_STYLE = """
text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#24221f}
.h{font-size:15px;font-weight:600}.quiet,.legend{fill:#68635b}.number{font-size:11px}
.end{text-anchor:end}.middle{text-anchor:middle}.axis{stroke:#b9b3a8}.paper{fill:#fbfaf7}
.chart rect{stroke:#fbfaf7}
.read{fill:#2b7a5d}.reading{fill:#c98a1b}.unread{fill:#c8c2b6}.skipped{fill:#e6e2da}
.added{fill:#9b97d3}
@media(prefers-color-scheme:dark){text{fill:#eceae5}.quiet,.legend{fill:#a9a59d}
.axis{stroke:#4b4a48}.paper{fill:#17181a}.chart rect{stroke:#17181a}
.read{fill:#4db68e}.reading{fill:#e0a243}
.unread{fill:#62605b}.skipped{fill:#3a3a3d}.added{fill:#8783cf}}
"""
_SIZE = re.compile(r'viewBox="0 0 \d+ ([\d.]+)"')
_MARGIN = 24
_MARK = "<!-- written by readlist -->"


def picture(
    title: str,
    themes: Sequence[ThemeCount],
    weeks: Sequence[WeekCount],
    years: Sequence[YearCount],
) -> str:
    """Return an SVG document with the three charts one below the other."""
    parts = [_words(40, "h", one_line(title))]
    top = 62.0
    legend = "Papers by theme: read, reading, unread, skipped"
    for words, chart in (
        (legend, themes_chart(themes)),
        ("Added (left) and read (right) per week", weeks_chart(weeks)),
        ("By year of the first version, the part read at the foot", years_chart(years)),
    ):
        size = _SIZE.search(chart)
        height = float(size[1]) if size else 0.0
        place = f'x="{_MARGIN}" y="{top + 20:g}" width="{WIDTH}" height="{height:g}" '
        parts += [_words(top + 6, "legend", words), chart.replace("<svg ", f"<svg {place}", 1)]
        top += height + 56
    frame = f'width="{WIDTH + 2 * _MARGIN}" height="{top - 16:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{_MARK}<style>{_STYLE}</style>'
        f'<rect class="paper" width="100%" height="100%"/>{"".join(parts)}</svg>\n'
    )


def written_by_readlist(document: str) -> bool:
    """Return whether the picture is readlist's."""
    return document.startswith("<svg ") and _MARK in document[:400]


def _words(base: float, kind: str, words: str) -> str:
    return f'<text class="{kind}" x="{_MARGIN}" y="{base:g}">{text(words)}</text>'
