"""Changing a small file of the reader's own, with the care that the list gets."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from readlist.errors import FileError
from readlist.files.atomic import write_atomic
from readlist.files.exchange import ChangedMeanwhileError, clean_leftovers
from readlist.files.locking import lock
from readlist.regular import open_regular, read_regular

_ATTEMPTS = 40
_PAUSE = 0.05
"""Seconds between two attempts; together two seconds, in which any editor has saved."""


def rewrite(
    path: Path,
    change: Callable[[bytes], bytes],
    largest: int,
    *,
    what: str,
    on_wait: Callable[[str], None] | None = None,
) -> None:
    """Change a file, which need not exist, so that no other process or editor loses anything.

    Args:
        path: The file; a symbolic link is written through.
        change: Makes the new content of the old one, which is empty where there is no file;
            called again on what is there now if an editor saved in the meantime.
        largest: Bytes beyond which the file is taken for something else.
        what: What it is, in words.
        on_wait: Told when another process is writing it, and of an editor's text that a crash
            put aside.

    Raises:
        FileError: It cannot be read, locked or written; it is as it was.
    """
    with lock(path, on_wait=on_wait, what=what):
        for rescued in clean_leftovers(path).rescued:
            if on_wait:
                on_wait(f"note: {rescued} holds what another program saved during a crash")
        for _ in range(_ATTEMPTS):
            old = _content(path, largest)
            new = change(old or b"")
            if new == (old or b""):
                return
            try:
                _put(path, new, old)
            except ChangedMeanwhileError:
                time.sleep(_PAUSE)
                continue
            return
    raise FileError(
        f"{path} is being saved by another program again and again",
        "close it there, then try again; nothing was changed",
    )


def _content(path: Path, largest: int) -> bytes | None:
    with contextlib.suppress(FileNotFoundError):
        return read_regular(path, largest, f"move {path} away")
    return None


def _put(path: Path, new: bytes, old: bytes | None) -> None:
    if old is None:
        # An empty one first, or a file that appears in this moment would be replaced unseen.
        target = Path(os.path.realpath(path))
        try:
            os.close(open_regular(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            raise ChangedMeanwhileError from None
        except OSError as error:
            raise FileError(
                f"cannot write {path}: {error.strerror or error}", f"ls -ld {target.parent}"
            ) from error
    write_atomic(path, new, expected=old or b"")
