"""JATS, the XML of journals and of PubMed Central: the text with its links, and the references.

The tags: https://jats.nlm.nih.gov/archiving/tag-library/1.3/.
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.records import entry
from readlist.documents.xml_tree import href_of, line_of, local, text_of, without_declaration, write

_CITATIONS = frozenset({"element-citation", "mixed-citation", "citation", "nlm-citation"})
_TOLD_APART = frozenset({"element-citation", "nlm-citation"})
"""Citations with an element for every part and no words between."""
_KNOWN = frozenset({"arxiv", "doi", "isbn", "pmid"})


def read(source: RawDocument) -> ParsedContent:
    """Return the paragraphs and references of an article, without its own identifier."""
    root = without_declaration(source.text, "the JATS XML")
    title = text_of(root.find(".//{*}article-meta//{*}article-title"))
    own = " ".join(_own(x) for x in root.iterfind(".//{*}article-meta/{*}article-id"))
    return ParsedContent(list(_parts(root)), " ".join(title.split()), own)


def _own(element: etree._Element) -> str:
    kind = str(element.get("pub-id-type") or "").lower()
    return ("arXiv:" if kind == "arxiv" else "") + text_of(element)


def _parts(root: etree._Element) -> Iterator[Part]:
    for tag in ("body", "back"):
        section = root.find(f"{{*}}{tag}")
        for element in section.iter() if section is not None else ():
            name = local(element)
            if name in _CITATIONS:
                yield from _citation(element)
            elif name == "title":
                yield from _block(element, Role.HEADING, _depth(element))
            elif name == "p":
                yield from _block(element, Role.TEXT)


def _depth(element: etree._Element) -> int:
    return min(sum(local(x) in {"sec", "ref-list", "app"} for x in element.iterancestors()), 9) or 1


def _block(element: etree._Element, role: Role, level: int = 0) -> Iterator[Part]:
    inline = Inline()
    write(inline, element)
    block = inline.block(line_of(element), role, level)
    if block:
        yield block


def _citation(element: etree._Element) -> Iterator[Part]:
    title = element.find(".//{*}article-title")
    if title is None:
        title = element.find(".//{*}chapter-title")
    told = local(element) in _TOLD_APART
    if title is None and not told and element.find(".//{*}pub-id") is None:
        yield from _block(element, Role.ITEM)
        return
    source = element.find(".//{*}source")
    whole = title is None and source is not None  # a book, or a report
    identifiers: dict[str, list[str]] = {}
    for one in element.iterfind(".//{*}pub-id"):
        kind = str(one.get("pub-id-type") or "").lower()
        identifiers.setdefault(kind if kind in _KNOWN else "extra", []).append(text_of(one))
    fields: dict[str, object] = {
        "title": " ".join(text_of(source if whole else title).split()).removesuffix("."),
        "author": [_name(x) for x in element.iterfind(".//{*}name")]
        or [text_of(x) for x in element.iterfind(".//{*}string-name")],
        "journal": "" if whole else text_of(source),
        "year": text_of(element.find(".//{*}year")),
        "volume": text_of(element.find(".//{*}volume")),
        "number": text_of(element.find(".//{*}issue")),
        "pages": text_of(element.find(".//{*}fpage")),
        "publisher": text_of(element.find(".//{*}publisher-name")),
        "url": [href for x in element.iter() if (href := href_of(x))],
        "extra": " ".join(text_of(element).split())[:1000] if title is not None else "",
        **identifiers,
    }
    yield entry(fields, line_of(element))


def _name(element: etree._Element) -> str:
    found = (element.find(f"{{*}}{x}") for x in ("given-names", "surname"))
    return " ".join(filter(None, map(text_of, found)))
