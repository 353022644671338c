"""The words of PDFs."""

import pytest

from readlist.errors import NotFoundError
from readlist.library import pdf_text
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from support.library_kit import open_workspace
from support.marked_pdf import marked


@pytest.fixture
def workspace() -> Workspace:
    """Return the workspace of the small list."""
    return open_workspace()[0]


def put(workspace: Workspace, data: bytes) -> Paper:
    """Put a PDF of the first paper into the library."""
    folder = workspace.paths.library / "2401.04088"
    folder.mkdir(parents=True)
    (folder / "2401.04088v1.pdf").write_bytes(data)
    workspace.look_at_library_again()
    return workspace.papers().papers[0]


def test_the_words_are_taken_once(workspace: Workspace) -> None:
    """And kept beside the PDF, where a search finds them, too."""
    paper = put(workspace, marked(["Winds mix in many ways."]))
    assert pdf_text.text_of(workspace, paper).strip() == "Winds mix in many ways."
    kept = workspace.paths.library / "2401.04088" / "text.txt"
    kept.write_text("kept\fwords")
    assert pdf_text.text_of(workspace, paper) == "kept\nwords"


def test_without_pdf_or_words_it_says_so(workspace: Workspace) -> None:
    """With what can be done about it."""
    with pytest.raises(NotFoundError, match="no PDF") as missing:
        pdf_text.text_of(workspace, workspace.papers().papers[0])
    assert missing.value.remedy == "readlist fetch --pdf 2401.04088"
    paper = put(workspace, b"%PDF-1.4 broken")
    with pytest.raises(NotFoundError, match="gives no text"):
        pdf_text.text_of(workspace, paper)
