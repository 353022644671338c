"""Feeds: Atom and RSS, also those of arXiv."""

import re
from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Block, Part, Place, Publication, Record, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import html
from readlist.documents.publications import doi_in
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration
from readlist.model import paper_pages
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind

_ENTRIES = frozenset({"entry", "item"})
_WORDS = ("summary", "description", "encoded", "content", "subtitle")


def read(source: RawDocument) -> ParsedContent:
    """Return the feed's entries."""
    root = without_declaration(source.text, "the feed")
    title = next((x for x in (text_of(e) for e in root.iter("{*}title")) if x), "")
    entries = [e for e in root.iter() if local(e) in _ENTRIES]
    return ParsedContent([part for entry in entries for part in _entry(entry)], title)


def _is_paper(address: str) -> bool:
    """Return whether an entry's address is that of a paper, and not of a post."""
    if "arxiv" in address.lower():
        return True
    found = Identifier.try_parse(address) if "://" in address or "10." in address else None
    if found is None or found.kind is IdentifierKind.LOCAL:
        return False
    return found.kind is not IdentifierKind.URL or paper_pages.is_paper_page(found.value)


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
    if any(map(_is_paper, addresses)):
        yield Record(
            " ".join(title.split()),
            line,
            tuple(Place(x, line) for x in addresses),
            tuple(x for name in ("author", "creator") for x in fields.get(name, [])),
            code=(),
            publication=Publication(
                doi=next((found for x in addresses if (found := doi_in(x))), ""),
                url=next((x for x in addresses if "://" in x), ""),
            ),
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
