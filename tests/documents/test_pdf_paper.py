"""The front of a PDF: what it says of the paper that it is."""

import io
import zlib

import pytest
from pypdf import PdfWriter

from readlist.documents.pdf_paper import front_of
from readlist.errors import ReadlistError
from support.document_kit import pdf
from support.pdf_kit import PEOPLE, TITLE, paper_pdf

PACKET = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description prism:doi='10.1000/attr'>"
    "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Winds &amp; Lakes</rdf:li>"
    "</rdf:Alt></dc:title>"
    "<dc:identifier>doi:10.1000/182</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def test_lines_come_with_the_size_of_their_letters() -> None:
    """The title is larger than what stands under it."""
    front = front_of(paper_pdf())
    (title, large), (people, small) = front.lines[:2]
    assert (title, people) == (TITLE, PEOPLE)
    assert large > small > 0
    assert (front.pages, front.is_readable) == (1, True)


def test_its_own_information_is_told() -> None:
    """Title, author, year, and every identifier that it names, keys of publishers among them."""
    info = {
        "/Title": "Winds", "/Author": "Ada Archer", "/CreationDate": "D:20240203000000Z",
        "/Subject": "Lakes 12, doi: 10.1000/182", "/arXivID": "https://arxiv.org/abs/2310.06825v1",
        "/WPS-ARTICLEDOI": "10.1000/wps",
    }  # fmt: skip
    front = front_of(paper_pdf(info=info))
    assert (front.title, front.author, front.year) == ("Winds", "Ada Archer", "2024")
    assert front.named == (
        "10.1000/wps", "https://arxiv.org/abs/2310.06825v1", "doi: 10.1000/182"
    )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_xmp_is_read_also_where_it_is_compressed(packed: bool) -> None:
    """Elements, attributes and the title."""
    body = zlib.compress(PACKET.encode()) if packed else PACKET.encode()
    filters = b"/Filter /FlateDecode " if packed else b""
    stream = b"9 0 obj << /Type /Metadata /Subtype /XML %s/Length %d >>\nstream\n" % (
        filters, len(body)
    )  # fmt: skip
    front = front_of(pdf(["Words"]) + stream + body + b"\nendstream endobj\n%%EOF\n")
    assert front.named == ("10.1000/attr", "doi:10.1000/182")
    assert front.title == "Winds & Lakes"


def test_references_are_left_out() -> None:
    """Everything behind their heading, on that page and the next."""
    writer = PdfWriter(clone_from=io.BytesIO(paper_pdf(TITLE, PEOPLE, "7 References", "[1] Other")))
    writer.append(io.BytesIO(pdf(["[2] Further 10.1000/182"])))
    target = io.BytesIO()
    writer.write(target)
    front = front_of(target.getvalue())
    assert front.pages == 2
    assert "Other" not in "".join(front.texts)
    assert "Further" not in "".join(front.texts)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + b"<x:xmpmeta" * 50_000], ids=["empty", "head", "xmp"]
)
def test_what_is_broken_is_said(data: bytes) -> None:
    """In words, and in bounded time."""
    with pytest.raises(ReadlistError, match="broken"):
        front_of(data)


def test_hostile_packets_take_no_time() -> None:
    """Many beginnings without an end, and a bomb, are read up to a bound."""
    bomb = zlib.compress(b"<x:xmpmeta>" + b" " * 30_000_000)
    stream = b"9 0 obj << /Type /Metadata >>\nstream\n" + bomb + b"\nendstream endobj\n"
    front = front_of(pdf(["Words"]) + stream * 3 + b"<x:xmpmeta><dc:identifier" * 40_000)
    assert front.named == ()
