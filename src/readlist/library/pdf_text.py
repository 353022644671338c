"""Extract the text of PDFs, so that it can be searched."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.errors import FileError, NotFoundError, ReadlistError
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.workspace import Workspace
from readlist.model.spelling import FileKey
from readlist.paper import Paper
from readlist.progress import Tell, counted, untold
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist.documents import pdf
else:
    pdf = lazy("readlist.documents.pdf")

_LARGEST = 200 << 20
"""Bytes of a PDF; of larger ones no text is extracted."""


def text_of(workspace: Workspace, paper: Paper) -> str:
    """Return the text of a paper's PDF, extracting it if necessary.

    Raises:
        NotFoundError: There is no PDF, or it has no text.
    """
    kept = [one for one in reading.kept_of(workspace, paper) if workspace.paper_files.pdf_path(one)]
    if not kept:
        raise NotFoundError(
            f"there is no PDF of {paper.id} in the library",
            f"readlist fetch --pdf {shlex.quote(paper.id)}",
        )
    if workspace.paper_files.has_unread_pdf(kept[0]):
        with workspace.notices.working("Reading the PDF") as work:
            work.at(0)
            extract_pdf_text(workspace, kept[:1])
    text = workspace.paper_files.read_text(kept[0]).replace("\f", "\n")
    if not text.strip():
        raise NotFoundError(
            f"the PDF of {paper.id} gives no text", f"readlist open {shlex.quote(paper.id)}"
        )
    return text


def extract_pdf_text(workspace: Workspace, papers: Sequence[FileKey], tell: Tell = untold) -> None:
    """Extract the text of papers' PDFs, so that a search need not; failures leave none."""
    for paper in counted(papers, tell):
        try:
            workspace.paper_files.write_text(paper, _words_of(workspace, paper))
        except FileError as error:
            workspace.notices.warn(f"note: {error.problem}")
            return


def _words_of(workspace: Workspace, paper: FileKey) -> str:
    path = workspace.paper_files.pdf_path(paper)
    try:
        return pdf.text_of(load_regular(path, _LARGEST)) if path else ""
    except (ReadlistError, OSError) as error:
        workspace.notices.warn(f"note: no text from the PDF of {paper.base}: {error}")
        return ""
