"""Feeds, RSS 0.9 to 2.0 and Atom, arXiv's among them: as documents, and entry by entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from readlist.document_model import Block, Part, Place, Publication, Record, Role
from readlist.documents.facts import doi_in
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import html
from readlist.documents.xml_tree import line_of, local, text_of, tree, without_declaration
from readlist.errors import ReadlistError
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


MOST = 1_000
"""Entries of a feed that are read."""
_ROOTS = frozenset({"rss", "feed", "rdf"})
_TEXTS = ("summary", "description", "content", "encoded")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry; texts may hold markup."""

    title: str
    names: tuple[str, ...]
    """Identifiers and addresses that may name the paper, the surest first."""
    authors: tuple[str, ...]
    """A name each, or several in one text."""
    day: str
    """A date in whatever form."""
    text: str


def feed_items(data: bytes) -> list[FeedItem]:
    """Return the entries of a feed, in its order.

    Raises:
        ReadlistError: It is not a feed.
    """
    root = tree(data, "the feed")
    if local(root) not in _ROOTS:
        raise ReadlistError("it is not a feed: neither RSS nor Atom", "the address of a feed")
    entries = (element for element in root.iter() if local(element) in ("item", "entry"))
    return [_item(entry) for _, entry in zip(range(MOST), entries, strict=False)]


def _item(entry: etree._Element) -> FeedItem:
    fields: dict[str, list[str]] = {}
    for child in entry:
        name = local(child)
        values = list(_values(name, child))
        fields.setdefault(name, []).extend(value for value in values if value)

    def first(*names: str) -> str:
        return next((fields[name][0] for name in names if fields.get(name)), "")

    names = [
        value
        for name in ("doi", "identifier", "link", "guid", "id", "origlink")
        for value in fields.get(name, [])
    ]
    return FeedItem(
        title=first("title"),
        names=tuple(dict.fromkeys(names)),
        authors=tuple(fields.get("creator", []) or fields.get("author", [])),
        day=first("published", "pubdate", "date", "publicationdate", "issued", "updated"),
        text=max((x for name in _TEXTS for x in fields.get(name, [])), key=len, default=""),
    )


def _values(name: str, element: etree._Element) -> Iterator[str]:
    if name == "link":
        if element.get("rel") in (None, "alternate"):
            yield (element.get("href") or text_of(element)).strip()
    elif name == "author":
        inner = [text_of(child) for child in element if local(child) == "name"]
        yield from inner or [text_of(element)]
    else:
        yield text_of(element)
