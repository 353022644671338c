"""Where a paper appeared, out of the fields of an object or an entry."""

from collections.abc import Mapping

from readlist.blocks import Publication
from readlist.patterns import pattern

_DOI = pattern(r"10\.\d{4,9}/[^\s\"<>{}|\\]+")

Fields = Mapping[str, list[str]]
"""Values by the names of the fields, as `readlist.documents.records.plain_name` spells them."""


def first(fields: Fields, *names: str) -> str:
    """Return the first value that one of these fields has; empty if none has any."""
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def doi_in(text: str) -> str:
    """Return the DOI in an address or a text; empty if it holds none."""
    match = _DOI.search(text)
    return match[0].rstrip(".,;)") if match else ""


def publication(fields: Fields, kind: str = "") -> Publication:
    """Return where a paper appeared."""
    dois = (doi_in(x) for name in ("doi", "lid", "url", "id", "ee", "aid") for x in
            fields.get(name, ()))  # fmt: skip
    return Publication(
        doi=next(filter(None, dois), ""),
        url=next((x for n in ("url", "link", "href", "uri", "landingpageurl") for x in
                  fields.get(n, ()) if "://" in x), ""),
        venue=first(fields, "containertitle", "journal", "journaltitle", "publicationtitle",
                     "booktitle", "venue", "conferencename", "series", "publicationvenue"),
        volume=first(fields, "volume", "journalvolume"),
        issue=first(fields, "issue", "number", "journalissue"),
        pages=first(fields, "pages", "page", "pagerange"),
        publisher=first(fields, "publisher", "institution", "school", "organization"),
        isbn=first(fields, "isbn"),
        type=kind,
    )  # fmt: skip
