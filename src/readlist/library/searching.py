"""Search titles, abstracts, notes and PDFs."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.errors import UsageError
from readlist.index.file_texts import PaperFilesView
from readlist.index.query_terms import terms_of
from readlist.index.searching import FIELDS, SearchQuery, SearchResult, Texts
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from readlist.progress import half
from readlist.reading_list import Filters

if TYPE_CHECKING:
    from readlist.library import highlighting, pdf_text
else:
    highlighting = lazy("readlist.library.highlighting")
    pdf_text = lazy("readlist.library.pdf_text")


def search(
    workspace: Workspace,
    words: Sequence[str],
    filters: Filters,
    fields: Sequence[str] = (),
    *,
    lines: bool = False,
) -> SearchResult:
    """Return the papers in which all words occur, the best match first.

    The text of a PDF is extracted the first time that a search meets it, and its highlights when
    highlights are searched.

    Args:
        workspace: What this run works on.
        words: Words, beginnings of words (``quant*``) and phrases in quotes.
        filters: What else the papers must pass, and how many to return.
        fields: Where to look, some of `FIELDS`; everywhere by default.
        lines: Whether only `SearchResult.lines` are wanted.

    Raises:
        UsageError: There is nothing to search for.
        FileError: The list is broken or cannot be read.
    """
    terms = terms_of(list(words))
    if not terms:
        raise UsageError("there are no words to search for", 'readlist search "expert routing"')
    if not workspace.paths.list.exists():
        workspace.document()
    if "highlights" in fields:
        highlighting.take_new(workspace, workspace.papers().papers)
    question = SearchQuery(tuple(terms), tuple(fields), filters, lines=lines)
    working = workspace.notices.working
    try:
        with working("Indexing the list") as listing, working("Indexing words") as wording:
            view = PaperFilesView(
                workspace.paths.library,
                today().isoformat(),
                partial(_look_at_library, workspace),
                partial(_texts, workspace),
                wording.at,
            )
            cut = partial(workspace.cut_document, half(listing.at, 0))
            return workspace.index.search(cut, question, view, half(listing.at, 1))
    except OSError:
        workspace.document()  # which says what is wrong with the list, if that is the reason
        raise


def _look_at_library(workspace: Workspace) -> dict[str, str]:
    """Return what the library has of each paper, after extracting the text of new PDFs."""
    contents = {content.id: content for content in workspace.paper_files.contents()}
    unread = [content.id for content in contents.values() if content.unread_pdf]
    if unread:
        with workspace.notices.working("Reading new PDFs") as work:
            pdf_text.extract_pdf_text(workspace, unread, work.at)
        contents |= {content.id: content for content in workspace.paper_files.contents()}
    return {paper.base: content.mark for paper, content in contents.items()}


def _texts(workspace: Workspace, paper: Paper) -> Texts:
    kept = reading.kept_of(workspace, paper)
    read = map(workspace.paper_files.read_metadata, kept)
    abstract = next((facts.abstract for facts in read if facts and facts.abstract), "")
    words_of = (workspace.paper_files.read_text(one) for one in kept)
    marked = highlighting.kept_highlights(workspace, paper) if kept else []
    noted = "\n".join(f"{one.text}\n{one.comment}" for one in marked)
    return Texts(abstract, "\n".join(filter(None, words_of)), noted)


__all__ = ["FIELDS", "SearchResult", "search"]
