"""The lock: one at a time, never held by the dead."""

import contextlib
import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.files import lock

HOLD = """
import sys
from pathlib import Path
from readlist.files import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_is_gone_after_use(tmp_path: Path) -> None:
    """The lock's file exists only while it is held; an exception gives it back too."""
    path = tmp_path / "list.toml"
    with lock(path):
        assert (tmp_path / ".list.toml.lock").read_text() == str(os.getpid())
    with contextlib.suppress(KeyError), lock(path):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_the_second_one_waits_says_for_whom_and_gives_up(tmp_path: Path) -> None:
    """The wait names the other process, and ends with an error after the stated time."""
    path = tmp_path / "list.toml"
    said: list[str] = []
    slept: list[float] = []
    with (
        holder(path) as process,
        pytest.raises(FileError) as caught,
        lock(path, patience=3, on_wait=said.append, sleep=slept.append),
    ):
        pass
    assert f"another readlist (process {process.pid}) is writing the list" in caught.value.problem
    assert "waited 3 s" in caught.value.problem
    assert said == [
        f"waiting for another readlist (process {process.pid}) to finish writing the list …"
    ]
    assert 2.9 < sum(slept) < 3.1


def test_a_killed_holder_blocks_nobody(tmp_path: Path) -> None:
    """After kill -9 the lock's file is still there, and the lock is free."""
    path = tmp_path / "list.toml"
    process = holder(path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / ".list.toml.lock").exists()
    with lock(path, patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_released_meanwhile_is_taken(tmp_path: Path) -> None:
    """Who waits gets the lock as soon as it is free, also when its file was removed."""
    path = tmp_path / "list.toml"
    process = holder(path)

    def release(_seconds: float) -> None:
        process.communicate()

    with lock(path, patience=5, sleep=release):
        assert (tmp_path / ".list.toml.lock").exists()


def test_two_lists_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """Each list has its own lock; a link and its target share one."""
    path, link = tmp_path / "list.toml", tmp_path / "link.toml"
    link.symlink_to(path)
    with lock(path), lock(tmp_path / "other.toml", patience=0):
        again = lock(link, patience=0)
        with pytest.raises(FileError):
            again.__enter__()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where nothing can be locked nothing is written, and the error says where to go."""

    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(FileError, match="cannot lock") as caught, lock(tmp_path / "list.toml"):
        pass
    assert "local disk" in caught.value.remedy


def test_a_full_disk_does_not_keep_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock works without the process number in it."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", refuse)
    with lock(tmp_path / "list.toml"):
        pass


def test_a_lock_through_a_link_is_refused(tmp_path: Path) -> None:
    """A link planted in the lock's place is not followed."""
    (tmp_path / "victim").write_text("precious")
    (tmp_path / ".list.toml.lock").symlink_to(tmp_path / "victim")
    with pytest.raises(FileError), lock(tmp_path / "list.toml", patience=0):
        pass
    assert (tmp_path / "victim").read_text() == "precious"


def test_who_does_not_wait_is_told_at_once(tmp_path: Path) -> None:
    """Without patience there is no pause, and nobody is told to wait."""
    path = tmp_path / "list.toml"
    heard: list[Any] = []
    with (
        lock(path),
        pytest.raises(FileError, match="waited 0 s"),
        lock(path, patience=0, on_wait=heard.append, sleep=heard.append),
    ):
        pass
    assert heard == []


def test_a_wait_is_told_after_a_second_and_once(tmp_path: Path) -> None:
    """Short waits are nobody's business; who asks to hear of none hears of none."""
    path = tmp_path / "list.toml"
    slept: list[float] = []
    told_at: list[float] = []
    with (
        lock(path),
        pytest.raises(FileError),
        lock(path, patience=2, sleep=slept.append, on_wait=lambda _: told_at.append(sum(slept))),
    ):
        pass
    assert len(told_at) == 1
    assert 0.99 < told_at[0] < 1.03
    with lock(path), pytest.raises(FileError), lock(path, patience=2, sleep=slept.append):
        pass


def test_a_lock_names_nobody_but_its_holder(tmp_path: Path) -> None:
    """What a killed process with a longer number wrote there is gone."""
    file = tmp_path / ".list.toml.lock"
    file.write_text("12345678901234567890")
    with lock(tmp_path / "list.toml"):
        assert file.read_text() == str(os.getpid())


def test_whoever_shares_the_folder_may_lock(tmp_path: Path) -> None:
    """The lock's file has the rights that the reader gives to new files."""
    mask = os.umask(0o002)
    try:
        with lock(tmp_path / "list.toml"):
            assert stat.S_IMODE((tmp_path / ".list.toml.lock").stat().st_mode) == 0o664
    finally:
        os.umask(mask)


@pytest.mark.parametrize("content", ["", "nobody", "9" * 5000])
def test_a_lock_without_a_readable_number_names_no_process(tmp_path: Path, content: str) -> None:
    """The wait is told all the same."""
    path = tmp_path / "list.toml"
    with lock(path):
        (tmp_path / ".list.toml.lock").write_text(content)
        with (
            pytest.raises(FileError, match=r"another readlist is writing the notes; waited"),
            lock(path, patience=0, what="the notes"),
        ):
            pass


def test_locks_leave_no_descriptor_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken, waited for or refused."""
    path, real = tmp_path / "list.toml", fcntl.flock

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    before = len(list(Path("/dev/fd").iterdir()))
    for number in range(5):
        with lock(path), contextlib.suppress(FileError), lock(path, patience=0):
            pass
        monkeypatch.setattr(fcntl, "flock", refuse if number % 2 else real)
        with contextlib.suppress(FileError), lock(path):
            pass
        monkeypatch.setattr(fcntl, "flock", real)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_the_folder_of_a_new_list_is_made(tmp_path: Path) -> None:
    """A lock for a list that is about to be made needs no folder before it."""
    with lock(tmp_path / "new" / "folder" / "list.toml"):
        assert (tmp_path / "new" / "folder" / ".list.toml.lock").exists()


def test_the_lock_names_its_holder_and_nobody_else(tmp_path: Path) -> None:
    """What a killed process with a longer number wrote there is gone."""
    path = tmp_path / "list.toml"
    (tmp_path / ".list.toml.lock").write_text("99999999999999")
    with lock(path):
        assert (tmp_path / ".list.toml.lock").read_text() == str(os.getpid())


def test_a_lock_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    """As the system says it, without the number that it gives to the fault."""
    (tmp_path / "folder").write_text("in the way")
    path = tmp_path / "folder" / "list.toml"
    with pytest.raises(FileError) as caught, lock(path):
        pass
    assert caught.value.problem == f"cannot lock {path}: {os.strerror(errno.EEXIST)}"
