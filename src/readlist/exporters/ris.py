"""RIS, which every reference manager reads: one ``TAG  - value`` a line.

The tags: https://en.wikipedia.org/wiki/RIS_(file_format) and Zotero's translator RIS.js.
"""

from collections.abc import Iterator, Sequence

from readlist.author_name import split_name
from readlist.exporters.bibliography import any_doi_of, year_of
from readlist.exporters.entry import Entry, Options

MARK = "DP  - readlist"
"""The database provider of every record. RIS has no comments, so this is the mark."""


def render(entries: Sequence[Entry], options: Options) -> str:
    """Return one record a paper; an unpublished work, or a journal article where one is known."""
    keys = options.keys_of(entries)
    return "\n".join(_record(entry, keys[entry.paper.id], options) for entry in entries) or "\n"


def written_by_readlist(text: str) -> bool:
    """Return whether every record names readlist as its provider."""
    records = text.count("\nER  -")
    return records > 0 and text.count(f"\n{MARK}\n") == records


def _record(entry: Entry, key: str, options: Options) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _fields(entry, key, options))


def _fields(entry: Entry, key: str, options: Options) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if entry.journal else "UNPB"
    yield "ID", key
    yield "TI", entry.plain_title
    yield from (("AU", _author(name)) for name in entry.authors)
    yield from _when_and_where(entry)
    if entry.paper.url:
        yield from (("AN", f"arXiv:{entry.id}"), ("UR", entry.paper.url), ("L1", entry.pdf_url))
    if entry.paper.version:
        yield "ET", f"v{entry.paper.version}"
    yield from (("KW", topic) for topic in entry.topics)
    if options.abstracts and entry.abstract:
        yield "AB", entry.plain_abstract
    if options.notes:
        yield from (("N1", line) for line in entry.plain_notes if line)
    yield from (("DB", "arXiv"), ("DP", "readlist"), ("ER", ""))


def _when_and_where(entry: Entry) -> Iterator[tuple[str, str]]:
    year, day = year_of(entry), entry.published
    if year:
        yield "PY", str(year)
    if day and day.year == year:
        yield "DA", day.strftime("%Y/%m/%d")
    if entry.journal:
        yield "T2", entry.journal
    else:
        yield "PB", "arXiv"
    if doi := any_doi_of(entry):
        yield "DO", doi


def _author(name: str) -> str:
    parts = split_name(name)
    if parts.is_group:
        return name.replace(",", " ")
    return ", ".join(filter(None, (parts.full_family, parts.given, parts.suffix)))
