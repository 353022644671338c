"""FictionBook: sections with their titles, paragraphs and links."""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration, write

_WORDS = frozenset({"p", "subtitle", "v", "text-author"})


def read(source: RawDocument) -> ParsedContent:
    """Return the paragraphs of a book, in order."""
    root = without_declaration(source.text, "the FictionBook")
    title = text_of(root.find(".//{*}title-info/{*}book-title"))
    return ParsedContent(list(_parts(root)), title)


def _parts(root: etree._Element) -> Iterator[Part]:
    for body in root.iterchildren("{*}body"):
        for element in body.iter():
            name = local(element)
            titled = any(local(x) == "title" for x in element.iterancestors())
            depth = sum(local(x) == "section" for x in element.iterancestors())
            if name == "title":
                yield from _block(element, Role.HEADING, min(max(depth, 1), 9))
            elif name == "tr":
                yield from _block(element, Role.ITEM)
            elif name in _WORDS and not titled:
                yield from _block(element, Role.TEXT)


def _block(element: etree._Element, role: Role, level: int = 0) -> Iterator[Part]:
    inline = Inline()
    write(inline, element)
    block = inline.block(line_of(element), role, level)
    if block:
        yield block
