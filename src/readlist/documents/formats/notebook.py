"""Jupyter notebooks: the Markdown cells, and the comments of the code cells."""

import json
from typing import Any

from readlist.document_model import Part
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import markdown
from readlist.documents.inline import plain_block
from readlist.errors import ReadlistError


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the parts of a notebook's cells, without their output.

    Raises:
        ReadlistError: The notebook is broken.
    """
    try:
        notebook = json.loads(text, strict=False)
        sheets = notebook.get("worksheets") or [notebook]
        cells = [cell for sheet in sheets for cell in sheet.get("cells", [])]
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise ReadlistError("the notebook is broken", "save it again in Jupyter") from None
    parts: list[Part] = []
    position, line = 0, 1
    for cell in cells:
        source = _source(cell)
        first = next((x for x in source.split("\n") if x.strip()), "")
        found = text.find(json.dumps(first, ensure_ascii=False)[1:-1], position) if first else -1
        if found >= 0:
            line, position = line + text.count("\n", position, found), found
        if isinstance(cell, dict) and cell.get("cell_type") in {"markdown", "heading", "raw"}:
            parts += _placed(markdown.parse(source)[0], line)
        else:
            parts += _comments(source, line)
    return parts, ""


def _source(cell: Any) -> str:  # noqa: ANN401 - a broken notebook can hold anything
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _placed(parts: list[Part], line: int) -> list[Part]:
    """Number the lines as in the file, where every line of a cell is a line of JSON."""
    return [part._replace(line=line + part.line - 1) for part in parts]


def _comments(source: str, line: int) -> list[Part]:
    lines = [(n, x.strip()[1:]) for n, x in enumerate(source.split("\n")) if x.strip()[:1] == "#"]
    blocks = [plain_block(words, line + number) for number, words in lines]
    return [block for block in blocks if block]
