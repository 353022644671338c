"""Read a PDF from standard input; print its text and links as JSON. Run by `documents.pdf`."""

import contextlib
import ctypes
import json
import re
import sys
from typing import Any

MOST_PAGES = 3000
MOST_TEXT = 20_000_000
MOST_LINKS = 20_000
MEMORY = 2_000_000_000
"""Address space of this process, in bytes."""


def main() -> None:
    """Answer with one JSON object: pages, or what the problem is."""
    _limit(int(sys.argv[1]))
    data = sys.stdin.buffer.read()
    try:
        answer = _read(data)
    except MemoryError:
        answer = {"problem": "the PDF needs too much memory"}
    sys.stdout.write(json.dumps(answer))


def _limit(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
        # A lower limit may be in force already; macOS does not let a process bound its memory.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - after the limits are set

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return {"problem": "the PDF is encrypted" if locked else "the PDF is broken"}
    pages, total = [], 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = _page(document, number)
        except pypdfium2.PdfiumError:
            page = {"text": "", "links": [], "stamp": ""}
        total += len(page["text"])
        pages.append(page)
        if total > MOST_TEXT:
            break
    return {"pages": pages, "title": document.get_metadata_dict().get("Title", "")}


def _page(document: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - the library is untyped
    page = document[number]
    try:
        textpage = page.get_textpage()
        text = textpage.get_text_range(errors="replace")
        links = _links(document, page, textpage, text)
        return {
            "text": text,
            "links": [(url, *_points(text, span)) for url, *span in links],
            "stamp": _stamp(text) if number == 0 else "",
        }
    finally:
        page.close()


def _points(text: str, span: list[int]) -> list[int]:
    """Turn positions in UTF-16 units into positions in the text."""
    if max(text, default="") < "\U00010000":
        return span
    units = text.encode("utf-16-le")
    return [len(units[: 2 * x].decode("utf-16-le", "ignore")) for x in span]


def _stamp(text: str) -> str:
    """Return the line with which arXiv marks the margin of the first page."""
    found = re.search(r"^.{0,40}arXiv:\S+\s+\[[\w.-]+\]\s+\d+\s+\w+\s+\d{4}", text, re.MULTILINE)
    return found[0] if found else ""


def _links(document: Any, page: Any, textpage: Any, text: str) -> list[tuple[str, int, int]]:  # noqa: ANN401
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 - after the limits are set

    found: list[tuple[str, int, int]] = []
    units = text.encode("utf-16-le")
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while len(found) < MOST_LINKS and pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if not 1 < length < 5000:
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        box = pdfium.FS_RECTF()
        start = end = len(units) // 2
        if pdfium.FPDFLink_GetAnnotRect(link, box):
            start, end = _span(pdfium, textpage, box, units)
        found.append((buffer.value.decode("utf-8", "replace"), start, end))
    return found


def _span(pdfium: Any, textpage: Any, box: Any, units: bytes) -> tuple[int, int]:  # noqa: ANN401
    """Return which characters of the page stand in a box; the end of the page if none do."""
    middle = (box.top + box.bottom) / 2
    reach = max(2.0, abs(box.top - box.bottom) / 2)
    start, end = (
        # From PDFium's count of characters to that of its text, which leaves some out.
        pdfium.FPDFText_GetTextIndexFromCharIndex(textpage, index) if index >= 0 else -1
        for index in (
            pdfium.FPDFText_GetCharIndexAtPos(textpage, x, middle, 3, reach)
            for x in (box.left + 1, box.right - 1)
        )
    )
    size = len(units) // 2
    if start < 0:
        return size, size
    if end < start:
        # The box is wider than what is written: it covers the rest of the line.
        line = units[2 * start :].decode("utf-16-le", "ignore").splitlines()[:1]
        end = start + len("".join(line).encode("utf-16-le")) // 2 - 1
    return start, min(end + 1, size)


if __name__ == "__main__":
    main()
