"""OpenDocument (ODT, ODS, ODP): headings, paragraphs, lists, tables and links of ``content.xml``.

The format: https://docs.oasis-open.org/office/OpenDocument/v1.3/.
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Block, Cell, Part, Role
from readlist.documents import grid
from readlist.documents.archive import opened
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import local, tree, write

MOST_ROWS, MOST_REPEATED = 200_000, 100
_WHAT = "the OpenDocument file"
_LEFT_OUT = frozenset({"annotation", "note-citation", "tracked-changes", "page-number"})
_HEADINGS = frozenset({"title", "subtitle"})


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a document; lines are counted in paragraphs.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    with opened(source.data, _WHAT, "save it again, or as .docx or CSV") as archive:
        root = tree(archive.read("content.xml"), _WHAT)
    return ParsedContent(list(_Reader(root).parts()))


class _Reader:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.strong = dict.fromkeys(_strong(root), True)
        self.parents = {_attribute(x, "name"): _attribute(x, "parent-style-name").lower()
                        for x in root.iter("{*}style")}  # fmt: skip
        self.line = 0

    def parts(self) -> Iterator[Part]:
        body = self.root.find("{*}body")
        sheets = list(self.root.iter("{*}spreadsheet"))
        for sheet in sheets:
            yield from self._sheets(sheet)
        for element in body.iter() if body is not None and not sheets else ():
            name = local(element)
            inside = any(local(x) in {"table-row", "note"} for x in element.iterancestors())
            if name == "table-row" and not inside:
                yield from self._row(element)
            elif name in {"h", "p"} and not inside:
                yield from self._paragraph(element, name)

    def _sheets(self, sheet: etree._Element) -> Iterator[Part]:
        tables = list(sheet.iter("{*}table"))
        for table in tables:
            if len(tables) > 1:
                yield Block(_attribute(table, "name"), 1, Role.HEADING, 1)
            yield from grid.parts(_rows(table))

    def _paragraph(self, element: etree._Element, name: str) -> Iterator[Part]:
        self.line += 1
        inline = Inline()
        write(inline, element, strong=self.strong, skipped=_LEFT_OUT)
        style = _attribute(element, "style-name").lower()
        styles = {style, self.parents.get(_attribute(element, "style-name"), "")}
        depth = sum(local(x) == "list" for x in element.iterancestors())
        told = _attribute(element, "outline-level")
        frame = any(_attribute(x, "class") == "title" for x in element.iterancestors())
        if name == "h" or frame or styles & _HEADINGS:
            level = int(told) if told.isdecimal() and 0 < int(told) < 10 else 1
            block = inline.block(self.line, Role.HEADING, level)
        else:
            role = Role.ITEM if depth else Role.TEXT
            block = inline.block(self.line, role, max(depth - 1, 0))
        if block:
            yield block

    def _row(self, row: etree._Element) -> Iterator[Part]:
        self.line += 1
        if any(local(x) == "table-header-rows" for x in row.iterancestors()):
            return
        heads = _heads(row)
        inline = Inline()
        for number, cell in enumerate(row.iterchildren("{*}table-cell")):
            start = inline.length
            for paragraph in cell.iter("{*}p", "{*}h"):
                write(inline, paragraph, strong=self.strong, skipped=_LEFT_OUT)
                inline.add("\n")
            head = heads[number] if number < len(heads) else ""
            inline.cells.append(Cell(start, inline.length, head))
            inline.add("\t")
        block = inline.block(self.line, Role.ROW)
        if block:
            yield block


def _heads(row: etree._Element) -> list[str]:
    table = next((x for x in row.iterancestors() if local(x) == "table"), None)
    first = table.find("{*}table-header-rows/{*}table-row") if table is not None else None
    return [_words(x) for x in first.iterchildren("{*}table-cell")] if first is not None else []


def _words(element: etree._Element) -> str:
    inline = Inline()
    for paragraph in element.iter("{*}p", "{*}h"):
        write(inline, paragraph, skipped=_LEFT_OUT)
        inline.add(" ")
    return inline.text.strip()


def _rows(table: etree._Element) -> Iterator[grid.Row]:
    for number, row in enumerate(table.iter("{*}table-row"), 1):
        if number > MOST_ROWS:
            return
        cells: list[str] = []
        links: dict[int, str] = {}
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            told = _attribute(cell, "number-columns-repeated")
            words = _words(cell)
            url = next((_attribute(x, "href") for x in cell.iter("{*}a")), "")
            if url:
                links[len(cells)] = url
            repeated = min(int(told), MOST_REPEATED) if told.isdecimal() else 1
            cells += [words] * (repeated if words else min(repeated, MOST_REPEATED))
        yield number, cells, links


def _attribute(element: etree._Element, name: str) -> str:
    wanted = f"}}{name}"
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(wanted)), "")


def _strong(root: etree._Element) -> Iterator[str]:
    for style in root.iter("{*}style"):
        for properties in style.iterchildren("{*}text-properties"):
            bold = _attribute(properties, "font-weight") == "bold"
            if bold or _attribute(properties, "font-style") == "italic":
                yield _attribute(style, "name")
