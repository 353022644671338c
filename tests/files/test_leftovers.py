"""Clearing away what killed processes left."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.files import clean_dead, clean_leftovers, write_atomic, write_new
from readlist.files.exchange import find_leftovers


def test_unfinished_files_go_and_all_others_stay(tmp_path: Path) -> None:
    """Only files that carry our own kind of name are removed."""
    path = tmp_path / "list.toml"
    ours = tmp_path / ".list.toml.0123abcd.tmp"
    others = [
        tmp_path / name
        for name in (
            "list.toml",
            ".list.toml.swp",
            "list.toml~",
            ".list.toml.tmp",
            ".list.toml.0123abcd.tmp.txt",
            ".other.toml.0123abcd.tmp",
            ".list.toml.0123ABCD.tmp",
        )
    ]
    for file in (ours, *others):
        file.write_text("x")
    assert find_leftovers(path) == [ours]
    assert clean_leftovers(path).removed == (ours,)
    assert sorted(tmp_path.iterdir()) == sorted(others)


def test_leftovers_of_a_linked_list_lie_beside_its_target(tmp_path: Path) -> None:
    """Behind a symbolic link the folder of the file itself is cleared."""
    (tmp_path / "real").mkdir()
    left = tmp_path / "real" / ".list.toml.0123abcd.tmp"
    left.write_text("x")
    (tmp_path / "link.toml").symlink_to(tmp_path / "real" / "list.toml")
    assert clean_leftovers(tmp_path / "link.toml").removed == (left,)


def test_a_missing_folder_has_no_leftovers(tmp_path: Path) -> None:
    """Nothing is there to clear, and that is no error."""
    assert clean_leftovers(tmp_path / "none" / "list.toml").removed == ()


@pytest.mark.parametrize("write", [write_atomic, write_new])
def test_an_unfinished_file_is_known_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], None]
) -> None:
    """Whatever a killed process was writing under, the next one clears it away."""
    path, names = tmp_path / "list.toml", []

    def stop(_descriptor: int) -> None:
        names.extend(find_leftovers(path))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(FileError):
        write(path, b"new")
    assert [name.parent for name in names] == [tmp_path]
    assert list(tmp_path.iterdir()) == []


def test_what_killed_runs_left_of_an_export_goes_after_an_hour(tmp_path: Path) -> None:
    """No lock guards it: a younger one may be that of a run which is still writing."""
    path, link = tmp_path / "list.bib", tmp_path / "folder" / "link.bib"
    link.parent.mkdir()
    link.symlink_to(path)
    old = [".list.bib.0123abcd.tmp", ".list.bib.0123abcd.tmp.txt", ".other.bib.0123abcd.tmp"]
    for name in [*old, ".list.bib.aaaaaaaa.tmp"]:
        (tmp_path / name).write_text("x")
        if name in old:
            os.utime(tmp_path / name, (0, 0))
    clean_dead([link, tmp_path / "none" / "list.bib"])
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        ["folder", ".list.bib.aaaaaaaa.tmp", *old[1:]]
    )
