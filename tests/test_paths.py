"""Everything is where the contract says."""

from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from readlist.paths import find_paths


def test_one_variable_holds_everything_together(home: Path) -> None:
    """Under `READLIST_HOME` every file has its fixed place."""
    paths = find_paths()
    assert paths.list == home / "readlist.toml"
    assert paths.dismissed == home / "dismissed.txt"
    assert paths.library == home / "library"
    assert paths.config == home / "config.toml"
    assert paths.index == home / "cache" / "index.db"
    assert paths.history == home / "state" / "history"
    assert paths.gate == home / "state" / "arxiv.gate"


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--file`` names the list before `READLIST_FILE` does, before the default."""
    monkeypatch.setenv("READLIST_FILE", "/somewhere/else.toml")
    assert find_paths().list == Path("/somewhere/else.toml")
    assert find_paths("mine.toml").list == Path.cwd() / "mine.toml"
    assert find_paths("~/mine.toml").list == Path("~/mine.toml").expanduser()


def test_every_list_has_an_index_of_its_own(home: Path) -> None:
    """Another list does not push the usual one out of the index."""
    one, other = find_paths("one.toml").index, find_paths("other.toml").index
    assert len({one, other, find_paths().index}) == 3
    assert one.parent == home / "cache"
    assert find_paths(str(home / "readlist.toml")).index == home / "cache" / "index.db"


def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """The user's own data, config, cache and state folders are used, and none is made."""
    monkeypatch.delenv("READLIST_HOME")
    paths = find_paths()
    assert paths.list.name == "readlist.toml"
    assert paths.list.parent.name == "readlist"
    assert not paths.list.parent.exists()
    assert len({paths.cache, paths.state, paths.library, paths.list.parent}) == 4


@pytest.mark.parametrize("named", ["", "/elsewhere", "relative"])
def test_folders_are_those_that_platformdirs_gives(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """The short way to the folders on Linux leads where the long one does."""
    monkeypatch.delenv("READLIST_HOME")
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"{named}/{name}" if named else "")
    dirs = PlatformDirs("readlist", appauthor=False)
    paths = find_paths()
    assert paths.library == dirs.user_data_path / "library"
    assert paths.config == dirs.user_config_path / "config.toml"
    assert paths.cache == dirs.user_cache_path
    assert paths.state == dirs.user_state_path
