"""Documents that tests make: DOCX and PDF files, and the blocks that reading gives."""

import io
import zipfile
from typing import Any

from readlist.document_model import Block, Document, Record, Role
from readlist.documents import read
from readlist.mentions import Findings, MentionedPaper, find

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def blocks_of(text: str | bytes, name: str) -> list[Block]:
    """Return the blocks of a document, headings among them."""
    data = text if isinstance(text, bytes) else text.encode()
    return [part for part in read(data, name).parts if isinstance(part, Block)]


def records_of(text: str | bytes, name: str) -> list[Record]:
    """Return the records of a document."""
    data = text if isinstance(text, bytes) else text.encode()
    return [part for part in read(data, name).parts if isinstance(part, Record)]


def found_in(text: str | bytes, name: str = "list.md") -> Findings:
    """Return what is found in a document."""
    return find(read(text if isinstance(text, bytes) else text.encode(), name))


def entry_of(text: str | bytes, name: str = "list.md") -> MentionedPaper:
    """Return the only entry that is found in a document."""
    (entry,) = found_in(text, name).entries
    return entry


def ids_in(text: str | bytes, name: str = "list.md") -> list[str]:
    """Return the identifiers that are found in a document."""
    return [entry.arxiv_id for entry in found_in(text, name).entries if entry.arxiv_id]


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the level and text of each heading."""
    return [
        (part.level, part.text)
        for part in document.parts
        if isinstance(part, Block) and part.role is Role.HEADING
    ]


def docx(body: str, links: dict[str, str] | None = None, **members: bytes) -> bytes:
    """Return a Word document with the given body."""
    relations = "".join(
        f'<Relationship Id="{name}" Target="{url}"/>' for name, url in (links or {}).items()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>"
        )
        for name, data in members.items():
            archive.writestr(f"word/{name}.xml", data)
    return buffer.getvalue()


def paragraph(*runs: str, style: str = "", item: bool = False) -> str:
    """Return a paragraph of Word's XML."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    """Return a run of Word's XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf(rows: list[str], links: list[tuple[int, str]] | None = None, *, extra: str = "") -> bytes:
    """Return a PDF of one page.

    Args:
        rows: Its lines.
        links: Addresses that annotations put on the line of that number.
        extra: More for the trailer, such as a dictionary that says it is encrypted.
    """
    notes = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [50 {798 - 14 * row} 500 {810 - 14 * row}] "
        f"/A << /S /URI /URI ({url}) >> >> "
        for row, url in links or []
    )
    shown = "".join(f"({row}) Tj T*\n" for row in rows)
    stream = f"BT /F1 10 Tf 14 TL 50 800 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> /Annots [{notes}] >>"
        ),
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size 6 /Root 1 0 R {extra}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 6\n0000000000 65535 f \n{table}" + end).encode("latin-1")


def said(entry: MentionedPaper) -> dict[str, Any]:
    """Return what an entry says, for comparing at one glance."""
    return {
        "id": entry.arxiv_id,
        "title": entry.title,
        "theme": entry.theme,
        "code": [url.removeprefix("https://github.com/") for url in entry.code],
        "blurb": entry.blurb,
    }
