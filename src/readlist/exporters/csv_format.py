"""CSV in UTF-8 with named columns, safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.flat import Flat
from readlist.text import one_line

COLUMNS = (
    "id", "title", "authors", "year", "published", "categories", "topics", "status", "star",
    "added", "finished", "version", "code", "source", "key", "url", "also", "venue", "doi", "due",
    "bib",
)  # fmt: skip
"""The columns of every file; ``notes`` and ``abstract`` follow on request."""

_FIRST = COLUMNS.index("url") + 1
"""The first columns in all versions of this format."""
# A cell that begins so is a formula in Excel, LibreOffice or Google Sheets, in full width too:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def render(entries: Entries, options: Options) -> str:
    """Return the file of `FLAT` as one text."""
    return "".join(FLAT.pieces(entries, options))


def _line(values: Iterable[str]) -> str:
    file = io.StringIO()
    # RFC 4180 ends lines in CR LF, but every reader takes LF and version control likes it better.
    csv.writer(file, lineterminator="\n").writerow(values)
    return file.getvalue()


def written_by_readlist(text: str) -> bool:
    """Return whether the header is readlist's. CSV has no comments, so this is our mark."""
    head = text.partition("\n")[0].split(",")
    return tuple(head[:_FIRST]) == COLUMNS[:_FIRST]


def _header(options: Options) -> str:
    return _line(_columns(options))


def _text(entry: ExportEntry, key: str, options: Options) -> str:
    return _line(_cell(value) for value in _row(entry, key, options))


def _columns(options: Options) -> list[str]:
    return [*COLUMNS, *(["notes"] * options.notes), *(["abstract"] * options.abstracts)]


def _row(entry: ExportEntry, key: str, options: Options) -> Iterator[str]:
    paper = entry.paper
    yield entry.id
    yield entry.plain_title
    yield "; ".join(entry.authors)
    yield str(entry.year or "")
    yield entry.issued_on
    yield "; ".join(entry.categories)
    yield "; ".join(entry.topics)
    yield str(paper.status)
    yield "yes" if paper.star else ""
    yield str(paper.added or "")
    yield str(paper.finished or "")
    yield str(paper.version or "")
    yield "; ".join(entry.code)
    yield entry.source
    yield key
    yield paper.url
    yield "; ".join(paper.also)
    yield one_line(paper.venue)
    yield entry.doi
    yield str(paper.due or "")
    yield json.dumps(dict(paper.bib), ensure_ascii=False) if paper.bib else ""
    if options.notes:
        yield "\n".join(entry.plain_notes)
    if options.abstracts:
        yield entry.plain_abstract


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


FLAT = Flat(text=_text, empty=_header, head=_header)
"""A header and a row a paper; several values in a cell are parted by ``"; "``.

A cell that a spreadsheet would compute gets an apostrophe in front, which makes it text.
"""
