"""XML of any other kind: elements with a title and an identifier or address are records.

MODS, Dublin Core, DataCite, Crossref, dblp and arXiv's own metadata are read this way, without
special code; what is not a record is read as text.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from readlist.document_model import Part, Record, Role
from readlist.documents import records
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration

_MOST_CHILDREN = 500
"""Children of an element that are read."""
_MOST_INNER = 60
"""Descendants that an element may have to be a record."""
_LEAST_TEXT = 200
"""Characters of an element that may be a reference in words."""
_TITLES = frozenset({"title", "titles", "article-title", "titleinfo", "articletitle"})


def read(source: RawDocument) -> ParsedContent:
    """Return the records of an XML document, and the rest as text."""
    root = without_declaration(source.text, "the XML")
    return ParsedContent(list(_parts(root)))


def _parts(root: etree._Element) -> Iterator[Part]:
    done: set[etree._Element] = set()
    kinds: set[tuple[etree._Element | None, str]] = set()
    for element in root.iter():
        parent = element.getparent()
        if not local(element) or (parent is not None and parent in done):
            done.add(element)
            continue
        if records.is_summary(local(element)):
            done.add(element)
            continue
        record = _record(element)
        kind = (parent, local(element))
        record = record or (_nameless(element) if kind in kinds else None)
        if record is not None:
            done.add(element)
            kinds.add(kind)
            yield record
            continue
        inline = Inline()
        inline.add(" ".join((element.text or "").split()))
        for name, value in element.attrib.items():
            if "href" in str(name).lower():
                inline.link(str(value), 0)
        block = inline.block(line_of(element), Role.TEXT)
        if block:
            yield block


def _nameless(element: etree._Element) -> Record | None:
    """Return the record of an element beside papers, with their element name but no title."""
    if not len(element) or len(list(islice(element.iter(), _MOST_INNER))) == _MOST_INNER:
        return None
    linked = any("href" in str(name).lower() for one in element.iter() for name in one.attrib)
    text = " ".join(" ".join(str(x) for x in element.itertext()).split())
    if linked or len(text) > _LEAST_TEXT:
        return None
    return Record("", line_of(element), authors=(text,) if text else ())


def _record(element: etree._Element) -> Record | None:
    if not any(local(child) in _TITLES for child in element):
        return None
    return records.of(as_object(element), line_of(element))


def as_object(element: etree._Element, depth: int = 0) -> dict[str, Any]:
    """Return an element as a JSON object: children and attributes by name."""
    found: dict[str, Any] = {}
    for name, value in element.attrib.items():
        found.setdefault(str(name).rpartition("}")[2].lower(), []).append(str(value))
    for child in islice(element, _MOST_CHILDREN):
        name = local(child)
        if name and depth < records.DEEPEST:
            plain = not len(child) and not child.attrib
            inner: Any = text_of(child) if plain or name in _TITLES else as_object(child, depth + 1)
            found.setdefault("title" if name in _TITLES else name, []).append(inner)
    if (text := " ".join((element.text or "").split())) and "value" not in found:
        found["value"] = text
    return found
