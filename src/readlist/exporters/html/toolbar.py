"""The top of the page: its title, the reader's progress, and the controls to filter and sort."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.html.card import WORDS
from readlist.exporters.html.charts import progress_bar
from readlist.exporters.html.escaping import text
from readlist.exporters.layout import Survey, survey
from readlist.exporters.markdown.ticks import shown_due
from readlist.paper import Status
from readlist.tally import Days, ThemeCount, YearCount
from readlist.text import plural


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of a list."""

    count: int
    """How many papers there are."""
    found: Survey
    due: bool
    """Whether any paper has a due day."""
    topics: Mapping[str, int]
    years: Sequence[YearCount]
    """From the first year on."""
    days: Days
    last: date | None
    """The last day of the newest week of the charts."""

    @property
    def themes(self) -> Sequence[ThemeCount]:
        """The reader's progress in each theme; papers without a theme come last."""
        return [ThemeCount.of(theme, counts) for theme, counts in self.found.themes.items()]


def overview_of(entries: Entries, options: Options) -> Overview:
    """Return the overview of the entries, counted in one pass."""
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


_ORDER = (Status.READ, Status.READING, Status.UNREAD, Status.INBOX, Status.SKIPPED)
_KEYS = (
    ("/", "search"),
    ("↓ or Enter", "from the search to the first paper"),
    ("j k, or ↓ ↑ on a paper", "next and previous paper"),
    ("Enter", "open the paper"),
    ("Esc", "clear search and filters"),
    ("c", "charts"),
    ("b", "BibTeX of what is shown"),
    ("?", "these keys"),
)


def header(title: str, overview: Overview, options: Options) -> str:
    """Return the start of the body, with title and totals."""
    statuses = overview.found.statuses
    known = [(s, statuses[s]) for s in _ORDER if statuses[s]]
    total = plural(overview.count, "paper")
    words = ", ".join(f"{number:,} {WORDS[status]}" for status, number in known)
    bar = progress_bar([(str(s), n) for s, n in known], f"{total}: {words}") if known else ""
    legend = "".join(
        f"<li>{legend_key(status)}{number:,} {WORDS[status]}</li>" for status, number in known
    )
    day = options.today
    as_of = f'<li class="day">as of {day.isoformat()}</li>' if day else ""
    number, _, noun = total.partition(" ")
    return (
        '<body>\n<a class="skip" href="#papers">Skip to the papers</a>\n<header>\n'
        f'<div class="top"><h1>{text(title)}</h1>\n'
        f'<ul class="totals"><li><strong>{number}</strong> {noun}</li>{legend}{as_of}</ul>\n'
        '<button type="button" id="scheme" class="script">Dark</button></div>\n'
        f"{bar}\n</header>\n"
    )


def legend_key(state: str) -> str:
    """Return the colour patch of a state."""
    return f'<span class="key {state}"></span>'


def filters(overview: Overview, options: Options) -> str:
    """Return the form to filter and sort papers; empty for an empty list."""
    if not overview.count:
        return ""
    topics = sorted(overview.topics.items(), key=lambda item: item[0].casefold())
    years = [(f"{count.year}", count.total) for count in reversed(overview.years)]
    statuses = overview.found.statuses
    states = [(WORDS[s], statuses[s]) for s in _ORDER if statuses[s]]
    return (
        '<form id="filters" role="search" aria-label="Papers">\n<div class="choices">\n'
        '<label class="wide"><span class="unseen">Search</span> <input type="search" name="q" '
        'autocomplete="off" spellcheck="false" placeholder="Search titles, authors, topics …" '
        'aria-keyshortcuts="/"></label>\n'
        + _menu("topic", "Topic", "All topics", _numbered(topics))
        + _menu("status", "Status", "Any status", _numbered(states))
        + _menu("year", "Year", "Any year", _numbered(years))
        + '<label class="check"><input type="checkbox" name="star" value="1"> ★ Starred</label>\n'
        + _menu("sort", "Sort", "Sort: theme", _orders(overview, options))
        + '</div>\n<div class="tools">\n'
        f'<output id="count" aria-live="polite">{plural(overview.count, "paper")}</output>\n'
        '<button type="button" id="clear">Clear</button>\n<span class="space"></span>\n'
        '<button type="button" id="cite" aria-haspopup="dialog">BibTeX</button>\n'
        '<button type="button" id="numbers" aria-expanded="false" aria-controls="charts">Charts'
        '</button>\n<button type="button" id="help" aria-haspopup="dialog">Keys</button>\n'
        "</div>\n</form>\n"
    )


def dialogs(mark: str) -> str:
    """Return the dialogs: the BibTeX of the shown papers, and the keys.

    Args:
        mark: The first line of a BibTeX file.
    """
    keys = "".join(f"<dt><kbd>{key}</kbd></dt><dd>{what}</dd>" for key, what in _KEYS)
    return (
        f'<dialog id="bibtex" aria-labelledby="bibtex-title" data-mark="{text(mark)}">\n'
        '<h2 id="bibtex-title">BibTeX</h2>\n<p id="bibtex-more"></p>\n'
        '<pre id="bibtex-text" tabindex="0"></pre>\n<form method="dialog" class="tools">'
        '<button type="button" id="bibtex-copy">Copy</button>'
        '<button type="button" id="bibtex-save">Download</button><span class="space"></span>'
        '<button id="bibtex-close">Close</button></form>\n</dialog>\n'
        '<dialog id="keys" aria-labelledby="keys-title">\n<h2 id="keys-title">Keys</h2>\n'
        f'<dl>{keys}</dl>\n<form method="dialog" class="tools"><label class="check">'
        '<input type="checkbox" id="single" checked> Letters are keys</label>'
        '<span class="space"></span><button>Close</button></form>\n</dialog>\n'
    )


def _orders(overview: Overview, options: Options) -> Mapping[str, str]:
    orders = {
        "added": "date added",
        "due": "due date" if overview.due else "",
        "rank": "to read next" if options.ranks else "",
        "title": "title",
        "year": "year",
    }
    return {name: f"Sort: {words}" for name, words in orders.items() if words}


def _numbered(choices: Sequence[tuple[str, int]]) -> Mapping[str, str]:
    return {value: f"{value} ({number:,})" for value, number in choices}


def _menu(name: str, label: str, every: str, choices: Mapping[str, str]) -> str:
    options = "".join(
        f'<option value="{text(value)}">{text(words)}</option>' for value, words in choices.items()
    )
    return (
        f'<label><span class="unseen">{label}</span> <select name="{name}">'
        f'<option value="">{every}</option>{options}</select></label>\n'
    )
