"""The download of one PDF: resume it, check that it is whole, put it in place."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError, ReadlistError
from readlist.files import sync_folder
from readlist.regular import load_regular, open_regular
from readlist.text import one_line

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
        """Return the error to raise so that the request is repeated, or fails with this problem."""


class Transport(Protocol):
    """Sends requests politely: `arxiv_api.polite_http.PoliteHttp` does."""

    def exchange(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        receive: Callable[[DownloadReply], _T],
    ) -> _T:
        """Send a request, with fresh headers at each try, and return what `receive` returns."""


# The header may come a little late and the end mark a little early: Adobe's PDF Reference 1.7,
# appendix H, implementation notes 13 and 18, gives both 1024 bytes.
_PDF_HEAD, _PDF_TAIL = 1024, 2048
_CHECKSUM = re.compile(r'"sha256:([0-9a-f]{64})"')
"""arXiv's ETag of a PDF is its checksum."""


def fault_of(path: Path, etag: str) -> str:
    """Return what is wrong with a file that should be a PDF, as a clause; empty if nothing is.

    A checksum settles whether it is whole. Where there is none, the end mark has to be there.
    """
    checksum = _CHECKSUM.fullmatch(etag)
    with os.fdopen(open_regular(path), "rb") as file:
        if b"%PDF-" not in file.read(_PDF_HEAD):
            return "is none"
        if checksum:
            file.seek(0)
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == checksum[1]
            return "" if is_same else "is damaged: its checksum is wrong"
        file.seek(max(0, os.fstat(file.fileno()).st_size - _PDF_TAIL))
        return "" if b"%%EOF" in file.read() else "is cut short"


OnProgress = Callable[[int, int | None], None]
"""Called with the bytes received so far, and the total where the server states it."""

_MOST_PAGE_BYTES = 1 << 20
_LARGEST_NOTE = 1 << 16
_RANGE = re.compile(r"bytes (\d{1,15})-\d+/(?:\d+|\*)")


class NoPdfError(ReadlistError):
    """arXiv offers no PDF of this version; trying again will not change that."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished PDF."""

    path: Path
    size: int
    """In bytes."""
    resumed: int
    """How many of them came from an earlier, interrupted download."""


class Download:
    """One PDF on its way."""

    def __init__(
        self,
        arxiv_id: ArxivId,
        url: str,
        target: Path,
        on_progress: OnProgress | None,
        limit: int,
    ) -> None:
        self.url = url
        self._id = arxiv_id
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._note = target.with_name(target.name + ".part.json")
        self._on_progress = on_progress or (lambda _there, _whole: None)
        self._limit = limit
        self._offset = 0

    def headers(self) -> dict[str, str]:
        """Return headers that ask only for what is missing, if the file is unchanged (If-Range)."""
        # Without compression: ranges and sizes count the bytes of the file itself.
        fields = {"Accept": "application/pdf", "Accept-Encoding": "identity"}
        self._offset, validator = 0, self._validator()
        if validator:
            self._offset = self._part.stat().st_size
            fields |= {"Range": f"bytes={self._offset}-", "If-Range": validator}
        return fields

    def _validator(self) -> str:
        """Return the validator of the file that the part belongs to; empty if there is no part."""
        try:
            note = json.loads(load_regular(self._note, _LARGEST_NOTE))
            validator = note["validator"] if note["url"] == self.url else ""
            is_there = self._part.stat().st_size > 0
        except (OSError, ValueError, TypeError, KeyError):
            return ""
        is_field = isinstance(validator, str) and validator.isascii() and validator.isprintable()
        return validator if is_there and is_field else ""

    def receive(self, reply: DownloadReply) -> PdfFile:
        """Process one answer.

        Raises:
            NoPdfError: It says that there is no PDF.
            ArxivError: It denies access to all papers.
            Exception: ``reply.unusable``: it is worth another try.
        """
        start = self._start(reply)
        whole = _content_length(reply.headers, start)
        if whole and whole > self._limit:
            self._forget()
            raise self._too_large()
        if start == 0:
            self._begin(reply.headers)
        size = self._store(reply, start, whole)
        fault = fault_of(self._part, reply.headers.get("ETag", ""))
        if fault:
            self._forget()
            raise reply.unusable(
                f"arXiv sent a PDF of {self._id} that {fault}",
                self._again("again in a few minutes"),
            )
        self._part.replace(self._target)
        self._note.unlink(missing_ok=True)
        sync_folder(self._target.parent)
        return PdfFile(self._target, size, start)

    def _start(self, reply: DownloadReply) -> int:
        """Return at which byte of the file the body begins."""
        if reply.status in (403, 404, 410):
            page = reply.body(_MOST_PAGE_BYTES).decode("utf-8", "replace")
            raise self._unavailable(reply.status, one_line(page).lower())
        if reply.status == 416:
            self._forget()
            raise reply.unusable(
                f"the part already downloaded of the PDF of {self._id} does not match arXiv's file",
                self._again(),
            )
        if reply.status not in (200, 206):
            raise ArxivError(
                f"arXiv answered {reply.status} for the PDF of {self._id}", self._again("later")
            )
        if "pdf" not in reply.headers.get("Content-Type", "").lower():
            raise reply.unusable(
                f"arXiv sent a web page instead of the PDF of {self._id}",
                self._again("again in a minute: arXiv may still be making it"),
            )
        if reply.status == 200:
            return 0
        found = _RANGE.fullmatch(reply.headers.get("Content-Range", ""))
        if not found or int(found[1]) != self._offset or not self._offset:
            self._forget()
            raise reply.unusable(
                f"arXiv sent the wrong part of the PDF of {self._id}", self._again()
            )
        return self._offset

    def _begin(self, headers: Mapping[str, str]) -> None:
        """Start an empty part, and first note the validator of the server's file."""
        self._forget()
        etag = headers.get("ETag", "")
        is_strong = etag and not etag.startswith("W/")
        validator = etag if is_strong else headers.get("Last-Modified", "")
        self._note.write_text(
            json.dumps({"url": self.url, "validator": validator}), encoding="utf-8"
        )

    def _store(self, reply: DownloadReply, start: int, whole: int | None) -> int:
        """Write the body behind the first `start` bytes of the part; return the part's size."""
        there = start
        with self._part.open("r+b" if start else "wb") as file:
            file.seek(start)
            file.truncate()
            self._on_progress(there, whole)
            for piece in reply.pieces():
                there += len(piece)
                if there > self._limit:
                    self._forget()
                    raise self._too_large()
                file.write(piece)
                self._on_progress(there, whole)
            file.flush()
            os.fsync(file.fileno())
        return there

    def _forget(self) -> None:
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _again(self, when: str = "") -> str:
        return f"readlist fetch --pdf {self._id.base} {when}".strip()

    def _too_large(self) -> NoPdfError:
        return NoPdfError(
            f"the PDF of {self._id} is over {self._limit / (1 << 20):.0f} MB",
            f"download it with a browser: {self._id.pdf_url}",
        )

    def _unavailable(self, status: int, page: str) -> ReadlistError:
        if "withdrawn" in page:
            version = self._id.version or 1
            earlier = ArxivId(self._id.base, version - 1).pdf_url if version > 1 else self._id.url
            return NoPdfError(f"{self._id} was withdrawn and has no PDF", f"see {earlier}")
        if status == 403 and "denied" in page:
            return ArxivError(
                "arXiv denies access to its PDFs (403)",
                "stop for today; the reasons: https://info.arxiv.org/help/robots.html",
            )
        if status == 403:
            return NoPdfError(f"the PDF of {self._id} is not public", f"see {self._id.url}")
        return NoPdfError(f"arXiv has no PDF of {self._id}", f"see {self._id.url}")


def _content_length(headers: Mapping[str, str], start: int) -> int | None:
    length = headers.get("Content-Length", "")
    return start + int(length) if re.fullmatch(r"[0-9]{1,15}", length) else None
