"""Markdown for GitHub: a task list by theme, one paper on each line, so that diffs are short."""

from collections.abc import Iterator, Sequence

from readlist.author_name import short_authors
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.layout import (
    Survey,
    groups,
    heading_of,
    read_of_all,
    survey,
    totals_of,
)
from readlist.exporters.markdown.record import as_comment
from readlist.exporters.markdown.syntax import TASKS, escape, escape_line, heading, link, slugs
from readlist.exporters.markdown.ticks import RestDigest, shown_due, unusual
from readlist.paper import Status


def render(entries: Entries, options: Options) -> str:
    """Return `pieces` as one text."""
    return "".join(pieces(entries, options))


def pieces(entries: Entries, options: Options) -> Iterator[str]:
    """Yield the list as a Markdown document, a line at a time."""
    told: list[Sequence[str]] = []

    def noted() -> Iterator[ExportEntry]:
        for entry in entries:
            told.extend(unusual(entry, notes=options.notes))
            yield entry

    found, rest = survey(noted()), RestDigest()
    for line in _lines(entries, found, options):
        rest.add(line)
        yield f"{line}\n"
    yield "\n"
    yield from (f"{line}\n" for line in as_comment([rest.told, *told]))


def _lines(entries: Entries, found: Survey, options: Options) -> Iterator[str]:
    headings = [heading_of(theme) for theme in found.themes]
    # The document's title takes an anchor, too.
    anchors = slugs([options.title, *headings])[1:]
    links = " · ".join(
        f"[{escape(text)}](#{anchor})" for text, anchor in zip(headings, anchors, strict=True)
    )
    yield from (TASKS, heading(1, options.title), "")
    if options.today:
        yield from (f"As of {options.today.isoformat()}.", "")
    yield f"{totals_of(found.statuses)}. {links}".rstrip()
    for theme, group in groups(entries, found):
        yield from ("", heading(2, heading_of(theme)), "", read_of_all(found.themes[theme]), "")
        for entry in group:
            yield _item(entry)
            yield from _more(entry, options)


def _item(entry: ExportEntry) -> str:
    mark = "x" if entry.is_read else " "
    star = "★ " if entry.paper.star else ""
    authors = " ".join(filter(None, [short_authors(entry.authors), str(entry.year or "")]))
    words = {Status.READING: "(reading)", Status.SKIPPED: "(skipped)"}
    parts = [
        f"{link(entry.title, entry.paper.url)}{' — ' if authors else ''}{escape(authors)}",
        f"[pdf]({entry.pdf_url})" if entry.pdf_url else "",
        *(link("code", address) for address in entry.code[:1]),
        f"`{entry.id.replace('`', '')}`",
        entry.taken_back,
        f"due {due}" if (due := shown_due(entry)) else "",
        words.get(entry.paper.status, ""),
    ]
    return f"- [{mark}] {star}" + " · ".join(filter(None, parts))


def _more(entry: ExportEntry, options: Options) -> Iterator[str]:
    if options.notes:
        lines = [escape_line(line) for line in entry.notes]
        # A backslash at the end of a line keeps the line break.
        yield from (f"  > {line}\\" for line in lines[:-1])
        yield from (f"  > {line}" for line in lines[-1:])
        if entry.highlights:
            yield from ("", *(f"  - {escape_line(one.line)}" for one in entry.highlights))
    if options.abstracts and entry.abstract:
        yield from ("", "  <details><summary>Abstract</summary>", "")
        yield from (f"  {escape_line(entry.abstract)}", "", "  </details>", "")
