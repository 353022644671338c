"""Filters with a name: ``[views]`` in the settings, ``-V NAME`` on the command line.

A view is text: the options as they would be typed. What they are is the command line's affair.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readlist.errors import FileError, UsageError
from readlist.text import one_line, shorten

SECTION = "views"
_NAME = re.compile(r"\w[\w-]{0,62}", re.ASCII)


def checked_view_name(name: str) -> str:
    """Return a name that a view may have.

    Raises:
        UsageError: It may not.
    """
    if not _NAME.fullmatch(name):
        shown = shorten(one_line(name), 40)
        problem = f"{shown!r} cannot be the name of a view: use only letters, digits, - and _"
        raise UsageError(problem, "another name")
    return name


def read_view(name: str, value: object, path: Path) -> str:
    """Return the options that a view stands for.

    Args:
        name: Its name.
        value: What stands for it.
        path: The settings file, for messages.

    Raises:
        FileError: The name cannot be one, or the value is no text.
    """
    try:
        checked_view_name(name)
    except UsageError as error:
        raise FileError(f"{path}: {error.problem}", "readlist config --edit") from None
    if not isinstance(value, str):
        problem = f'{path}: views.{name} is not a text like "-t moe --star --sort due"'
        raise FileError(problem, "readlist config --edit")
    return value


def views_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a parsed settings file has under ``[views]``."""
    found = data.get(SECTION)
    return found if isinstance(found, dict) else {}
