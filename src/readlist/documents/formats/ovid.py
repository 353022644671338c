"""Ovid's tagged format: records of MEDLINE, Embase, PsycINFO and others, each after ``<1. >``.

The tags: https://ospguides.ovid.com/OSPguides/medline.htm. ``CR`` holds a paper's references.
"""

import re
from collections.abc import Iterator

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import collected, entry
from readlist.patterns import pattern
from readlist.texts.names import inverted_name

_TAG = pattern(r" ?([A-Z][A-Z0-9]) {0,4}- (.*)")
_BEGINS = pattern(r" ?<\d+\. ?>\s*$")
_NAMES = {
    "TI": "title", "AU": "author", "ED": "editor", "SO": "journal", "JN": "journal", "YR": "year",
    "DP": "year", "DI": "doi", "DO": "doi", "IB": "isbn", "IS": "", "PU": "publisher",
    "PB": "publisher", "PG": "pages", "VO": "volume", "IP": "number", "KW": "keywords",
    "PM": "pmid", "UR": "url",
}  # fmt: skip
_SOURCE = pattern(r"(.+?)[.,]? *\b(?:[A-Z][a-z/]+ )?((?:19|20)\d\d)\b.*")
_NO_TITLE = pattern(
    r"\s*\[(?:References?|Miscellaneous|Article|Review|Report|Letter|Erratum)\]\.?$"
)
_LATER = pattern(r"\s*\[[^\]]*\]$")


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every entry; text without tags is not an entry."""
    return ParsedContent(list(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    pairs: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        if _BEGINS.match(line):
            if pairs:
                yield _record(pairs, first)
            pairs, first = [], number
            continue
        match = _TAG.match(line)
        if match:
            pairs.append((match[1], match[2].strip()))
        elif line[:1] in {" ", "\t"} and line.strip() and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}".strip())
    if pairs:
        yield _record(pairs, first)


def _record(pairs: list[tuple[str, str]], line: int) -> Record:
    fields = collected(pairs, _NAMES)
    fields.pop("", None)
    title = _NO_TITLE.sub("", fields.get("title", [""])[0]).strip()
    people = fields.pop("author", None) or fields.pop("editor", [])
    source = _SOURCE.fullmatch(fields.get("journal", [""])[0])
    told = {"journal": [source[1].strip()], "year": [source[2]]} if source else {}
    year = fields.get("year") or told.get("year", [])
    names = [name for text in people for name in re.split(r";\s+", text)]
    return entry(
        {
            **fields,
            **told,
            "title": title.removesuffix("."),
            "year": year,
            "author": [inverted_name(_LATER.sub("", name).strip()) for name in names],
        },
        line,
    )
