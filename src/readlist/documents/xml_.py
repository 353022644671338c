"""XML: outlines (OPML), feeds (Atom and RSS), bibliographies; other XML as text."""

import re
from collections.abc import Iterator

from lxml import etree

from readlist.blocks import Block, Part, Place, Record, Role
from readlist.documents import html, markup
from readlist.documents.inline import Inline
from readlist.errors import ReadlistError

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)
_ENTRIES = frozenset({"entry", "item"})
_WORDS = ("summary", "description", "encoded", "content", "subtitle")


def parse(data: bytes, what: str) -> etree._Element:
    """Return the root of an XML document, entities and external files not followed.

    Raises:
        ReadlistError: It is no XML, not even by and large.
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


def read(text: str) -> tuple[list[Part], str]:
    """Return the outline's nodes, the feed's entries, or the text of any other XML."""
    root = parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), "the XML")
    title = next((x for x in (_text(e) for e in root.iter("{*}title")) if x), "")
    if local(root) == "opml":
        body = root.find("{*}body")
        return list(_outline(body if body is not None else root)), title
    entries = [e for e in root.iter() if local(e) in _ENTRIES]
    if entries:
        return [part for entry in entries for part in _entry(entry)], title
    return list(_other(root)), title


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(element: etree._Element | None) -> str:
    if element is None or not local(element):
        return ""
    return "".join(str(x) for x in element.itertext()).strip()


def _outline(body: etree._Element) -> Iterator[Block]:
    depth = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if local(node) != "outline":
            continue
        if event == "end":
            depth -= 1
            if len(node):
                yield Block("", html.line_of(node), Role.HEADING, min(depth + 1, 9))
            continue
        depth += 1
        words = node.get("text") or node.get("title") or ""
        urls = [node.get(x) for x in ("htmlUrl", "url", "xmlUrl", "href") if node.get(x)]
        inline = Inline()
        _mixed(inline, words)
        for url in urls[:1]:
            if not inline.links:
                inline.link(str(url), 0)
        note = node.get("_note") or node.get("description") or ""
        if note:
            inline.add("\n")
            _mixed(inline, note)
        role = Role.HEADING if len(node) and not urls else Role.ITEM
        block = inline.block(html.line_of(node), role, min(depth, 9))
        if block:
            yield block


def _mixed(inline: Inline, words: str) -> None:
    """Add text in which HTML or Markdown links may stand."""
    markup.write(inline, words, {})


def _entry(entry: etree._Element) -> Iterator[Part]:
    fields: dict[str, list[str]] = {}
    for child in entry:
        value = child.get("href") if local(child) == "link" and child.get("href") else _text(child)
        fields.setdefault(local(child), []).append(value or "")
    line = html.line_of(entry)
    title = re.sub(r"<[^>]+>", "", next(iter(fields.get("title", [])), ""))
    addresses = [x for name in ("id", "link", "guid", "doi", "identifier") for x in
                 fields.get(name, [])]  # fmt: skip
    yield Block("", line, Role.HEADING, 1)
    if any("arxiv" in x.lower() for x in addresses):
        yield Record(
            " ".join(title.split()),
            line,
            tuple(Place(x, line) for x in addresses),
            tuple(x for name in ("author", "creator") for x in fields.get(name, [])),
            code=(),
        )
        return
    # A post about papers: its title is a heading, its text is HTML.
    if title:
        yield Block(" ".join(title.split()), line, Role.HEADING, 1)
    for address in fields.get("link", [])[:1]:
        yield Block(address, line, Role.TEXT)
    longest = max((x for name in _WORDS for x in fields.get(name, [])), key=len, default="")
    if longest:
        yield from html.read(longest, first=line)[0]


def _other(root: etree._Element) -> Iterator[Block]:
    for element in root.iter():
        text = element.text if isinstance(element.tag, str) else None
        inline = Inline()
        inline.add(" ".join((text or "").split()))
        for name, value in element.attrib.items():
            if "href" in str(name).lower():
                inline.link(str(value), 0)
        block = inline.block(html.line_of(element))
        if block:
            yield block
