"""Read the list, and what the library has of its papers."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList, Selection

if TYPE_CHECKING:
    from readlist import index as list_index
    from readlist import paper_files
    from readlist.library import addenda, reports, result_cache
    from readlist.library.reports import Details
    from readlist.library.result_cache import ResultCache
    from readlist.metadata import Metadata
    from readlist.model.spelling import FileKey
else:
    addenda = lazy("readlist.library.addenda")
    result_cache = lazy("readlist.library.result_cache")
    reports = lazy("readlist.library.reports")
    list_index = lazy("readlist.index")
    paper_files = lazy("readlist.paper_files")

_IN_FILES = frozenset({"pdf", "abstract"})
"""What `holds` looks up in the library."""
_FEW = 60
"""Up to this many papers are looked up one by one: listing a large library takes longer."""
_MANY = 300
"""From this many papers on, the index is quicker than opening a file each."""


def select(
    workspace: Workspace,
    filters: Filters,
    default: frozenset[Status],
    papers: ReadingList | None = None,
) -> Selection:
    """Return the papers that pass the filters, in the requested order.

    Args:
        workspace: What this run works on.
        filters: Which papers, and in which order.
        default: The statuses that pass when the filters name none; empty for all.
        papers: The list, where it was read already.
    """
    return (papers or workspace.papers()).select(filters, default, partial(holds, workspace))


def lines(
    workspace: Workspace,
    filters: Filters,
    default: frozenset[Status],
    papers: ReadingList | None = None,
) -> list[tuple[str, str]]:
    """Return identifier and line, as programs get them, of what `select` returns."""
    return (papers or workspace.papers()).lines(filters, default, partial(holds, workspace))


def holds(workspace: Workspace, paper: Paper, what: str) -> bool:
    """Whether a paper has a ``note``, ``pdf``, ``code``, ``abstract`` or ``due`` day."""
    if what == "note":
        return bool(paper.notes.strip())
    if what == "code":
        return bool(paper.code)
    if what == "due":
        return paper.due is not None
    if what == "pdf":
        return pdf_of(workspace, paper) is not None
    return any(workspace.paper_files.has_abstract(one) for one in kept_of(workspace, paper))


def kept_of(workspace: Workspace, paper: Paper) -> "list[FileKey]":
    """Return the names under which the library has files of a paper."""
    return [one for one in paper.keeps if workspace.is_shelved(one.folder)]


def pdf_of(workspace: Workspace, paper: Paper) -> str | None:
    """Return the path of a paper's PDF, or None if there is none."""
    # `workspace.paper_files` is used only for papers with files: most lists have none, and it is
    # a module to load.
    paths = (workspace.paper_files.pdf_path(one) for one in kept_of(workspace, paper))
    return next((str(path) for path in paths if path), None)


def taken_back(workspace: Workspace, papers: Iterable[Paper]) -> Mapping[str, str]:
    """Return which papers are ``withdrawn`` or ``retracted``, by identifier."""
    if not os.path.exists(workspace.paths.library):  # noqa: PTH110 - one call on the hot path
        return {}
    endings = paper_files.TAKEN_BACK
    named = [(paper.id, one.folder) for paper in papers for one in paper.keeps]
    if len(named) <= _FEW:
        return {
            identifier: how
            for identifier, folder in named
            for how, ending in endings.items()
            if workspace.is_shelved(folder + ending)
        }
    names = workspace.shelved
    if not any(name.endswith(tuple(endings.values())) for name in names):
        return {}
    return {
        identifier: how
        for identifier, folder in named
        for how, ending in endings.items()
        if folder + ending in names
    }


def metadata_of(
    workspace: Workspace,
    papers: Sequence[Paper],
    *,
    whole: bool = False,
    stamp_of: Callable[[str], str] | None = None,
) -> "Mapping[str, Metadata]":
    """Return what arXiv said about papers, by identifier, without those it said nothing about.

    Args:
        workspace: What this run works on.
        papers: Papers of the list.
        whole: Whether to include abstracts, and what the list says already.
        stamp_of: Gives the stamp of a folder, where some were looked at already.
    """
    if not workspace.shelved:
        return {}
    if whole or len(papers) < _MANY:
        every = ((paper.id, _metadata(workspace, paper)) for paper in papers)
        return {identifier: metadata for identifier, metadata in every if metadata}
    return addenda.addenda(
        papers, workspace.paper_files, workspace.index, partial(_metadata, workspace), stamp_of
    )


def _metadata(workspace: Workspace, paper: Paper) -> "Metadata | None":
    read = (workspace.paper_files.read_metadata(one) for one in kept_of(workspace, paper))
    return next(filter(None, read), None)


def abstract_of(workspace: Workspace, paper: Paper) -> str:
    """Return a paper's abstract; empty if the library does not have it."""
    read = map(workspace.paper_files.read_metadata, kept_of(workspace, paper))
    return next((facts.abstract for facts in read if facts and facts.abstract), "")


def kept_results(workspace: Workspace, papers: ReadingList, filters: Filters) -> "ResultCache":
    """Return the cache of results made from these papers and all that is known about them.

    Results that depend on files in the library are not kept: readers put PDFs there by hand.
    """
    known = isinstance(papers, list_index.IndexedList) and not _IN_FILES & {
        *filters.has,
        *filters.lacks,
    }
    return result_cache.ResultCache(workspace.index if known else None, workspace.paths)


def details(workspace: Workspace, paper: Paper) -> "Details":
    """Return everything known about a paper."""
    return reports.Details(paper, _metadata(workspace, paper), pdf_of(workspace, paper))
