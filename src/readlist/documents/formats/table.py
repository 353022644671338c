"""CSV and TSV: a row of a table a line, with what the column headings say.

A table with columns for titles and authors, as Zotero, Scopus and Web of Science export it, is a
bibliography: its rows are records.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from readlist.document_model import Broken, Part, Record
from readlist.documents import grid, records, said
from readlist.documents.entries import entry
from readlist.documents.format import ParsedContent, RawDocument
from readlist.texts.names import names_in

_COLUMNS = {
    "authors": "author", "authornames": "author", "creator": "author", "creators": "author",
    "authorfullnames": "", "documenttitle": "title", "articletitle": "title",
    "papertitle": "title", "publicationyear": "year", "dateofpublication": "date",
    "publicationdate": "date", "publicationtitle": "journal", "sourcetitle": "journal",
    "journalbook": "journal", "itemtype": "type", "documenttype": "type", "publicationtype": "type",
    "manualtags": "keywords", "automatictags": "", "authorkeywords": "keywords", "tags": "keywords",
    "abstractnote": "", "abstract": "", "issn": "", "shorttitle": "", "fileattachments": "",
    "linkattachments": "", "pubmedid": "pmid", "artno": "", "citedby": "", "eid": "",
    "topic": "theme", "category": "theme", "theme": "theme", "section": "theme", "folder": "theme",
    "pdflink": "link", "doilink": "doi", "bookdoi": "", "articleurl": "url",
}  # fmt: skip
"""What columns of other programs hold, under the names that `readlist.documents.records` knows."""
LONGEST_FIELD = 1_000_000


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    broken: list[Broken] = []
    return ParsedContent(list(_parts(source.text, broken)), broken=broken)


def delimiter(text: str) -> str:
    """Return what parts the columns: a tab, a semicolon or a comma; empty if it is not a table."""
    sample = text[:20_000]
    for mark in ("\t", ",", ";"):
        rows = [row for row in _cut(sample, mark) if any(x.strip() for x in row)][:30]
        sizes = [len(row) for row in rows[:-1] or rows]
        if len(rows) > 1 and sizes and min(sizes) > 1 and max(sizes) - min(sizes) <= 1:
            return mark
    return ""


def _cut(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield from csv.reader(StringIO(text), delimiter=mark)
    except csv.Error:
        return


def _parts(text: str, broken: list[Broken]) -> Iterator[Part]:
    """Yield a row or a record for every line; the first line gives the headings if it can."""
    mark = delimiter(text) or ("\t" if "\t" in text else ",")
    heads: list[str] | None = None
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(StringIO(text), delimiter=mark)
    last = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken.append(Broken(last + 1, f"({error})"))
            last = reader.line_num
            continue
        first, last = last + 1, reader.line_num
        if heads is None:
            heads = [x.strip() for x in row] if grid.is_head(row) else []
            names = _names(heads)
            if heads:
                continue
        if names:
            yield from _record(row, names, first)
        elif block := grid.row_block(row, {}, heads, first):
            yield block


def _names(heads: list[str]) -> list[str]:
    """Return the fields that the columns of a bibliography hold; none if it is another table."""
    plain = [records.plain_name(head) for head in heads]
    named = [_COLUMNS.get(name, name) for name in plain]
    return named if "title" in named and "author" in named else []


def _record(row: list[str], names: list[str], line: int) -> Iterator[Record]:
    fields: dict[str, list[str]] = {}
    for name, cell in zip(names, row, strict=False):
        if name and cell.strip():
            fields.setdefault(name, []).append(cell.strip())
    theme = next(iter(fields.pop("theme", [])), "")
    words = [part for cell in fields.pop("keywords", []) for part in said.parted(cell)]
    people = [one for cell in fields.pop("author", []) for one in names_in(cell)]
    if "title" in fields or people:
        yield entry({**fields, "author": people, "keywords": words}, line, theme)
