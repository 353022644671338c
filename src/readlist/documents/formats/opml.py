"""OPML: outlines, and lists of subscriptions."""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Block, Role
from readlist.documents import inline_markdown
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration


def read(source: RawDocument) -> ParsedContent:
    """Return the outline's nodes: those with children are headings."""
    root = without_declaration(source.text, "the OPML")
    title = next((x for x in (text_of(e) for e in root.iter("{*}title")) if x), "")
    body = root.find("{*}body")
    return ParsedContent(list(_outline(body if body is not None else root)), title)


def _outline(body: etree._Element) -> Iterator[Block]:
    depth = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if local(node) != "outline":
            continue
        if event == "end":
            depth -= 1
            if len(node):
                yield Block("", line_of(node), Role.HEADING, min(depth + 1, 9))
            continue
        depth += 1
        words = node.get("text") or node.get("title") or ""
        urls = [node.get(x) for x in ("htmlUrl", "url", "xmlUrl", "href") if node.get(x)]
        inline = Inline()
        inline_markdown.write(inline, words, {})
        for url in urls[:1]:
            if not inline.links:
                inline.link(str(url), 0)
        note = node.get("_note") or node.get("description") or ""
        if note:
            inline.add("\n")
            inline_markdown.write(inline, note, {})
        role = Role.HEADING if len(node) and not urls else Role.ITEM
        block = inline.block(line_of(node), role, min(depth, 9))
        if block:
            yield block
