"""Merge entries of the list that are the same work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readlist.errors import UsageError
from readlist.library import list_changes
from readlist.library.list_changes import Change
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.paper import KEYS, Paper, Status

_FURTHEST = (Status.READ, Status.READING, Status.SKIPPED, Status.UNREAD, Status.INBOX)
"""Of two statuses, the one that comes first here wins, as in the merge of two lists."""
_UNITED = frozenset(
    {"id", "also", "topics", "code", "notes", "star", "added", "status", "finished"}
)
_FIRST = tuple(key for key in KEYS if key not in _UNITED)
"""Keys whose value is the first entry's, else the next one's."""


@dataclass(frozen=True, slots=True)
class KeyDifference:
    """A value that the joined entry does not have."""

    paper: str
    """The identifier of the entry that had it."""
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class JoinedEntries:
    """The result of merging entries."""

    change: Change
    gone: tuple[Paper, ...]
    differences: tuple[KeyDifference, ...]


def join_papers(workspace: Workspace, papers: Sequence[Paper]) -> JoinedEntries:
    """Merge several entries into the first one, in one step of undo.

    Topics, code and identifiers are united, and notes joined; a star on any entry stays, as do the
    earliest day of addition and the most advanced status. For everything else the first entry's
    value wins, else the next one's; values that differ are returned.

    Raises:
        UsageError: Fewer than two papers are named.
        FileError: The list cannot be changed.
    """
    papers = list({paper.id: paper for paper in papers}.values())
    if len(papers) < 2:
        raise UsageError("merge needs two papers or more", "readlist merge --help")
    first, others = papers[0], papers[1:]
    found: list[KeyDifference] = []

    def edit(editor: ListEditor) -> list[Change]:
        found.clear()
        now = [Paper.from_table(editor.table(one.id)) for one in papers if one.id in editor]
        tables = [one.to_table() for one in now]
        values = _united(now) | _firsts(now, tables, found.append)
        editor.update(first.id, values)
        for one in now[1:]:
            editor.remove(one.id)
        return [Change(now[0], Paper.from_table(editor.table(first.id)), "merge")]

    (change,) = list_changes.change_papers(workspace, list_changes.describe("merge", papers), edit)
    workspace.touched.remember([change.paper])
    return JoinedEntries(change, tuple(others), tuple(found))


def _united(papers: Sequence[Paper]) -> dict[str, Any]:
    first = papers[0]
    names = dict.fromkeys(name for one in papers for name in (one.id, *one.also))
    names.pop(first.id)
    notes = [text for one in papers if (text := one.notes.strip("\n"))]
    status = min((one.status for one in papers), key=_FURTHEST.index)
    finished = [one.finished for one in papers if one.finished and one.status is status]
    values: dict[str, Any] = {
        "also": list(names),
        "topics": list(dict.fromkeys(topic for one in papers for topic in one.topics)),
        "code": list(dict.fromkeys(address for one in papers for address in one.code)),
        "notes": "".join(f"{text}\n" for text in dict.fromkeys(notes)),
        "star": any(one.star for one in papers),
        "added": min((one.added for one in papers if one.added), default=None),
        "finished": max(finished, default=None),
    }
    values = {name: value or None for name, value in values.items()}
    if notes == [first.notes.strip("\n")]:
        del values["notes"]
    return values | ({"status": str(status)} if status is not first.status else {})


def _firsts(
    papers: Sequence[Paper],
    tables: Sequence[Mapping[str, Any]],
    tell: Callable[[KeyDifference], None],
) -> dict[str, Any]:
    """Return what the first entry lacks and another has; report values that differ."""
    values: dict[str, Any] = {}
    own = [key for table in tables for key in table if key not in KEYS]
    for key in dict.fromkeys((*_FIRST, *own)):
        having = [
            (one, table[key]) for one, table in zip(papers, tables, strict=True) if key in table
        ]
        if not having:
            continue
        kept = having[0][1]
        if having[0][0] is not papers[0]:
            values[key] = kept
        for one, value in having[1:]:
            if value != kept:
                tell(KeyDifference(one.id, key, str(value)))
    return values
