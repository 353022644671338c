"""The running text of XML elements, with its links and what is bold or in italics."""

from collections.abc import Mapping

from lxml import etree

from readlist.documents.inline import Inline
from readlist.documents.xml_tree import local

_STRONG = frozenset("b bold i italic em emphasis strong hi".split())
_BREAKS = frozenset({"br", "break", "line-break", "lb"})
_SPACES = frozenset({"s", "tab"})
_HREF = ("href", "target", "url")


def href_of(element: etree._Element) -> str:
    """Return the address that an element carries, in whatever namespace its attribute is."""
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
