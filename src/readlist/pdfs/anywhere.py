"""PDFs from any address: taken whole, or refused with a reason. Others judge which paper it is."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from readlist.http.web import Web
from readlist.pdfs.downloading import DownloadReply, NoPdfError, OnProgress, fault_of
from readlist.regular import open_regular

_ACCEPT = "application/pdf, application/octet-stream;q=0.5"
_HEAD = 1024
_BY_HAND = "open it in a browser, and readlist add FILE.pdf"


def take(
    web: Web, address: str, target: Path, on_progress: OnProgress | None = None, *, limit: int
) -> int:
    """Download an address to a file if it gives a whole PDF; return its size in bytes.

    Args:
        web: Paces, bounds and repeats the requests.
        address: Where the PDF should be.
        target: The file to replace; its folder is made. It is removed if there is no PDF.
        on_progress: Called after each piece.
        limit: The most bytes to accept.

    Raises:
        NoPdfError: There is no file, or it is a web page, incomplete or too large.
        ServiceError: The address could not be asked.
        FileError: What paces the requests cannot be written.
        OSError: The file cannot be written.
    """
    host = urlsplit(address).hostname or address
    target.parent.mkdir(parents=True, exist_ok=True)

    def receive(reply: DownloadReply) -> int:
        if reply.status != 200:
            raise NoPdfError(f"there is no PDF at {host} ({reply.status})", _BY_HAND)
        length = reply.headers.get("Content-Length", "")
        whole = int(length) if re.fullmatch(r"[0-9]{1,15}", length) else None
        if (whole or 0) > limit:
            raise NoPdfError(f"the PDF from {host} is over {limit >> 20} MB", _BY_HAND)
        return _store(reply, target, whole, on_progress or (lambda _there, _whole: None), limit)

    try:
        size = web.stream(address, receive, accept=_ACCEPT)
        _check(target, host)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return size


def _check(target: Path, host: str) -> None:
    """Check that a file is a whole PDF.

    Raises:
        NoPdfError: It is not.
    """
    fault = fault_of(target, "")
    if fault == "is none":
        raise NoPdfError(f"{host} sent a web page instead of a PDF", _BY_HAND)
    if fault:
        raise NoPdfError(f"{host} sent a PDF that {fault}", _BY_HAND)


def _store(
    reply: DownloadReply, target: Path, whole: int | None, on_progress: OnProgress, limit: int
) -> int:
    """Write the body; stop early if it begins like a web page."""
    there = 0
    descriptor = open_regular(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        for piece in reply.pieces():
            there += len(piece)
            if there > limit:
                raise NoPdfError(f"the PDF is over {limit >> 20} MB", _BY_HAND)
            file.write(piece)
            on_progress(there, whole)
            if there >= _HEAD and there - len(piece) < _HEAD:
                file.flush()
                if fault_of(target, "") == "is none":
                    break
        file.flush()
        os.fsync(file.fileno())
    return there
