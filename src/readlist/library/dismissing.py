"""Turning discoveries down, so that it can be taken back like a change of the list."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from readlist.clock import now
from readlist.errors import FileError
from readlist.files import lock
from readlist.library.list_changes import by_whom
from readlist.library.workspace import Workspace
from readlist.text import plural, shorten


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What came of turning papers down."""

    identifiers: tuple[str, ...] = ()
    """Those that were not dismissed before."""
    entry: int | None = None
    """The number of the change in the history; None if nothing was written."""


def turn_down(workspace: Workspace, papers: Mapping[str, str]) -> Dismissal:
    """Dismiss papers.

    Args:
        workspace: What this run works on.
        papers: Titles by identifier; an empty one where it is not known.

    Raises:
        FileError: It cannot be written down; nothing was dismissed.
    """
    if not workspace.paths.list.exists():
        workspace.make_list(must_write=True)
    with lock(workspace.paths.list, on_wait=workspace.notices.say):  # which guards the history, too
        known = workspace.dismissed.read()
        new = [identifier for identifier in papers if identifier not in known]
        if not new:
            return Dismissal()
        checksum = workspace.cut_document().sha256
        what = _described(new, papers[new[0]]) + by_whom(workspace)
        at, agent = now().isoformat(), workspace.agent
        receipt = workspace.journal.append(what, at, checksum, checksum, dismissed=new, agent=agent)
        try:
            return Dismissal(tuple(workspace.dismissed.add(new)), receipt.number)
        except FileError:
            with contextlib.suppress(FileError):  # it undoes nothing, then
                receipt.cancel()
            raise


def _described(identifiers: list[str], title: str) -> str:
    if len(identifiers) > 1:
        return f"dismiss {plural(len(identifiers), 'paper')}"
    return f"dismiss {identifiers[0]} {shorten(title, 60)}".rstrip()
