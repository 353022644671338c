"""Copy papers to another list of the same reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readlist.clock import today
from readlist.errors import UsageError
from readlist.library import list_changes, named_lists
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList


@dataclass(frozen=True, slots=True)
class Copied:
    """The result of copying papers."""

    copied: tuple[Paper, ...]
    there: tuple[Paper, ...]
    """Those that the other list holds already, as they are there."""


def copy_papers(
    workspace: Workspace, papers: Sequence[Paper], name: str, *, bare: bool = False
) -> Copied:
    """Add papers to another list, in one step of undo there.

    The whole entry is copied, as it is on this list: facts, topics, code, notes, status and
    keys of the reader's own. It counts as added today. What was fetched is the same for all lists.

    Args:
        workspace: What this run works on.
        papers: Papers of its list.
        name: The name of the other list.
        bare: Leave out what is only the reader's: status, star, notes, days and citation key.

    Raises:
        UsageError: It is the list that they are on, or not a valid name.
        FileError: There is no such list, or it cannot be changed.
    """
    other = named_lists.workspace_of(name, workspace)
    if other.paths.list.resolve() == workspace.paths.list.resolve():
        raise UsageError(f"{name} is the list they are already on", "name another list with --to")
    papers = list({paper.id: paper for paper in papers}.values())
    known = other.papers()
    there = {one.id: found for one in papers if (found := _found(known, one))}
    new = [_copy(one, bare=bare) for one in papers if one.id not in there]

    def edit(editor: ListEditor) -> tuple[Paper, ...]:
        added = [one for one in new if one.id not in editor]
        for one in added:
            editor.append(one.to_table())
        return tuple(added)

    if not new:
        return Copied((), tuple(there.values()))
    done = list_changes.change(other, list_changes.describe("copy", new), edit).outcome
    other.touched.remember(done)
    return Copied(done, tuple(there.values()))


def _found(known: ReadingList, paper: Paper) -> Paper | None:
    """Return the paper of a list that shares an identifier with another paper."""
    return next(filter(None, map(known.get, (paper.id, *paper.also))), None)


def _copy(paper: Paper, *, bare: bool) -> Paper:
    copied = replace(paper, added=today())
    if not bare:
        return copied
    return replace(
        copied, status=Status.UNREAD, star=False, notes="", finished=None, due=None, key=""
    )
