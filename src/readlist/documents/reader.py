"""Bytes and a name become a `Document`."""

from readlist.document_model import Document
from readlist.documents import encoding, kinds
from readlist.documents.format import RawDocument
from readlist.errors import ReadlistError

LARGEST = 50_000_000
"""Bytes of a document that is read."""


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
    address = name if "://" in name else ""
    special = kinds.of_bytes(data)
    if special:
        return special.read(RawDocument(data, address=address, name=name))
    unread = kinds.foreign(data, name)
    if unread:
        raise ReadlistError(f"{name} is {unread[0]}", unread[1])
    text = encoding.decode(data, _charset(content_type))
    if kinds.looks_binary(text):
        raise ReadlistError(f"{name} is a binary file, not a document", "import text, HTML or PDF")
    return kinds.of_text(text, name, content_type).read(RawDocument(data, text, address, name))


def _charset(content_type: str) -> str:
    return content_type.partition("charset=")[2].strip("\"' ;")
