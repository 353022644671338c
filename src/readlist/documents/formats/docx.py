"""Word's DOCX: paragraphs with their styles, tables and links, from the zipped XML.

The format: ECMA-376, parts 1 and 2.
"""

import re
from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Cell, Part, Role
from readlist.documents.archive import Archive, opened
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import local, tree
from readlist.patterns import pattern

WHAT = "the Word document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FIELD = pattern(r"HYPERLINK\s+\"([^\"]+)\"")


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.data))


def parse(data: bytes) -> tuple[list[Part], str]:
    """Return the parts of a DOCX file; lines are counted in paragraphs.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    with opened(data, WHAT, "save it again as .docx") as archive:
        body = archive.read("word/document.xml")
        links = _links(archive, "word/_rels/document.xml.rels")
        notes = [
            (archive.read(f"word/{name}.xml"), _links(archive, f"word/_rels/{name}.xml.rels"))
            for name in ("footnotes", "endnotes")
            if f"word/{name}.xml" in archive
        ]
    reader = _Reader(links)
    parts = list(reader.parts(tree(body, WHAT)))
    for text, own in notes:
        reader.links = own
        parts += reader.parts(tree(text, WHAT))
    return parts, ""


def _links(archive: Archive, name: str) -> dict[str, str]:
    if name not in archive:
        return {}
    root = tree(archive.read(name), WHAT)
    return {str(x.get("Id")): str(x.get("Target") or "") for x in root}


class _Reader:
    def __init__(self, links: dict[str, str]) -> None:
        self.links = links
        self.line = 0
        self.field: tuple[str, int] | None = None
        self.asked = ""

    def parts(self, root: etree._Element) -> Iterator[Part]:
        for element in root.iter(f"{_W}p", f"{_W}tr"):
            row = element.tag == f"{_W}tr"
            if not row and next(element.iterancestors(f"{_W}tr"), None) is not None:
                continue
            self.line += 1
            part = self._row(element) if row else self._paragraph(element)
            if part:
                yield part

    def _row(self, row: etree._Element) -> Part | None:
        inline = Inline()
        for cell in row.iter(f"{_W}tc"):
            start = inline.length
            for paragraph in cell.iter(f"{_W}p"):
                self._write(inline, paragraph)
                inline.add("\n")
            inline.cells.append(Cell(start, inline.length, ""))
            inline.add("\t")
        return inline.block(self.line, Role.ROW)

    def _paragraph(self, paragraph: etree._Element) -> Part | None:
        inline = Inline()
        self._write(inline, paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = str(style.get(f"{_W}val") or "") if style is not None else ""
        heading = re.fullmatch(r"(?:Heading|berschrift|Titre|标题|heading)\s*(\d)|([1-6])", name)
        if name in {"Title", "Titel"}:
            return inline.block(self.line, Role.HEADING, 1)
        if heading:
            return inline.block(self.line, Role.HEADING, int(heading[1] or heading[2]))
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
        depth = numbered.find(f"{_W}ilvl") if numbered is not None else None
        level = str(depth.get(f"{_W}val") or "0") if depth is not None else "0"
        role = Role.ITEM if numbered is not None or "List" in name else Role.TEXT
        return inline.block(self.line, role, int(level) if level.isdecimal() else 0)

    def _write(self, inline: Inline, paragraph: etree._Element) -> None:
        opened: list[tuple[etree._Element, str, int]] = []
        for event, element in etree.iterwalk(paragraph, events=("start", "end")):
            name = local(element)
            if event == "end":
                if opened and opened[-1][0] is element:
                    _, url, start = opened.pop()
                    inline.link(url, start) if url else inline.mark(start)
                continue
            if name == "hyperlink":
                url = self.links.get(str(element.get(f"{_R}id") or ""), "")
                opened.append((element, url, inline.length))
            elif name == "r" and element.find(f"{_W}rPr/{_W}b") is not None:
                opened.append((element, "", inline.length))
            elif name in {"t", "tab", "br", "cr", "nobreakhyphen"}:
                inline.add(_TEXTS.get(name) or element.text or "")
            elif name in {"instrtext", "fldchar", "fldsimple"}:
                self._field(inline, element, name)

    def _field(self, inline: Inline, element: etree._Element, name: str) -> None:
        """Read an older form of link: a field with its instruction and its result."""
        kind = str(element.get(f"{_W}fldCharType") or "")
        if name == "instrtext":
            self.asked += element.text or ""
        elif kind == "begin":
            self.asked = ""
        elif kind == "separate":
            found = _FIELD.search(self.asked)
            self.field = (found[1], inline.length) if found else None
        elif kind == "end" and self.field:
            inline.link(*self.field)
            self.field = None


_TEXTS = {"tab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}
