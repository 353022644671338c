"""XML read safely: no entities, no external files, broken documents as far as they go."""

import re
from typing import cast

from lxml import etree

from readlist.errors import ReadlistError

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)


def tree(data: bytes, what: str) -> etree._Element:
    """Return the root of an XML document, entities and external files not followed.

    Raises:
        ReadlistError: It is not XML, not even by and large.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # Entities come with a document type, and the parser opens those in attributes.
        root = etree.fromstring(_DOCTYPE.sub(b"", data, count=1), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadlistError(f"{what} is broken: {error}", "save it again") from None
    if root is None:
        raise ReadlistError(f"{what} is broken", "save it again")
    return root


def without_declaration(text: str, what: str) -> etree._Element:
    """Return the root of a decoded XML document, whatever encoding it declares."""
    return tree(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), what)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Return all text of an element, also that of the elements in it."""
    if element is None or not local(element):
        return ""
    return "".join(str(x) for x in element.itertext()).strip()


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins."""
    # The type stubs leave the attribute open.
    return int(cast("int | None", element.sourceline) or 1)
