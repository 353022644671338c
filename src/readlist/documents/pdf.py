"""PDF: its text and its link annotations, read in a process of its own that has limits.

A PDF from anywhere may make any reader loop, swallow the memory or crash; then only that process
ends. PDFium does the work (through pypdfium2): it needs a tenth of the time of the readers that
are written in Python.
"""

import json
import subprocess
import sys
from typing import Any

from readlist.document_model import Block, Link, Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import plain_block
from readlist.documents.pdf_lines import Line, arranged
from readlist.errors import ReadlistError

SECONDS = 60
"""Time that a PDF may take, in seconds of CPU and, three times as long, of the clock."""


def read(source: RawDocument) -> ParsedContent:
    """Return the lines of a PDF with their links, its title and the stamp on its first page.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    pages, title = _pages(source.data)
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        links = [Link(str(url), int(a), int(b)) for url, a, b in page["links"]]
        lines += arranged(str(page["text"]), links, number)
    own = str(pages[0]["stamp"]) if pages else ""
    return ParsedContent(_blocks(lines), title, own)


def text_of(data: bytes) -> str:
    """Return the words of a PDF, line by line as they stand, with a form feed behind every page.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    pages, _ = _pages(data)
    # PDFium puts U+FFFE where a word was divided at the end of a line.
    words = (str(page["text"]).replace("\ufffe\r\n", "").replace("\ufffe", "") for page in pages)
    return "".join(f"{page.replace(chr(13), '')}\f" for page in words)


def _pages(data: bytes) -> tuple[list[dict[str, Any]], str]:
    answer = ask_worker(data)
    return answer["pages"], str(answer.get("title") or "")


def ask_worker(data: bytes, *words: str) -> dict[str, Any]:
    """Return what the process that reads a PDF says of it.

    Args:
        data: The PDF.
        words: What is asked besides its text and links: ``annotations``.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    # The module is run by its file, so that the new process does not import this package.
    from readlist.documents import pdf_worker  # noqa: PLC0415 - only its path is needed

    command = [sys.executable, "-I", str(pdf_worker.__file__), str(SECONDS), *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=3 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadlistError(
            "the PDF takes too long to read", "save its text and import that"
        ) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ReadlistError("the PDF cannot be read", "save its text and import that") from None
    if "problem" in answer:
        raise ReadlistError(str(answer["problem"]), "save its text and import that")
    return answer


def _blocks(lines: list[Line]) -> list[Part]:
    blocks: list[Part] = []
    for line in lines:
        role = line.role
        base = plain_block(line.text, line.number, role, 2 if role is Role.HEADING else 0)
        if base is None and not line.links:
            continue
        written = base.links if base else ()
        mine = tuple(x for x in line.links if not any(_same(x, other) for other in written))
        both = tuple(sorted((*written, *mine), key=lambda x: (x.start, x.end)))
        blocks.append(Block(line.text, line.number, role, 2 if role is Role.HEADING else 0, both))
    return blocks


def _same(link: Link, other: Link) -> bool:
    return link.start < other.end and other.start < link.end and link.url == other.url
