"""Where readlist keeps its files (docs/design.md, "Files"). Nothing is created here."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

LIST_NAME = "readlist.toml"
"""The file name of the usual list."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one reader."""

    list: Path
    """The list, a TOML file."""
    library: Path
    """What arXiv gave: one folder a paper."""
    config: Path
    """The settings, a TOML file."""
    cache: Path
    """What can be made again."""
    state: Path
    """History, request pacing, the rows last shown, logs."""
    named: bool = False
    """Whether the list was named by option or environment, so that it has to exist."""
    name: str = ""
    """The name of the list under which it was asked for (``-L``); empty for any other."""
    names: tuple[str, ...] = ()
    """The names of all lists, where a name was asked for."""
    private: Path | None = None
    """What is only the reader's of a shared list; None where nothing is kept apart."""

    @property
    def data(self) -> Path:
        """The folder of the usual list and of everything that is kept for the reader."""
        return self.library.parent

    @property
    def dismissed(self) -> Path:
        """Discoveries the reader dismissed, beside the list."""
        return self.list.with_name("dismissed.txt")

    @property
    def following(self) -> Path:
        """What is followed, beside the list."""
        return self.list.with_name("follow.toml")

    @property
    def digested(self) -> Path:
        """What went out in digests, beside the list."""
        return self.list.with_name("digest.txt")

    @property
    def index(self) -> Path:
        """The SQLite index, derived from the list and the library; each list has its own."""
        if self.list == self.library.with_name(LIST_NAME):
            return self.cache / "index.db"
        own = f"\0{self.private}" if self.private else ""
        return self.cache / f"index-{crc32(os.fsencode(f'{self.list}{own}')):08x}.db"

    @property
    def history(self) -> Path:
        """What undo needs."""
        return self.state / "history"

    @property
    def gate(self) -> Path:
        """The request pacing that all processes share."""
        return self.state / "arxiv.gate"

    @property
    def gates(self) -> Path:
        """The request pacing of other services, a file a host."""
        return self.state / "gates"


def find_paths(list_file: str | None = None, *, usual: bool = False) -> Paths:
    """Return the paths of everything.

    Args:
        list_file: The list that ``--file`` names; before ``READLIST_FILE``, before the default.
        usual: Take the usual list, whatever the environment names.
    """
    home = os.environ.get("READLIST_HOME", "")
    data, config, cache, state = _under(home) if home else _of_platform()
    named = "" if usual else list_file or os.environ.get("READLIST_FILE", "")
    return Paths(
        list=Path(named).expanduser().absolute() if named else data / LIST_NAME,
        library=data / "library",
        config=config / "config.toml",
        cache=cache,
        state=state,
        named=bool(named),
    )


def _under(home: str) -> tuple[Path, Path, Path, Path]:
    base = Path(home).expanduser().absolute()
    return base, base, base / "cache", base / "state"


def _of_platform() -> tuple[Path, Path, Path, Path]:
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/") and "ANDROID_DATA" not in os.environ:
        return _of_linux(home)
    from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed on Linux, and slow to load

    dirs = PlatformDirs("readlist", appauthor=False)
    return (
        dirs.user_data_path,
        dirs.user_config_path,
        dirs.user_cache_path,
        dirs.user_state_path,
    )


def _of_linux(home: str) -> tuple[Path, Path, Path, Path]:
    """Return what platformdirs would, 4 ms sooner.

    The rules: https://specifications.freedesktop.org/basedir-spec/latest/
    """

    def folder(variable: str, default: str) -> Path:
        named = os.environ.get(variable, "")
        return Path(named if named.startswith("/") else f"{home}/{default}") / "readlist"

    return (
        folder("XDG_DATA_HOME", ".local/share"),
        folder("XDG_CONFIG_HOME", ".config"),
        folder("XDG_CACHE_HOME", ".cache"),
        folder("XDG_STATE_HOME", ".local/state"),
    )
