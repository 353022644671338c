"""Completing papers of the list that are not at arXiv."""

from collections.abc import Sequence
from typing import Any

from readlist.library import list_changes
from readlist.library.facts import missing_facts
from readlist.library.looking_up import look_up
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural


def can_complete(paper: Paper, *, force: bool) -> bool:
    """Return whether the services may know of a paper what the list lacks."""
    identifier = paper.identifier
    if identifier is None or str(identifier.kind) == "local":
        return False
    return force or not (paper.title and paper.authors and paper.published)


def complete(
    workspace: Workspace,
    papers: Sequence[Paper],
    done: list[str],
    missing: list[tuple[str, str]],
) -> None:
    """Fill what the list lacks of papers, in one write; entries are never joined here.

    Args:
        workspace: What this run works on.
        papers: Papers of the list that are not at arXiv.
        done: Takes the identifiers of those that something is known of.
        missing: Takes the others, with the reason.

    Raises:
        ServiceError: Some could not be asked about; what came before is on the list.
    """
    asked = [one for paper in papers if (one := paper.identifier)]
    looked = look_up(workspace, asked, any_kind=True)
    everything = workspace.papers()

    def edit(editor: ListEditor) -> None:
        for identifier, metadata in looked.facts.items():
            if identifier in editor:
                paper = Paper.from_table(editor.table(identifier))
                editor.update(identifier, _lacking(workspace, paper, metadata, everything))

    if looked.facts:
        list_changes.change(workspace, f"fetch {plural(len(looked.facts), 'paper')}", edit)
    done += looked.facts
    missing += looked.refused.items()
    if looked.fault:
        raise looked.fault


def _lacking(
    workspace: Workspace, paper: Paper, metadata: Metadata, papers: ReadingList
) -> dict[str, Any]:
    """Return what a paper lacks; an identifier of another entry stays that entry's."""
    values = missing_facts(paper, metadata)
    free: list[str] = []
    # What a page names as its own becomes a further name: an entry's identifier never changes.
    named = [metadata.id, *values.pop("also", ())] if not paper.also else []
    for name in named:
        other = papers.get(name)
        if other is None:
            free.append(name)
        elif other.id == paper.id:
            continue
        else:
            merge = f"readlist merge {paper.id} {other.id}"
            workspace.notices.warn(f"note: {paper.id} and {other.id} are the same work: {merge}")
    return {**values, "also": free} if free else values
