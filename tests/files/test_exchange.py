"""Never overwriting what another program saves at the same moment."""

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import cast

import pytest

from readlist.errors import FileError
from readlist.files import ChangedMeanwhileError, clean_leftovers, exchange, write_atomic

needs_exchange = pytest.mark.skipif(
    exchange._renameat2() is None, reason="this system cannot exchange two names"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a file that holds "old"."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def at_exchange(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let editors save right before the first, second ... exchange: after all looks at the file."""
    real = exchange.exchange

    def plan(*saves: Callable[[], None]) -> None:
        waiting: Iterator[Callable[[], None]] = iter(saves)

        def late(one: Path, other: Path) -> bool:
            next(waiting, lambda: None)()
            return real(one, other)

        monkeypatch.setattr(exchange, "exchange", late)

    return plan


def save_by_rename(path: Path, data: bytes) -> None:
    """Save as careful editors do."""
    other = path.with_name("editor.tmp")
    other.write_bytes(data)
    other.replace(path)


def knows_leases(folder: Path) -> bool:
    """Return whether the file system tells who has a file open for writing."""
    if sys.platform != "linux":
        return False
    with (folder / "lease").open("w+b") as file, (folder / "lease").open("rb") as reading:
        os.unlink(file.name)  # noqa: PTH108 - of an open file
        try:
            fcntl.fcntl(reading, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            return error.errno == errno.EAGAIN  # it is open for writing, as it says
    return False


def only(path: Path) -> list[str]:
    """Return the names beside and of the file."""
    return sorted(found.name for found in path.parent.iterdir())


@needs_exchange
@pytest.mark.parametrize("known", [True, False])
def test_names_tell_what_may_be_thrown_away(
    path: Path, at_exchange: Callable[..., None], *, known: bool
) -> None:
    """The name of the file under way holds the checksums of the old and the new content."""
    seen: list[str] = []
    at_exchange(lambda: seen.extend(only(path)))
    sums = tuple(hashlib.sha256(data).hexdigest() for data in (b"old", b"new"))
    write_atomic(path, b"new", expected=b"old", sums=(sums[0], sums[1]) if known else None)
    (name,) = (name for name in seen if name != "list.toml")
    assert f".{sums[0][:16]}-{sums[1][:16]}." in name


def test_the_expected_content_is_replaced(path: Path) -> None:
    """A file that holds what was read is replaced, and nothing is left beside it."""
    write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert only(path) == ["list.toml"]


def test_a_save_before_the_last_look_is_seen(path: Path) -> None:
    """A file that holds something else is left alone."""
    save_by_rename(path, b"mine")
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"mine"
    assert only(path) == ["list.toml"]


@needs_exchange
@pytest.mark.parametrize("save", [save_by_rename, Path.write_bytes])
def test_a_save_after_the_last_look_comes_back(
    path: Path,
    at_exchange: Callable[..., None],
    save: Callable[[Path, bytes], None],
) -> None:
    """Even a save right before the exchange wins, by rename or in place."""
    at_exchange(lambda: save(path, b"mine"))
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"mine"
    assert only(path) == ["list.toml"]


@needs_exchange
def test_of_several_saves_the_last_one_wins(path: Path, at_exchange: Callable[..., None]) -> None:
    """Saves between our steps are never undone by an earlier one coming back."""
    at_exchange(*(lambda n=n: save_by_rename(path, b"mine %d" % n) for n in (1, 2, 3)))
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"mine 3"
    assert only(path) == ["list.toml"]


@needs_exchange
def test_an_editor_that_is_still_writing_is_waited_for(path: Path) -> None:
    """A file that is open for writing is not replaced: what follows would be written to nowhere."""
    with path.open("r+b") as editor:
        if not knows_leases(path.parent):
            pytest.skip("this file system knows no leases")
        with pytest.raises(ChangedMeanwhileError):
            write_atomic(path, b"new", expected=b"old")
        editor.write(b"mine")
    assert path.read_bytes() == b"mine"


@needs_exchange
def test_an_editor_that_opened_the_file_at_the_last_moment_keeps_it(
    path: Path, at_exchange: Callable[..., None]
) -> None:
    """An editor that opens the file between look and exchange writes to the file in sight."""
    editors = []
    at_exchange(lambda: editors.append(path.open("r+b")))
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    with editors[0] as editor:
        editor.write(b"mine")
    assert path.read_bytes() == b"mine"
    assert only(path) == ["list.toml"]


def test_readers_are_no_writers(path: Path) -> None:
    """A program that only reads the file does not stand in the way."""
    with path.open("rb"):
        write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_without_exchange_the_last_look_comes_right_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where names cannot be exchanged the file is replaced, unless it changed before."""
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"newer", expected=b"old")
    assert path.read_bytes() == b"new"
    assert only(path) == ["list.toml"]


@needs_exchange
def test_an_exchange_that_fails_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the exchange itself is an error, and nothing happened."""

    def fail(*_: object) -> bool:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(exchange, "exchange", fail)
    with pytest.raises(FileError):
        write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"old"
    assert only(path) == ["list.toml"]


def test_a_file_that_is_gone_is_not_replaced(path: Path) -> None:
    """A file that was deleted since it was read does not come back."""
    path.unlink()
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    assert only(path) == []


class KilledError(BaseException):
    """Stands for a kill at some point."""


@needs_exchange
@pytest.mark.parametrize("saved", [False, True])
def test_a_kill_after_the_exchange_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, saved: bool
) -> None:
    """The next run throws the old list away, but keeps an editor's text that stood in its place."""
    real = exchange.exchange

    def killed(one: Path, other: Path) -> bool:
        if saved:
            save_by_rename(path, b"mine")
        real(one, other)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "exchange", killed)
        with pytest.raises(KilledError):
            write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert len(only(path)) == 2
    left = clean_leftovers(path)
    assert [found.read_bytes() for found in left.rescued] == ([b"mine"] if saved else [])
    assert len(left.removed) == (not saved)
    assert len(only(path)) == 1 + saved


def test_descriptors_are_closed(path: Path) -> None:
    """A hundred changes leave no descriptor open."""
    open_before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(100):
        data = path.read_bytes()
        write_atomic(path, data + b"x", expected=data)
    assert len(list(Path("/dev/fd").iterdir())) == open_before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot exchange two names")
def test_on_linux_names_are_exchanged(path: Path) -> None:
    """The C library has the call, so that no test of it is left out in silence."""
    other = path.with_name("other")
    other.write_bytes(b"other")
    assert hasattr(ctypes.CDLL(None), "renameat2")
    assert exchange._renameat2() is not None
    if not exchange.exchange(path, other):
        pytest.skip("this file system cannot")
    assert (path.read_bytes(), other.read_bytes()) == (b"other", b"old")


def test_a_file_that_nobody_writes_is_free(path: Path) -> None:
    """Looking whether it is written does not make it so, and costs no descriptor."""
    before = len(list(Path("/dev/fd").iterdir()))
    assert not any(exchange._is_being_written(path) for _ in range(10))
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_an_editor_that_opens_the_file_while_it_is_looked_at_harms_nobody(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel tells of it by a signal, which is one that ends no process."""
    if not knows_leases(path.parent):
        pytest.skip("this file system knows no leases")
    real = fcntl.fcntl
    tried: list[int] = []

    def followed(descriptor: int, command: int, argument: int = 0) -> int:
        result = real(descriptor, command, argument)
        if command == fcntl.F_SETLEASE:
            with contextlib.suppress(BlockingIOError):
                os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
            tried.append(command)
        return result

    monkeypatch.setattr(fcntl, "fcntl", followed)
    assert not exchange._is_being_written(path)
    assert tried == [fcntl.F_SETLEASE]


@needs_exchange
def test_an_editor_that_saves_without_end_loses_nothing(
    path: Path, at_exchange: Callable[..., None]
) -> None:
    """After twenty saves in a row what is displaced stays beside, and the next run shows it."""
    count = iter(range(1000))
    at_exchange(*[lambda: save_by_rename(path, b"mine %d" % next(count))] * 1000)
    with pytest.raises(ChangedMeanwhileError):
        write_atomic(path, b"new", expected=b"old")
    assert next(count) == 21
    assert path.read_bytes() == b"mine 19"
    (rescued,) = clean_leftovers(path).rescued
    assert rescued.read_bytes() == b"mine 20"


@needs_exchange
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])
def test_a_file_system_that_cannot_exchange_is_no_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The call says so, and the file is replaced by a rename."""

    def refuse(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(exchange, "_renameat2", lambda: refuse)
    assert not exchange.exchange(path, path)
    write_atomic(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"


@needs_exchange
def test_a_file_system_that_fails_to_exchange_is_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing disk is told from one that cannot exchange names."""

    def refuse(*_: object) -> int:
        ctypes.set_errno(errno.EIO)
        return -1

    monkeypatch.setattr(exchange, "_renameat2", lambda: refuse)
    with pytest.raises(OSError, match="Input/output"):
        exchange.exchange(path, path)


@needs_exchange
def test_what_cannot_be_read_goes_back_unjudged(
    path: Path, at_exchange: Callable[..., None]
) -> None:
    """What took the place of the list at the last moment, and is no file, stands there again."""

    def planted() -> None:
        path.unlink()
        path.mkdir()

    at_exchange(planted)
    with pytest.raises(FileError, match="folder"):
        write_atomic(path, b"new", expected=b"old")
    assert path.is_dir()
    assert only(path) == ["list.toml"]


class Drops:
    """A file that gives a byte or two at a time, as slow file systems may."""

    def __init__(self, data: bytes) -> None:
        self.left = data
        self.asked: list[int] = []

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        self.asked.append(size)
        given, self.left = self.left[: min(size, 2)], self.left[min(size, 2) :]
        return given


def test_a_file_that_comes_in_drops_is_compared_whole() -> None:
    """As many bytes as are wanted are read, and none of the next piece."""
    file = Drops(b"0123456789")
    assert exchange._read(cast("FileIO", file), 5) == b"01234"
    assert file.asked == [5, 3, 1]
    assert exchange._read(cast("FileIO", file), 9) == b"56789"
