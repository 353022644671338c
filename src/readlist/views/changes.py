"""What became of a paper, in one line: before, after, in words."""

from collections.abc import Callable, Mapping, Sequence

from readlist.clock import today
from readlist.due import due_words
from readlist.paper import Paper, Status
from readlist.tex import readable
from readlist.text import plural, shorten

_DONE: Mapping[str, str] = {
    Status.INBOX: "Moved back to the inbox",
    Status.UNREAD: "Unread again",
    Status.READING: "Reading",
    Status.READ: "Read",
    Status.SKIPPED: "Skipped",
    "star": "Starred",
    "unstar": "No longer starred",
    "note": "Noted",
    "topic": "Topics",
    "due": "Due",
    "not due": "No longer due",
    "remove": "Removed",
}
_ALREADY: Mapping[str, str] = {
    Status.INBOX: "Already in the inbox",
    Status.UNREAD: "Already unread",
    Status.READING: "Already being read",
    Status.READ: "Already read",
    Status.SKIPPED: "Already skipped",
    "star": "Already starred",
    "unstar": "Not starred",
    "note": "Notes unchanged",
    "topic": "Topics unchanged",
    "due": "Due day unchanged",
    "not due": "Not due",
}


def change_line(what: str, before: Paper | None, after: Paper | None) -> str:
    """Return ``Read: 2401.04088 Mixtral of Experts (unread -> read)``.

    Args:
        what: The change in one word: a status, ``star``, ``unstar``, ``note``, ``topic``,
            ``due``, ``not due``, ``remove``.
        before: The paper as it was.
        after: The paper as it is.
    """
    paper = after or before
    name = paper_name(paper) if paper else ""
    if before == after:
        return f"{_ALREADY.get(what, what)}: {name}"
    detail = _DETAILS.get(what, _status_change)(before, after) if before and after else ""
    return f"{_DONE.get(what, what)}: {name}{detail}"


def count_line(what: str, changed: int, unchanged: int) -> str:
    """Return ``Read: 12 papers (7 others unchanged)`` in place of many lines."""
    others = f" ({plural(unchanged, 'other')} unchanged)" if unchanged else ""
    return f"{_DONE.get(what, what)}: {plural(changed, 'paper')}{others}"


def paper_name(paper: Paper) -> str:
    """Return ``2401.04088 Mixtral of Experts``, shortened."""
    return f"{shorten(paper.id, 30)} {shorten(readable(paper.title), 80)}".strip()


def _status_change(before: Paper, after: Paper) -> str:
    parts = [f"{before.status} -> {after.status}"] if before.status != after.status else []
    if not parts and before.finished != after.finished:
        parts = [f"on {after.finished}"]
    return _in_brackets([*parts, *_due_parts(before, after)])


def _due_change(before: Paper, after: Paper) -> str:
    was = [f"was {before.due}"] if before.due else []
    now = _due_parts(before, after) if after.due else []
    return _in_brackets([*now, *was])


def _due_parts(before: Paper, after: Paper) -> list[str]:
    """Return what became of the day by which a paper is to be read."""
    if before.due == after.due:
        return []
    if after.due is None:
        return ["no longer due"]
    words = due_words(after.due, today())
    return [words if str(after.due) in words else f"{words}, {after.due}"]


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({'; '.join(parts)})" if parts else ""


def _topic_change(before: Paper, after: Paper) -> str:
    now = shorten(", ".join(after.topics), 80) or "none"
    return f": {now} (were {shorten(', '.join(before.topics), 80) or 'none'})"


def _note_change(_before: Paper, after: Paper) -> str:
    lines = after.notes.strip().splitlines()
    return f": {shorten(lines[-1], 80)}" if lines else " (no notes left)"


def _star_change(before: Paper, after: Paper) -> str:
    return _in_brackets(_due_parts(before, after))


_DETAILS: Mapping[str, Callable[[Paper, Paper], str]] = {
    "topic": _topic_change,
    "note": _note_change,
    "star": _star_change,
    "unstar": _star_change,
    "due": _due_change,
    "not due": _due_change,
}
