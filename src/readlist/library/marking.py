"""Marking papers: how far the reader is, stars, notes, topics, off the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.errors import NotFoundError
from readlist.library import list_changes
from readlist.library.list_changes import Change, describe
from readlist.library.paper_values import (
    bare_text,
    due_values,
    note_text,
    status_values,
    topic_name,
    with_note,
)
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.paper import Paper, Status
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.due import Due


def mark(
    workspace: Workspace,
    papers: Sequence[Paper],
    status: Status,
    day: date | None = None,
    due: "Due | None" = None,
) -> list[Change]:
    """Give papers a status.

    Args:
        workspace: What this run works on.
        papers: Which ones.
        status: How far the reader is with them.
        day: The day they became read; today by default, and the old one stays.
        due: What the day by which they are to be read becomes.
    """

    def values(paper: Paper) -> dict[str, Any]:
        return status_values(paper, status, day) | due_values(paper, due)

    return list_changes.update(workspace, str(status), papers, values)


def star(
    workspace: Workspace, papers: Sequence[Paper], *, on: bool = True, due: "Due | None" = None
) -> list[Change]:
    """Star papers, or take their stars away; `due` is what their day becomes."""

    def values(paper: Paper) -> dict[str, Any]:
        starred: dict[str, Any] = {"star": True if on else None} if paper.star != on else {}
        return starred | due_values(paper, due)

    return list_changes.update(workspace, "star" if on else "unstar", papers, values)


def set_due(workspace: Workspace, papers: Sequence[Paper], due: "Due") -> list[Change]:
    """Set the day by which papers are to be read, or take it away."""
    what = "due" if due.day else "not due"
    return list_changes.update(workspace, what, papers, lambda paper: due_values(paper, due))


def add_note(
    workspace: Workspace, papers: Sequence[Paper], text: str, *, replace: bool = False
) -> list[Change]:
    """Add a dated line to papers' notes, or put a text in the place of all their notes.

    Raises:
        UsageError: There is nothing to add.
    """
    cleaned = bare_text(text) if replace else note_text(text)

    def values(paper: Paper) -> dict[str, Any]:
        if replace:
            return {"notes": f"{cleaned}\n" if cleaned else None}
        return {"notes": with_note(paper.notes, cleaned)}

    return list_changes.update(workspace, "note", papers, values)


def change_topics(
    workspace: Workspace,
    papers: Sequence[Paper],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> list[Change]:
    """Add topics behind the ones that papers have, and take topics away.

    Raises:
        UsageError: A topic's name cannot be one.
    """
    return list_changes.update(workspace, "topic", papers, _topics_changed(add, remove))


def _topics_changed(add: Sequence[str], remove: Sequence[str]) -> Callable[[Paper], dict[str, Any]]:
    """Return what gives the keys to set so that topics are added and removed."""
    added = [topic_name(topic) for topic in add]
    gone = {one_line(topic).casefold() for topic in remove}

    def values(paper: Paper) -> dict[str, Any]:
        kept = [topic for topic in paper.topics if topic.casefold() not in gone]
        own = {topic.casefold() for topic in kept}
        topics = kept + [topic for topic in dict.fromkeys(added) if topic.casefold() not in own]
        return {} if topics == list(paper.topics) else {"topics": topics or None}

    return values


@dataclass(frozen=True, slots=True)
class MarksToSet:
    """What is to be set; None leaves it as it is."""

    status: Status | None = None
    star: bool | None = None
    add: Sequence[str] = ()
    """Topics."""
    remove: Sequence[str] = ()
    due: "Due | None" = None


def mark_all(workspace: Workspace, papers: Sequence[Paper], marks: MarksToSet) -> list[Change]:
    """Set status, star, topics and day of papers, which is one change.

    Raises:
        UsageError: A topic's name cannot be one.
    """
    topics = _topics_changed(marks.add, marks.remove)

    def values(paper: Paper) -> dict[str, Any]:
        found = topics(paper)
        if marks.status is not None:
            found |= status_values(paper, marks.status)
        if marks.star is not None and marks.star != paper.star:
            found["star"] = True if marks.star else None
        return found | due_values(paper, marks.due)

    return list_changes.update(workspace, str(marks.status or "mark"), papers, values)


def rename_topic(workspace: Workspace, old: str, new: str) -> list[Change]:
    """Rename a topic in every paper that has it; the new name may exist already.

    Raises:
        NotFoundError: No paper has the topic.
        UsageError: The new name cannot be one.
    """
    name, gone = topic_name(new), one_line(old).casefold()
    having = [p for p in workspace.papers() if gone in {topic.casefold() for topic in p.topics}]
    if not having:
        raise NotFoundError(f"no paper has the topic {old!r}", "readlist topic")

    def values(paper: Paper) -> dict[str, Any]:
        renamed = [name if topic.casefold() == gone else topic for topic in paper.topics]
        return {"topics": list(dict.fromkeys(renamed))}

    return list_changes.update(workspace, f"topic {old} -> {name}", having, values)


def remove(workspace: Workspace, papers: Sequence[Paper], *, keep_pdf: bool = True) -> list[Change]:
    """Take papers off the list; with `keep_pdf` false, what was fetched for them goes too."""

    def edit(editor: ListEditor) -> list[Change]:
        changes = []
        for paper in papers:
            if paper.id in editor:
                before = Paper.from_table(editor.table(paper.id))
                editor.remove(paper.id)
                changes.append(Change(before, None, "remove"))
        return changes

    changes = list_changes.change_papers(workspace, describe("remove", papers), edit)
    for change in changes if not keep_pdf else ():
        try:
            for one in change.paper.keeps:
                workspace.paper_files.remove_pdfs(one)
        except OSError as error:  # the paper is off the list by now
            what = f"the PDFs of {change.paper.id} are still there"
            workspace.notices.warn(f"note: {what}: {error.strerror or error}")
    return changes


def own_files(workspace: Workspace, papers: Sequence[Paper]) -> list[Path]:
    """Return the PDFs that the reader brought of papers; nothing ever deletes them."""
    keeps = (one for paper in papers for one in paper.keeps if workspace.is_shelved(one.folder))
    return [path for one in keeps for path in workspace.paper_files.own_pdfs(one)]
