"""What a download needs of whoever sends its requests, and whether what came is a whole PDF."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from readlist.regular import open_regular

_T = TypeVar("_T")


class DownloadReply(Protocol):
    """An answer whose body has not been read yet."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields, whatever the case of their names."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the body."""

    def body(self, limit: int) -> bytes:
        """Return the whole body."""

    def unusable(self, problem: str, remedy: str) -> Exception:
        """Return what to raise to have the request sent again, or fail with this problem."""


class Transport(Protocol):
    """Sends requests politely: `arxiv_api.session.Http` does."""

    def exchange(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        receive: Callable[[DownloadReply], _T],
    ) -> _T:
        """Send a request, with fresh headers at each try, and return what `receive` returns."""


# The header may come a little late and the end mark a little early: Adobe's PDF Reference 1.7,
# appendix H, implementation notes 13 and 18, gives both 1024 bytes.
_HEAD, _TAIL = 1024, 2048
_CHECKSUM = re.compile(r'"sha256:([0-9a-f]{64})"')
"""arXiv's ETag of a PDF is its checksum."""


def fault_of(path: Path, etag: str) -> str:
    """Return what is wrong with a file that should be a PDF, as a clause; empty if nothing is.

    A checksum settles whether it is whole. Where there is none, the end mark has to be there.
    """
    checksum = _CHECKSUM.fullmatch(etag)
    with os.fdopen(open_regular(path), "rb") as file:
        if b"%PDF-" not in file.read(_HEAD):
            return "is none"
        if checksum:
            file.seek(0)
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == checksum[1]
            return "" if is_same else "is damaged: its checksum is wrong"
        file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
        return "" if b"%%EOF" in file.read() else "is cut short"
