"""PubMed's and ERIC's tagged format (MEDLINE, ``.nbib``).

The tags: https://www.nlm.nih.gov/bsd/mms/medlineelements.html; ``AB`` is the abstract.
"""

import re
from collections.abc import Iterator

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import collected, entry
from readlist.patterns import pattern

_TAG = pattern(r"([A-Z][A-Z0-9]{1,3}) *- (.*)")
_NAMES = {
    "PMID": "pmid", "TI": "title", "BTI": "title", "FAU": "author", "AU": "people", "LID": "doi",
    "AID": "link", "JT": "journal", "TA": "venue", "DP": "year", "VI": "volume", "IP": "number",
    "PG": "pages", "SO": "source", "OT": "keywords", "PB": "publisher", "SI": "extra",
    "GN": "notes",
}  # fmt: skip
_FIRST = frozenset({"PMID", "OWN"})
"""Tags that begin an entry and occur once: PubMed's and ERIC's."""


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every entry."""
    return ParsedContent(list(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    pairs: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line)
        if match and match[1] in _FIRST and any(tag == match[1] for tag, _ in pairs):
            yield _record(pairs, first)
            pairs = []
        if match:
            first = first if pairs else number
            pairs.append((match[1], match[2].strip()))
        elif line[:1] in {" ", "\t"} and line.strip() and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
    if pairs:
        yield _record(pairs, first)


def _record(pairs: list[tuple[str, str]], line: int) -> Record:
    plain = [(tag, re.sub(r"\s*\[(?:doi|pii)\]$", "", value)) for tag, value in pairs]
    fields = collected(plain, _NAMES)
    people = fields.pop("people", [])
    fields.setdefault("author", people)
    if "title" in fields:
        fields["title"] = [fields["title"][0].removesuffix(".").strip("[]")]
    return entry(fields, line)
