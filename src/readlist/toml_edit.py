"""Editing TOML text in place: one key at a time, every other byte as it was.

`tomllib` reads and `tomli_w` writes whole documents; neither keeps comments and spacing, and
`tomlkit`, which does, needs seconds for ten thousand tables. So the text itself is edited here:
`scan` finds the statements of a piece of TOML, `set_key` and `remove_key` change one in it. None
of it decides whether the result is right: callers parse the result and compare it with what they
meant.

Values are spelt by tomli_w, but for arrays, which stay on one line where they fit. Nothing is
written that looks like the marks that git leaves around two versions which it could not merge: the
ordered triple at the beginning of lines, ``<<<<<<<``, ``=======``, ``>>>>>>>``
(https://git-scm.com/docs/git-merge#_how_conflicts_are_presented). Within a multi-line note it is
valid TOML, so the parser does not find it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 100
"""Columns up to which an array stays on one line."""

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


def render_value(name: str, value: Any, newline: str = "\n") -> str:  # noqa: ANN401 - any TOML value
    """Return the value's TOML, fit to stand behind ``name =``.

    Texts with line breaks become multi-line strings. An array stands on one line up to `WIDTH`
    columns, else one item a line. A table is written inline.

    Raises:
        TypeError, ValueError: TOML has no such value.
    """
    if isinstance(value, (list, tuple)):
        items = [render_value(name, item) for item in value]
        line = f"[{', '.join(items)}]"
        if len(name) + 3 + len(line) > WIDTH:
            line = "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    elif isinstance(value, dict):
        pairs = (f"{_key(key)} = {render_value(key, item)}" for key, item in value.items())
        line = "{" + ", ".join(pairs) + "}"
    else:
        # A multi-line string cannot hold a carriage return: TOML reads CRLF as it likes.
        line = _scalar(value, multiline=isinstance(value, str) and _is_text(value))
    return line.replace("\n", newline) if newline != "\n" else line


def render_table(header: str, table: Mapping[str, Any], newline: str = "\n") -> str:
    """Return an array-of-tables entry: ``[[header]]`` and a line a key, ended by a line break."""
    lines = [f"[[{header}]]"]
    lines += [
        f"{_key(name)} = {render_value(name, value, newline)}" for name, value in table.items()
    ]
    return newline.join(lines) + newline


def _is_text(value: str) -> bool:
    # On one line, with escapes, nothing can be taken for a conflict that a merge left.
    return "\n" in value and "\r" not in value and not has_mark(value)


def _scalar(value: Any, *, multiline: bool = False) -> str:  # noqa: ANN401 - any TOML value
    import tomli_w  # noqa: PLC0415 - only changes write

    written = tomli_w.dumps({"k": value}, multiline_strings=multiline)
    return written[len("k = ") :].rstrip("\n")


def _key(name: str) -> str:
    bare = name and all(c.isascii() and (c.isalnum() or c in "-_") for c in name)
    return name if bare else _scalar(name)


_MARK = re.compile(r"^(?=(?:<{7}|\|{7}|={7}|>{7})(?:\s|\Z))", re.MULTILINE)
_OPENS = "<" * 7
_ORDER = tuple(
    re.compile(rf"^(?:{pattern})(?:\s|\Z)", re.MULTILINE) for pattern in ("<{7}", "={7}", ">{7}")
)


def conflict_in(text: str) -> int | None:
    """Return where the first conflict in a text begins; None if there is none."""
    if _OPENS not in text:  # a search for one word costs next to nothing
        return None
    start, place = None, 0
    for mark in _ORDER:
        found = mark.search(text, place)
        if found is None:
            return None
        start = found.start() if start is None else start
        place = found.end()
    return start


def has_mark(text: str) -> bool:
    """Return whether a line of the text looks like one of the marks."""
    return _MARK.search(text) is not None


def without_marks(text: str) -> str:
    """Return the text with a space in front of each line that looks like one of the marks."""
    return _MARK.sub(" ", text)


def set_key(
    text: str,
    name: str,
    value: Any,  # noqa: ANN401 - any TOML value
    order: Sequence[str] = (),
    newline: str = "\n",
) -> str:
    """Return the table's text with the key set.

    A key that is there has its value replaced and nothing else: its place, spacing and comments
    stay. A new one comes behind the last key that stands before it in `order`.

    Args:
        text: One table: optionally its header, then its keys; sub-tables may follow.
        name: The key.
        value: Its new value.
        order: All known keys in their customary order.
        newline: The line end of the file.
    """
    statements = _direct(text)
    rendered = render_value(name, value, newline)
    for statement in statements:
        if not statement.header and statement.name == name:
            rescued = _rescued(text, statement, newline)
            key = text[statement.start : statement.value_start]
            rest = text[statement.value_end :]
            return f"{text[: statement.start]}{rescued}{key}{rendered}{rest}"
    place, indent = _place(text, statements, name, order)
    before = text[:place]
    gap = newline if before and not before.endswith("\n") else ""
    return f"{before}{gap}{indent}{name} = {rendered}{newline}{text[place:]}"


def remove_key(text: str, name: str, newline: str = "\n") -> str:
    """Return the table's text without the key; its comments stay, on lines of their own."""
    for statement in _direct(text):
        if not statement.header and statement.name == name:
            kept = _rescued(text, statement, newline)
            if statement.comment:
                kept += f"{_indent(text, statement)}{statement.comment}{newline}"
            return text[: statement.start] + kept + text[statement.end :]
    return text


def _rescued(text: str, statement: Statement, newline: str) -> str:
    """Return the comments inside a value, a line each: they would go with the value."""
    inside = comments_in(text[statement.value_start : statement.value_end])
    return "".join(f"{_indent(text, statement)}{comment}{newline}" for comment in inside)


def _indent(text: str, statement: Statement | None) -> str:
    line = text[statement.start : statement.end] if statement else ""
    return line[: len(line) - len(line.lstrip(" \t"))]


def _direct(text: str) -> list[Statement]:
    """Return the table's header, if it is there, and its own keys, without sub-tables."""
    statements = scan(text)
    for number, statement in enumerate(statements):
        if statement.header and number > 0:
            return statements[:number]
    return statements


def _place(
    text: str, statements: Sequence[Statement], name: str, order: Sequence[str]
) -> tuple[int, str]:
    """Return where a new key goes and its indentation."""
    rank = {known: number for number, known in enumerate(order)}
    mine = rank.get(name, len(order))
    before = [s for s in statements if s.header or rank.get(s.name, len(order)) <= mine]
    keys = [s for s in statements if not s.header]
    anchor = before[-1] if before else None
    example = keys[0] if keys else anchor
    return (anchor.end if anchor else 0), _indent(text, example)
