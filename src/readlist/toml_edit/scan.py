"""Finding the statements of a piece of TOML, with their places in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Strings of the four kinds (https://toml.io/en/v1.0.0#string); a multi-line string may end in up to
# two extra quotes. Possessive quantifiers keep a pattern linear on hostile input. Where a string
# never ends, what follows is passed over in one step, or the next quote would look as far again.
_ML_BASIC = r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
_ML_LITERAL = r"'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"
_BASIC = r'"(?:[^"\\\n]++|\\[^\n])*+"'
_LITERAL = r"'[^'\n]*+'"
# A string in one quote does not begin with three, or the rest of a longer one would pass for
# strings and text.
_STRING = rf"{_ML_BASIC}|{_ML_LITERAL}|(?!\"\"\"){_BASIC}|(?!'''){_LITERAL}"

# Three quotes that nothing closes open a string all the same, and one spoils its line: broken TOML,
# which the parser reports.
_TOKEN = re.compile(rf"#[^\n]*+|{_STRING}|(?:\"\"\"|''').*+|[\"'][^\n]*+", re.DOTALL)
_OPENING = re.compile(r"[#\"']")
# Text in which every string that begins also ends.
_CLOSED = re.compile(rf"(?:[^#\"']++|#[^\n]*+|{_STRING})*+", re.DOTALL)
_TRIVIA = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_HEADER = re.compile(
    rf"(\[\[?)((?:{_BASIC}|{_LITERAL}|[^\]\n#'\"])*+)(\]\]?)[ \t]*+(#[^\n]*+)?\r?(?:\n|\Z)"
)
_PART = rf"(?:{_BASIC}|{_LITERAL}|[A-Za-z0-9_-]++)"
_KEY = re.compile(rf"({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+=[ \t]*+")
_VALUE_PART = re.compile(rf"{_STRING}|#[^\n]*+|[\[\]{{}}]|[^\[\]{{}}\"'#\n]++|\n", re.DOTALL)
_SIMPLE = re.compile(r"\"([^\"\\]*+)\"|'([^']*+)'")
_REST = re.compile(r"[ \t]*+(#[^\n]*+)?\r?(?:\n|\Z)")


class TomlScanError(ValueError):
    """The text is not laid out as TOML is; `tomllib` can say what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A header or a ``key = value``, with offsets into the scanned text."""

    start: int
    """Where its line begins, before any indentation."""
    end: int
    """Behind its line end."""
    name: str
    """The key or the header's name, without quotes when it is one simple part."""
    header: bool
    value_start: int = 0
    value_end: int = 0
    comment: str = ""
    """The comment behind it on the same line, with its ``#``."""


def scan(text: str) -> list[Statement]:
    """Return the statements of the text in order.

    Raises:
        TomlScanError: Some of the text is not a statement, comment or blank line.
    """
    return list(_statements(text))


def open_string_end(text: str, start: int, place: int) -> int | None:
    """Return where the multi-line string ends in which a place of the text lies; None if in none.

    A string that never ends, ends with the text.

    Args:
        text: The text.
        start: A place in front of it where no string is open.
        place: The beginning of a line.
    """
    # Two short ways, which nearly all papers take: no such string begins, or all end in time.
    if text.find('"""', start, place) < 0 and text.find("'''", start, place) < 0:
        return None
    if _CLOSED.fullmatch(text, start, place):
        return None
    position = start
    while opening := _OPENING.search(text, position, place):
        token = _TOKEN.match(text, opening.start())
        assert token is not None
        position = token.end()
        if position > place:
            return position
    return None


def comments_in(text: str) -> list[str]:
    """Return the comments of the text, each with its ``#`` and without blanks behind it."""
    return [token.rstrip() for token in _TOKEN.findall(text) if token.startswith("#")]


def _statements(text: str) -> Iterator[Statement]:
    position = _skip(text, 0)
    while position < len(text):
        line_start = text.rfind("\n", 0, position) + 1
        statement = _header(text, position, line_start) or _pair(text, position, line_start)
        yield statement
        position = _skip(text, statement.end)


def _skip(text: str, position: int) -> int:
    match = _TRIVIA.match(text, position)
    return match.end() if match else position


def _header(text: str, position: int, line_start: int) -> Statement | None:
    match = _HEADER.match(text, position)
    if not match or len(match[1]) != len(match[3]):
        return None
    name, comment = _plain_name(match[2]), (match[4] or "").rstrip()
    return Statement(line_start, match.end(), name, header=True, comment=comment)


def _pair(text: str, position: int, line_start: int) -> Statement:
    key = _KEY.match(text, position)
    if not key:
        raise TomlScanError
    value_end = _value_end(text, key.end())
    rest = _REST.match(text, value_end)
    if not rest or value_end == key.end():
        raise TomlScanError
    return Statement(
        line_start,
        rest.end(),
        _plain_name(key[1]),
        header=False,
        value_start=key.end(),
        value_end=value_end,
        comment=(rest[1] or "").rstrip(),
    )


def _value_end(text: str, position: int) -> int:
    """Return where the value that begins at the position ends, before blanks and comment."""
    depth, end = 0, position
    while position < len(text):
        part = _VALUE_PART.match(text, position)
        if not part:
            raise TomlScanError
        piece = part[0]
        if depth == 0 and piece[0] in "#\n":
            break
        depth += (piece in "[{") - (piece in "]}")
        position = part.end()
        if piece[0] not in "#\n":
            end = position - (len(piece) - len(piece.rstrip(" \t\r")))
    if depth:
        raise TomlScanError
    return end


def _plain_name(name: str) -> str:
    """Return a simple key without its quotes; a dotted or escaped one as it is written."""
    written = name.strip()
    quoted = _SIMPLE.fullmatch(written)
    return (quoted[1] or quoted[2] or "") if quoted else written
