"""PubMed's XML: articles, and the references that they list."""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import plain_block
from readlist.documents.records import entry
from readlist.documents.xml_tree import line_of, text_of, without_declaration

_FIELDS = {
    "title": ".//Article/ArticleTitle", "journal": ".//Article/Journal/Title",
    "year": ".//Article/Journal/JournalIssue/PubDate", "volume": ".//JournalIssue/Volume",
    "number": ".//JournalIssue/Issue", "pages": ".//Article/Pagination/MedlinePgn",
    "keywords": ".//KeywordList/Keyword", "doi": ".//Article/ELocationID",
    "link": "PubmedData/ArticleIdList/ArticleId",
}  # fmt: skip


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every article; abstracts are left out."""
    root = without_declaration(source.text, "the PubMed XML")
    return ParsedContent([part for one in root.iter("PubmedArticle") for part in _article(one)])


def _article(element: etree._Element) -> Iterator[Part]:
    fields: dict[str, object] = {
        name: [text for x in element.iterfind(path) if (text := " ".join(text_of(x).split()))]
        for name, path in _FIELDS.items()
    }
    fields["author"] = [_name(x) for x in element.iterfind(".//Article/AuthorList/Author")]
    titles = element.find(_FIELDS["title"])
    fields["title"] = " ".join(text_of(titles).split()).removesuffix(".")
    yield entry(fields, line_of(element))
    for reference in element.iterfind(".//ReferenceList/Reference"):
        yield from _reference(reference)


def _name(author: etree._Element) -> str:
    found = (author.find(x) for x in ("ForeName", "LastName", "CollectiveName"))
    return " ".join(filter(None, map(text_of, found)))


def _reference(element: etree._Element) -> Iterator[Part]:
    words = [text_of(x) for x in element.iterfind("Citation")]
    words += [text_of(x) for x in element.iterfind("ArticleIdList/ArticleId")]
    block = plain_block(" ".join(words), line_of(element), Role.ITEM)
    if block:
        yield block
