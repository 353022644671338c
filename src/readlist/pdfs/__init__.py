"""PDFs from arXiv: resumed where they stopped, checked, and put in place whole or not at all."""

from pathlib import Path

from readlist.arxiv_id import ArxivId
from readlist.errors import ReadlistError
from readlist.pdfs.downloading import (
    Download,
    DownloadReply,
    NoPdfError,
    OnProgress,
    PdfFile,
    Transport,
)

__all__ = ["DownloadReply", "NoPdfError", "OnProgress", "PdfFile", "Transport", "download"]

MOST_BYTES = 100 << 20
"""Of one PDF; arXiv takes submissions of 50 MB (https://info.arxiv.org/help/sizes.html)."""


def download(
    transport: Transport,
    base_url: str,
    arxiv_id: ArxivId,
    target: Path,
    on_progress: OnProgress | None = None,
    *,
    limit: int = MOST_BYTES,
) -> PdfFile:
    """Fetch the PDF of one version into `target`, which is never half a file.

    An interrupted download stays beside it as ``.part``, and the next call resumes it if arXiv's
    file is still the same.

    Args:
        transport: Paces, bounds and repeats the requests.
        base_url: Where the PDFs are; identifier and version are appended.
        arxiv_id: With version, so that a new one cannot appear in the middle.
        target: The file; its folder is made.
        on_progress: Called after each piece.
        limit: The most bytes to accept.

    Raises:
        NoPdfError: The version was withdrawn, has no PDF, keeps it private, or it is too large.
        ArxivError: arXiv could not be used, or sent no PDF.
        ReadlistError: The file cannot be written.
    """
    if arxiv_id.version is None:
        raise ValueError(f"a PDF is fetched by version, not as {arxiv_id}")
    job = Download(arxiv_id, base_url.rstrip("/") + f"/{arxiv_id}", target, on_progress, limit)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return transport.exchange(job.url, job.headers, job.receive)
    except OSError as error:
        raise ReadlistError(
            f"cannot write {target}: {error.strerror or error}",
            "free some space or make the folder writable; the rest of the list is untouched",
        ) from error
