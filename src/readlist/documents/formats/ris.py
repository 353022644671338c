"""RIS, as written by Zotero, EndNote and publishers.

The tags: https://en.wikipedia.org/wiki/RIS_(file_format)#Tags.
"""

import re
from collections.abc import Callable, Iterator

from readlist.document_model import Part, Place, Publication, Record
from readlist.documents.facts import csl_type, doi_in, first_date, own
from readlist.documents.format import ParsedContent, RawDocument
from readlist.patterns import pattern
from readlist.reading_marks import Marks, status_of_tag
from readlist.texts.names import inverted_name

_TAG = pattern(r"([A-Z][A-Z0-9])(?:  ?- ?|  -$)(.*)")
_PLACES = ("DO", "UR", "L1", "L2", "L4", "M1", "M3", "AN", "ID", "T2", "JO", "JF", "JA", "N1",
           "C1", "C7", "LK", "VL", "IS", "PB", "SN")  # fmt: skip
_NOT_PAPERS = frozenset({"COMP", "ELEC", "VIDEO", "SOUND", "PAT", "DATA", "BLOG"})
_STATUS = {"in file": "unread", "not in file": "unread"}

_OURS = "readlist"
"""The provider of every record in readlist's own export: all of them are papers."""

Tags = list[tuple[str, str, int]]


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return a record for every entry of a RIS file."""
    records = ((tags, _record(tags)) for tags in _entries(text))
    return [own(record) if _is_ours(tags) else record for tags, record in records], ""


def _is_ours(tags: Tags) -> bool:
    return any((name, value) == ("DP", _OURS) for name, value, _ in tags)


def _entries(text: str) -> Iterator[Tags]:
    tags: Tags = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line.strip())
        if not match:
            if tags and line.strip():
                name, value, first = tags[-1]
                tags[-1] = (name, f"{value} {line.strip()}", first)
            continue
        if match[1] == "TY" and tags:
            yield tags
            tags = []
        if match[1] == "ER":
            if tags:
                yield tags
            tags = []
        else:
            tags.append((match[1], match[2].strip(), number))
    if tags:
        yield tags


def _record(tags: Tags) -> Record:
    def all_of(*names: str) -> list[str]:
        return [value for name, value, _ in tags if name in names and value]

    year = re.search(r"\d{4}", " ".join(all_of("PY", "Y1", "DA")))
    first = tags[0][2]
    keywords = [part for value in all_of("KW") for part in value.split(";")]
    return Record(
        title=next(iter(all_of("TI", "T1", "CT")), ""),
        line=first,
        places=tuple(
            Place(value, line) for wanted in _PLACES for name, value, line in tags if name == wanted
        ),
        authors=tuple(map(inverted_name, all_of("AU", "A1") or all_of("A2", "ED"))),
        year=int(year[0]) if year else None,
        code=tuple(x for x in all_of("UR", "LK", "L2") if "://" in x),
        topics=tuple(dict.fromkeys(word.strip() for word in keywords if word.strip())),
        notes="\n".join(
            x for x in all_of("N1", "RN") if not re.match(r"arxiv\s*:", x, re.IGNORECASE)
        ),
        key=next((x for x in all_of("ID") if re.fullmatch(r"[A-Za-z][\w:.+-]{2,60}", x)), ""),
        marks=Marks(
            status=_STATUS.get(" ".join(all_of("RP")).lower(), "")
            or next((state for word in keywords if (state := status_of_tag(word))), "")
        ),
        paper=not _NOT_PAPERS.intersection(all_of("TY")),
        publication=_publication(all_of),
    )


def _publication(all_of: Callable[..., list[str]]) -> Publication:
    """Return where a paper appeared, from the values of some tags."""

    def one(*names: str) -> str:
        return next((value for name in names for value in all_of(name)), "")

    told = csl_type(one("TY"))
    pages = "-".join(x for x in (one("SP"), one("EP")) if x)
    return Publication(
        doi=next((doi for value in all_of("DO", "UR", "M3") if (doi := doi_in(value))), ""),
        url=next((value for value in all_of("UR", "LK") if "://" in value), ""),
        venue=one("T2", "JO", "JF", "BT", "JA") if told != "book" else "",
        volume=one("VL"),
        issue=one("IS") if told != "report" else "",
        pages=pages,
        publisher=one("PB"),
        isbn=one("SN"),
        type=told,
        genre=one("M3") if told in ("thesis", "report") and not doi_in(one("M3")) else "",
        number=one("IS") if told == "report" else "",
        issued=first_date(one("DA"), one("PY", "Y1")),
    )
