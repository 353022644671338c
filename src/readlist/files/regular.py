"""Reading a file, whatever lies at its path."""

import os
import stat
from pathlib import Path

from readlist.errors import FileError


def read_regular(path: Path, largest: int, remedy: str) -> bytes:
    """Return the content of a regular file.

    Args:
        path: The file.
        largest: Bytes beyond which it is taken for something else.
        remedy: What to do when there is something else at the path.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is no regular file, too large, or may not be read.
    """
    try:
        # Not blocking, or a FIFO in the file's place would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(str(path)) from error
    except OSError as error:
        raise FileError(
            f"cannot read {path}: {error.strerror or error}",
            f"check the rights of the file: ls -l {path}",
        ) from error
    try:
        _check(path, os.fstat(descriptor), largest, remedy)
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise FileError(
            f"cannot read {path}: {error.strerror or error}",
            "check the disk, then try again; nothing was changed",
        ) from error
    finally:
        os.close(descriptor)


def _check(path: Path, facts: os.stat_result, largest: int, remedy: str) -> None:
    if not stat.S_ISREG(facts.st_mode):
        kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "not a regular file"
        raise FileError(f"{path} is {kind}", remedy)
    if facts.st_size > largest:
        raise FileError(f"{path} is too large: {facts.st_size >> 20} MB", remedy)
