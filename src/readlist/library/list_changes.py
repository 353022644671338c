"""Changing the list, and what every use case that does so shares."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from readlist.clock import now
from readlist.errors import FileError
from readlist.history import Receipt
from readlist.library import completion_cache
from readlist.library.workspace import Workspace
from readlist.list_file import Edited, ListChange, ListEditor, change_list
from readlist.paper import Paper
from readlist.text import plural, shorten


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one paper of the list."""

    before: Paper | None
    """None for a paper that was added."""
    after: Paper | None
    """None for a paper that was removed."""
    what: str
    """In one word: ``read``, ``star``, ``note``, ``topic``, ``remove`` ..."""
    entry: int | None = field(default=None, compare=False)
    """The number of the change in the history; None if nothing was written."""

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return self.before != self.after

    @property
    def paper(self) -> Paper:
        """The paper as it is, or as it was."""
        paper = self.after or self.before
        assert paper is not None
        return paper


T = TypeVar("T")


def change(workspace: Workspace, what: str, edit: Callable[[ListEditor], T]) -> Edited[T]:
    """Change papers of the list; recorded, so that it can be undone.

    Args:
        workspace: What this run works on.
        what: The change in words, for `readlist undo --list`.
        edit: Makes it; may be called more than once.

    Raises:
        FileError: Nothing was changed.
    """
    if not workspace.paths.list.exists():
        workspace.make_list(must_write=True)
    done = change_list(
        workspace.file,
        edit,
        partial(record, workspace, what),
        on_wait=workspace.notices.say,
        # What the index knows of these very bytes need not be parsed again.
        memory=workspace.index,
    )
    if done.change is None:
        return done
    index = workspace.index
    # The index takes the change over, so that the next command need not look for it. Whatever
    # hinders that, the change was made.
    with contextlib.suppress(FileError, OSError):
        updates = done.editor.updates
        if updates is not None:
            change = done.change
            index.follow(change.before, change.after, updates, done.editor.additions)
        if updates is None or not completion_cache.catch_up(workspace.paths, index):
            workspace.indexed()
    return done


def record(workspace: Workspace, what: str, change: ListChange) -> Receipt:
    """Record a change under these words before it is made."""
    at, told = now().isoformat(), what + by_whom(workspace)
    return workspace.journal.append(
        told, at, change.before, change.after, change.hunks, agent=workspace.agent
    )


def by_whom(workspace: Workspace) -> str:
    """Return what the history says behind a change that an agent made."""
    return f", by agent {workspace.agent}" if workspace.agent else ""


def update(
    workspace: Workspace,
    what: str,
    papers: Sequence[Paper],
    values: Callable[[Paper], dict[str, Any]],
) -> list[Change]:
    """Set keys of papers and return what that changed, in one write.

    Args:
        workspace: What this run works on.
        what: One word for it.
        papers: The papers, by identifier; what they say now is read from the list again.
        values: The keys to set for a paper as it is now; None takes a key away.
    """

    def edit(editor: ListEditor) -> list[Change]:
        changes = []
        for paper in papers:
            if paper.id not in editor:
                continue  # another process removed it since it was chosen
            before = Paper.from_table(editor.table(paper.id))
            editor.update(paper.id, values(before))
            changes.append(Change(before, Paper.from_table(editor.table(paper.id)), what))
        return changes

    done = change(workspace, describe(what, papers), edit)
    changes = [replace(one, entry=done.entry) for one in done.outcome]
    workspace.touched.remember([change.paper for change in changes])
    return changes


def change_papers(
    workspace: Workspace, what: str, edit: Callable[[ListEditor], list[Change]]
) -> list[Change]:
    """Change papers as `change` does; return what happened to each, with its place in the history.

    Args:
        workspace: What this run works on.
        what: The change in words.
        edit: Makes it, and tells what became of each paper.
    """
    done = change(workspace, what, edit)
    return [replace(one, entry=done.entry) for one in done.outcome]


def describe(what: str, papers: Sequence[Paper]) -> str:
    """Return a change in words: ``read 2401.04088 Mixtral of Experts``."""
    if len(papers) == 1:
        return f"{what} {papers[0].id} {shorten(papers[0].title, 60)}".rstrip()
    return f"{what} {plural(len(papers), 'paper')}"
