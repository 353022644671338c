"""Markdown as GitHub shows it: a task list by theme, one paper a line, so that diffs are short."""

from collections.abc import Iterator, Sequence

from readlist.author_name import short_authors
from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.layout import by_theme, heading_of, read_of, totals
from readlist.exporters.markdown.record import as_comment
from readlist.exporters.markdown.syntax import TASKS, escape, escape_line, heading, link, slugs
from readlist.exporters.markdown.ticks import record_of, shown_due
from readlist.paper import Status


def render(entries: Sequence[ExportEntry], options: Options) -> str:
    """Return the list as a Markdown document."""
    lines = list(_lines(entries, options))
    told = record_of(entries, lines, notes=options.notes)
    return "\n".join([*lines, "", *as_comment(told)]) + "\n"


def _lines(entries: Sequence[ExportEntry], options: Options) -> Iterator[str]:
    groups = by_theme(entries)
    headings = [heading_of(theme) for theme in groups]
    # The document's own title takes an anchor too.
    anchors = slugs([options.title, *headings])[1:]
    links = " · ".join(
        f"[{escape(text)}](#{anchor})" for text, anchor in zip(headings, anchors, strict=True)
    )
    yield from (TASKS, heading(1, options.title), "")
    if options.today:
        yield from (f"As of {options.today.isoformat()}.", "")
    yield f"{totals(entries)}. {links}".rstrip()
    for text, group in zip(headings, groups.values(), strict=True):
        yield from ("", heading(2, text), "", read_of(group), "")
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
