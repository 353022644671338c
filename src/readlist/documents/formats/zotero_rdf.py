"""Zotero's RDF: items with their collections as themes; notes and attachments are left out."""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration

_LEFT_OUT = frozenset({"attachment", "memo", "collection", "journal", "person"})
_OF_ITEMS = frozenset({"title", "authors", "date", "itemtype"})
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every item."""
    root = without_declaration(source.text, "the RDF")
    themes = dict(_collections(root))
    named = {str(x.get(f"{_RDF}about")): x for x in root if x.get(f"{_RDF}about")}
    items = [x for x in root if local(x) and local(x) not in _LEFT_OUT]
    return ParsedContent(
        [_record(x, named, themes) for x in items if any(local(y) in _OF_ITEMS for y in x)]
    )


def _collections(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iterchildren("{*}Collection"):
        name = text_of(element.find("{*}title"))
        for part in element.iterfind("{*}hasPart"):
            yield str(part.get(f"{_RDF}resource") or ""), name


def _record(
    element: etree._Element, named: dict[str, etree._Element], themes: dict[str, str]
) -> Record:
    about = str(element.get(f"{_RDF}about") or "")
    holder = element.find("{*}isPartOf")
    journal = holder[0] if holder is not None and len(holder) else None
    if holder is not None and journal is None:
        journal = named.get(str(holder.get(f"{_RDF}resource") or ""))
    identifiers = [text_of(x) for x in element.iterfind("{*}identifier")]
    fields: dict[str, object] = {
        "title": " ".join(text_of(element.find("{*}title")).split()),
        "type": text_of(element.find("{*}itemType")),
        "author": [_name(x) for x in element.iterfind("{*}authors//{*}Person")],
        "url": [about, *(x for x in identifiers if not x.startswith("ISBN"))],
        "isbn": [
            x.removeprefix("ISBN").split()[0]
            for x in identifiers
            if x[4:].strip() and x.startswith("ISBN")
        ],
        "date": text_of(element.find("{*}date")),
        "keywords": [text_of(x) for x in element.iterfind("{*}subject")],
        "extra": text_of(element.find("{*}description")),
        "pages": text_of(element.find("{*}pages")),
        "citationkey": text_of(element.find("{*}citationKey")),
    }
    if journal is not None:
        fields["journal"] = text_of(journal.find("{*}title"))
        fields["volume"] = text_of(journal.find("{*}volume"))
        fields["doi"] = [text_of(x) for x in journal.iterfind("{*}identifier")]
    return entry(fields, line_of(element), themes.get(about, ""))


def _name(person: etree._Element) -> str:
    found = (person.find(f"{{*}}{x}") for x in ("givenName", "givenname", "surname"))
    return " ".join(filter(None, map(text_of, found)))
