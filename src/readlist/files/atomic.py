"""Replacing a file so that a crash leaves either the old content or the new, never a mixture."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from readlist.errors import FileError
from readlist.files.exchange import Content, pieces_of, put_in_place

_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF, errno.EISDIR}
"""What systems answer that cannot sync a folder at all, or not one that may not be listed."""


_ACL = "system.posix_acl_access"


class NotDurableError(FileError):
    """The file was replaced, but the system would not confirm that a power cut keeps it so."""

    exit_code = 1


def write_atomic(
    path: Path,
    data: Content | Iterable[bytes],
    *,
    expected: Content | None = None,
    sums: tuple[str, str] | None = None,
) -> None:
    """Replace a file's content; a crash leaves either the old content or the new, never a mixture.

    A temporary file in the same folder, fsync, rename, fsync of the folder. Mode, owner, group and
    access control list are kept where the system lets them, a symbolic link is written through.
    The folder is made if it is missing. A file that its owner write-protected is left alone.

    Args:
        path: The file.
        data: Its new content, in pieces where that is long.
        expected: What it must hold; another program's save is then never overwritten.
        sums: The SHA-256 of `expected` and of `data` in hexadecimal, where they are known.

    Raises:
        ChangedMeanwhileError: It holds something else than `expected`; it was not touched.
        NotDurableError: It was replaced, but that may not survive a power cut.
        FileError: The system refused; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        old = _facts(target)
        try:
            _write_synced(temporary, data, target, old)
            if expected is None:
                os.replace(temporary, target)  # noqa: PTH105 - one system call, as its neighbours
            else:
                placed = data if isinstance(data, (bytes, Sequence)) else tuple(data)
                put_in_place(temporary, target, placed, expected, sums)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - one system call, as its neighbours
    except OSError as error:
        raise FileError(
            f"cannot write {path}: {error.strerror or error}", remedy_for(error, target.parent)
        ) from error
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise NotDurableError(
            f"{path} was changed, but the disk did not confirm it: {error.strerror or error}",
            "check the disk, and the content of the file",
        ) from error


def write_new(path: Path, data: bytes) -> None:
    """Create a file with its whole content, or not at all.

    Args:
        path: The file; its folder is made if it is missing.
        data: Its content.

    Raises:
        FileExistsError: There is one already; it was not touched.
        FileError: The system refused; nothing was left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_synced(temporary, data, path, None)
            _name(temporary, path, data)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - one system call, as its neighbours
        sync_folder(path.parent)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.parent.is_dir():
            raise
        raise FileError(
            f"cannot write {path}: {error.strerror or error}", remedy_for(error, path.parent)
        ) from error


def _name(temporary: Path, path: Path, data: bytes) -> None:
    """Rename a finished file to its final name, unless something already has that name.

    Raises:
        FileExistsError: Something has.
        OSError: The system refused.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the copy under the name itself is made last
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        except OSError:
            path.unlink()
            raise
        finally:
            os.close(descriptor)


def _facts(target: Path) -> os.stat_result | None:
    """Return what is known of the file that will be replaced.

    Raises:
        PermissionError: It is write-protected. A rename would not mind, but its owner would.
    """
    try:
        old = os.stat(target)  # noqa: PTH116 - one system call, as its neighbours
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    return old


def _write_synced(
    temporary: Path, data: Content | Iterable[bytes], target: Path, old: os.stat_result | None
) -> None:
    mode = 0o600 if old else 0o666
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        if old:
            _keep_owner(descriptor, old)
            _keep_rights(descriptor, target, old)
        for piece in pieces_of(data):
            write_all(descriptor, piece)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep_rights(descriptor: int, target: Path, old: os.stat_result) -> None:
    """Give the new file the old one's mode and access control list.

    With such a list, the group's bits of a mode are the most that the list grants anybody, not
    what the group may (acl(5)). Where the list cannot be kept, the group gets nothing: rights are
    never widened.
    """
    mode = stat.S_IMODE(old.st_mode)
    acl = _acl_of(target)
    if acl:
        os.fchmod(descriptor, mode & ~stat.S_IRWXG)
        with contextlib.suppress(OSError):
            os.setxattr(descriptor, _ACL, acl)  # which sets the mode, too
            os.fchmod(descriptor, mode)  # the bits that no list holds
        return
    if hasattr(os, "removexattr"):
        with contextlib.suppress(OSError):  # what the folder gives to every new file
            os.removexattr(descriptor, _ACL)
    os.fchmod(descriptor, mode)


def _acl_of(target: Path) -> bytes:
    """Return the access control list as Linux keeps it; empty where there is none."""
    if not hasattr(os, "getxattr"):
        return b""
    try:
        return os.getxattr(target, _ACL)
    except OSError:
        return b""


def _keep_owner(descriptor: int, old: os.stat_result) -> None:
    """Give the new file the old one's owner and group, or at least its group, where allowed."""
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
        return
    try:
        os.fchown(descriptor, old.st_uid, old.st_gid)
    except OSError:
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, old.st_gid)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write all bytes, even if the system accepts only some of them at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut, where the file system can.

    Raises:
        OSError: It can, but it failed.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def remedy_for(error: OSError, folder: Path) -> str:
    """Return what to do about a failure to write in the folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some space and try again; nothing was changed"
    if error.errno in (errno.ENOLCK, errno.ENOTSUP):
        return "keep it on a file system that can lock files, such as a local disk"
    if error.errno == errno.ENAMETOOLONG:
        return "give it a shorter name"
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return f"make the folder {folder}, or name a list elsewhere with --file"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"ls -la {folder}, and make it writable; nothing was changed"
    return "check the disk and try again; nothing was changed"
