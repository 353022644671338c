"""Create the list, and change settings."""

import itertools
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.clock import today
from readlist.config import LARGEST, parse_setting
from readlist.errors import FileError, UsageError
from readlist.files import lock, rewrite, write_atomic
from readlist.lazy import lazy
from readlist.library import list_changes, named_lists
from readlist.library.absence import check_link
from readlist.library.reports import InitReport
from readlist.library.seeding import EMPTY, seed_document, seed_text
from readlist.library.workspace import Workspace
from readlist.list_file import ListDocument, ListEditor
from readlist.paper import Paper
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.config import edit as config_edit
    from readlist.library import services
else:
    config_edit = lazy("readlist.config.edit")
    services = lazy("readlist.library.services")


def init(
    workspace: Workspace, *, empty: bool = False, seed: bool = False, private: bool = False
) -> InitReport:
    """Create the list, or add the built-in papers to an existing one.

    A list that was named is added to the settings.

    Args:
        workspace: What this run works on.
        empty: Without the built-in papers.
        seed: Add the built-in papers that an existing list lacks.
        private: Keep what is only the reader's in a separate file, for a shared list.

    Raises:
        UsageError: An empty list was wanted, but there is one with papers; or a list without a name
            was to be private.
        FileError: It is a link to a missing file, or it cannot be written.
    """
    if empty and seed:
        raise UsageError("--empty and --seed cannot be used together", "readlist init --seed")
    path = workspace.paths.list
    check_link(path)
    named_lists.register(workspace, private=private or None)
    made = False
    with lock(path, on_wait=workspace.notices.say):
        if not path.exists():
            write_atomic(path, (EMPTY if empty else seed_text(path)).encode())
            made = True
    document = workspace.document()
    if made:
        return InitReport(path, made, _papers(document))
    if empty and len(document):
        raise UsageError(
            f"{path} already exists, with {plural(len(document), 'paper')}",
            f"readlist --file {_beside(path)} init --empty, for a second list",
        )
    return InitReport(path, made, _add_seed(workspace) if seed else ())


def _add_seed(workspace: Workspace) -> tuple[Paper, ...]:
    seeds = seed_document(workspace.paths.list)

    def edit(editor: ListEditor) -> tuple[Paper, ...]:
        added = []
        for table in seeds.tables:
            if str(table["id"]) not in editor:
                paper = Paper.from_table({**table, "added": today()})
                editor.append(paper.to_table())
                added.append(paper)
        return tuple(added)

    return list_changes.change(workspace, "add the built-in papers", edit).outcome


def set_setting(workspace: Workspace, key: str, word: str | None) -> Any:  # noqa: ANN401 - of its kind
    """Change a setting in the settings file, or remove it with None; return its value.

    Raises:
        UsageError: There is no such setting, or the word is not a value for it.
        FileError: The file cannot be changed.
    """
    value = None if word is None else parse_setting(key, word)
    if value and key.startswith("sources."):
        services.check_setting(key, value)
    set_saved(workspace, key, value)
    return value


def set_saved(workspace: Workspace, key: str, value: Any) -> None:  # noqa: ANN401 - a setting's value
    """Change a key of the settings file, or remove it with None.

    Args:
        workspace: What this run works on.
        key: The section, a dot and the name.
        value: A value that is already checked.

    Raises:
        FileError: The file cannot be changed.
    """
    path: Path = workspace.paths.config

    def changed(raw: bytes) -> bytes:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError(f"cannot read {path}: {error}", "readlist config --edit") from None
        new = config_edit.with_setting(text, key, value)
        return raw if new == text else new.encode()

    rewrite(path, changed, LARGEST, what="the settings", on_wait=workspace.notices.say)


def _beside(path: Path) -> str:
    """Return a free path for another list beside one."""
    names = (path.with_name(f"{path.stem}-{number}.toml") for number in itertools.count(2))
    return shlex.quote(str(next(name for name in names if not name.exists())))


def _papers(document: ListDocument) -> tuple[Paper, ...]:
    return tuple(Paper.from_table(table) for table in document.tables)
