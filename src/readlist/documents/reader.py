"""Bytes and a name become a `Document`."""

from importlib import import_module

from readlist.blocks import Document, Part
from readlist.documents import encoding, kinds, lines
from readlist.documents.breaks import mend
from readlist.errors import ReadlistError

LARGEST = 50_000_000
"""Bytes of a document that is read."""

_MODULES = {
    "markdown": "markdown", "bibtex": "bibtex", "bbl": "bbl", "ris": "ris", "csv": "table",
    "org": "org", "rst": "rest", "ipynb": "notebook", "xml": "xml_", "json": "json_",
    "digest": "digest",
}  # fmt: skip


def read(data: bytes, name: str, content_type: str = "") -> Document:
    """Read a document, whatever kind it is.

    Args:
        data: The whole file.
        name: Its name or address; used where the content leaves the kind open, and as the
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
    special = kinds.of_bytes(data)
    if special == "pdf":
        return _pdf(data)
    if special == "docx":
        return _document("docx", import_module("readlist.documents.docx").read(data))
    if special:
        raise ReadlistError(f"{name} is {special}, not a document", "import text, HTML or PDF")
    text = encoding.decode(data, _charset(content_type))
    if kinds.looks_binary(text):
        raise ReadlistError(f"{name} is a binary file, not a document", "import text, HTML or PDF")
    return _of_text(text, data, name, content_type)


def _charset(content_type: str) -> str:
    return content_type.partition("charset=")[2].strip("\"' ;")


def _of_text(text: str, data: bytes, name: str, content_type: str) -> Document:
    kind = kinds.of_text(text, name, content_type)
    if kind == "html":
        base = name if "://" in name else ""
        return _document(kind, import_module("readlist.documents.html").read(text, base))
    if kind == "mail":
        return _document(kind, import_module("readlist.documents.mail").read(data))
    if kind in _MODULES:
        return _document(kind, import_module(f"readlist.documents.{_MODULES[kind]}").read(text))
    return Document("text", tuple(lines.text_blocks(mend(text))))


def _document(kind: str, found: tuple[list[Part], str]) -> Document:
    return Document(kind, tuple(found[0]), found[1])


def _pdf(data: bytes) -> Document:
    parts, title, own = import_module("readlist.documents.pdf").read(data)
    return Document("pdf", tuple(parts), title, own)
