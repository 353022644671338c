"""Whether anybody but readlist has written to the file of the index.

SQLite looks at the shape of its pages, not at what they say: a flipped bit in a title, or in the
tree that leads to a row, is shown as it is. So whoever changes the index notes beside it what the
file looks like afterwards (size, times, inode), and nobody relies on a file that looks otherwise.
The time of the last change of a file cannot be set by programs, so a damage that was written is
always noticed. Against bits that change on the disk by themselves the rows have checksums (`rows`).
"""

import contextlib
import os
from pathlib import Path

from readlist.index.look import take_look
from readlist.regular import load_regular

_LARGEST = 1 << 10


def seal_of(path: Path) -> Path:
    """Return where the look of an index is noted."""
    return path.with_name(f"{path.name}.seal")


def is_sealed(path: Path) -> bool:
    """Whether the index looks as the last change by readlist left it."""
    try:
        return load_regular(seal_of(path), _LARGEST) == take_look(path).mark.encode()
    except OSError:
        return False


def seal(path: Path) -> None:
    """Note what the index looks like; where that fails, it is made again the next time."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.seal")
    with contextlib.suppress(OSError):
        temporary.write_text(take_look(path).mark, encoding="ascii")
        temporary.replace(seal_of(path))
