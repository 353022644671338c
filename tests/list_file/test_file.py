"""The life of a change: nothing is lost, whatever happens on the way."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.files import NotDurableError, exchange
from readlist.history import Receipt
from readlist.list_file import ListChange, ListEditor, change_list, file, rewrite_list
from readlist.replacement import Replacement

TEXT = '# mine\n[[paper]]\nid = "2401.00001"\n\n[[paper]]\nid = "2401.00002"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a list."""
    path = tmp_path / "list.toml"
    path.write_text(TEXT)
    return path


class Recorder:
    """Remembers what is recorded, and what is cancelled."""

    def __init__(self) -> None:
        self.changes: list[ListChange] = []
        self.cancelled = 0

    def __call__(self, change: ListChange) -> Receipt:
        """Record a change."""
        self.changes.append(change)

        def cancel() -> None:
            self.cancelled += 1

        return Receipt(len(self.changes), cancel)


def star(editor: ListEditor) -> None:
    """Star the first paper."""
    editor.update("2401.00001", {"star": True})


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait."""
    monkeypatch.setattr(file, "_PAUSE", 0)


def test_a_change_is_recorded_and_made(path: Path) -> None:
    """The new text is on disk, and the record knows both texts."""
    record = Recorder()
    done = change_list(path, star, record)
    assert path.read_text() == TEXT.replace('01"\n', '01"\nstar = true\n', 1)
    assert record.changes[0].after == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (done.change, done.entry) == (record.changes[0], 1)
    assert not record.cancelled


def test_a_change_that_changes_nothing_writes_nothing(path: Path) -> None:
    """Without a difference there is neither a write nor a record."""
    before, record = path.stat(), Recorder()
    done = change_list(path, lambda editor: editor.update("2401.00001", {"star": None}), record)
    assert (done.change, done.entry) == (None, None)
    assert (path.stat().st_mtime_ns, record.changes) == (before.st_mtime_ns, [])


def test_an_editors_save_is_kept_and_the_change_made_on_it(path: Path) -> None:
    """A save between reading and writing stays; the change is applied to what is there now."""
    record = Recorder()

    def slowly(editor: ListEditor) -> None:
        star(editor)
        if not record.changes:
            path.write_text(TEXT.replace("# mine", "# edited meanwhile"))

    change_list(path, slowly, record)
    assert path.read_text().startswith("# edited meanwhile")
    assert "star = true" in path.read_text()
    assert (len(record.changes), record.cancelled) == (2, 1)


def test_an_editor_that_never_stops_saving_is_named(path: Path) -> None:
    """When the file changes again and again the change is given up."""
    count = iter(range(10_000))

    def never(editor: ListEditor) -> None:
        star(editor)
        path.write_text(f"{TEXT}# {next(count)}\n")

    with pytest.raises(FileError, match="again and again"):
        change_list(path, never, Recorder())
    assert "star" not in path.read_text()


def test_a_change_that_breaks_a_list_meanwhile_is_refused(path: Path) -> None:
    """A save that is no TOML stays, and is reported with its line."""

    def breaking(editor: ListEditor) -> None:
        star(editor)
        path.write_text("[[paper]\n")

    with pytest.raises(FileError, match="line 1"):
        change_list(path, breaking, Recorder())
    assert path.read_text() == "[[paper]\n"


def test_a_list_that_is_gone_does_not_come_back(path: Path) -> None:
    """A list deleted in the middle of a change is not written again."""

    def deleting(editor: ListEditor) -> None:
        star(editor)
        path.unlink(missing_ok=True)

    with pytest.raises(FileError, match="has gone"):
        change_list(path, deleting, Recorder())
    assert not path.exists()


def test_without_a_record_there_is_no_change(path: Path) -> None:
    """A history that cannot be written keeps the list as it is."""

    def refuse(_change: ListChange) -> Any:
        raise FileError("full", "")

    with pytest.raises(FileError, match="full"):
        change_list(path, star, refuse)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failed_write_cancels_the_record(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """When the disk refuses, list and history are as before."""
    record = Recorder()

    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(FileError):
            change_list(path, star, record)
    assert path.read_text() == TEXT
    assert record.cancelled == 1
    assert [file.name for file in path.parent.iterdir()] == ["list.toml"]


def test_a_change_that_happened_stays_recorded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the folder's sync fails the change is there, and so is its record."""
    record = Recorder()
    real = os.fsync

    def refuse(descriptor: int) -> None:
        if os.path.isdir(f"/dev/fd/{descriptor}"):  # noqa: PTH112 - of a descriptor
            raise OSError(errno.EIO, "I/O error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotDurableError):
        change_list(path, star, record)
    assert "star = true" in path.read_text()
    assert not record.cancelled


def test_leftovers_are_cleared_and_rescued_texts_named(path: Path) -> None:
    """The next change removes unfinished files and says what it kept."""
    path.with_name(".list.toml.0123abcd.tmp").write_text("half")
    sums = f"{exchange.checksum(b'old')}-{exchange.checksum(b'new')}"
    path.with_name(f".list.toml.0123abcd.{sums}.swap").write_text("an editor's text")
    said: list[str] = []
    change_list(path, star, Recorder(), on_wait=said.append)
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "list.toml",
        "list.toml.rescued-0123abcd",
    ]
    assert "list.toml.rescued-0123abcd holds" in said[0]


def test_there_is_a_pause_between_attempts_and_none_before_the_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor gets two seconds in forty attempts; who finds the list alone does not wait."""
    pauses: list[float] = []
    monkeypatch.setattr(file, "_PAUSE", 0.05)
    monkeypatch.setattr("readlist.list_file.file.time.sleep", pauses.append)
    change_list(path, star, Recorder())
    assert pauses == []
    count = iter(range(10_000))

    def never(editor: ListEditor) -> None:
        editor.update("2401.00002", {"star": True})
        path.write_text(f"{TEXT}# {next(count)}\n")

    with pytest.raises(FileError):
        change_list(path, never, Recorder())
    assert next(count) == 40
    assert pauses == [0.05] * 39


def test_a_record_that_cannot_be_taken_back_hides_no_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What made the change fail is told; the next change settles the record."""

    def cancel() -> None:
        raise FileError("the history is full, too", "")

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileError, match="No space left"):
        change_list(path, star, lambda _change: Receipt(1, cancel))
    assert path.read_text() == TEXT


def test_a_change_that_happened_can_be_undone_and_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only the folder's sync fails, what to do is told with the command that takes it back."""
    real = os.fsync

    def refuse(descriptor: int) -> None:
        if os.path.isdir(f"/dev/fd/{descriptor}"):  # noqa: PTH112 - of a descriptor
            raise OSError(errno.EIO, "I/O error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotDurableError) as caught:
        change_list(path, star, Recorder())
    assert "readlist undo" in caught.value.remedy


def test_other_changes_of_the_text_are_made_in_the_same_way(path: Path) -> None:
    """`rewrite_list` gives what came of it, and records the outcome with the change."""
    recorded: list[tuple[ListChange, str]] = []

    def record(made: ListChange, outcome: str) -> Receipt:
        recorded.append((made, outcome))
        return Receipt(7, lambda: None)

    hunk = Replacement(0, "# mine", "# ours")
    done = rewrite_list(path, lambda _document: ("done", (hunk,)), record)
    assert path.read_text() == TEXT.replace("mine", "ours")
    assert (done.outcome, done.entry, done.change) == ("done", 7, recorded[0][0])
    assert recorded[0][1] == "done"
    assert done.change is not None
    assert done.change.before == hashlib.sha256(TEXT.encode()).hexdigest()
    assert done.change.after == hashlib.sha256(path.read_bytes()).hexdigest()
    nothing = rewrite_list(path, lambda _document: ("none", ()), record)
    assert (nothing.outcome, nothing.change, nothing.entry) == ("none", None, None)
    assert len(recorded) == 1


def test_a_list_that_is_saved_again_and_again_is_not_rewritten(path: Path) -> None:
    """Whatever is made of it, the editor's text stands."""
    count = iter(range(10_000))

    def make(document: Any) -> tuple[None, tuple[Replacement, ...]]:
        path.write_text(f"{TEXT}# {next(count)}\n")
        return None, (Replacement(0, "#", "# #"),)

    with pytest.raises(FileError, match="again and again") as caught:
        rewrite_list(path, make, lambda _change, _outcome: Receipt(1, lambda: None))
    assert "nothing was changed" in caught.value.remedy
    assert path.read_text() == f"{TEXT}# 39\n"


def test_rescued_texts_need_no_listener(path: Path) -> None:
    """Whoever does not listen finds them beside the list all the same."""
    sums = f"{exchange.checksum(b'old')}-{exchange.checksum(b'new')}"
    path.with_name(f".list.toml.0123abcd.{sums}.swap").write_text("an editor's text")
    change_list(path, star, Recorder())
    assert path.with_name("list.toml.rescued-0123abcd").read_text() == "an editor's text"
