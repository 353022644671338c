"""The page: one file that asks nobody for anything.

Its content security policy names the one style sheet and the one script by their hashes, so that
nothing else in the page can run, load or be sent. https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.html.card import WORDS, card
from readlist.exporters.html.charts import (
    progress_bar,
    themes_chart,
    weeks_chart,
    years_chart,
)
from readlist.exporters.html.escaping import text
from readlist.exporters.layout import by_theme, heading_of, read_of, totals
from readlist.paper import Paper, Status
from readlist.tally import by_theme as count_themes
from readlist.tally import by_week, by_year, last_day
from readlist.text import one_line

MARK = '<meta name="generator" content="readlist">'
"""The element by which readlist knows its own pages."""

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect "
    "width='16' height='16' rx='3' fill='%23a3262f'/%3E%3Cpath d='M4 4h8M4 8h8M4 12h5' "
    "stroke='white' stroke-width='1.6'/%3E%3C/svg%3E"
)
_MANY = 200
"""Papers from which a browser draws only those in sight; fewer are all there in a screenshot."""
_ORDER = (Status.READ, Status.READING, Status.UNREAD, Status.INBOX, Status.SKIPPED)


def render(entries: Sequence[ExportEntry], options: Options) -> str:
    """Return the whole document."""
    style, script = _asset("page.css"), _asset("page.js")
    title = one_line(options.title) or "Reading list"
    groups = by_theme(entries)
    anchors = dict(zip(groups, _anchors(list(groups)), strict=True))
    parts = [
        _head(title, style, script),
        _header(title, entries, options),
        _filters(entries),
        _charts([entry.paper for entry in entries], options),
        '<div class="columns">\n',
        _contents(groups, anchors),
        _sections(groups, anchors, options.keys_of(entries), options),
        "</div>\n",
        _footer(options),
        f"<script>{script}</script>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def written_by_readlist(document: str) -> bool:
    """Return whether the page's head names readlist as what generated it."""
    return MARK in document.partition("<title>")[0]


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _head(title: str, style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="referrer" content="no-referrer">\n{MARK}\n'
        f'<title>{text(title)}</title>\n<link rel="icon" href="{_ICON}">\n'
        f"<style>{style}</style>\n</head>\n"
    )


def _header(title: str, entries: Sequence[ExportEntry], options: Options) -> str:
    counts = Counter(entry.paper.status for entry in entries)
    known = [(str(status), counts[status]) for status in _ORDER if counts[status]]
    words = "".join(
        f"<li>{_key(status)}{number:,} {text(WORDS[Status(status)])}</li>"
        for status, number in known
    )
    bar = progress_bar(known, totals(entries)) if known else ""
    legend = f'<ul class="legend">{words}</ul>' if known else ""
    day = options.today
    as_of = f' <span class="day">as of {day.isoformat()}</span>' if day else ""
    number = len(entries)
    return (
        '<body>\n<a class="skip" href="#papers">Skip to the papers</a>\n<header>\n'
        f'<div class="top"><h1>{text(title)}</h1>'
        '<button type="button" id="scheme" class="script">Dark</button></div>\n'
        f'<p class="totals"><strong>{number:,}</strong> {"paper" if number == 1 else "papers"}'
        f"{as_of}</p>\n{bar}{legend}\n</header>\n"
    )


def _filters(entries: Sequence[ExportEntry]) -> str:
    if not entries:
        return ""
    topics = Counter(topic for entry in entries for topic in dict.fromkeys(entry.topics))
    statuses = Counter(entry.paper.status for entry in entries)
    years = Counter(entry.year for entry in entries if entry.year)
    by_name = sorted(topics.items(), key=lambda item: item[0].casefold())
    by_year_down = sorted(years.items(), reverse=True)
    states = [(WORDS[status], statuses[status]) for status in _ORDER if statuses[status]]
    return (
        '<form id="filters" role="search" aria-label="Papers" hidden>\n'
        '<label class="wide">Search <input type="search" name="q" autocomplete="off" '
        'spellcheck="false" placeholder="Title, author, topic …" aria-keyshortcuts="/"></label>\n'
        + _select("topic", "Topic", "All topics", by_name)
        + _select("status", "Status", "Any status", states)
        + _select("year", "Year", "Any year", [(str(year), n) for year, n in by_year_down])
        + '<label class="check"><input type="checkbox" name="star" value="1"> ★ Starred</label>\n'
        '<output id="count" aria-live="polite"></output>\n'
        '<button type="reset" id="clear">Clear</button>\n</form>\n'
    )


def _select(name: str, label: str, every: str, choices: Sequence[tuple[str, int]]) -> str:
    options = "".join(
        f'<option value="{text(value)}">{text(value)} ({number:,})</option>'
        for value, number in choices
    )
    return (
        f'<label>{label} <select name="{name}"><option value="">{every}</option>{options}'
        "</select></label>\n"
    )


def _charts(papers: Sequence[Paper], options: Options) -> str:
    if not papers:
        return ""
    figures = [("Papers by theme", themes_chart(count_themes(papers)), "themes")]
    last = options.today or last_day(papers)
    if last:
        chart = weeks_chart(by_week(papers, last))
        caption = f"{_key('added')}Added and {_key('read')}read per week"
        figures.append((caption, chart, "weeks"))
    if years := by_year(papers):
        figures.append(("Papers by year", years_chart(years), "years"))
    body = "".join(
        f'<figure class="{name}"><figcaption>{caption}</figcaption>{chart}</figure>\n'
        for caption, chart, name in figures
    )
    return (
        '<section class="charts" aria-label="Numbers" tabindex="0">\n'
        f'<h2 class="unseen">Numbers</h2>\n{body}</section>\n'
    )


def _key(state: str) -> str:
    return f'<span class="key {state}"></span>'


def _contents(groups: Mapping[str, Sequence[ExportEntry]], anchors: Mapping[str, str]) -> str:
    if not groups:
        return ""
    items = "".join(
        f'<li><a href="#{anchors[theme]}"><span>{text(heading_of(theme))}</span> '
        f'<span class="number">{sum(entry.is_read for entry in group)}/{len(group)}</span></a></li>'
        for theme, group in groups.items()
    )
    return f'<nav aria-label="Themes"><ul>{items}</ul></nav>\n'


def _sections(
    groups: Mapping[str, Sequence[ExportEntry]],
    anchors: Mapping[str, str],
    keys: Mapping[str, str],
    options: Options,
) -> str:
    body = "".join(
        part
        for theme, group in groups.items()
        for part in _section(theme, group, anchors[theme], keys, options)
    )
    none = "" if groups else '<p class="empty">No papers in this list.</p>\n'
    many = ' class="many"' if sum(map(len, groups.values())) > _MANY else ""
    return (
        f'<main id="papers" tabindex="-1"{many}>\n{none}{body}'
        '<p class="empty" id="nothing" hidden>No paper fits.</p>\n</main>\n'
    )


def _section(
    theme: str, group: Sequence[ExportEntry], anchor: str, keys: Mapping[str, str], options: Options
) -> Iterator[str]:
    yield f'<section class="theme" aria-labelledby="{anchor}">\n'
    yield f'<h2 id="{anchor}">{text(heading_of(theme))}</h2>'
    yield f'<p class="progress">{read_of(group)}</p>\n<ul class="papers">\n'
    yield from (card(entry, keys[entry.paper.id], options) for entry in group)
    yield "</ul>\n</section>\n"


def _anchors(themes: Sequence[str]) -> Iterator[str]:
    """Give each theme an id that no paper's identifier can be."""
    seen: Counter[str] = Counter()
    for theme in themes:
        slug = "-".join(re.findall(r"\w+", heading_of(theme).lower())) or "theme"
        seen[slug] += 1
        # No slug has a full stop in it, so that the number makes no second clash.
        yield f"theme-{slug}" + (f".{seen[slug]}" if seen[slug] > 1 else "")


def _footer(options: Options) -> str:
    made = f" on {options.today.isoformat()}" if options.today else ""
    return (
        '<footer>\n<p class="script keys"><kbd>/</kbd> search · <kbd>j</kbd> <kbd>k</kbd> next '
        "and previous paper · <kbd>Esc</kbd> clear</p>\n"
        f"<p>Written by readlist{made}. Titles and abstracts come from arXiv: thank you to arXiv "
        'for use of its open access interoperability.</p>\n</footer>\n<p id="say" class="unseen" '
        'role="status"></p>\n'
    )
