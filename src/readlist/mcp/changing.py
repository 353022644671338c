"""Tools that change the list: `add`, `mark`, `note` and `undo`. Each is one step of undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.due import Due, read_due
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.mcp.answers import ToolAnswer, failed, paper_line, said
from readlist.mcp.finding import Given, one_paper
from readlist.paper import Status
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from readlist.library import agents, marking, reports, resolve
    from readlist.library.list_changes import Change
    from readlist.library.reports import AddReport
    from readlist.library.workspace import Workspace
else:
    agents = lazy("readlist.library.agents")
    marking = lazy("readlist.library.marking")
    reports = lazy("readlist.library.reports")
    resolve = lazy("readlist.library.resolve")


def add(workspace: "Workspace", given: Given) -> ToolAnswer:
    """Put papers on the list."""
    options = reports.AddOptions(
        topics=tuple(given.get("topics", ())),
        star=given.get("star", False),
        status=Status(given["status"]) if given.get("status") else None,
        note=given.get("note", ""),
        source=given.get("source", ""),
        due=_due(given),
    )
    return _added(agents.add(workspace, given["papers"], options))


def _added(report: "AddReport") -> ToolAnswer:
    lines = [f"added: {paper_line(paper)}" for paper in report.added]
    for paper in report.known:
        verb = "there, changed" if paper.id in report.changed else "there already"
        lines.append(f"{verb}: {paper_line(paper)}")
    lines += [f"{how}: {identifier}" for identifier, how in report.taken_back.items()]
    lines += [f"not added: {shorten(word, 80)}: {one_line(why)}" for word, why in report.failed]
    if report.fault:
        bare = ", ".join(paper.id for paper in report.bare)
        lines += [f"kept by identifier only: {bare}"] if bare else []
        return failed(report.fault, lines)
    if report.failed:
        count = len(report.failed)
        problem = f"{count} of {count + len(report.added) + len(report.known)} not added"
        wrong = ReadlistError(problem, "the identifier, address or exact title of the paper")
        return failed(wrong, lines)
    changed = bool(report.added or report.changed)
    return said(*lines, "Next: show one; undo takes it back." if changed else "Nothing changed.")


def mark(workspace: "Workspace", given: Given) -> ToolAnswer:
    """Set status, star, due day and topics of papers."""
    marks = marking.MarksToSet(
        status=Status(given["status"]) if given.get("status") else None,
        star=given.get("star"),
        add=tuple(given.get("add_topics", ())),
        remove=tuple(given.get("remove_topics", ())),
        due=_due(given),
    )
    if marks == marking.MarksToSet():
        problem = "mark needs status, star, due, add_topics or remove_topics"
        raise UsageError(problem, "mark with status=read")
    papers = resolve.resolve_papers(workspace, given["papers"])
    return _changed(marking.mark_all(workspace, papers, marks))


def _due(given: Given) -> Due | None:
    """Return the due day to set; None if none was given.

    Raises:
        UsageError: It is not a day.
    """
    return read_due(given["due"], today(), "due") if given.get("due") else None


def note(workspace: "Workspace", given: Given) -> ToolAnswer:
    """Add a line to a paper's notes."""
    papers = one_paper(workspace, given["paper"])
    return _changed(marking.add_note(workspace, papers, given["text"]))


def _changed(changes: "Sequence[Change]") -> ToolAnswer:
    lines = [
        f"{'changed' if one.changed else 'as it was'}: {paper_line(one.paper)}" for one in changes
    ]
    done = any(one.changed for one in changes)
    return said(*lines, "Next: undo takes it back." if done else "Nothing changed.")


def undo(workspace: "Workspace", given: Given) -> ToolAnswer:
    """Take back the last change."""
    report = agents.undo(workspace, others=given.get("others", False))
    lines = [f"undone: {one_line(entry.what)}" for entry in report.entries]
    following = report.following
    more = f"The change before that: {one_line(following.what)}." if following else ""
    return said(*lines, more, "Next: the person can redo it by readlist undo --redo.")
