"""XML read safely, broken documents as far as they go: its tree, and its running text."""

import re
from collections.abc import Mapping
from typing import cast

from lxml import etree

from readlist.documents.inline import Inline
from readlist.errors import ReadlistError

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)


def tree(data: bytes, what: str) -> etree._Element:
    """Return the root of an XML document, entities and external files not followed.

    Raises:
        ReadlistError: It is not XML at all.
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
    """Return all text of an element, including that of nested elements."""
    if element is None or not local(element):
        return ""
    return "".join(str(x) for x in element.itertext()).strip()


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins."""
    # The type stubs leave the attribute open.
    return int(cast("int | None", element.sourceline) or 1)


_STRONG = frozenset("b bold i italic em emphasis strong hi".split())
_BREAKS = frozenset({"br", "break", "line-break", "lb"})
_SPACES = frozenset({"s", "tab"})
_HREF = ("href", "target", "url")


def href_of(element: etree._Element) -> str:
    """Return the address of an element, whatever the namespace of its attribute."""
    for name, value in element.attrib.items():
        plain = str(name).rpartition("}")[2].lower()
        if plain in _HREF and "://" in str(value)[:12]:
            return str(value)
    return ""


def write(
    inline: Inline,
    element: etree._Element,
    *,
    strong: Mapping[str, bool] | None = None,
    skipped: frozenset[str] = frozenset(),
) -> None:
    """Append the text of an element.

    Args:
        inline: Where it goes.
        element: Its tail is left out.
        strong: Names of styles, and whether they are bold or italic.
        skipped: Elements, by local name, that are left out with what is in them.
    """
    starts: list[int] = []
    skip = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        name = local(node)
        if event == "start":
            starts.append(inline.length)
            skip += name in skipped or not name
            if not skip:
                inline.add("\n" if name in _BREAKS else " " if name in _SPACES else "")
                inline.add(_squeezed(node.text, inline))
            continue
        start = starts.pop()
        if skip:
            skip -= name in skipped or not name
        elif name in _STRONG or (strong and _style_of(node) in strong):
            inline.mark(start)
        if not skip:
            inline.link(href_of(node), start)
            if node is not element:
                inline.add(_squeezed(node.tail, inline))


def _style_of(node: etree._Element) -> str:
    return next((str(v) for k, v in node.attrib.items() if str(k).endswith("style-name")), "")


def _squeezed(text: str | None, inline: Inline) -> str:
    if not text:
        return ""
    lead = " " if text[0].isspace() and inline.length and not inline.last.isspace() else ""
    words = " ".join(text.split())
    return lead + words + (" " if words and text[-1].isspace() else "")
