"""Both files of a private list are new or neither is, whatever fails or ends in between."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.files import ChangedMeanwhileError, write_atomic
from readlist.list_file import private_file
from readlist.list_file.file import list_file_at
from readlist.list_file.private import together
from readlist.list_file.private_file import PrivateFile

SHARED = b'schema = 1\n\n[[paper]]\nid = "2401.00001"\n'
NEW_SHARED = SHARED + b'\n[[paper]]\nid = "2401.00002"\n'
OWN = b'schema = 1\n\n[[paper]]\nid = "2401.00001"\nstatus = "reading"\n'
NEW_OWN = b'schema = 1\n\n[[paper]]\nid = "2401.00002"\nstar = true\n'
SUMS = ("", "")


@pytest.fixture
def file(tmp_path: Path) -> PrivateFile:
    """Return both files of a list."""
    found = list_file_at(tmp_path / "shared.toml", tmp_path / "own.toml")
    assert isinstance(found, PrivateFile)
    found.path.write_bytes(SHARED)
    found.own.write_bytes(OWN)
    return found


def told(**changes: Any) -> bytes:
    """Return what stands beside the files while both change."""
    sums = [sha256(raw).hexdigest() for raw in (SHARED, NEW_SHARED)]
    whole = {"shared": sums, "own": sha256(NEW_OWN).hexdigest(), "text": NEW_OWN.decode()}
    return json.dumps(whole | changes).encode()


def contents(file: PrivateFile) -> tuple[bytes, bytes]:
    """Return both files; nothing else lies beside them."""
    names = {one.name for one in file.path.parent.iterdir()}
    assert names <= {"shared.toml", "own.toml"}
    return file.path.read_bytes(), file.own.read_bytes() if file.own.exists() else b""


def test_a_kill_before_the_shared_file_leaves_both_old(file: PrivateFile) -> None:
    """Nothing was replaced: the change never was."""
    file._pending.write_bytes(told())
    assert file.read() == together(SHARED, OWN)
    assert contents(file) == (SHARED, OWN)


def test_a_kill_between_the_files_is_ended(file: PrivateFile) -> None:
    """The shared file is new, and so becomes the other."""
    file._pending.write_bytes(told())
    file.path.write_bytes(NEW_SHARED)
    assert file.read() == together(NEW_SHARED, NEW_OWN)
    assert contents(file) == (NEW_SHARED, NEW_OWN)


@pytest.mark.parametrize("shared", [SHARED, NEW_SHARED, b"# by hand\n" + NEW_SHARED])
def test_a_kill_after_both_files_changes_nothing(file: PrivateFile, shared: bytes) -> None:
    """The reader's file holds what it is to hold, however the shared one was edited since."""
    file._pending.write_bytes(told())
    file.path.write_bytes(shared)
    file.own.write_bytes(NEW_OWN)
    assert file.read() == together(shared, NEW_OWN)
    assert contents(file) == (shared, NEW_OWN)


def test_where_the_shared_file_was_edited_since_nothing_goes_missing(file: PrivateFile) -> None:
    """Entries of both states are there, each once, and the present ones as they are."""
    both = b'\n[[paper]]\nid = "2401.00001"\nstatus = "read"\n'
    text = NEW_OWN + both
    file._pending.write_bytes(told(text=text.decode(), own=sha256(text).hexdigest()))
    file.path.write_bytes(b"# by hand\n" + NEW_SHARED)
    file.read()
    own = contents(file)[1]
    assert own.startswith(OWN)
    assert own.count(b"[[paper]]") == 2
    assert own.count(b'id = "2401.00002"\nstar = true\n') == 1
    assert b'"read"' not in own


@pytest.mark.parametrize("cut", [b"", b"{", b"[]", b'{"shared": []}', told()[:-9]])
def test_what_was_cut_short_counts_for_nothing(file: PrivateFile, cut: bytes) -> None:
    """It was being written when the run ended: nothing was replaced yet."""
    file._pending.write_bytes(cut)
    assert file.read() == together(SHARED, OWN)
    assert contents(file) == (SHARED, OWN)


def write(file: PrivateFile, shared: bytes, own: bytes) -> None:
    """Write both files, where they were read as they are at the beginning."""
    file.write(file.document(together(SHARED, OWN)), together(shared, own), SUMS)


def test_only_what_changed_is_replaced(file: PrivateFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file, the other, or both; what says nothing any more is deleted."""
    written: list[str] = []

    def noted(path: Path, *args: Any, **others: Any) -> None:
        written.append(path.name)
        write_atomic(path, *args, **others)

    monkeypatch.setattr(private_file, "write_atomic", noted)
    for shared, own, names in (
        (NEW_SHARED, OWN, ["shared.toml"]),
        (SHARED, NEW_OWN, ["own.toml"]),
        (NEW_SHARED, NEW_OWN, [".own.toml.pending", "shared.toml", "own.toml"]),
        (SHARED, b"", []),
        (NEW_SHARED, b"", [".own.toml.pending", "shared.toml"]),
    ):
        file.path.write_bytes(SHARED)
        file.own.write_bytes(OWN)
        written.clear()
        write(file, shared, own)
        assert contents(file) == (shared, own)
        assert written == names
        assert file.own.exists() == bool(own)


@pytest.mark.parametrize("failing", [".own.toml.pending", "shared.toml", "own.toml"])
@pytest.mark.parametrize("error", [FileError("no space left"), ChangedMeanwhileError()])
def test_if_one_cannot_be_replaced_neither_is(
    file: PrivateFile, monkeypatch: pytest.MonkeyPatch, failing: str, error: Exception
) -> None:
    """The first one goes back to what it was, and nothing waits for the next run."""

    def full(path: Path, *args: Any, **others: Any) -> None:
        if path.name == failing:
            raise error
        write_atomic(path, *args, **others)

    monkeypatch.setattr(private_file, "write_atomic", full)
    with pytest.raises(type(error)):
        write(file, NEW_SHARED, NEW_OWN)
    assert contents(file) == (SHARED, OWN)


@pytest.mark.parametrize("shared", [SHARED, NEW_SHARED])
@pytest.mark.parametrize("own", [NEW_OWN, b""])
def test_what_an_editor_saved_in_the_readers_file_stays(
    file: PrivateFile, shared: bytes, own: bytes
) -> None:
    """Neither file is replaced, nor deleted."""
    mine = OWN + b"# mine\n"
    file.own.write_bytes(mine)
    with pytest.raises(ChangedMeanwhileError):
        write(file, shared, own)
    assert contents(file) == (SHARED, mine)
