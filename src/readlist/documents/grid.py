"""Rows of tables and spreadsheets, with the headings of their columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from readlist.document_model import Block, Cell, Part, Record, Role
from readlist.documents import facts, records
from readlist.documents.inline import Inline
from readlist.documents.records import entry
from readlist.patterns import pattern
from readlist.texts.names import names_in

_LETTER = pattern(r"[^\W\d_]")

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
_LINKED = frozenset("code github repo repository pdf doi arxiv".split())
"""Columns whose links say the same as their names."""

Row = tuple[int, Sequence[str], Mapping[int, str]]
"""Its line, the texts of its cells, and the addresses of cells by their number."""


def parts(rows: Iterable[Row]) -> Iterator[Part]:
    """Yield a block or a record for each row; the first row is the headings if it holds only words.

    A table with columns for titles and authors, as Zotero, Scopus and Web of Science export it, is
    a bibliography: its rows are records.
    """
    heads: list[str] | None = None
    names: list[str] = []
    for line, cells, links in rows:
        if heads is None:
            heads = [x.strip() for x in cells] if is_head(cells) and not links else []
            names = _fields_of(heads)
            if heads:
                continue
        if names:
            yield from _record(cells, links, names, line)
        elif block := row_block(cells, links, heads, line):
            yield block


def _fields_of(heads: Sequence[str]) -> list[str]:
    """Return the fields that the columns of a bibliography hold; empty for any other table."""
    plain = [records.plain_name(head) for head in heads]
    named = [_COLUMNS.get(name, name) for name in plain]
    return named if "title" in named and "author" in named else []


def _record(
    cells: Sequence[str], links: Mapping[int, str], names: Sequence[str], line: int
) -> Iterator[Record]:
    """Yield the record of a bibliography's row; nothing for a blank row."""
    fields: dict[str, list[str]] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and cell.strip():
            fields.setdefault(name, []).append(cell.strip())
    for index, address in links.items():
        name = names[index] if index < len(names) else ""
        fields.setdefault(name if name in _LINKED else "url", []).append(address)
    theme = next(iter(fields.pop("theme", [])), "")
    words = [part for cell in fields.pop("keywords", []) for part in facts.parted(cell)]
    people = [one for cell in fields.pop("author", []) for one in names_in(cell)]
    if fields or people:
        yield entry({**fields, "author": people, "keywords": words}, line, theme)


def is_head(row: Sequence[str]) -> bool:
    """Return whether a row holds the headings of the columns."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(
        len(cell) <= 40 and _LETTER.search(cell) and "://" not in cell for cell in filled
    )


def row_block(
    cells: Sequence[str], links: Mapping[int, str], heads: Sequence[str], line: int
) -> Block | None:
    """Return a row as a block, each cell under its heading; None if the row is empty.

    Args:
        cells: Their texts.
        links: The addresses of cells, by number.
        heads: The headings of the columns; empty if there are none.
        line: Where the row begins, from 1.
    """
    inline = Inline()
    for index, cell in enumerate(cells):
        start = inline.length
        inline.add(cell.strip())
        inline.link(links.get(index, ""), start)
        head = heads[index] if index < len(heads) else ""
        inline.cells.append(Cell(start, inline.length, head))
        inline.add("\t")
    return inline.block(line, Role.ROW)
