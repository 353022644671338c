"""Reading papers that are written as readlist writes them, many times as fast as any TOML is read.

Only texts whose meaning is beyond doubt are read here: a header, and keys with strings without
escapes, dates, whole numbers, true and false, arrays of such strings, and multi-line strings
without quotes. Whatever else stands in a block (a comment behind a value, a key in quotes) is left
to `tomllib`. What is read here is what that would give; the grammar: https://toml.io/en/v1.0.0.
"""

import re
from datetime import date
from typing import Any

_HEADER = "[[paper]]\n"
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
    """Return the table of a block in plain form; None for any other text, which may be sound."""
    if not text.startswith(_HEADER):
        return None
    table: dict[str, Any] = {}
    place, end, match = len(_HEADER), len(text), _LINE.match
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
