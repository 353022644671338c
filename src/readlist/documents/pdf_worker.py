"""Read a PDF from standard input; print what it holds as JSON. Run by file: `documents.pdf`.

``pdf_worker.py SECONDS`` prints its text and links. A further word ``annotations`` prints what
readers marked in it, and ``front`` its first pages and its document information.
"""

import contextlib
import ctypes
import json
import re
import sys
from typing import Any

MOST_PAGES = 3000
MOST_TEXT = 20_000_000
MOST_LINKS = 20_000
MOST_MARKS = 20_000
MOST_CHARACTERS = 200_000
"""Characters of one page; a dense one has 10,000."""
MOST_FRONT = 20_000  # characters of the first page whose size is looked at
MEMORY = 2_000_000_000
"""Address space of this process, in bytes."""
FRONT = 2
"""Pages at the front that identify a paper."""
_TOLD = (
    "Title Author Subject Keywords CreationDate DOI doi arXivID WPS-ARTICLEDOI prism:doi".split()
)
"""Keys of a PDF's document information that identify it."""


def main() -> None:
    """Print one JSON object: pages or annotations, or the problem."""
    _limit(int(sys.argv[1]))
    data = sys.stdin.buffer.read()
    try:
        asked = {"annotations": _annotated, "front": _front}
        answer = asked.get("".join(sys.argv[2:]), _read)(data)
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


def _open(data: bytes) -> Any:  # noqa: ANN401 - the library is untyped
    """Return the document, or the problem as a text."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - after the limits are set

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return "the PDF is encrypted" if locked else "the PDF is broken"


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 - after the limits are set

    document = _open(data)
    if isinstance(document, str):
        return {"problem": document}
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


def _front(data: bytes) -> dict[str, Any]:
    document = _open(data)
    if isinstance(document, str):
        return {"problem": document}
    texts: list[str] = []
    lines: list[tuple[str, float]] = []
    for number in range(min(len(document), FRONT)):
        with contextlib.suppress(RuntimeError):  # PDFium's errors are of that kind
            textpage = document[number].get_textpage()
            texts.append(textpage.get_text_range(errors="replace")[:MOST_CHARACTERS])
            if number == 0:
                lines = _sized_lines(textpage)
    told = {key: document.get_metadata_value(key) for key in _TOLD}
    found = {"texts": texts, "lines": lines, "told": told, "stamp": _stamp("".join(texts[:1]))}
    return found | {"pages": len(document)}


def _sized_lines(textpage: Any) -> list[tuple[str, float]]:  # noqa: ANN401
    """Return the lines of a page, each with the size of most of its letters."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 - after the limits are set

    lines, sizes, text = list[tuple[str, float]](), list[float](), ""
    box = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFText_CountChars(textpage), MOST_FRONT)):
        letter = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if letter in "\r\n":
            lines += [(text, _middle(sizes))] if text else []
            sizes, text = [], ""
            continue
        text += letter
        if letter.isalnum() and pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            sizes.append(round(abs(box.top - box.bottom), 1))
    return [*lines, (text, _middle(sizes))] if text else lines


def _middle(sizes: list[float]) -> float:
    return sorted(sizes)[len(sizes) // 2] if sizes else 0.0


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
    """Return the line that arXiv prints in the margin of the first page."""
    found = re.search(r"^.{0,40}arXiv:\S+\s+\[[\w.-]+\]\s+\d+\s+\w+\s+\d{4}", text, re.MULTILINE)
    return found[0] if found else ""


def _links(document: Any, page: Any, textpage: Any, text: str) -> list[tuple[str, int, int]]:  # noqa: ANN401
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - after the limits are set

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
    """Return the span of the characters in a box; the end of the page if there are none."""
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


_KINDS = {
    1: "note", 3: "free text", 9: "highlight", 10: "underline", 11: "squiggly", 12: "strike-out",
    14: "caret", 15: "ink",
}  # fmt: skip
"""Names for PDFium's numbers of annotation types (fpdf_annot.h)."""
_MARKUP = frozenset({9, 10, 11, 12})
_HYPHEN = "\ufffe"
"""What stands for a hyphen at the end of a line, as in PDFium's own texts."""


def _annotated(data: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 - after the limits are set

    document = _open(data)
    if isinstance(document, str):
        return {"problem": document}
    found: list[dict[str, Any]] = []
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        try:
            found += [{"page": number + 1} | one for one in _marks(page)]
        finally:
            page.close()
        if len(found) > MOST_MARKS:
            break
    return {"annotations": found[:MOST_MARKS]}


def _marks(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return the annotations of a page, in reading order."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - after the limits are set

    characters: list[tuple[str, float, float, float, float]] | None = None
    placed: list[tuple[int, dict[str, Any]]] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_MARKS)):
        mark = pdfium.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        try:
            number = pdfium.FPDFAnnot_GetSubtype(mark)
            # An answer like "accepted" to a comment is a mark of its own, with a state.
            if number not in _KINDS or _string(pdfium, mark, b"StateModel"):
                continue
            if characters is None:
                characters = _characters(pdfium, page.get_textpage())
            boxes = _boxes(pdfium, mark)
            inside = _inside(characters, boxes) if number in _MARKUP else []
            place = inside[0] if inside else _nearest(characters, boxes[0])
            text = {"text": _joined(characters, inside)}
            placed.append((place, _facts(pdfium, mark, number) | text))
        finally:
            pdfium.FPDFPage_CloseAnnot(mark)
    return [facts for _, facts in sorted(placed, key=lambda one: one[0])]


def _facts(pdfium: Any, mark: Any, number: int) -> dict[str, Any]:  # noqa: ANN401
    keys = {"comment": b"Contents", "author": b"T", "date": b"M", "made": b"CreationDate"}
    facts = {name: _string(pdfium, mark, key) for name, key in keys.items()}
    # A colour is only told of marks without a drawing; the document is ours to change.
    pdfium.FPDFAnnot_SetAP(mark, 0, None)
    parts = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFAnnot_HasKey(mark, b"C") and pdfium.FPDFAnnot_GetColor(mark, 0, *parts)
    colour = [part.value for part in parts[:3]] if known else None
    return facts | {"kind": _KINDS[number], "colour": colour}


def _string(pdfium: Any, mark: Any, key: bytes) -> str:  # noqa: ANN401
    length = pdfium.FPDFAnnot_GetStringValue(mark, key, None, 0)
    if not 2 < length < MOST_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFAnnot_GetStringValue(mark, key, target, length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _characters(pdfium: Any, textpage: Any) -> list[tuple[str, float, float, float, float]]:  # noqa: ANN401
    """Return the characters of a page with their boxes: left, bottom, right, top."""
    found = []
    box = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFText_CountChars(textpage), MOST_CHARACTERS)):
        hyphen = pdfium.FPDFText_IsHyphen(textpage, index) == 1
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        character = _HYPHEN if hyphen else chr(code) if 0 < code < 0x110000 else " "
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        found.append((character, box.left, box.bottom, box.right, box.top))
    return found


def _boxes(pdfium: Any, mark: Any) -> list[tuple[float, float, float, float]]:  # noqa: ANN401
    """Return the boxes that a mark covers, one a line; its own box where it has no others."""
    found = []
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(mark), MOST_MARKS)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(mark, index, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            upward = (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(across), min(upward), max(across), max(upward)))
    if not any(right > left and top > bottom for left, bottom, right, top in found):
        box = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(mark, box)
        found = [(box.left, box.bottom, box.right, box.top)]
    return found


def _inside(
    characters: list[tuple[str, float, float, float, float]],
    boxes: list[tuple[float, float, float, float]],
) -> list[int]:
    """Return the indexes of the characters that lie at least half in one of the boxes.

    A box may be lower than its line: across the line, the smaller of the two counts.
    """
    found = []
    for place, (character, left, bottom, right, top) in enumerate(characters):
        if character.isspace() or right <= left or top <= bottom:
            continue
        for x0, y0, x1, y1 in boxes:
            wide, high = min(right, x1) - max(left, x0), min(top, y1) - max(bottom, y0)
            if wide * 2 >= min(right - left, x1 - x0) > 0 < high * 2 >= min(top - bottom, y1 - y0):
                found.append(place)
                break
    return found


def _nearest(
    characters: list[tuple[str, float, float, float, float]],
    box: tuple[float, float, float, float],
) -> int:
    """Return the index of the character nearest to a mark; lines come before columns."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    drawn = [(place, one) for place, one in enumerate(characters) if one[3] > one[1]]
    if not drawn:
        return 0
    return min(
        drawn, key=lambda p: 5 * abs((p[1][2] + p[1][4]) / 2 - y) + abs((p[1][1] + p[1][3]) / 2 - x)
    )[0]


def _joined(characters: list[tuple[str, float, float, float, float]], inside: list[int]) -> str:
    """Return characters as a text, with a space where something else is between two of them."""
    parts: list[str] = []
    before = inside[0] if inside else 0
    for place in inside:
        if place - before > 1:
            parts.append(" ")
        parts.append(characters[place][0])
        before = place
    return "".join(parts)


if __name__ == "__main__":
    main()
