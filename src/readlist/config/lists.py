"""Lists with a name: ``[lists]`` in the settings, ``-L NAME`` on the command line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readlist.errors import FileError, UsageError
from readlist.text import one_line, shorten

SECTION = "lists"
USUAL = "default"
"""The name by which the usual list goes."""
_NAME = re.compile(r"\w[\w-]{0,62}", re.ASCII)
"""A name is part of a file's: no dots, no slashes."""
_KEYS = frozenset({"path", "private"})


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list that the settings name."""

    path: str
    """As it is written there."""
    private: bool = False
    """Whether what is only the reader's is kept apart from it."""

    def value(self) -> str | dict[str, Any]:
        """Return what stands in the settings for it."""
        return {"path": self.path, "private": True} if self.private else self.path


def checked_name(name: str) -> str:
    """Return a name that a list may have.

    Raises:
        UsageError: It may not.
    """
    if not _NAME.fullmatch(name) or name == USUAL:
        shown = shorten(one_line(name), 40)
        reason = "that is the usual list" if name == USUAL else "use only letters, digits, - and _"
        raise UsageError(f"{shown!r} cannot be the name of a list: {reason}", "another name")
    return name


def read_list(name: str, value: object, path: Path) -> NamedList:
    """Return a list that the settings name.

    Args:
        name: Its name.
        value: What stands for it.
        path: The settings file, for messages.

    Raises:
        FileError: It is no path, nor a table with one.
    """
    try:
        checked_name(name)
    except UsageError as error:
        raise FileError(f"{path}: {error.problem}", "readlist config --edit") from None
    table = value if isinstance(value, Mapping) else {"path": value}
    where, private = table.get("path"), table.get("private", False)
    if not isinstance(where, str) or not where or "\0" in where or not isinstance(private, bool):
        raise FileError(
            f'{path}: lists.{name} is not a path, nor a table like {{path = "…", private = true}}',
            "readlist config --edit",
        )
    return NamedList(where, private)


def unknown_keys(name: str, value: object) -> list[str]:
    """Return the keys of a list's table that mean nothing, as settings are named."""
    keys = value if isinstance(value, Mapping) else {}
    return [f"{SECTION}.{name}.{key}" for key in keys if key not in _KEYS]
