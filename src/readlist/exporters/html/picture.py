"""All charts as one SVG file that stands alone, for ``readlist stats --svg``."""

import re
from collections.abc import Sequence

from readlist.exporters.html import charts
from readlist.exporters.html.escaping import text
from readlist.tally import ThemeCount, WeekCount, YearCount
from readlist.text import one_line

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
        (legend, charts.themes_chart(themes)),
        ("Added (left) and read (right) per week", charts.weeks_chart(weeks)),
        ("By year of the first version, the part read at the foot", charts.years_chart(years)),
    ):
        size = _SIZE.search(chart)
        height = float(size[1]) if size else 0.0
        place = f'x="{_MARGIN}" y="{top + 20:g}" width="{charts.WIDTH}" height="{height:g}" '
        parts += [_words(top + 6, "legend", words), chart.replace("<svg ", f"<svg {place}", 1)]
        top += height + 56
    frame = f'width="{charts.WIDTH + 2 * _MARGIN}" height="{top - 16:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{_MARK}<style>{_STYLE}</style>'
        f'<rect class="paper" width="100%" height="100%"/>{"".join(parts)}</svg>\n'
    )


def written_by_readlist(document: str) -> bool:
    """Return whether the picture is readlist's."""
    return document.startswith("<svg ") and _MARK in document[:400]


def _words(base: float, kind: str, words: str) -> str:
    return f'<text class="{kind}" x="{_MARGIN}" y="{base:g}">{text(words)}</text>'
