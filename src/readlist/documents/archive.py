"""ZIP archives that are documents (Office, OpenDocument, EPUB), opened within limits.

Sizes are checked before unpacking and again during it: a header may claim anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception is named as one

from readlist.errors import ReadlistError

MOST_BYTES = 20_000_000
"""Unpacked size of one member that is read; `ZipFile` stops there, whatever the header claims."""
MOST_OF_ALL = 60_000_000
"""Unpacked size of all members of one document."""
MOST_RATIO = 200
"""Bytes that one packed byte may expand to, above a megabyte: text has 3 to 20."""
MOST_MEMBERS = 2000
"""Members of one document that are read."""
MOST_NAMES = 20_000
"""Members that an archive may have; most are pictures."""
_BROKEN = (BadZipFile, LargeZipFile, ZlibError, KeyError, OSError, RuntimeError, EOFError,
           NotImplementedError, ValueError)  # fmt: skip


class Archive:
    """The members of an opened archive.

    Args:
        packed: Opened.
        what: The document's name in errors: "the Word document".
        remedy: What to do when it is too big.
    """

    def __init__(self, packed: ZipFile, what: str, remedy: str) -> None:
        self._packed, self.what, self._remedy = packed, what, remedy
        self.names = packed.namelist()
        self._known = set(self.names)
        self._bytes = self._members = 0
        if len(self.names) > MOST_NAMES:
            raise ReadlistError(f"{what} has too many parts to read", remedy)

    def __contains__(self, name: str) -> bool:
        """Return whether there is a member of that name."""
        return name in self._known

    def read(self, name: str) -> bytes:
        """Return a member.

        Raises:
            ReadlistError: It, or all that was read, is too big, or the archive is a bomb.
        """
        info = self._packed.getinfo(name)
        if info.file_size > max(1_000_000, MOST_RATIO * info.compress_size):
            raise ReadlistError(f"{self.what} unpacks to far too much data", self._remedy)
        with self._packed.open(info) as member:
            data = member.read(MOST_BYTES + 1)
        self._bytes += len(data)
        self._members += 1
        if len(data) > MOST_BYTES or self._bytes > MOST_OF_ALL or self._members > MOST_MEMBERS:
            raise ReadlistError(f"{self.what} is too big to read", self._remedy)
        return data


@contextmanager
def opened(data: bytes, what: str, again: str) -> Iterator[Archive]:
    """Open an archive; anything broken in it becomes one error.

    Args:
        data: The whole file.
        what: The document's name in errors: "the Word document".
        again: How to save it again: "save it again as .docx".

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            yield Archive(packed, what, "save it as text")
    except _BROKEN:
        raise ReadlistError(f"{what} is broken", again) from None


@lru_cache(maxsize=1)
def described(data: bytes) -> frozenset[str] | None:
    """Return the names in an archive and the type that it declares; None if it is broken."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()[:MOST_NAMES]
            declared = b""
            if "mimetype" in names:
                with packed.open("mimetype") as member:
                    declared = member.read(200)
    except _BROKEN:
        return None
    return frozenset((*names, declared.decode("ascii", "replace").strip()))
