"""TEI, as GROBID makes from PDFs: the references with their identifiers.

The schema: https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/.
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Part, Record, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.records import entry
from readlist.documents.xml_tree import href_of, line_of, local, text_of, without_declaration, write


def read(source: RawDocument) -> ParsedContent:
    """Return the text and the references of a document, without its own identifier."""
    root = without_declaration(source.text, "the TEI")
    header = root.find("{*}teiHeader")
    title = text_of(header.find(".//{*}titleStmt/{*}title")) if header is not None else ""
    own = header.iter("{*}idno") if header is not None else ()
    stamp = " ".join(f"arXiv:{text_of(x)}".replace("arXiv:arXiv:", "arXiv:")
                     for x in own if str(x.get("type") or "").lower() == "arxiv")  # fmt: skip
    return ParsedContent(list(_parts(root, header)), " ".join(title.split()), stamp)


def _parts(root: etree._Element, header: etree._Element | None) -> Iterator[Part]:
    left_out = set(header.iter()) if header is not None else set()
    for element in root.iter():
        name = local(element)
        if element in left_out:
            continue
        if name in {"biblstruct", "biblfull"}:
            yield _reference(element)
        elif name in {"p", "head", "bibl", "item"} and not _is_inside(element):
            yield from _text(element, name)


def _is_inside(element: etree._Element) -> bool:
    return any(local(x) in {"biblstruct", "biblfull", "p", "bibl"} for x in element.iterancestors())


def _text(element: etree._Element, name: str) -> Iterator[Part]:
    inline = Inline()
    write(inline, element)
    role = Role.HEADING if name == "head" else Role.TEXT if name == "p" else Role.ITEM
    block = inline.block(line_of(element), role, 2 if role is Role.HEADING else 0)
    if block:
        yield block


def _reference(element: etree._Element) -> Record:
    analytic, whole = element.find("{*}analytic"), element.find("{*}monogr")
    inner = analytic.find("{*}title") if analytic is not None else None
    outer = whole.find("{*}title") if whole is not None else None
    title, venue = text_of(inner) or text_of(outer), text_of(outer) if text_of(inner) else ""
    date = element.find(".//{*}date")
    fields: dict[str, object] = {
        "title": " ".join(title.split()),
        "journal": " ".join(venue.split()),
        "author": [_name(x) for x in element.iterfind(".//{*}author/{*}persName")],
        "year": (date.get("when") or text_of(date)) if date is not None else "",
        "publisher": text_of(element.find(".//{*}publisher")),
        "url": [href for x in element.iter() if (href := href_of(x))],
        "extra": [text_of(x) for x in element.iterfind(".//{*}note")],
        "source": " ".join(venue.split()),
    }
    for one in element.iterfind(".//{*}idno"):
        kind = str(one.get("type") or "").lower()
        known = kind in {"arxiv", "doi", "isbn", "pmid"}
        fields.setdefault(kind if known else "link", text_of(one))
    for one in element.iterfind(".//{*}biblScope"):
        unit = {"page": "pages", "issue": "number"}.get(str(one.get("unit")), str(one.get("unit")))
        fields.setdefault(unit, text_of(one) or one.get("from") or "")
    return entry(fields, line_of(element))


def _name(element: etree._Element) -> str:
    return " ".join(filter(None, map(text_of, element)))
