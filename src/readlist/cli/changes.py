"""Telling the reader what a command changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.cli.session import Session
from readlist.views.changes import change_line, count_line

if TYPE_CHECKING:
    from readlist.library.list_changes import Change

_EACH = 5
"""Papers up to which every one gets a line."""
UNDO = "Undo: readlist undo"
"""How to take a change back."""


def undo_hint(session: Session, *, changed: bool = True) -> str:
    """Return what to say behind a change, with a blank before it; empty where hints are off."""
    return f" {UNDO}" if changed and session.settings.flag("hints") else ""


def tell_changes(session: Session, changes: "Sequence[Change]") -> None:
    """Say what was changed and how to take it back; on stderr, unless quiet."""
    changed = [change for change in changes if change.changed]
    if len(changes) <= _EACH:
        lines = [change_line(change.what, change.before, change.after) for change in changes]
        order = [change.changed for change in changes]
        for line, is_new, last in zip(lines, order, _last_flags(order), strict=True):
            session.say(f"{line}.{undo_hint(session, changed=is_new and last)}")
        return
    line = count_line(changes[0].what, len(changed), len(changes) - len(changed))
    session.say(f"{line}.{undo_hint(session, changed=bool(changed))}")


def _last_flags(flags: Sequence[bool]) -> list[bool]:
    """Return True only for the last one that is True."""
    last = max((place for place, flag in enumerate(flags) if flag), default=-1)
    return [place == last for place in range(len(flags))]
