"""A record of an exported Markdown file as it was written, in a comment at its end.

It distinguishes a person's changes from the list's. Each line is a word and values; values are
percent-encoded, so that none ends the comment.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import quote, unquote

_FIRST = "readlist: what it wrote, by which readlist import knows what you changed"
_HTML = ("<!-- ", "-->")
_OBSIDIAN = ("%% ", "%%")
_SAFE = "/:.@!,;=+()'*"

Record = dict[str, list[list[str]]]
"""The values of each line, by its word."""


def as_comment(lines: Iterable[Sequence[str]], *, obsidian: bool = False) -> list[str]:
    """Return the lines of the comment; the first value of each line is its word."""
    begin, end = _OBSIDIAN if obsidian else _HTML
    return [begin + _FIRST, *(" ".join(map(_encoded, line)) for line in lines), end]


def parted(text: str) -> tuple[str, Record | None]:
    """Return the text with the record blanked out, and the record; None if there is none.

    The last one counts: anybody may have written what comes before it.
    """
    begins = (text.rfind(f"\n{begin}{_FIRST}") for begin, _ in (_HTML, _OBSIDIAN))
    start = max(begins) + 1
    if not start:
        return text, None
    record: Record = {}
    lines = text[start:].split("\n")
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in (_HTML[1], _OBSIDIAN[1]):
            blank = ["" for _ in range(number + 1)]
            return text[:start] + "\n".join([*blank, *lines[number + 1 :]]), record
        word, *values = line.split() or [""]
        record.setdefault(word, []).append([unquote(value) for value in values])
    return text, None


class LineDigest:
    """A short digest of lines; spaces at their ends and blank lines do not count."""

    def __init__(self) -> None:
        self._total = sha256()
        self._between = ""

    def add(self, line: str) -> None:
        """Add a line."""
        kept = line.rstrip()
        if kept:
            self._total.update(f"{self._between}{kept}".encode("utf-8", "replace"))
            self._between = "\n"

    @property
    def value(self) -> str:
        """The digest of the lines so far."""
        return self._total.hexdigest()[:16]


def digest(lines: Iterable[str]) -> str:
    """Return the `LineDigest` of lines."""
    found = LineDigest()
    for line in lines:
        found.add(line)
    return found.value


def first(record: Record, word: str) -> str:
    """Return the first value of a word; empty if there is none."""
    return next((values[0] for values in record.get(word, []) if values), "")


def _encoded(value: str) -> str:
    return quote(value, safe=_SAFE, errors="replace").replace("--", "-%2D")
