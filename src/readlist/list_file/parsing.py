"""Parsing a list: from bytes to text, from text to the spans of papers, from spans to tables."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from readlist.errors import FileError
from readlist.model.spelling import spelled
from readlist.toml_edit import open_string_end

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_OPEN = "a quote is not closed"
_PLAINLY: Mapping[str, str] = {
    r"Illegal character '\n'": _OPEN,
    r"Illegal character '\r'": _OPEN,
    r"Found invalid character '\n'": _OPEN,
    "Unterminated string": _OPEN,
    'Expected "\'"': _OPEN,
    "Expected \"'''\"": _OPEN,
    "Invalid value": "not a valid value; strings need quotes",
    "Cannot overwrite a value": "a key is given twice",
    "Unclosed array": "a bracket is not closed",
}
"""How the messages of `tomllib` begin, and what they mean."""

BETWEEN = "\0only the reader's\0\n"
"""Stands between the texts of a list and of what is only the reader's (`private`).

TOML cannot hold it.
"""

Table = Mapping[str, Any]

IsText = Callable[[str], bool]
"""Whether a text is that of a block."""


class Memory(Protocol):
    """What is known about a list from before, so that it need not be parsed again.

    The index is one (`readlist.index.Index`). It is asked by the checksum of the list's bytes, and
    knows one list at a time.
    """

    def is_regular(self, sha256: str) -> bool:
        """Whether the list was parsed before and is a regular document."""

    def numbers_of(self, sha256: str, identifier: str) -> list[int] | None:
        """Return where a paper stands in the list; None if it is not known."""

    def count_of(self, sha256: str) -> int:
        """Return how many papers the list has, if it is regular; 0 if it is not known."""

    def known_at(self, sha256: str, first: int, count: int) -> Sequence[tuple[str, IsText]]:
        """Return of papers from a position on the identifier, and what tells the block's text.

        Nothing comes back if the list is not known.
        """


def identifier_of(table: Table) -> str:
    """Return a table's identifier as the program spells it; empty if there is none."""
    found = table.get("id", "")
    if not isinstance(found, str):
        return ""
    return spelled(found) or found


def parse_block(text: str) -> Table | None:
    """Return the one paper that a block holds; None if it holds anything else.

    Raises:
        tomllib.TOMLDecodeError: The text is not TOML.
    """
    data = tomllib.loads(text)
    papers = data.get("paper")
    if len(data) == 1 and isinstance(papers, list) and len(papers) == 1:
        table: Table = papers[0]
        return table
    return None


def parse_whole(text: str, path: Path) -> dict[str, Any]:
    """Parse a whole list.

    Raises:
        FileError: It is not TOML; with line and column.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FileError(f"{path}: values are nested too deeply", f"fix {path}") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        what = message[: place.start()] if place else message
        offset = _opening(text) if _plainly(what) == _OPEN else len(text)
        line = place[1] if place and place[1] else str(text.count("\n", 0, offset) + 1)
        column = place[2] if place and place[2] else str(offset - text.rfind("\n", 0, offset))
        raise FileError(
            f"{path}, line {line}, column {column}: {_plainly(what)}",
            "readlist edit (goes to the line); the file was not changed",
        ) from None


def _opening(text: str) -> int:
    """Return where the multi-line string begins that never ends; the end of the text if none."""
    block = max((block.start for block in cut(text)), default=0)
    odd = [quotes for quotes in ('"""', "'''") if text.count(quotes, block) % 2]
    return min((text.find(quotes, block) for quotes in odd), default=len(text))


def _plainly(what: str) -> str:
    """Return a parser's message in the words of people who edit TOML by hand."""
    said = next((plain for begin, plain in _PLAINLY.items() if what.startswith(begin)), "")
    return said or f"{what[:1].lower()}{what[1:]}"


def papers_of(data: Mapping[str, Any], path: Path) -> tuple[Table, ...]:
    """Return the papers of a parsed list.

    Raises:
        FileError: ``paper`` is no array of tables.
    """
    papers = data.get("paper", [])
    if not isinstance(papers, list) or not all(isinstance(table, dict) for table in papers):
        raise FileError(
            f"{path}: paper is not a list of [[paper]] tables", "readlist edit, and write [[paper]]"
        )
    return tuple(papers)


def decode(raw: bytes, path: Path) -> str:
    """Return the bytes as text.

    Raises:
        FileError: They are not UTF-8; with line and column.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        raise FileError(
            f"{path}, line 1, column 1: the file is UTF-16, but TOML has to be UTF-8",
            "save it as UTF-8 in your editor; nothing was changed",
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise FileError(
            f"{path}, line {line}, column {column}: byte 0x{raw[error.start]:02x} is not UTF-8",
            "save it as UTF-8 in your editor; nothing was changed",
        ) from None


# Without the beginning of its line, so that the search can jump from bracket to bracket.
_HEADER = re.compile(r"\[\[[ \t]*+(?:paper|\"paper\"|'paper')[ \t]*+\]\]")
_BEGINNING = re.compile(rf"[ \t]*+{_HEADER.pattern}")


class PaperSpan(NamedTuple):
    """The text of one paper: from its header to the next header, with offsets into the text."""

    start: int
    end: int


def cut(text: str) -> tuple[PaperSpan, ...]:
    """Return the papers' blocks, in order; headers inside multi-line strings are none.

    Takes time in proportion to the text, whatever it holds.
    """
    starts = [*block_starts(text, 0, 0)]
    ends = [*starts[1:], len(text)] if starts else []
    return tuple(map(PaperSpan, starts, ends))


def cut_along(text: str, known: Sequence[str]) -> list[str]:
    """Return the texts of the blocks that `cut` finds; quick where most of them are known.

    A block that is one paper by itself leaves no string open. So where its text stands at the
    beginning of a block, and a header or nothing behind it, it is that block here too.

    Args:
        text: The text.
        known: Blocks of another list, in its order, each of which is one paper by itself. Those
            that occur here are the very strings in what comes back.
    """
    blocks: list[str] = []
    places: dict[str, int] = {}
    size, number = len(text), 0
    position = next(block_starts(text, 0, 0), size)
    while position < size:
        block = known[number] if number < len(known) else ""
        end = position + len(block)
        if not (block and text.startswith(block, position) and _begins(text, end)):
            header = _BEGINNING.match(text, position)
            assert header is not None
            end = next(block_starts(text, position, header.end()), size)
            block = text[position:end]
            places = places or {one: place for place, one in enumerate(known)}
            if (place := places.get(block)) is not None:
                number, block = place, known[place]
        blocks.append(block)
        number += 1
        position = end
    return blocks


def _begins(text: str, place: int) -> bool:
    """Whether a paper's header stands at a place outside strings, or the text ends there."""
    if place == len(text):
        return True
    return text[place - 1] == "\n" and _BEGINNING.match(text, place) is not None


def block_starts(text: str, sure: int, last: int) -> Iterator[int]:
    """Yield where the blocks of `cut` begin, as they are found.

    Args:
        text: The text.
        sure: A place at which no string is open.
        last: Where to look from; what is on the same line is no header.
    """
    for match in _HEADER.finditer(text, last):
        place = match.start()
        start = text.rfind("\n", last, place) + 1
        same_line, last = start == 0 < last, match.end()
        if same_line or start < sure or (start < place and text[start:place].strip(" \t")):
            continue
        end = open_string_end(text, sure, start)
        if end is None:
            yield start
            sure = start
        else:
            sure = end


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - TOML values of any kind
    """Whether two TOML values are equal in value and type: 1, 1.0 and true all differ."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (one == other or one != one)  # noqa: PLR0124 - NaN


_PLAIN_HEADER = "[[paper]]\n"
# Control characters but the tab are allowed in no string.
_IN_STRING = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+'
_IN_TEXT = r'[^"\\\x00-\x08\x0b-\x1f\x7f]*+'
_STRING = f'"{_IN_STRING}"'
_LINE = re.compile(
    r"([A-Za-z0-9_-]++) = (?:"
    rf'"({_IN_STRING})"'
    rf"|\[({_STRING}(?:, {_STRING})*+)\]"
    r"|(\d{4}-\d\d-\d\d)"
    r"|(true|false)"
    rf'|"""\n({_IN_TEXT})"""'
    rf"|\[\n((?:    {_STRING},\n)++)\]"
    r"|(0|[1-9]\d{0,17})"
    r"|(\[\])"
    r")(?:\n|\Z)"
    r"|\n|[ ]*+#[^\x00-\x08\x0a-\x1f\x7f]*+(?:\n|\Z)",
    re.ASCII,
)
_TEXT, _ARRAY, _DATE, _FLAG, _LONG, _LINES, _NUMBER, _EMPTY = range(2, 10)


def read_plain(text: str) -> dict[str, Any] | None:
    """Return the table of a block as readlist writes it, many times as fast as TOML is read.

    Read are only texts whose meaning is beyond doubt: a header, and keys with strings without
    escapes, dates, whole numbers, true and false, arrays of such strings, and multi-line strings
    without quotes. What comes back is what `tomllib` would give; the grammar:
    https://toml.io/en/v1.0.0.

    Returns:
        None for any other text, which may be sound: a comment behind a value, a key in quotes.
    """
    if not text.startswith(_PLAIN_HEADER):
        return None
    table: dict[str, Any] = {}
    place, end, match = len(_PLAIN_HEADER), len(text), _LINE.match
    while place < end:
        found = match(text, place)
        if found is None:
            return None
        place = found.end()
        kind = found.lastindex
        if kind is None:  # a blank line or a comment
            continue
        name, written = found[1], found[kind]
        if name in table:
            return None
        if kind in (_TEXT, _LONG):
            table[name] = written
        elif kind == _ARRAY:
            table[name] = written[1:-1].split('", "')
        elif kind == _DATE:
            try:
                table[name] = date.fromisoformat(written)
            except ValueError:
                return None
        else:
            table[name] = _seldom(kind, written)
    return table


def _seldom(kind: int, written: str) -> Any:  # noqa: ANN401 - a value of TOML
    if kind == _FLAG:
        return written == "true"
    if kind == _NUMBER:
        return int(written)
    return [] if kind == _EMPTY else written[5:-3].split('",\n    "')
