"""The page: one file that loads nothing from elsewhere.

Its content security policy names the one style sheet and the one script by their hashes, so that
nothing else in the page can run, load or be sent. https://www.w3.org/TR/CSP3/

It is written from top to bottom, a list of papers at a time. Most papers of a long list are inside
``noscript``: docs/decisions/0039-the-page-of-a-long-list.md.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import count, islice

from readlist.exporters import bibtex
from readlist.exporters.entry import Entries, Options
from readlist.exporters.html.card import card
from readlist.exporters.html.charts import themes_chart, weeks_chart, years_chart
from readlist.exporters.html.escaping import text
from readlist.exporters.html.toolbar import (
    Overview,
    dialogs,
    filters,
    header,
    legend_key,
    overview_of,
)
from readlist.exporters.layout import groups, heading_of, read_of_all
from readlist.text import one_line

MARK = '<meta name="generator" content="readlist">'
"""The element by which readlist recognises its own pages."""

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect "
    "width='16' height='16' rx='3' fill='%23a3262f'/%3E%3Cpath d='M4 4h8M4 8h8M4 12h5' "
    "stroke='white' stroke-width='1.6'/%3E%3C/svg%3E"
)
_MANY = 200
"""Papers that are rendered at once; a shorter list is complete in a screenshot."""
_CHUNK = 25
"""Papers of one list; more are split into several, which are rendered when scrolled to."""
_SCRIPTS = ("papers", "listing", "charts", "bibtex", "page")
"""The parts of the script that wait until the page is complete; ``start`` does not."""


def render(entries: Entries, options: Options) -> str:
    """Return the whole document."""
    return "".join(pieces(entries, options))


def pieces(entries: Entries, options: Options) -> Iterator[str]:
    """Yield the document from top to bottom, at most `_CHUNK` papers at a time."""
    overview = overview_of(entries, options)
    themes = [row.theme for row in overview.themes]
    anchors = dict(zip(themes, _anchors(themes), strict=True))
    title = one_line(options.title) or "Reading list"
    yield _head(title, _asset("page.css"), _script())
    yield header(title, overview, options)
    yield filters(overview, options)
    yield '<div class="columns">\n'
    yield _contents(overview, anchors)
    many = ' class="many"' if overview.count > _MANY else ""
    yield f'<main id="papers" tabindex="-1"{many}>\n'
    if not overview.count:
        yield '<p class="empty">No papers in this list.</p>\n'
    yield from _sections(entries, overview, anchors, options)
    yield '<p class="empty" id="nothing" hidden>No paper fits.</p>\n</main>\n</div>\n'
    yield _charts(overview)
    yield _footer(options)
    if overview.count:
        yield dialogs(bibtex.MARK)
    yield '<p id="say" class="unseen" role="status"></p>\n</body>\n</html>\n'


def written_by_readlist(document: str) -> bool:
    """Return whether the page's head names readlist as its generator."""
    return MARK in document.partition("<title>")[0]


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _script() -> str:
    first, *rest = (_asset(f"scripts/{name}.js") for name in ("start", *_SCRIPTS))
    later = f'document.addEventListener("DOMContentLoaded", () => {{\n{"".join(rest)}}});\n'
    return f'\n(() => {{\n"use strict";\n{first}{later}}})();\n'


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
        f"<style>{style}</style>\n<script>{script}</script>\n</head>\n"
    )


def _contents(overview: Overview, anchors: Mapping[str, str]) -> str:
    if not overview.themes:
        return ""
    items = "".join(
        f'<li><a href="#{anchors[row.theme]}"><span>{text(heading_of(row.theme))}</span> '
        f'<span class="number">{row.read}/{row.total}</span></a></li>'
        for row in overview.themes
    )
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>\n'


def _sections(
    entries: Entries, overview: Overview, anchors: Mapping[str, str], options: Options
) -> Iterator[str]:
    keys = options.keys_of(entries)
    lists = count()
    for theme, group in groups(entries, overview.found):
        read = read_of_all(overview.found.themes[theme])
        yield f'<section class="theme">\n<h2 id="{anchors[theme]}">{text(heading_of(theme))}</h2>'
        yield f'<p class="progress">{read}</p>\n'
        cards = (card(one, keys[one.paper.id], options, overview.last) for one in group)
        while some := "".join(islice(cards, _CHUNK)):
            whole = f'<ul class="papers">\n{some}</ul>'
            sleeping = overview.count > _MANY and next(lists) >= _MANY // _CHUNK
            yield f"<noscript>{whole}</noscript>\n" if sleeping else f"{whole}\n"
        yield "</section>\n"


def _anchors(themes: Sequence[str]) -> Iterator[str]:
    """Return an id for each theme that cannot be a paper's identifier."""
    seen: Counter[str] = Counter()
    for theme in themes:
        slug = "-".join(re.findall(r"\w+", heading_of(theme).lower())) or "theme"
        seen[slug] += 1
        # No slug has a full stop in it, so the number cannot clash again.
        yield f"theme-{slug}" + (f".{seen[slug]}" if seen[slug] > 1 else "")


def _charts(overview: Overview) -> str:
    if not overview.count:
        return ""
    figures = [("Papers by theme", themes_chart(overview.themes), "themes")]
    last = f' data-last="{overview.last.isoformat()}"' if overview.last else ""
    if overview.last:
        chart = weeks_chart(overview.days.by_week(overview.last))
        caption = f"{legend_key('added')}Added and {legend_key('read')}read per week"
        figures.append((caption, chart, "weeks"))
    if overview.years:
        figures.append(("Papers by year", years_chart(overview.years), "years"))
    body = "".join(
        f'<figure class="{name}"><figcaption>{caption}</figcaption>{chart}</figure>\n'
        for caption, chart, name in figures
    )
    return (
        f'<section class="charts" id="charts" aria-label="Charts" tabindex="0"{last}>\n'
        f'<h2 class="unseen">Charts</h2>\n{body}</section>\n'
    )


def _footer(options: Options) -> str:
    made = f" on {options.today.isoformat()}" if options.today else ""
    return (
        f"<footer>\n<p>Written by readlist{made}. Titles and abstracts come from arXiv: thank you "
        "to arXiv for use of its open access interoperability.</p>\n</footer>\n"
    )
