"""Taking the words of PDFs, so that they can be searched."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.errors import FileError, ReadlistError
from readlist.lazy import lazy
from readlist.library.workspace import Workspace
from readlist.model.spelling import Shelved
from readlist.progress import Tell, counted, untold
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist.documents import pdf
else:
    pdf = lazy("readlist.documents.pdf")

_LARGEST = 200 << 20
"""Bytes of a PDF beyond which its words are not taken."""


def take_words(workspace: Workspace, papers: Sequence[Shelved], tell: Tell = untold) -> None:
    """Take the words of papers' PDFs, so that a search need not; failures leave none."""
    for paper in counted(papers, tell):
        try:
            workspace.shelf.write_text(paper, _words_of(workspace, paper))
        except FileError as error:
            workspace.notices.warn(f"note: {error.problem}")
            return


def _words_of(workspace: Workspace, paper: Shelved) -> str:
    path = workspace.shelf.pdf_path(paper)
    try:
        return pdf.text_of(load_regular(path, _LARGEST)) if path else ""
    except (ReadlistError, OSError) as error:
        workspace.notices.warn(f"note: no words from the PDF of {paper.base}: {error}")
        return ""
