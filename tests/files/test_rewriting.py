"""Small files of the reader's are changed as carefully as the list."""

from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.files import rewrite


def upper(raw: bytes) -> bytes:
    """Return a change that every test can tell."""
    return raw.upper() or b"NEW"


def test_a_file_is_changed_and_keeps_its_rights(tmp_path: Path) -> None:
    """The new content is there, with the old mode, and nothing else lies beside it."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    rewrite(path, upper, 100, what="the file")
    assert path.read_bytes() == b"OLD"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_missing_file_is_made(tmp_path: Path) -> None:
    """With its folder."""
    path = tmp_path / "folder" / "file"
    rewrite(path, upper, 100, what="the file")
    assert path.read_bytes() == b"NEW"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    """The link stays one, and its target changes."""
    target, path = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    path.symlink_to(target)
    rewrite(path, upper, 100, what="the file")
    assert path.is_symlink()
    assert target.read_bytes() == b"OLD"


def test_what_need_not_change_is_not_written(tmp_path: Path) -> None:
    """Neither an old file nor a new one."""
    path = tmp_path / "file"
    rewrite(path, lambda raw: raw, 100, what="the file")
    assert not path.exists()


@pytest.mark.parametrize("there", [True, False])
def test_an_editors_save_in_between_is_kept(tmp_path: Path, there: bool) -> None:
    """The change is made again on what the editor saved, also where there was no file before."""
    path = tmp_path / "file"
    if there:
        path.write_bytes(b"old")
    seen: list[bytes] = []

    def change(raw: bytes) -> bytes:
        seen.append(raw)
        if len(seen) == 1:
            path.write_bytes(b"saved by hand")
        return raw + b"+"

    rewrite(path, change, 100, what="the file")
    assert path.read_bytes() == b"saved by hand+"
    assert seen == [b"old" if there else b"", b"saved by hand"]


def test_an_editor_that_never_stops_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some attempts it is an error, and the editor's text stands."""
    monkeypatch.setattr("readlist.files.rewriting.time.sleep", lambda _seconds: None)
    path = tmp_path / "file"
    path.write_bytes(b"0")

    def change(raw: bytes) -> bytes:
        path.write_bytes(raw + b"0")
        return b"mine"

    with pytest.raises(FileError, match="again and again"):
        rewrite(path, change, 100, what="the file")
    assert set(path.read_bytes()) == set(b"0")
