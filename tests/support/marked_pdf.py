"""PDFs with marks in them, as other programs leave them."""

import io
from collections.abc import Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from support.document_kit import pdf

Box = tuple[float, float, float, float]


def line_box(row: int, left: float = 50, right: float = 560) -> Box:
    """Return the box of a line of `document_kit.pdf`, counted from 0."""
    return (left, 797 - 14 * row, right, 809 - 14 * row)


def mark(
    kind: str, boxes: Sequence[Box], *, colour: str = "ffd400", **texts: str
) -> DictionaryObject:
    """Return an annotation.

    Args:
        kind: Its subtype: ``Highlight``.
        boxes: What it covers, a line each; the first for kinds that mark no text.
        colour: Red, green and blue; empty for none.
        texts: Its strings: ``Contents``, ``T`` (the author), ``M`` (the date).
    """
    values: dict[str, Any] = {
        "Type": NameObject("/Annot"),
        "Subtype": NameObject(f"/{kind}"),
        "Rect": _numbers(
            min(b[0] for b in boxes), min(b[1] for b in boxes),
            max(b[2] for b in boxes), max(b[3] for b in boxes),
        ),
    }  # fmt: skip
    if kind in ("Highlight", "Underline", "Squiggly", "StrikeOut"):
        quads = [x for a, b, c, d in boxes for x in (a, d, c, d, a, b, c, b)]
        values["QuadPoints"] = _numbers(*quads)
    if colour:
        values["C"] = _numbers(*(part / 255 for part in bytes.fromhex(colour)))
    found = {NameObject(f"/{key}"): value for key, value in values.items()}
    found |= {NameObject(f"/{key}"): TextStringObject(text) for key, text in texts.items()}
    return DictionaryObject(found)


def marked(rows: list[str], *marks: DictionaryObject) -> bytes:
    """Return a PDF of one page with marks on it."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(rows)))
    for one in marks:
        writer.add_annotation(0, one)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))
