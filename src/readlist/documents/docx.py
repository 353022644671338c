"""Word's DOCX: paragraphs with their styles, tables and links, out of the zipped XML.

The format: ECMA-376, parts 1 and 2. Sizes are checked before anything is unpacked.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception is named as one

from lxml import etree

from readlist.blocks import Cell, Part, Role
from readlist.documents.inline import Inline
from readlist.documents.xml_ import local, parse
from readlist.errors import ReadlistError
from readlist.patterns import pattern

MOST_BYTES = 20_000_000
"""Unpacked size of one part that is read; `ZipFile` stops there, whatever the header claims."""
MOST_RATIO = 200
"""Bytes that one packed byte may become, from a megabyte on: text has 3 to 20."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FIELD = pattern(r"HYPERLINK\s+\"([^\"]+)\"")


def read(data: bytes) -> tuple[list[Part], str]:
    """Return the parts of a DOCX file; lines are counted in paragraphs.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            body = _member(archive, "word/document.xml")
            links = _links(archive, "word/_rels/document.xml.rels")
            notes = [
                (
                    _member(archive, f"word/{name}.xml"),
                    _links(archive, f"word/_rels/{name}.xml.rels"),
                )
                for name in ("footnotes", "endnotes")
                if f"word/{name}.xml" in archive.namelist()
            ]
    except (BadZipFile, LargeZipFile, ZlibError, KeyError, OSError, RuntimeError, EOFError,
            NotImplementedError, ValueError):  # fmt: skip
        raise ReadlistError("the Word document is broken", "save it again as .docx") from None
    reader = _Reader(links)
    parts = list(reader.parts(parse(body, "the Word document")))
    for text, own in notes:
        reader.links = own
        parts += reader.parts(parse(text, "the Word document"))
    return parts, ""


def _member(archive: ZipFile, name: str) -> bytes:
    packed = archive.getinfo(name)
    if packed.file_size > max(1_000_000, MOST_RATIO * packed.compress_size):
        raise ReadlistError("the Word document unpacks to far too much", "save it as text")
    with archive.open(name) as member:
        data = member.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ReadlistError("the Word document is too big to read", "save it as text")
    return data


def _links(archive: ZipFile, name: str) -> dict[str, str]:
    if name not in archive.namelist():
        return {}
    root = parse(_member(archive, name), "the Word document")
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
        """Follow the older way to write a link: a field with its instruction and its result."""
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
