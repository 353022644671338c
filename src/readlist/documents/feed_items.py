"""The entries of a feed as they stand there: RSS 0.9 to 2.0 and Atom."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from readlist.documents.xml_tree import local, text_of, tree
from readlist.errors import ReadlistError

MOST = 1_000
"""Entries of a feed that are read."""
_ROOTS = frozenset({"rss", "feed", "rdf"})
_TEXTS = ("summary", "description", "content", "encoded")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry; texts may hold markup."""

    title: str
    names: tuple[str, ...]
    """What may say which paper it is: identifiers and addresses, the surest first."""
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
