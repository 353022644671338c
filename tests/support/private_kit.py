"""A shared list with what is only the reader's of it, and a plain one that says the same."""

import tomllib
from pathlib import Path
from typing import Any

from readlist.config import load_settings
from readlist.library.named_lists import find_list
from readlist.library.workspace import Workspace
from readlist.paths import find_paths
from support.library_kit import Heard

SHARED = """\
# ours
schema = 1

[[paper]]
id = "2401.04088"
title = "Mixture of Winds"
topics = ["moe"]   # by hand
status = "unread"
notes = \"\"\"
for all of us
\"\"\"

[[paper]]
id = "2310.06825"
title = "A Small Wind"
status = "reading"
star = true
mood = "curious"

[[paper]]
id = "hep-th/9901001"
"""


def make_private(home: Path, text: str = SHARED, own: str | None = None) -> Workspace:
    """Return the workspace of a private list named ``group``."""
    folder = home / "lists" / "group"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "readlist.toml").write_text(text, encoding="utf-8")
    settings = '[lists]\ngroup = { path = "lists/group/readlist.toml", private = true }\n'
    (home / "config.toml").write_text(settings)
    if own is not None:
        (home / "private").mkdir(exist_ok=True)
        (home / "private" / "group.toml").write_text(own, encoding="utf-8")
    return opened("group")


def opened(name: str) -> Workspace:
    """Return the workspace of a list by its name; of the usual one for ``default``."""
    paths = find_paths() if name == "default" else find_list(name)
    return Workspace(paths, load_settings(paths.config), Heard(), terminal="a terminal")


def shared(home: Path) -> dict[str, dict[str, Any]]:
    """Return what others have of the list."""
    return tables(home / "lists" / "group" / "readlist.toml")


def own(home: Path) -> dict[str, dict[str, Any]]:
    """Return what is only the reader's."""
    return tables(home / "private" / "group.toml")


def tables(path: Path) -> dict[str, dict[str, Any]]:
    """Return the papers of a file by identifier; none where there is no file."""
    if not path.exists():
        return {}
    return {one["id"]: one for one in tomllib.loads(path.read_text()).get("paper", [])}
