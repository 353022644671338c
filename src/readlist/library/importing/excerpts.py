"""The lines of a document around a place, to help people decide about what was found there."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.lazy import lazy
from readlist.library.importing.sources import Scanned
from readlist.regular import load_regular
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist import documents
    from readlist.documents import encoding, reader
else:
    documents = lazy("readlist.documents")
    encoding = lazy("readlist.documents.encoding")
    reader = lazy("readlist.documents.reader")

_LARGEST = 5_000_000
"""Bytes of a document that is read again."""
_AROUND = 1
"""Lines before and after the one in question."""
_WINDOW = 300
"""Characters of a line around what was found there."""
_TAG = re.compile(r"<[^<>]{0,2000}>")


class Excerpts:
    """Shows places in the documents of an import; each is read again when it is first needed.

    Args:
        scanned: The documents.
    """

    def __init__(self, scanned: Sequence[Scanned]) -> None:
        self._data = {scan.source: scan.data for scan in scanned}
        self._of = lru_cache(maxsize=8)(self._document)

    def around(self, source: str, line: int, *needles: str) -> list[tuple[int, str]]:
        """Return the line and its neighbours with their numbers; nothing if they are not known.

        Args:
            source: The document, as the plan names it.
            line: The line, from 1.
            needles: What was found there: of a long line, the part around the first match is shown.
        """
        found = self._of(source)
        first = max(line - _AROUND, 1)
        numbers = range(first, line + _AROUND + 1)
        lines = ((number, found.line(number)) for number in numbers)
        shown = ((number, _part(text, needles if number == line else ())) for number, text in lines)
        return [(number, text) for number, text in shown if text or number == line]

    def _document(self, source: str) -> "_Document":
        data = self._data.get(source) or b""
        if not data:
            try:
                data = load_regular(Path(source).expanduser(), _LARGEST)
            except OSError:
                data = b""
        return _Document(data, source)


class _Document:
    """A document by lines."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data[:_LARGEST]
        self._name = name

    def line(self, number: int) -> str:
        """Return a line; empty if there is none."""
        return self._lines.get(number, "")

    @cached_property
    def _lines(self) -> dict[int, str]:
        if not self._data or b"%PDF-" in self._data[:1024]:
            return {}
        try:
            if reader.format_of_bytes(self._data) is None:
                return dict(enumerate(encoding.decode(self._data).split("\n"), 1))
            return self._blocks()
        except ReadlistError:
            return {}

    def _blocks(self) -> dict[int, str]:
        """Return the paragraphs of a document that is not plain text, by their line numbers."""
        found: dict[int, str] = {}
        for part in documents.read(self._data, self._name).parts:
            text = getattr(part, "text", "") or getattr(part, "title", "")
            found[part.line] = " ".join(filter(None, (found.get(part.line, ""), text)))
        return found


def _part(text: str, needles: Sequence[str]) -> str:
    """Return the part of a line that matters, without tags."""
    if len(text) > 2 * _WINDOW:
        folded = text.casefold()
        places = (folded.find(needle.casefold()) for needle in needles if needle)
        at = next((place for place in places if place >= 0), 0)
        text = text[max(at - _WINDOW, 0) : at + 2 * _WINDOW]
    return one_line(_TAG.sub(" ", text))
