"""What the front of a PDF says about its paper: the first pages and the document information."""

import contextlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from readlist.documents.pdf import ask_worker
from readlist.patterns import pattern
from readlist.text import one_line

# ISO 32000-1, 14.3.2: a stream of type Metadata; most are not compressed.
_METADATA = re.compile(
    rb"/Type\s*/Metadata\b[^>]{0,400}?>>\s*stream\r?\n|"
    rb"/Subtype\s*/XML\b[^>]{0,400}?>>\s*stream\r?\n"
)
_MOST_PACKETS, _MOST_PACKED, _MOST_PACKET = 3, 1 << 20, 200_000
_TAGS = re.compile(r"<[^>]{0,2000}>")
_NAMED = pattern(
    r"<(?:prism|pdfx|dc|crossmark|xmp|bibo):(?P<tag>doi|identifier)\b[^>]{0,300}>(?P<value>.{0,2000}?)"
    r"</\w{1,20}:(?:doi|identifier)>"
    r"|\b(?:prism|pdfx|crossmark):doi\s?=\s?[\"'](?P<attribute>[^\"']{1,300})[\"']",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"<dc:title\b[^>]{0,300}>(.{0,4000}?)</dc:title>", re.DOTALL)
_REFERENCES = pattern(
    r"^[\s\d.IVX]{0,8}(?:references|bibliography|literature cited|works cited|literatur|références"
    r"|参考文献)\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_MENTIONED = pattern(
    r"\bdoi\b\W{0,3}10\.\S{4,200}|\barxiv:\s?\S{4,40}|\b10\.\d{4,9}/\S{1,200}", re.IGNORECASE
)
_READABLE = 40
"""With fewer letters, pages hold no text: a scan, or a page that draws its letters."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a PDF."""

    pages: int
    """How many pages the PDF has."""
    texts: tuple[str, ...] = ()
    """The text of its first two pages, without the references."""
    lines: tuple[tuple[str, float], ...] = ()
    """The lines of the first page, each with the height of its letters."""
    stamp: str = ""
    """The line that arXiv prints in the margin."""
    title: str = ""
    """The title in its document information."""
    author: str = ""
    year: str = ""
    """The year in which the file was made."""
    named: tuple[str, ...] = ()
    """The identifiers in its document information, as written there."""

    @property
    def is_readable(self) -> bool:
        """Whether its first pages hold text, and not only pictures of text."""
        return sum(map(str.isalpha, "".join(self.texts))) >= _READABLE


def front_of(data: bytes) -> Front:
    """Return the front of a PDF.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    answer = ask_worker(data, "front")
    told = {key: one_line(str(value)) for key, value in answer["told"].items() if value}
    packets = list(_packets(data))
    lines = ((_smooth(text), float(size)) for text, size in answer["lines"])
    return Front(
        pages=int(answer["pages"]),
        texts=_without_references([_smooth(str(text)) for text in answer["texts"]]),
        lines=tuple((one_line(text), size) for text, size in lines if text.strip()),
        stamp=one_line(str(answer["stamp"])),
        title=told.get("Title", "") or next(filter(None, map(_titled, packets)), ""),
        author=told.get("Author", ""),
        year=_year(told.get("CreationDate", "")),
        named=tuple(dict.fromkeys((*_named(told), *(x for p in packets for x in _identified(p))))),
    )


def _smooth(text: str) -> str:
    """Return a text with the words rejoined that were divided at line ends."""
    return text.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\r\n", "\n")


def _without_references(texts: list[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for text in texts:
        found = _REFERENCES.search(text)
        kept.append(text[: found.start()] if found else text)
        if found:
            break
    return tuple(kept)


def _named(told: dict[str, str]) -> Iterator[str]:
    """Yield the identifiers in a PDF's document information."""
    for key in ("DOI", "doi", "prism:doi", "WPS-ARTICLEDOI", "arXivID"):
        if key in told:
            yield told[key]
    for key in ("Subject", "Keywords", "Title"):
        found = _MENTIONED.search(told.get(key, ""))
        if found:
            yield found[0]


def _packets(data: bytes) -> Iterator[str]:
    """Yield the XMP packets of a PDF, plain and compressed."""
    end = 0
    for _ in range(_MOST_PACKETS):
        start = data.find(b"<x:xmpmeta", end)
        if start < 0:
            break
        end = start + _MOST_PACKET
        yield data[start:end].partition(b"</x:xmpmeta>")[0].decode("utf-8", "replace")
    for found in islice(_METADATA.finditer(data), _MOST_PACKETS):
        packed = data[found.end() : found.end() + _MOST_PACKED]
        with contextlib.suppress(zlib.error):
            packet = zlib.decompressobj().decompress(packed, _MOST_PACKET)
            yield packet.decode("utf-8", "replace")


def _identified(packet: str) -> Iterator[str]:
    for found in _NAMED.finditer(packet):
        yield one_line(unescape(_TAGS.sub(" ", found["value"] or found["attribute"] or "")))


def _titled(packet: str) -> str:
    found = _TITLE.search(packet)
    return one_line(unescape(_TAGS.sub(" ", found[1]))) if found else ""


def _year(made: str) -> str:
    """Return the year of a PDF's date (ISO 32000-1, 7.9.4)."""
    found = re.match(r"(?:D:)?((?:19|20)\d\d)", made)
    return found[1] if found else ""
