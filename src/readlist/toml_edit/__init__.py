"""TOML text changed in place: one key at a time, every other byte as it was.

`tomllib` reads and `tomli_w` writes whole documents; neither keeps comments and spacing, and
`tomlkit`, which does, needs seconds for ten thousand tables. So the text itself is edited here:
`scan` finds the statements of a piece of TOML, `edit` replaces, adds and removes keys in it and
spells values. None of it decides whether the result is right: callers parse the result
and compare it with what they meant.
"""

from readlist.toml_edit.scan import Statement, TomlScanError, open_string_end, scan
from readlist.toml_edit.set_key import (
    conflict_in,
    remove_key,
    render_table,
    render_value,
    set_key,
    without_marks,
)

__all__ = [
    "Statement",
    "TomlScanError",
    "conflict_in",
    "open_string_end",
    "remove_key",
    "render_table",
    "render_value",
    "scan",
    "set_key",
    "without_marks",
]
