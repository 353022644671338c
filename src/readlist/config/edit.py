"""Changing a setting in the text of the settings file."""

import tomllib
from typing import Any

from readlist.config.load import SECTION, flatten
from readlist.errors import FileError
from readlist.toml_edit import TomlScanError, remove_key, scan, set_key

_KEYS = ("path", "private")
"""The keys of a list's table."""


def with_setting(text: str, key: str, value: Any) -> str:  # noqa: ANN401 - None or of its kind
    """Return the settings file's text with a setting changed, or removed if the value is None.

    Everything else in the file stays as it is.

    Raises:
        FileError: The text is laid out in a way that cannot be edited without loss.
    """
    section, _, name = key.rpartition(".")
    wanted = list(value) if isinstance(value, tuple) else value
    try:
        start, end = _section(text, section)
        table = text[start:end]
        changed = remove_key(table, name) if value is None else set_key(table, name, value)
        if value is not None and section and start == end:
            gap = "\n" if text and not text.endswith("\n\n") else ""
            gap = "\n" + gap if text and not text.endswith("\n") else gap
            changed = f"{gap}[{section}]\n{changed}"
        new = text[:start] + changed + text[end:]
        proved = flatten(tomllib.loads(new)).get(key) == wanted
    except (TomlScanError, tomllib.TOMLDecodeError):
        proved = False
    if not proved:
        raise _unproved(key)
    return new


def with_list(text: str, name: str, value: str | dict[str, Any] | None) -> str:
    """Return the settings file's text with a named list changed, or removed if it is None.

    Everything else in the file stays as it is.

    Raises:
        FileError: The text is laid out in a way that cannot be edited without loss.
    """
    own = f"{SECTION}.{name}"
    try:
        start, end = _section(text, own)
        if start == end:
            return with_setting(text, own, value)
        table = text[start:end]
        wanted = {"path": value} if isinstance(value, str) else value or {}
        if value is None:
            table = ""
        for key in _KEYS:
            has = key in wanted
            table = set_key(table, key, wanted[key], _KEYS) if has else remove_key(table, key)
        new = text[:start] + table + text[end:]
        said = tomllib.loads(new).get(SECTION, {}).get(name)
        before = tomllib.loads(text)[SECTION][name]
        others = {key: one for key, one in before.items() if key not in _KEYS}
        proved = said == (None if value is None else {**others, **wanted})
    except (TomlScanError, tomllib.TOMLDecodeError):
        proved = False
    if not proved:
        raise _unproved(own)
    return new


def _unproved(key: str) -> FileError:
    return FileError(
        f"the settings file cannot be changed without loss at {key}", "readlist config --edit"
    )


def _section(text: str, section: str) -> tuple[int, int]:
    """Return where a section begins and ends; the end twice if it is not there."""
    headers = [s for s in scan(text) if s.header]
    if not section:
        return 0, headers[0].start if headers else len(text)
    for number, header in enumerate(headers):
        if header.name == section:
            following = headers[number + 1 : number + 2]
            return header.start, following[0].start if following else len(text)
    return len(text), len(text)
