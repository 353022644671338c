"""Reading a list from its file."""

from pathlib import Path

from readlist.list_file.document import ListDocument
from readlist.list_file.memory import Memory
from readlist.progress import Tell, untold
from readlist.regular import read_regular

LARGEST = 256 << 20
"""Bytes beyond which a file is taken for something else: a million papers are 230 MB."""


def read_list_bytes(path: Path) -> bytes:
    """Return the file's content.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is not a regular file, too large, or may not be read.
    """
    return read_regular(path, LARGEST, "name the TOML file of your list with --file")


def read_document(path: Path, memory: Memory | None = None) -> ListDocument:
    """Read and parse the list; what the memory knows of it need not be parsed.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It cannot be read, or is no list; with line and column.
    """
    return ListDocument.parse(read_list_bytes(path), path, memory)


def cut_document(path: Path, tell: Tell = untold) -> ListDocument:
    """Read the list without parsing its papers yet; asking for one of them does.

    Args:
        path: The list.
        tell: Told how many papers are parsed, once they are.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It cannot be read, or is no list that this version knows.
    """
    document = ListDocument(read_list_bytes(path), path, tell=tell)
    document.check_markers()
    document.check_schema()
    return document
