"""A list that is not there: a first use only where it was never named, made or linked."""

from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.library.absence import check_absence, nearest
from readlist.paths import find_paths


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("paper.toml", "papers.toml"),
        ("PAPERS.TOML", "papers.toml"),
        ("papers", "papers.toml"),
        ("wrk/team.toml", "work/team.toml"),
        ("wrok/taem.toml", "work/team.toml"),
        ("something-else.toml", None),
        ("notes.tx", None),
        ("wrk/other-things.toml", None),
        ("nowhere/at/all.toml", None),
    ],
)
def test_the_nearest_list_is_found(tmp_path: Path, asked: str, expected: str | None) -> None:
    """In the folder that was named or in one with such a name; TOML files only."""
    (tmp_path / "work").mkdir()
    for name in ("papers.toml", "work/team.toml", "notes.txt", "folder.toml/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert nearest(tmp_path / asked) == (expected and tmp_path / expected)


def test_a_usual_list_that_was_never_there_is_a_first_use() -> None:
    """Nothing is said of it."""
    check_absence(find_paths(), changed=False)


def test_a_list_behind_a_folder_that_is_a_dangling_link_is_no_first_use(tmp_path: Path) -> None:
    """As on a drive that is not mounted."""
    (tmp_path / "notes").symlink_to(tmp_path / "drive")
    with pytest.raises(FileError, match=r"notes is a link to .*drive, which is gone"):
        check_absence(find_paths(str(tmp_path / "notes" / "papers.toml")), changed=False)
