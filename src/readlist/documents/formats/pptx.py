"""PowerPoint's PPTX: the slides in order, their titles as headings, lists, tables and links.

The format: ECMA-376, part 1, section 19 (PresentationML) and 21 (DrawingML).
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Cell, Part, Role
from readlist.documents.archive import Archive, opened
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats.xlsx import placed, relation_of, relations
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import local, tree

_WHAT = "the PowerPoint file"
_TITLES = frozenset({"title", "ctrTitle"})


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of all slides; lines are counted in slides.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    with opened(source.data, _WHAT, "save it as PDF") as archive:
        parts = [part for number, name in enumerate(_slides(archive), 1)
                 for part in _slide(archive, name, number)]  # fmt: skip
    return ParsedContent(parts)


def _slides(archive: Archive) -> list[str]:
    whole = "ppt/presentation.xml"
    places = relations(archive, whole)
    root = tree(archive.read(whole), _WHAT)
    names = [placed(whole, places.get(relation_of(x), "")) for x in root.iter("{*}sldId")]
    return [name for name in names if name in archive]


def _slide(archive: Archive, name: str, number: int) -> Iterator[Part]:
    root, links = tree(archive.read(name), _WHAT), relations(archive, name)
    shapes = [x for x in root.iter() if local(x) in {"sp", "tbl"}]
    # A title counts for the whole slide, wherever it stands.
    for shape in sorted(shapes, key=lambda x: not _is_title(x)):
        if local(shape) == "tbl":
            yield from _table(shape, links, number)
            continue
        inline = Inline()
        for paragraph in shape.iter("{*}p"):
            if not _is_title(shape):
                inline = Inline()
            _write(inline, paragraph, links)
            if not _is_title(shape):
                level = paragraph.find("{*}pPr")
                depth = str(level.get("lvl") or "0") if level is not None else "0"
                block = inline.block(number, Role.ITEM, int(depth) if depth.isdecimal() else 0)
                if block:
                    yield block
        title = inline.block(number, Role.HEADING, 1) if _is_title(shape) else None
        if title:
            yield title


def _is_title(shape: etree._Element) -> bool:
    place = shape.find(".//{*}nvPr/{*}ph")
    return place is not None and str(place.get("type") or "") in _TITLES


def _table(table: etree._Element, links: dict[str, str], number: int) -> Iterator[Part]:
    for row in table.iter("{*}tr"):
        inline = Inline()
        for cell in row.iterchildren("{*}tc"):
            start = inline.length
            for paragraph in cell.iter("{*}p"):
                _write(inline, paragraph, links)
            inline.cells.append(Cell(start, inline.length))
            inline.add("\t")
        block = inline.block(number, Role.ROW)
        if block:
            yield block


def _write(inline: Inline, paragraph: etree._Element, links: dict[str, str]) -> None:
    for run in paragraph:
        start = inline.length
        if local(run) == "br":
            inline.add("\n")
        elif local(run) in {"r", "fld"}:
            inline.add("".join(x.text or "" for x in run.iter("{*}t")))
            linked = run.find("{*}rPr/{*}hlinkClick")
            if linked is not None:
                inline.link(links.get(relation_of(linked), ""), start)
            styled = run.find("{*}rPr")
            if styled is not None and styled.get("b") == "1":
                inline.mark(start)
    if inline.length and inline.last != "\n":
        inline.add("\n")
