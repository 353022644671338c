"""EndNote's XML export: a ``<record>`` for each paper, every text in ``<style>`` elements."""

from lxml import etree

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.documents.xml_tree import line_of, text_of, without_declaration

_FIELDS = {
    "author": "contributors/authors/author", "title": "titles/title",
    "journal": "periodical/full-title", "booktitle": "titles/secondary-title",
    "year": "dates/year", "volume": "volume", "number": "number", "pages": "pages",
    "publisher": "publisher", "isbn": "isbn", "doi": "electronic-resource-num",
    "url": "urls//url", "keywords": "keywords/keyword", "notes": "notes",
    "callnumber": "call-num", "reportnumber": "accession-num", "extra": "custom1",
    "citationkey": "label",
}  # fmt: skip


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every entry; abstracts are left out."""
    root = without_declaration(source.text, "the EndNote XML")
    return ParsedContent([_record(one) for one in root.iter("record")])


def _record(element: etree._Element) -> Record:
    fields: dict[str, object] = {
        name: [text for x in element.iterfind(path) if (text := " ".join(text_of(x).split()))]
        for name, path in _FIELDS.items()
    }
    kind = element.find("ref-type")
    fields["type"] = str(kind.get("name") or "") if kind is not None else ""
    return entry(fields, line_of(element))
