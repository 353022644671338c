"""Replacing a file whole or not at all."""

import errno
import os
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.files import NotDurableError, write_atomic, write_new
from readlist.files.atomic import remedy_for

CALLS = ("open", "write", "fsync", "replace", "rename")


def failing(
    monkeypatch: pytest.MonkeyPatch, name: str, number: int, when: Callable[..., bool] | None = None
) -> None:
    """Let a system call fail, where the condition on its arguments holds."""
    real = getattr(os, name)

    def fail(*args: Any, **kwargs: Any) -> Any:
        if when is None or when(*args, **kwargs):
            raise OSError(number, os.strerror(number))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, fail)


def names(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    """A new file and its missing folders are made; nothing else is left."""
    path = tmp_path / "a" / "b" / "list.toml"
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["list.toml"]


def test_the_mode_is_kept(tmp_path: Path) -> None:
    """A private file stays private, and one for the group stays for the group."""
    path = tmp_path / "list.toml"
    for mode in (0o600, 0o664):
        path.write_bytes(b"old")
        path.chmod(mode)
        write_atomic(path, b"new")
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_private_file_is_never_open_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The temporary file is private before a byte of a private list is in it."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    modes = []
    real = os.open

    def spy(name: Any, flags: int, mode: int = 0o777) -> int:
        descriptor = real(name, flags, mode)
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", spy)
    write_atomic(path, b"new")
    assert modes[0] == 0o600


def test_a_symbolic_link_is_written_through(tmp_path: Path) -> None:
    """The link stays a link, also to a file that is not there yet."""
    target, link = tmp_path / "dotfiles" / "list.toml", tmp_path / "list.toml"
    link.symlink_to(target)
    for data in (b"one", b"two"):
        write_atomic(link, data)
        assert link.is_symlink()
        assert target.read_bytes() == data


def test_a_write_protected_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that its owner protected is not replaced, although the folder would allow it."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    # The administrator may write everywhere, so the answer is given in the system's place.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="write-protected"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["list.toml"]


@pytest.mark.parametrize("expected", [None, b"old"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", CALLS)
def test_a_failing_system_call_leaves_the_old_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    expected: bytes | None,
) -> None:
    """Whatever call fails: the old file is whole, nothing is left, one error says so."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    used = "rename" if expected else "replace"
    if call in ("replace", "rename") and call != used:
        return
    with monkeypatch.context() as patch:
        writing = {"open": lambda _path, flags, *_: bool(flags & os.O_CREAT)}
        failing(patch, call, number, writing.get(call))
        with pytest.raises(FileError) as caught:
            write_atomic(path, b"new", expected=expected)
    assert not isinstance(caught.value, NotDurableError)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["list.toml"]
    assert "nothing was changed" in caught.value.remedy


def test_a_full_disk_is_named_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy against a full disk is to free space."""
    failing(monkeypatch, "write", errno.ENOSPC)
    with pytest.raises(FileError, match="No space left") as caught:
        write_atomic(tmp_path / "list.toml", b"new")
    assert "free some space" in caught.value.remedy


@pytest.mark.parametrize("piece", [1, 3])
def test_short_writes_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    """A system that takes a few bytes at a time gets all of them."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:piece]))
    write_atomic(tmp_path / "list.toml", b"0123456789")
    assert (tmp_path / "list.toml").read_bytes() == b"0123456789"


def test_a_folder_that_fails_to_sync_is_told_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only the last sync fails, the error says that the file was changed."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    failing(monkeypatch, "fsync", errno.EIO, lambda fd: stat.S_ISDIR(os.fstat(fd).st_mode))
    with pytest.raises(NotDurableError, match="was changed, but the disk did not confirm"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_folders_that_cannot_be_synced_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that knows no sync of folders is accepted."""
    failing(monkeypatch, "fsync", errno.EINVAL, lambda fd: stat.S_ISDIR(os.fstat(fd).st_mode))
    write_atomic(tmp_path / "list.toml", b"new")
    assert (tmp_path / "list.toml").read_bytes() == b"new"


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    """A folder is not replaced by a file."""
    (tmp_path / "list.toml").mkdir()
    with pytest.raises(FileError):
        write_atomic(tmp_path / "list.toml", b"new")
    assert names(tmp_path) == ["list.toml"]


def test_a_name_that_leaves_no_room_is_named(tmp_path: Path) -> None:
    """A file name too long for a temporary neighbour gives a remedy that helps."""
    with pytest.raises(FileError) as caught:
        write_atomic(tmp_path / ("x" * 250), b"new")
    assert "shorter name" in caught.value.remedy


def test_everything_is_synced_before_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes are on disk before the name points to them, and the name after that."""
    log: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)

        def spy(*args: Any, _name: str = name, _real: Any = real) -> Any:
            log.append(_name)
            return _real(*args)

        monkeypatch.setattr(os, name, spy)
    write_atomic(tmp_path / "list.toml", b"new")
    assert log == ["write", "fsync", "replace", "fsync"]


def _acl(*entries: tuple[int, int, int]) -> bytes:
    """Return an access control list as Linux keeps it: tag, rights and number of each entry.

    https://github.com/torvalds/linux/blob/master/include/uapi/linux/posix_acl_xattr.h
    """
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


_NOBODY = 0xFFFFFFFF
_ACL = _acl((1, 6, _NOBODY), (2, 6, 12345), (4, 4, _NOBODY), (16, 6, _NOBODY), (32, 4, _NOBODY))
"""The owner and user 12345 may read and write, the group and others may read."""
_NAME = "system.posix_acl_access"


@pytest.fixture
def with_acl(tmp_path: Path) -> Path:
    """Return a file with an access control list."""
    path = tmp_path / "list"
    path.write_bytes(b"old")
    path.chmod(0o644)
    try:
        os.setxattr(path, _NAME, _ACL)
    except (OSError, AttributeError):
        pytest.skip("no access control lists here")
    return path


def test_an_access_control_list_is_kept(with_acl: Path) -> None:
    """Whoever could read or write the file can do so afterwards, and nobody else."""
    write_atomic(with_acl, b"new", expected=b"old")
    assert with_acl.read_bytes() == b"new"
    assert os.getxattr(with_acl, _NAME) == _ACL


def test_without_its_list_the_group_gets_nothing(
    with_acl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group's bits of such a mode are the most that anybody has, not what the group has."""

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr("readlist.files.atomic.os.setxattr", refuse)
    write_atomic(with_acl, b"new", expected=b"old")
    assert with_acl.stat().st_mode & 0o777 == 0o604


def test_the_folders_default_rights_do_not_widen_a_files(with_acl: Path) -> None:
    """A file without an access control list gets none from its folder."""
    with_acl.unlink()
    os.setxattr(with_acl.parent, "system.posix_acl_default", _ACL)
    with_acl.write_bytes(b"old")
    os.removexattr(with_acl, _NAME)
    with_acl.chmod(0o640)
    write_atomic(with_acl, b"new", expected=b"old")
    assert with_acl.stat().st_mode & 0o777 == 0o640
    with pytest.raises(OSError, match="No data"):
        os.getxattr(with_acl, _NAME)


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    """What is there stays, and nothing is left behind; the folder is made."""
    path = tmp_path / "new" / "file.pdf"
    write_new(path, b"one")
    with pytest.raises(FileExistsError):
        write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_is_written_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems without them get it under its own name, never over another."""

    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "file.pdf"
    write_new(path, b"one")
    with pytest.raises(FileExistsError):
        write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_under_the_name_itself_is_synced_or_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are no links: on the disk before it counts, and nothing of it if that fails."""
    failing(monkeypatch, "link", errno.EPERM)
    real, fail, opened = os.fsync, [False], []

    def sync(descriptor: int) -> None:
        opened.append((descriptor, os.fstat(descriptor).st_size))
        if fail[0] and len(opened) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    path = tmp_path / "file.pdf"
    write_new(path, b"one")
    assert [size for _, size in opened[:2]] == [3, 3]  # the copy before, and the file itself
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(opened[1][0])
    path.unlink()
    opened.clear()
    fail[0] = True
    with pytest.raises(FileError, match="cannot write"):
        write_new(path, b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """In words; nothing is left behind."""
    (tmp_path / "folder").write_text("in the way")
    with pytest.raises(FileError, match="cannot write"):
        write_new(tmp_path / "folder" / "file.pdf", b"one")


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    """Those that the reader gives to new files."""
    mask = os.umask(0o002)
    try:
        write_atomic(tmp_path / "list.toml", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "list.toml").stat().st_mode) == 0o664


@pytest.fixture
def of_another(tmp_path: Path) -> Path:
    """Return a file of another owner and group."""
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    try:
        os.chown(path, 12345, 12346)
    except PermissionError:
        pytest.skip("only the administrator can give files away")
    return path


def test_owner_and_group_are_kept(of_another: Path) -> None:
    """A list that the administrator changes stays its owner's."""
    write_atomic(of_another, b"new")
    assert (of_another.stat().st_uid, of_another.stat().st_gid) == (12345, 12346)


def test_the_group_is_kept_where_the_owner_cannot_be(
    of_another: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member of the group changes a shared list: it stays the group's."""
    real = os.fchown

    def refuse(descriptor: int, user: int, group: int) -> None:
        if user != -1:
            raise PermissionError(errno.EPERM, "not permitted")
        real(descriptor, user, group)

    monkeypatch.setattr(os, "fchown", refuse)
    write_atomic(of_another, b"new")
    assert (of_another.stat().st_uid, of_another.stat().st_gid) == (os.geteuid(), 12346)


def test_ones_own_file_is_not_given_to_oneself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems without owners refuse that, and there is nothing to do."""
    asked: list[Any] = []
    monkeypatch.setattr(os, "fchown", lambda *args: asked.append(args))
    path = tmp_path / "list.toml"
    for data in (b"one", b"two"):
        write_atomic(path, data)
    assert asked == []


def test_a_change_that_may_not_last_is_a_partial_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its exit code is that of what was done in part, not that of a list which is broken."""
    failing(monkeypatch, "fsync", errno.EIO, lambda fd: stat.S_ISDIR(os.fstat(fd).st_mode))
    with pytest.raises(NotDurableError) as caught:
        write_atomic(tmp_path / "list.toml", b"new")
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "free some space"),
        (errno.ENOLCK, "local disk"),
        (errno.ENOTSUP, "local disk"),
        (errno.ENAMETOOLONG, "shorter name"),
        (errno.ENOENT, "make the folder /lists"),
        (errno.ENOTDIR, "make the folder /lists"),
        (errno.EEXIST, "make the folder /lists"),
        (errno.EACCES, "ls -la /lists"),
        (errno.EPERM, "ls -la /lists"),
        (errno.EROFS, "ls -la /lists"),
        (errno.EIO, "check the disk"),
    ],
)
def test_each_failure_has_its_remedy(number: int, remedy: str) -> None:
    """What to do fits what the system said."""
    assert remedy in remedy_for(OSError(number, os.strerror(number)), Path("/lists"))
