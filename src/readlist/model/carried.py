"""Identifiers in addresses, other than arXiv's."""

import re

from readlist.model import isbn, publishers, venues
from readlist.model.kinds import IdentifierKind
from readlist.model.page_address import Address
from readlist.patterns import pattern

_ISBN_QUERY = ("isbn", "vid")
_SHOPS = pattern(
    r"/(?:dp|gp/product|exec/obidos/asin|asin)/([0-9]{9}[0-9Xx])(?:/|$)", re.IGNORECASE
)


def carried(address: Address) -> tuple[IdentifierKind, str] | None:
    """Return the kind and the value of the identifier in an address; None if it has none."""
    for kind, find in _FINDERS:
        if found := find(address):
            return kind, found
    return None


def _isbn_of(address: Address) -> str:
    """Return the ISBN of a book's page: a part of the path, or what a query asks for."""
    parts = address.path.split("/")
    for before, part in zip(["", *parts], parts, strict=False):
        named = before.lower() == "isbn"
        if named or part.startswith(("978", "979")):
            found = isbn.canonical(part) if len(part) >= 10 else ""
            if found:
                return found
    shop = _SHOPS.search(address.path) if "amazon." in address.host else None
    if shop and (found := isbn.canonical(shop[1])):
        return found
    for name in _ISBN_QUERY if address.query else ():
        value = address.parameters.get(name, "")
        found = isbn.canonical(re.sub("^(?i:isbn):?", "", value))
        if found:
            return found
    return ""


_FINDERS = (
    (IdentifierKind.OPENREVIEW, venues.openreview_of),
    (IdentifierKind.ACL, venues.anthology_of),
    (IdentifierKind.DOI, publishers.doi_of),
    (IdentifierKind.PMID, venues.pubmed_of),
    (IdentifierKind.ISBN, _isbn_of),
)
