"""EndNote's tagged format (refer), as written by Google Scholar, publishers and JabRef.

The tags: https://endnote.com/wp-content/uploads/m/pdf/en-x9-windows-ja.pdf; ``%X`` is the abstract.
"""

from collections.abc import Iterator

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import collected, entry
from readlist.patterns import pattern

_TAG = pattern(r"%([0-9A-Z!@#$^&*()+?<>\[\]=~])(?: (.*)|$)")
_NAMES = {
    "0": "type", "A": "author", "E": "editor", "T": "title", "J": "journal", "B": "booktitle",
    "S": "series", "D": "year", "8": "date", "V": "volume", "N": "number", "P": "pages",
    "I": "publisher", "R": "doi", "U": "url", ">": "link", "K": "keywords", "Z": "notes",
    "M": "callnumber", "L": "callnumber", "F": "citationkey", "@": "isbn", "1": "extra",
    "2": "extra", "9": "extra", "W": "source",
}  # fmt: skip


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every entry."""
    return ParsedContent(list(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    pairs: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line.strip("\ufeff "))
        opens = match is not None and (match[1] == "0" or (not pairs and bool(line.strip())))
        if opens and pairs:
            yield entry(collected(pairs, _NAMES), first)
            pairs = []
        if opens:
            first = number
        if match:
            pairs.append((match[1], (match[2] or "").strip()))
        elif not line.strip() and pairs and not any(tag == "0" for tag, _ in pairs):
            yield entry(collected(pairs, _NAMES), first)
            pairs = []
        elif line.strip() and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
    if pairs:
        yield entry(collected(pairs, _NAMES), first)
