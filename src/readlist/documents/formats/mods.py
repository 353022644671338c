"""MODS, a format of library catalogues: records with their host, its volume and pages.

The elements: https://www.loc.gov/standards/mods/userguide/. What a record is related to is another
publication; only its host says where the record itself appeared.
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration

_AUTHORS = frozenset(
    "author aut creator cre editor edt artist composer cmp contributor ctb".split()
)
_NOT_THE_TITLE = frozenset({"alternative", "abbreviated", "translated", "uniform"})


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every ``mods``."""
    root = without_declaration(source.text, "the MODS")
    found = [root] if local(root) == "mods" else list(root.iter("{*}mods"))
    return ParsedContent([_record(one) for one in found])


def _record(element: etree._Element) -> Record:
    hosts = [x for x in element.iterchildren("{*}relatedItem") if x.get("type") == "host"]
    host = hosts[0] if hosts else None
    part = next((x for one in (element, host) if one is not None
                 for x in one.iterchildren("{*}part")), None)  # fmt: skip
    fields: dict[str, object] = {
        "title": _title(element),
        "author": list(_people(element)),
        "journal": _title(host) if host is not None else "",
        "year": _first(element, "originInfo/{*}dateIssued", "originInfo/{*}copyrightDate",
                       "originInfo/{*}dateCreated", "part/{*}date")
        or (_first(host, "originInfo/{*}dateIssued", "part/{*}date") if host is not None else ""),
        "publisher": _first(element, "originInfo/{*}publisher"),
        "type": _kind(element, host),
        "keywords": [text_of(x) for x in element.iterfind("{*}subject/{*}topic")],
        "url": [text_of(x) for x in element.iterfind("{*}location/{*}url")],
        **_identifiers(element),
    }  # fmt: skip
    if part is not None:
        for detail in part.iterfind("{*}detail"):
            name = {"volume": "volume", "issue": "number", "number": "number"}.get(
                str(detail.get("type") or ""), ""
            )
            fields |= {name: text_of(detail.find("{*}number"))} if name else {}
        ends = [text_of(x) for x in part.iterfind("{*}extent/*") if local(x) in {"start", "end"}]
        fields["pages"] = "-".join(filter(None, ends))
    return entry(fields, line_of(element))


def _title(element: etree._Element) -> str:
    for info in element.iterchildren("{*}titleInfo"):
        if info.get("type") not in _NOT_THE_TITLE:
            lead = text_of(info.find("{*}nonSort"))
            main, sub = (text_of(info.find(f"{{*}}{x}")) for x in ("title", "subTitle"))
            whole = f"{lead} {main}" + (f": {sub}" if sub else "")
            return " ".join(whole.split())
    return ""


def _people(element: etree._Element) -> Iterator[str]:
    """Yield the authors, given names first."""
    for name in element.iterchildren("{*}name"):
        roles = {text_of(x).lower() for x in name.iterfind("{*}role/{*}roleTerm")}
        if roles and not roles & _AUTHORS:
            continue
        parts = {str(x.get("type") or ""): text_of(x) for x in name.iterchildren("{*}namePart")}
        if "family" in parts:
            yield " ".join(filter(None, (parts.get("given", ""), parts["family"])))
        elif whole := parts.get("", ""):
            family, comma, given = whole.partition(",")
            yield f"{given.strip()} {family}".strip() if comma else whole


def _first(element: etree._Element, *paths: str) -> str:
    found = (text_of(element.find("{*}" + path)) for path in paths)
    return next((text for text in found if text), "")


def _kind(element: etree._Element, host: etree._Element | None) -> str:
    told = " ".join(text_of(x).lower() for x in element.iterchildren("{*}genre"))
    for word, kind in (
        ("thesis", "thesis"), ("conference", "inproceedings"), ("journal", "article-journal"),
        ("article", "article-journal"), ("software", "software"), ("web site", "webpage"),
    ):  # fmt: skip
        if word in told:
            return kind
    if text_of(element.find("{*}typeOfResource")).lower().startswith("software"):
        return "software"
    return "" if host is not None or "book" not in told else "book"


def _identifiers(element: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in element.iterchildren("{*}identifier"):
        name = str(one.get("type") or "").lower()
        if name in {"doi", "isbn", "arxiv", "pmid", "url", "uri"} and text_of(one):
            found.setdefault("url" if name == "uri" else name, []).append(text_of(one))
    return found
