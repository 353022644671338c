"""Setting and removing a key in the text of one table."""

from collections.abc import Sequence
from typing import Any

from readlist.toml_edit.render import render_value
from readlist.toml_edit.scan import Statement, comments_in, scan


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
