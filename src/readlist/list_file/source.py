"""Reading the bytes of a list, whatever lies at its path."""

import os
import stat
from pathlib import Path

from readlist.errors import FileError
from readlist.list_file.document import ListDocument

LARGEST = 256 << 20
"""Bytes beyond which a file is taken for something else: a million papers are 230 MB."""


def read_list_bytes(path: Path) -> bytes:
    """Return the file's content.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is no regular file, too large, or may not be read.
    """
    try:
        # Not blocking, or a FIFO in the list's place would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(str(path)) from error
    except OSError as error:
        raise FileError(
            f"cannot read {path}: {error.strerror or error}",
            f"check the rights of the file: ls -l {path}",
        ) from error
    with open(descriptor, "rb") as file:  # noqa: PTH123 - from a descriptor
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "not a regular file"
            raise FileError(f"{path} is {kind}", "name a TOML file with --file")
        if facts.st_size > LARGEST:
            raise FileError(
                f"{path} is too large for a list: {facts.st_size >> 20} MB",
                "name another file with --file",
            )
        try:
            return file.read()
        except OSError as error:
            raise FileError(
                f"cannot read {path}: {error.strerror or error}",
                "check the disk, then try again; nothing was changed",
            ) from error


def read_document(path: Path) -> ListDocument:
    """Read and parse the list.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It cannot be read, or is no list; with line and column.
    """
    return ListDocument.parse(read_list_bytes(path), path)
