"""Setting and removing a key in the text of one table, and spelling tables and values.

Values are spelt by tomli_w, but for arrays, which stay on one line where they fit. Nothing is
written that looks like the marks that git leaves around two versions which it could not merge: the
ordered triple at the beginning of lines, ``<<<<<<<``, ``=======``, ``>>>>>>>``
(https://git-scm.com/docs/git-merge#_how_conflicts_are_presented). Within a multi-line note it is
valid TOML, so the parser does not find it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from readlist.toml_edit.scan import Statement, comments_in, scan

WIDTH = 100
"""Columns up to which an array stays on one line."""


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
