"""Spelling TOML values: by tomli_w, but for arrays, which stay on one line where they fit."""

from collections.abc import Mapping
from typing import Any

from readlist.toml_edit.markers import has_mark

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
