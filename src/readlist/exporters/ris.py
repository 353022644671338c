"""RIS, which every reference manager reads: one ``TAG  - value`` on each line.

The tags: https://en.wikipedia.org/wiki/RIS_(file_format) and Zotero's translator RIS.js.
"""

import re
from collections.abc import Iterator

from readlist.author_name import split_name
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.flat import Flat
from readlist.exporters.publication import any_doi_of, local_of, publication_of, year_of
from readlist.text import one_line

_DASH = re.compile("[\u2010-\u2015]|--+")
MARK = "DP  - readlist"
"""The database provider of every record. RIS has no comments, so this is our mark."""


def render(entries: Entries, options: Options) -> str:
    """Return the file of `FLAT` as one text."""
    return "".join(FLAT.pieces(entries, options))


def written_by_readlist(text: str) -> bool:
    """Return whether every record names readlist as its provider."""
    records = text.count("\nER  -")
    return records > 0 and text.count(f"\n{MARK}\n") == records


def _record(entry: ExportEntry, key: str, options: Options) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _fields(entry, key, options))


def _fields(entry: ExportEntry, key: str, options: Options) -> Iterator[tuple[str, str]]:
    yield "TY", _type(entry)
    yield "ID", key
    yield "TI", entry.plain_title
    yield from (("AU", _author(name)) for name in entry.authors)
    yield from _when_and_where(entry)
    if entry.is_arxiv:
        yield from (("AN", f"arXiv:{entry.id}"), ("UR", entry.paper.url), ("L1", entry.pdf_url))
    else:
        if name := local_of(entry) or _pubmed(entry):
            yield "AN", name
        if url := one_line(entry.paper.url):
            yield "UR", url
    if entry.paper.version:
        yield "ET", f"v{entry.paper.version}"
    yield from (("KW", topic) for topic in entry.topics)
    if options.abstracts and entry.abstract:
        yield "AB", entry.plain_abstract
    if note := entry.standing_note:
        yield "N1", note
    if options.notes:
        yield from (("N1", line) for line in entry.plain_notes if line)
    if entry.is_arxiv:
        yield "DB", "arXiv"
    yield from (("DP", "readlist"), ("ER", ""))


def _when_and_where(entry: ExportEntry) -> Iterator[tuple[str, str]]:
    year, issued = year_of(entry), entry.issued
    if year:
        yield "PY", str(year)
    if issued[1:] and issued[0] == year:
        yield "DA", "/".join(f"{part:02}" for part in issued)
    if not entry.is_arxiv:
        yield from _appeared(entry)
    elif entry.journal:
        yield "T2", entry.journal
    else:
        yield "PB", "arXiv"
    if doi := any_doi_of(entry):
        yield "DO", doi


def _pubmed(entry: ExportEntry) -> str:
    found = publication_of(entry).pmid
    return f"pmid:{found}" if found else ""


_TYPES = {
    "article-journal": "JOUR", "paper-conference": "CONF", "chapter": "CHAP", "book": "BOOK",
    "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "dataset": "DATA",
}  # fmt: skip
"""CSL's types in RIS; all others are unpublished works."""


def _type(entry: ExportEntry) -> str:
    if entry.is_arxiv:
        return "JOUR" if entry.journal else "UNPB"
    return _TYPES.get(publication_of(entry).type, "UNPB")


def _appeared(entry: ExportEntry) -> Iterator[tuple[str, str]]:
    found = publication_of(entry)
    first, _, last = _DASH.sub("-", found.pages).partition("-")
    for tag, text in (
        ("T2", found.container),
        ("PB", found.publisher),
        ("VL", found.volume),
        ("IS", found.issue or found.number),
        ("SP", first.strip()),
        ("EP", last.strip()),
        ("M3", found.genre),
        ("SN", found.isbn),
    ):
        if text:
            yield tag, text


def _author(name: str) -> str:
    parts = split_name(name)
    if parts.is_group:
        return name.replace(",", " ")
    return ", ".join(filter(None, (parts.full_family, parts.given, parts.suffix)))


FLAT = Flat(text=_record, empty=lambda _: "\n", head=lambda _: "", between="\n")
"""One record a paper; an unpublished work, or a journal article where one is known."""
