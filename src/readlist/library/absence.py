"""Why a list is missing: a first use, or something that the reader should know."""

import difflib
import itertools
import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from readlist.errors import FileError
from readlist.paths import Paths

_MOST = 2_000
"""Names in a folder that are compared."""

_ALIKE = 0.6
"""How much of two names must agree; what `difflib` takes by default."""


def check_absence(paths: Paths, *, changed: bool) -> None:
    """Check that a missing list has never existed.

    Args:
        paths: Where everything is.
        changed: Whether readlist has changed it before.

    Raises:
        FileError: It was named, so it has to exist; or it was changed before; or it is a link.
    """
    check_link(paths.list)
    if paths.name and paths.name not in paths.names:
        raise _no_such_name(paths)
    if changed:
        raise FileError(
            f"{paths.list} is gone, and readlist changed it before",
            f"restore it from a copy, or create a new one: {_command(paths)}init",
        )
    if paths.named:
        near = None if paths.name else nearest(paths.list)
        instead = f"readlist --file {shlex.quote(str(near))} show; or " if near else ""
        raise FileError(
            f"there is no list at {paths.list}",
            f"{instead}{_command(paths)}init, which creates it",
        )


def _no_such_name(paths: Paths) -> FileError:
    near = _near_name(paths.name, paths.names)
    instead = f"readlist -L {near} show; or " if near else ""
    return FileError(
        f"there is no list named {paths.name!r}",
        f"{instead}{_command(paths)}init, which creates it",
    )


def check_link(path: Path) -> None:
    """Check that a list is not a link to a missing file.

    Raises:
        FileError: It is one.
    """
    link = next((place for place in (path, *path.parents) if _dangles(place)), None)
    if link is None:
        return
    target = os.path.realpath(link)
    raise FileError(
        f"{link} is a link to {target}, which is gone",
        f"put {target} back (is its drive mounted?), or delete the link {link}",
    )


def _dangles(path: Path) -> bool:
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114 - never raise


def _command(paths: Paths) -> str:
    if paths.name:
        return f"readlist -L {paths.name} "
    return f"readlist --file {shlex.quote(str(paths.list))} " if paths.named else "readlist "


def nearest(path: Path) -> Path | None:
    """Return the TOML file whose path is most like a missing one; None if none is near."""
    folder, missing = path.parent, [path.name]
    while not folder.is_dir() and folder != folder.parent:
        missing.append(folder.name)
        folder = folder.parent
    name, *folders = missing
    for part in reversed(folders):
        near = _near_name(part, _names(folder, files=False))
        if near is None:
            return None
        folder /= near
    near = _near_name(name, _names(folder, files=True))
    return folder / near if near else None


def _names(folder: Path, *, files: bool) -> list[str]:
    """Return the names of the TOML files or of the folders in a folder."""
    try:
        with os.scandir(folder) as entries:
            first = itertools.islice(entries, _MOST)
            if files:
                return sorted(e.name for e in first if e.name.endswith(".toml") and e.is_file())
            return sorted(e.name for e in first if e.is_dir())
    except OSError:
        return []


def _near_name(name: str, names: Sequence[str]) -> str | None:
    """Return the name that is most like another one, whatever its case."""
    spelt = {one.lower(): one for one in names}
    wanted = name.lower()
    whole = f"{wanted}.toml"
    near = [whole] if whole in spelt else difflib.get_close_matches(wanted, spelt, 1, _ALIKE)
    return spelt[near[0]] if near else None
