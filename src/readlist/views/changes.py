"""The change of a paper in one line, in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.language import is_english, labelled, translate
from readlist.lazy import lazy
from readlist.paper import Paper, Status
from readlist.tex import readable
from readlist.text import plural, shorten

if TYPE_CHECKING:
    from readlist import due as due_days
else:
    due_days = lazy("readlist.due")

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
        return labelled(_ALREADY.get(what, what), name)
    detail = _DETAILS.get(what, _status_change)(before, after) if before and after else ""
    return labelled(_DONE.get(what, what), f"{name}{detail}")


def count_line(what: str, changed: int, unchanged: int) -> str:
    """Return ``Read: 12 papers (7 others unchanged)`` in place of many lines."""
    others = translate(f" ({plural(unchanged, 'other')} unchanged)") if unchanged else ""
    return labelled(_DONE.get(what, what), translate(plural(changed, "paper")) + others)


def paper_name(paper: Paper) -> str:
    """Return ``2401.04088 Mixtral of Experts``, shortened."""
    return f"{shorten(paper.id, 30)} {shorten(readable(paper.title), 80)}".strip()


def _status_change(before: Paper, after: Paper) -> str:
    parts: list[str] = []
    if before.status != after.status:
        parts = [f"{translate(before.status)} -> {translate(after.status)}"]
    elif before.finished != after.finished:
        parts = [f"{translate('on')} {after.finished}"]
    return _in_brackets([*parts, *_due_parts(before, after)])


def _due_change(before: Paper, after: Paper) -> str:
    was = [f"{translate('was')} {before.due}"] if before.due else []
    now = _due_parts(before, after) if after.due else []
    return _in_brackets([*now, *was])


def _due_parts(before: Paper, after: Paper) -> list[str]:
    """Return the change of a paper's due day."""
    if before.due == after.due:
        return []
    if after.due is None:
        return [translate("no longer due")]
    words = translate(due_days.due_words(after.due, today()))
    return [words if str(after.due) in words else f"{words}, {after.due}"]


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({'; '.join(parts)})" if parts else ""


def _topic_change(before: Paper, after: Paper) -> str:
    none = "none" if is_english() else translate("no topic")
    now, then = (shorten(", ".join(paper.topics), 80) or none for paper in (after, before))
    return f": {now} ({translate('were')} {then})"


def _note_change(_before: Paper, after: Paper) -> str:
    lines = after.notes.strip().splitlines()
    return f": {shorten(lines[-1], 80)}" if lines else translate(" (no notes left)")


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
