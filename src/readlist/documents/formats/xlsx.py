"""Excel's XLSX: the rows of every sheet, with the links of their cells.

The format: ECMA-376, part 1, section 18. Values are taken as they are stored: a date is a number.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from readlist.document_model import Block, Part, Role
from readlist.documents import grid
from readlist.documents.archive import Archive, opened
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.xml_tree import local, text_of, tree
from readlist.patterns import pattern

MOST_ROWS, MOST_COLUMNS = 200_000, 500
_WHAT = "the Excel file"
_COLUMN = pattern(r"[A-Z]{1,3}")
_LINKED = pattern(r'HYPERLINK\(\s*"([^"]+)"', 2)


def read(source: RawDocument) -> ParsedContent:
    """Return every row of every sheet; the first row of each gives the headings.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    with opened(source.data, _WHAT, "save it as CSV") as archive:
        shared = _shared(archive)
        sheets = list(_sheets(archive))
        parts: list[Part] = []
        for name, path in sheets:
            if len(sheets) > 1:
                parts.append(Block(name, 1, Role.HEADING, 1))
            parts += grid.parts(_rows(archive, path, shared))
    return ParsedContent(parts)


def _shared(archive: Archive) -> list[str]:
    if "xl/sharedStrings.xml" not in archive:
        return []
    root = tree(archive.read("xl/sharedStrings.xml"), _WHAT)
    return ["".join(text_of(x) if x.text is None else x.text for x in item.iter("{*}t"))
            for item in root.iterchildren("{*}si")]  # fmt: skip


def relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the targets of a part's relations, by id."""
    name = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
    if name not in archive:
        return {}
    return {str(x.get("Id")): str(x.get("Target") or "") for x in tree(archive.read(name), _WHAT)}


def relation_of(element: etree._Element) -> str:
    """Return the id of the relation that an element names."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")


def placed(part: str, target: str) -> str:
    """Return the name of the member that a part's relation points to."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    book = "xl/workbook.xml"
    places = relations(archive, book)
    for sheet in tree(archive.read(book), _WHAT).iter("{*}sheet"):
        path = placed(book, places.get(relation_of(sheet), ""))
        if path in archive:
            yield str(sheet.get("name") or ""), path


def _rows(archive: Archive, path: str, shared: list[str]) -> Iterator[grid.Row]:
    root = tree(archive.read(path), _WHAT)
    targets = relations(archive, path)
    links = {str(x.get("ref") or "").partition(":")[0]: targets.get(relation_of(x), "")
             for x in root.iter("{*}hyperlink")}  # fmt: skip
    for number, row in enumerate(root.iter("{*}row"), 1):
        if number > MOST_ROWS:
            return
        cells: list[str] = []
        urls: dict[int, str] = {}
        for cell in row.iterchildren("{*}c"):
            place = str(cell.get("r") or "")
            column = min(_column(place) if place else len(cells), MOST_COLUMNS)
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _value(cell, shared)
            formula = _LINKED.search(text_of(cell.find("{*}f")))
            url = formula[1] if formula else links.get(place, "")
            if url:
                urls[column] = url
        line = str(row.get("r") or "")
        yield int(line) if line.isdecimal() and len(line) < 9 else number, cells, urls


def _column(place: str) -> int:
    letters = _COLUMN.match(place)
    number = 0
    for letter in letters[0] if letters else "A":
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(x.text or "" for x in cell.iter("{*}t"))
    stored = next((x.text or "" for x in cell if local(x) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(stored)] if stored.isdecimal() and int(stored) < len(shared) else ""
    return stored
