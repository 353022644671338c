"""Web of Science's tagged format (``FN``, ``PT``, ``ER``), exported as "Plain text file".

The tags: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html. ``CR`` holds the
references of a paper, which are other papers and have no separate fields there.
"""

import re
from collections.abc import Iterator

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.patterns import pattern
from readlist.texts.names import inverted_name

_TAG = pattern(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_NAMES = {
    "TI": "title", "AF": "author", "AU": "people", "SO": "journal", "SE": "series", "PY": "year",
    "PD": "date", "VL": "volume", "IS": "number", "BP": "begins", "EP": "ends", "PS": "pages",
    "PU": "publisher", "DI": "doi", "D2": "doi", "PM": "pmid", "BN": "isbn", "DE": "keywords",
    "DT": "kind", "PT": "type", "CA": "group", "UR": "url",
}  # fmt: skip
_LISTS = frozenset({"author", "people", "group"})
"""Fields in which every line is a separate value."""
_TYPES = {"J": "article-journal", "B": "book", "S": "chapter", "P": "patent", "C": "inproceedings"}


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every entry."""
    return ParsedContent(list(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    fields: dict[str, list[str]] = {}
    name, first = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line.strip("\ufeff\r"))
        if match and match[1] in {"ER", "EF", "PT"} and fields:
            yield _record(fields, first)
            fields = {}
        if match and match[1] in {"ER", "EF", "FN", "VR"}:
            name = ""
        elif match:
            name = _NAMES.get(match[1], "")
            first = first if fields else number
            if name and match[2]:
                fields.setdefault(name, []).append(match[2].strip())
        elif name and line.startswith(" ") and line.strip():
            _go_on(fields.setdefault(name, []), line.strip(), listed=name in _LISTS)
    if fields:
        yield _record(fields, first)


def _go_on(values: list[str], line: str, *, listed: bool) -> None:
    if listed or not values:
        values.append(line)
    else:
        values[-1] = f"{values[-1]} {line}"


def _record(fields: dict[str, list[str]], line: int) -> Record:
    people = fields.pop("people", [])
    written = fields.pop("author", None) or people or fields.pop("group", [])
    pages = "-".join(x for name in ("begins", "ends") for x in fields.pop(name, [])[:1])
    kind = _TYPES.get("".join(fields.pop("type", [])[:1]), "")
    meeting = "proceedings" in " ".join(fields.pop("kind", [])).lower()
    year, day = fields.get("year", [""])[0], fields.pop("date", [""])[0]
    return entry(
        {
            **fields,
            "author": [inverted_name(name) for name in written],
            "pages": pages or fields.get("pages", ""),
            "type": "inproceedings" if meeting else kind,
            "date": f"{day.title()} {year}" if year and year not in day else day,
            "keywords": [word for text in fields.get("keywords", []) for word in
                         re.split(r";\s*", text)],
        },
        line,
    )  # fmt: skip
