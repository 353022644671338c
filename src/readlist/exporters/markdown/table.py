"""Markdown as one table, for pages where a task list would be too long."""

from collections.abc import Iterator, Sequence

from readlist.author_name import short_authors
from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.layout import totals
from readlist.exporters.markdown.record import as_comment, digest, parted
from readlist.exporters.markdown.syntax import COMMENT, escape, heading, link
from readlist.exporters.markdown.ticks import numbered, rest_losses, shown_due
from readlist.exporters.returned import Loss

_HEAD = ("Status", "Title", "Authors", "Year", "Topics", "arXiv")


def render(entries: Sequence[ExportEntry], options: Options) -> str:
    """Return the list as a Markdown document with one table."""
    lines = list(_lines(entries, options))
    told = [("rest", digest(lines))]
    return "\n".join([*lines, "", *as_comment(told)]) + "\n"


def losses(existing: str, new: str) -> list[Loss]:
    """Return what a person wrote into a table and the new text does not say."""
    (old, record), (fresh, _) = parted(existing), parted(new)
    return rest_losses(numbered(old), numbered(fresh), record)


def _lines(entries: Sequence[ExportEntry], options: Options) -> Iterator[str]:
    due = any(map(shown_due, entries))
    head = [
        *_HEAD,
        *(["Due"] * due),
        *(["Notes"] * options.notes),
        *(["Abstract"] * options.abstracts),
    ]
    yield from (COMMENT, heading(1, options.title), "")
    if options.today:
        yield from (f"As of {options.today.isoformat()}.", "")
    yield f"{totals(entries)}."
    if entries:
        yield from ("", _row(head), _row(["---"] * len(head)))
        yield from (_row(_cells(entry, options, due=due)) for entry in entries)


def _cells(entry: ExportEntry, options: Options, *, due: bool) -> Iterator[str]:
    yield str(entry.paper.status)
    yield ("★ " if entry.paper.star else "") + link(entry.title, entry.paper.url)
    yield escape(short_authors(entry.authors))
    yield str(entry.year or "")
    yield escape(", ".join(entry.topics))
    yield link(entry.id, entry.pdf_url)
    if due:
        yield shown_due(entry)
    if options.notes:
        yield escape(" / ".join(entry.notes))
    if options.abstracts:
        yield escape(entry.abstract)


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
