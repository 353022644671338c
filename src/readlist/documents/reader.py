"""Read bytes as a `Document`; their content decides the format first, their name second."""

import re
from typing import TYPE_CHECKING

from readlist.document_model import Document
from readlist.documents import encoding, signs
from readlist.documents.format import DocumentFormat, Head, RawDocument
from readlist.documents.formats import FORMATS, PDF, TEXT
from readlist.errors import ReadlistError
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.documents import archive
else:
    archive = lazy("readlist.documents.archive")  # zipfile takes 3 ms; texts are no archives

_START, _SAMPLE = 4000, 100_000
"""Characters in which a sign, or mark-up, is looked for."""
_SAVED = "save it as {} and import that"
_FOREIGN = (
    (b"\x89PNG", "a picture", ""), (b"\xff\xd8\xff", "a picture", ""), (b"GIF8", "a picture", ""),
    (b"RIFF", "a recording or picture", ""), (b"ID3", "a recording", ""),
    (b"OggS", "a recording", ""), (b"\x1f\x8b", "a gzip archive", "unpack"),
    (b"BZh", "an archive", "unpack"), (b"7z\xbc\xaf", "an archive", "unpack"),
    (b"Rar!", "an archive", "unpack"), (b"\xfd7zXZ", "an archive", "unpack"),
    (b"(\xb5/\xfd", "an archive", "unpack"), (b"\x7fELF", "a program", ""),
    (b"MZ", "a program", ""),
    (b"SQLite format 3\0", "a database",
     "export from the program that it belongs to, as BibTeX, RIS or CSV"),
    (b"%!PS", "a PostScript file", "convert it to PDF (ps2pdf) and import that"),
    (b"AT&TFORM", "a DjVu file", "convert it to PDF and import that"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document",
     _SAVED.format(".docx, .xlsx or .pptx")),
)  # fmt: skip
_UNPACK = "unpack it and import the folder"
_ELSE = "import text, HTML or PDF"
_IN_ARCHIVES = (
    (r"Index/.*\.iwa|Index\.zip|index\.apxl|index\.xml", "an iWork document",
     _SAVED.format("PDF, .docx or CSV")),
    (r"xl/workbook\.bin", "a binary Excel file", _SAVED.format(".xlsx or CSV")),
    (r"META-INF/manifest\.xml", "an OpenDocument drawing or formula", _SAVED.format("PDF")),
)  # fmt: skip
_UNREAD = {
    "mobi": ("a Kindle book", "convert it to EPUB and import that"),
    "azw": ("a Kindle book", "convert it to EPUB and import that"),
    "azw3": ("a Kindle book", "convert it to EPUB and import that"),
    "one": ("a OneNote file", _SAVED.format("PDF or HTML")),
    "enl": ("an EndNote library", "export it from EndNote as XML or RIS"),
    "enlx": ("an EndNote library", "export it from EndNote as XML or RIS"),
    "xmind": ("a mind map", "export it as OPML or Markdown"),
    "ps": ("a PostScript file", "convert it to PDF (ps2pdf) and import that"),
}
"""Endings of formats that cannot be read, and what to do instead."""
_ODD = ("\ufffd", *(chr(code) for code in range(32) if code not in b"\t\n\x1b"))


def format_of_bytes(data: bytes) -> DocumentFormat | None:
    """Return the format of binary data; None for text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    names = _members(data) if _is_zip(data) else frozenset()
    return next((one for one in FORMATS if one.packed and one.packed in names), None)


def _foreign(data: bytes, name: str) -> tuple[str, str] | None:
    """Return what an unreadable document is, and what to do instead; None for a text."""
    if _is_zip(data):
        names = "\n".join(_members(data))
        for shape, what, remedy in _IN_ARCHIVES:
            if re.search(rf"^(?:{shape})$", names, re.MULTILINE):
                return what, remedy
        return "a zip archive, not a document", _UNPACK
    for mark, what, remedy in _FOREIGN:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:200]):
            return f"{what}, not a document", _UNPACK if remedy == "unpack" else remedy or _ELSE
    return _UNREAD.get(ending(name))


def _is_zip(data: bytes) -> bool:
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def _members(data: bytes) -> frozenset[str]:
    """Return the names in an archive, and its declared type."""
    found = archive.described(data)
    if found is not None:
        return found
    # A broken archive may still be recognised by the names in it.
    return frozenset(x.packed for x in FORMATS if x.packed and x.packed.encode() in data)


def _looks_binary(text: str) -> bool:
    """Return whether a decoded text is binary: many control or broken characters."""
    sample = text[:20_000]
    odd = sum(map(sample.count, _ODD))
    return bool(sample) and ("\0" in sample or odd * 20 > len(sample))


def ending(name: str) -> str:
    """Return the ending of a file name or an address, without the dot and in lower case."""
    name = re.split(r"[?#]", name, maxsplit=1)[0]
    last = re.split(r"[/\\]", name)[-1]
    return last.rpartition(".")[2].lower() if "." in last else ""


def format_of_text(text: str, name: str, content_type: str = "") -> DocumentFormat:
    """Return the format of a text.

    Args:
        text: The decoded text.
        name: The file's name or the address.
        content_type: What the server called it, for a page from the network.
    """
    told = _told(name, content_type)
    start = text.lstrip("\ufeff \t\r\n")[:_START]
    head = Head(start, text, told.name if told else "", signs.root_of(start))
    sure = next((one for one in FORMATS if one.is_sure(head)), None)
    if sure is not None:
        return sure
    if told is not None and told is not TEXT:
        return told
    sample = text[:_SAMPLE]
    return next((one for one in FORMATS if one.is_likely(sample)), TEXT)


def _told(name: str, content_type: str) -> DocumentFormat | None:
    """Return the format that a name or a server states; the longest ending counts."""
    last = re.split(r"[/\\]", re.split(r"[?#]", name, maxsplit=1)[0])[-1].lower()
    pieces = last.split(".")[1:][-2:]
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    for wanted in (".".join(pieces), pieces[-1] if pieces else ""):
        for one in FORMATS if wanted else ():
            if wanted in one.endings:
                return one
    return next((one for one in FORMATS if kind in one.types), None) if kind else None


LARGEST = 50_000_000
"""The most bytes of a document."""


def read(data: bytes, name: str, content_type: str = "") -> Document:
    """Read a document of any kind.

    Args:
        data: The whole file.
        name: Its name or address; used where the content does not decide the kind, and as the
            base of relative links.
        content_type: What a server called it.

    Raises:
        ReadlistError: It is empty, binary, encrypted, broken or too big.
    """
    if len(data) > LARGEST:
        raise ReadlistError(
            f"{name} is too big: {len(data):,} bytes, more than {LARGEST:,}",
            "import the part that matters",
        )
    address = name if "://" in name else ""
    special = format_of_bytes(data)
    if special:
        return special.read(RawDocument(data, address=address, name=name))
    unread = _foreign(data, name)
    if unread:
        raise ReadlistError(f"{name} is {unread[0]}", unread[1])
    text = encoding.decode(data, _charset(content_type))
    if _looks_binary(text):
        raise ReadlistError(f"{name} is a binary file, not a document", "import text, HTML or PDF")
    return format_of_text(text, name, content_type).read(RawDocument(data, text, address, name))


def _charset(content_type: str) -> str:
    return content_type.partition("charset=")[2].strip("\"' ;")
