"""Markdown as one table, for pages where a task list would be too long."""

from collections import Counter
from collections.abc import Iterator, Sequence

from readlist.author_name import short_authors
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.layout import totals_of
from readlist.exporters.markdown.record import LineDigest, as_comment, parted
from readlist.exporters.markdown.syntax import COMMENT, escape, heading, link
from readlist.exporters.markdown.ticks import numbered, rest_losses, shown_due
from readlist.exporters.returned import Loss
from readlist.paper import Status

_HEAD = ("Status", "Title", "Authors", "Year", "Topics", "arXiv")


def render(entries: Entries, options: Options) -> str:
    """Return `pieces` as one text."""
    return "".join(pieces(entries, options))


def pieces(entries: Entries, options: Options) -> Iterator[str]:
    """Yield the list as a Markdown document with one table, a line at a time."""
    rest = LineDigest()
    for line in _lines(entries, options):
        rest.add(line)
        yield f"{line}\n"
    yield "\n"
    yield from (f"{line}\n" for line in as_comment([("rest", rest.value)]))


def losses(existing: str, new: str) -> list[Loss]:
    """Return what a person wrote into a table that the new text does not have."""
    (old, record), (fresh, _) = parted(existing), parted(new)
    return rest_losses(numbered(old), numbered(fresh), record)


def _lines(entries: Entries, options: Options) -> Iterator[str]:
    statuses: Counter[Status] = Counter()
    due = False
    for entry in entries:
        statuses[entry.paper.status] += 1
        due = due or bool(shown_due(entry))
    head = [
        *_HEAD,
        *(["Due"] * due),
        *(["Notes"] * options.notes),
        *(["Abstract"] * options.abstracts),
    ]
    yield from (COMMENT, heading(1, options.title), "")
    if options.today:
        yield from (f"As of {options.today.isoformat()}.", "")
    yield f"{totals_of(statuses)}."
    if statuses:
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
