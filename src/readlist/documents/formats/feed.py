"""Feeds: Atom and RSS, also those of arXiv."""

import re
from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Block, Part, Place, Record, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import html
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration

_ENTRIES = frozenset({"entry", "item"})
_WORDS = ("summary", "description", "encoded", "content", "subtitle")


def read(source: RawDocument) -> ParsedContent:
    """Return the feed's entries."""
    root = without_declaration(source.text, "the feed")
    title = next((x for x in (text_of(e) for e in root.iter("{*}title")) if x), "")
    entries = [e for e in root.iter() if local(e) in _ENTRIES]
    return ParsedContent([part for entry in entries for part in _entry(entry)], title)


def _entry(entry: etree._Element) -> Iterator[Part]:
    fields: dict[str, list[str]] = {}
    for child in entry:
        linked = child.get("href") if local(child) == "link" else ""
        fields.setdefault(local(child), []).append(linked or text_of(child) or "")
    line = line_of(entry)
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
        yield from html.parse(longest, first=line)[0]
