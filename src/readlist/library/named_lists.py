"""Named lists: find them, make them, and read or set what the settings say about them."""

import os
from dataclasses import replace
from pathlib import Path

from readlist.config import LARGEST, USUAL, NamedList, Settings, checked_name, read_settings
from readlist.config.edit import with_list
from readlist.errors import FileError, UsageError
from readlist.files import rewrite
from readlist.library.workspace import Workspace
from readlist.paths import LIST_NAME, Paths, find_paths
from readlist.suggestion import suggest


def find_list(name: str) -> Paths:
    """Return where everything of a list with that name is, whether or not it exists.

    A name that the settings do not know stands for a list that does not exist yet.

    Raises:
        UsageError: It is not a valid name for a list.
        FileError: There is such a list, but the settings do not know it.
    """
    usual = find_paths(usual=True)
    if name == USUAL:
        return usual
    checked_name(name)
    settings, _ = read_settings(usual.config)
    return paths_of(usual, settings, name)


def paths_of(usual: Paths, settings: Settings, name: str) -> Paths:
    """Return where everything of a list with that name is.

    Args:
        usual: The paths of the usual list.
        settings: The settings, which name lists.
        name: The name.

    Raises:
        FileError: There is such a list, but the settings do not know it.
    """
    entry = settings.lists.get(name)
    place = placed(usual, NamedList(f"lists/{name}/{LIST_NAME}") if entry is None else entry)
    if entry is None and os.path.lexists(place):
        raise FileError(
            f"there is a list at {place}, but the settings have no list named {name!r}",
            f"readlist -L {USUAL} config lists.{name} {place}",
        )
    private = usual.data / "private" / f"{name}.toml" if entry and entry.private else None
    names = tuple(settings.lists)
    return replace(usual, list=place, named=True, name=name, names=names, private=private)


def placed(usual: Paths, entry: NamedList) -> Path:
    """Return the path of a list in the settings, relative to the usual list's folder."""
    written = os.path.expanduser(entry.path)  # noqa: PTH111 - it accepts any name
    return Path(os.path.normpath(usual.data / written))


def workspace_of(name: str, workspace: Workspace) -> Workspace:
    """Return the workspace of another list of the same reader.

    Args:
        name: Its name.
        workspace: What this run works on.

    Raises:
        UsageError: It is not a valid name for a list.
        FileError: There is no such list.
    """
    paths = find_list(name)
    other = Workspace(
        paths,
        workspace.settings,
        workspace.notices,
        offline=workspace.offline,
        terminal=workspace.terminal,
    )
    if not os.path.lexists(paths.list):
        other.check_first_use()
    return other


def register(workspace: Workspace, *, private: bool | None = None) -> None:
    """Add the list of a run to the settings, if it has a name that they do not know.

    Args:
        workspace: What this run works on.
        private: Whether what is only the reader's is kept apart; unchanged by default.

    Raises:
        UsageError: A list without a name was to be private.
        FileError: The settings cannot be changed.
    """
    paths = workspace.paths
    if private and not paths.name:
        raise UsageError("only a named list can be private", "readlist -L NAME init --private")
    known = workspace.settings.lists.get(paths.name)
    if not paths.name or (known and private in (None, known.private)):
        return
    entry = known or NamedList(paths.list.relative_to(paths.data).as_posix())
    set_list(workspace, paths.name, entry._replace(private=bool(private)))


def set_list(workspace: Workspace, name: str, entry: NamedList | None) -> None:
    """Set or remove a list in the settings; the list itself stays as it is.

    Raises:
        UsageError: It is not a valid name for a list.
        FileError: The settings cannot be changed.
    """
    checked_name(name)
    path = workspace.paths.config

    def changed(raw: bytes) -> bytes:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError(f"cannot read {path}: {error}", "readlist config --edit") from None
        new = with_list(text, name, None if entry is None else entry.value())
        return raw if new == text else new.encode()

    rewrite(path, changed, LARGEST, what="the settings", on_wait=workspace.notices.say)


def known_list(settings: Settings, name: str) -> NamedList:
    """Return a list that the settings name.

    Raises:
        UsageError: They have none with that name; the nearest one is suggested.
    """
    entry = settings.lists.get(name)
    if entry is None:
        near = suggest(name, list(settings.lists))
        remedy = f"readlist config lists.{near}" if near else f"readlist config lists.{name} PATH"
        raise UsageError(f"the settings have no list named {name!r}", remedy)
    return entry
