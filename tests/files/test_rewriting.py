"""Small files of the reader's are changed as carefully as the list."""

import errno
import os
from functools import partial
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.files import lock, rewrite
from readlist.files.exchange import checksum
from readlist.regular import open_regular


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
    monkeypatch.setattr("readlist.files.locking.time.sleep", lambda _seconds: None)
    path = tmp_path / "file"
    path.write_bytes(b"0")

    def change(raw: bytes) -> bytes:
        path.write_bytes(raw + b"0")
        return b"mine"

    with pytest.raises(FileError, match="again and again"):
        rewrite(path, change, 100, what="the file")
    assert set(path.read_bytes()) == set(b"0")


def test_an_editor_gets_two_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty attempts, with a pause behind each; none where the first one succeeds."""
    pauses: list[float] = []
    monkeypatch.setattr("readlist.files.locking.time.sleep", pauses.append)
    path = tmp_path / "file"
    path.write_bytes(b"0")
    rewrite(path, lambda raw: raw + b"!", 100, what="the file")
    assert pauses == []
    calls: list[bytes] = []

    def change(raw: bytes) -> bytes:
        calls.append(raw)
        path.write_bytes(raw + b"0")
        return b"mine"

    with pytest.raises(FileError):
        rewrite(path, change, 100, what="the file")
    assert len(calls) == 40
    assert 1.9 < sum(pauses) < 2.1


def test_what_an_editor_saved_during_a_crash_is_named(tmp_path: Path) -> None:
    """Its text lies beside the file afterwards, and whoever listens hears where."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    swap = f".file.0123abcd.{checksum(b'x')}-{checksum(b'y')}.swap"
    (tmp_path / swap).write_bytes(b"by an editor")
    heard: list[str] = []
    rewrite(path, upper, 100, what="the file", on_wait=heard.append)
    (rescued,) = (one for one in tmp_path.iterdir() if one != path)
    assert rescued.read_bytes() == b"by an editor"
    assert heard == [f"note: {rescued} holds what another program saved during a crash"]
    (tmp_path / swap).write_bytes(b"by an editor")
    rewrite(path, bytes.lower, 100, what="the file")
    assert path.read_bytes() == b"old"


def test_a_file_that_is_too_large_is_left_alone(tmp_path: Path) -> None:
    """One byte more than allowed is something else than what was looked for."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100)
    rewrite(path, upper, 100, what="the file")
    assert path.read_bytes() == b"X" * 100
    path.write_bytes(b"x" * 101)
    with pytest.raises(FileError, match="too large") as caught:
        rewrite(path, upper, 100, what="the file")
    assert str(path) in caught.value.remedy
    assert path.read_bytes() == b"x" * 101


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    """Those that the reader gives to new files, whoever else they let in."""
    mask = os.umask(0o002)
    try:
        rewrite(tmp_path / "file", upper, 100, what="the file")
    finally:
        os.umask(mask)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o664


def test_a_file_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to look at; nothing is left behind."""

    def refuse(path: Path, flags: int, mode: int = 0o600) -> int:
        if flags & os.O_EXCL:
            raise PermissionError(errno.EACCES, "Permission denied")
        return open_regular(path, flags, mode)

    monkeypatch.setattr("readlist.files.locking.open_regular", refuse)
    with pytest.raises(FileError, match=r"cannot write .*file: Permission denied") as caught:
        rewrite(tmp_path / "file", upper, 100, what="the file")
    assert str(tmp_path) in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_the_wait_for_another_process_is_told_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being written is named."""
    path = tmp_path / "file"
    monkeypatch.setattr("readlist.files.locking.lock", partial(lock, patience=0))
    with lock(path), pytest.raises(FileError, match="is writing the notes"):
        rewrite(path, upper, 100, what="the notes")


@pytest.mark.parametrize("fails", ["write", "fsync", "rename"])
def test_a_file_that_cannot_be_made_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """A full disk leaves nothing behind, not even an empty file."""

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "file"
    with monkeypatch.context() as patch:
        patch.setattr(os, fails, refuse)
        with pytest.raises(FileError) as caught:
            rewrite(path, upper, 100, what="the file")
    assert "free some space" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []
