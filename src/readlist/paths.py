"""Where readlist keeps its files (docs/design.md, "Files"). Nothing is made here."""

import os
from dataclasses import dataclass
from pathlib import Path


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

    @property
    def dismissed(self) -> Path:
        """Discoveries the reader turned down, beside the list."""
        return self.list.with_name("dismissed.txt")

    @property
    def index(self) -> Path:
        """The SQLite index, derived from the list and the library."""
        return self.cache / "index.db"

    @property
    def history(self) -> Path:
        """What undo needs."""
        return self.state / "history"

    @property
    def gate(self) -> Path:
        """The request pacing that all processes share."""
        return self.state / "arxiv.gate"


def find_paths(list_file: str | None = None) -> Paths:
    """Return where everything is.

    Args:
        list_file: The list that ``--file`` names; before ``READLIST_FILE``, before the default.
    """
    home = os.environ.get("READLIST_HOME", "")
    data, config, cache, state = _under(home) if home else _of_platform()
    named = list_file or os.environ.get("READLIST_FILE", "")
    return Paths(
        list=Path(named).expanduser().absolute() if named else data / "readlist.toml",
        library=data / "library",
        config=config / "config.toml",
        cache=cache,
        state=state,
    )


def _under(home: str) -> tuple[Path, Path, Path, Path]:
    base = Path(home).expanduser().absolute()
    return base, base, base / "cache", base / "state"


def _of_platform() -> tuple[Path, Path, Path, Path]:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - costs 15 ms that READLIST_HOME saves

    dirs = PlatformDirs("readlist", appauthor=False)
    return (
        dirs.user_data_path,
        dirs.user_config_path,
        dirs.user_cache_path,
        dirs.user_state_path,
    )
