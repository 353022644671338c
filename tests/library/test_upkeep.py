"""The list is made on first use, and settings are changed without loss."""

import os
from pathlib import Path

import pytest

from readlist.errors import FileError, UsageError
from readlist.library import marking, resolve, undoing, upkeep
from support.library_kit import SMALL, list_text, open_workspace


def test_first_use_makes_the_list_from_the_seed() -> None:
    """Any use makes it, says so once, and the next finds it."""
    workspace, heard = open_workspace(None)
    assert len(workspace.papers()) == 49
    assert len(heard.said) == 1
    assert all(paper.added for paper in workspace.papers())
    _, later = open_workspace(None)
    assert later.said == []


def test_an_empty_list_is_empty(home: Path) -> None:
    """`init --empty` makes a list without papers; on an existing list it is refused."""
    workspace, _ = open_workspace(None)
    assert upkeep.init(workspace, empty=True).made
    assert len(workspace.papers()) == 0
    other, _ = open_workspace()
    with pytest.raises(UsageError, match="already exists"):
        upkeep.init(other, empty=True)


def test_the_seed_is_added_to_a_list() -> None:
    """What the list has stays, what it lacks comes; a second time nothing does."""
    workspace, _ = open_workspace()
    report = upkeep.init(workspace, seed=True)
    assert len(report.added) == 47
    assert list_text(workspace).startswith(SMALL)
    assert upkeep.init(workspace, seed=True).added == ()
    undoing.undo(workspace)
    assert list_text(workspace) == SMALL


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_can_be_read(home: Path) -> None:
    """Reading shows the built-in papers; changing says what is wrong."""
    home.chmod(0o500)
    workspace, heard = open_workspace(None)
    assert len(workspace.papers()) == 49
    assert heard.warned
    with pytest.raises(FileError):
        marking.star(workspace, resolve.resolve_papers(workspace, ["mixtral"]))


def test_a_home_that_cannot_be_made_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the way of the folder: the built-in papers are shown, changes are refused."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("READLIST_HOME", str(tmp_path / "file" / "home"))
    workspace, heard = open_workspace(None)
    assert len(workspace.papers()) == 49
    assert "built-in" in heard.warned[0]
    with pytest.raises(FileError):
        marking.star(workspace, resolve.resolve_papers(workspace, ["mixtral"]))


def test_settings_are_written_without_loss(home: Path) -> None:
    """A comment in the settings file survives, and unsetting gives the default back."""
    (home / "config.toml").write_text("# mine\n[open]\nwith = 'a'\n")
    workspace, _ = open_workspace()
    assert upkeep.set_setting(workspace, "hints", "off") is False
    upkeep.set_setting(workspace, "open.with", "zathura")
    text = (home / "config.toml").read_text()
    assert "# mine" in text
    assert 'with = "zathura"' in text
    upkeep.set_setting(workspace, "open.with", None)
    again, _ = open_workspace()
    assert again.settings.text("open.with") == ""
    assert again.settings.flag("hints") is False
