"""A library in a temporary home, with notices that are remembered."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from readlist.config import load_settings
from readlist.library.workspace import Workspace
from readlist.paths import find_paths
from readlist.progress import Work

SMALL = """\
# my papers
schema = 1

[[paper]]
id = "2401.04088"
title = "Mixture of Winds"
authors = ["Ada Archer"]
topics = ["moe"]   # by hand
status = "unread"
mood = "curious"

# the next one matters

[[paper]]
id = "2310.06825"
title = "A Small Wind"
topics = ["small-models"]
status = "reading"
star = true

[[paper]]
id = "hep-th/9901001"
"""


@dataclass
class Heard:
    """Remembers what a use case told."""

    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    waits: list[tuple[float, str]] = field(default_factory=list)
    works: list[tuple[str, int, int | None]] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Remember what may be left out."""
        self.said.append(text)

    def warn(self, text: str) -> None:
        """Remember what must be heard."""
        self.warned.append(text)

    def waiting(self, seconds: float, why: str) -> None:
        """Remember a wait."""
        self.waits.append((seconds, why))

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Remember how far a piece of work is."""
        return nullcontext(HeardWork(self, what))


@dataclass
class HeardWork:
    """Remembers what was told of a piece of work."""

    heard: Heard
    what: str

    def at(self, done: int, total: int | None = None, item: str = "") -> None:
        """Remember how many things are done."""
        self.heard.works.append((self.what, done, total))

    def load(self, there: int, whole: int | None) -> None:
        """Forget how many bytes there are."""


def open_workspace(text: str | None = SMALL, *, offline: bool = False) -> tuple[Workspace, Heard]:
    """Return a library over the test's home; its list has the text, unless that is None."""
    paths = find_paths()
    if text is not None:
        paths.list.write_text(text, encoding="utf-8")
    heard = Heard()
    settings = load_settings(paths.config)
    return Workspace(paths, settings, heard, offline=offline, terminal="a terminal"), heard


def list_text(workspace: Workspace) -> str:
    """Return the text of the list as it is on disk."""
    return Path(workspace.paths.list).read_text(encoding="utf-8")
