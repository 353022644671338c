"""MARCXML of library catalogues: title, people, year, publisher and ISBN.

The fields: https://www.loc.gov/marc/bibliographic/.
"""

from collections.abc import Iterator

from lxml import etree

from readlist.document_model import Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.documents.xml_tree import line_of, local, text_of, without_declaration
from readlist.texts.names import inverted_name

_ENDS = " /:;,."


def read(source: RawDocument) -> ParsedContent:
    """Return a record for every ``record`` that has fields."""
    root = without_declaration(source.text, "the MARCXML")
    found = [root] if local(root) == "record" else list(root.iter("{*}record"))
    return ParsedContent([_record(x) for x in found if x.find("{*}datafield") is not None])


def _record(element: etree._Element) -> Record:
    def of(tags: str, codes: str) -> Iterator[str]:
        for field in element.iterchildren("{*}datafield"):
            if str(field.get("tag")) in tags.split():
                for part in field.iterchildren("{*}subfield"):
                    if str(part.get("code")) in codes and (text := text_of(part).strip(_ENDS)):
                        yield text

    title = ": ".join([*list(of("245", "a"))[:1], *list(of("245", "b"))[:1]])
    people = [*of("100 110", "a"), *of("700", "a")]
    isbn = [text.split()[0] for text in of("020", "a")]
    doi = [text for text in of("024", "a") if text.startswith("10.")]
    return entry(
        {
            "title": " ".join(title.replace("\x98", "").replace("\x9c", "").split()),
            "author": [inverted_name(name) for name in people],
            "year": list(of("264 260", "c")),
            "publisher": list(of("264 260", "b")),
            "isbn": isbn[:1],
            "doi": doi,
            "url": [text for text in of("856", "u") if "://" in text],
            "journal": list(of("773", "t")),
            "keywords": list(of("650 653", "a")),
            "type": "" if list(of("773", "t")) else "book",
        },
        line_of(element),
    )
