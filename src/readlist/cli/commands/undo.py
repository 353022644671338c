"""``readlist undo``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import read_count
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library import undoing
from readlist.library.undoing import JournalEntry
from readlist.text import one_line, plural, shorten

if TYPE_CHECKING:
    from readlist.views import cells
else:
    cells = lazy("readlist.views.cells")


def undo(
    session: Session,
    steps: Annotated[str, typer.Argument(metavar="[N]", help="Undo this many changes.")] = "1",
    redo: Annotated[bool, typer.Option("--redo", help="Redo what was undone.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Undo even if the list was edited by hand since.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--list", help="List the changes; undo nothing.")
    ] = False,
) -> None:
    """Undo the last change.

    $ readlist undo
    $ readlist undo 3
    $ readlist undo --redo
    $ readlist undo --list
    """
    if history:
        _print_history(session, undoing.history(session.workspace))
        return
    count = read_count(steps, "N", "readlist undo --list, and a number of changes") or 1
    if redo:
        report = undoing.redo(session.workspace, count, force=force)
        _tell(session, "Redone", report.entries, count)
        again = "readlist undo reverses it"
    else:
        report = undoing.undo(session.workspace, count, force=force)
        _tell(session, "Undone", report.entries, count)
        again = "readlist undo again, or undo --redo"
    if report.following:
        before = "Next" if redo else "Before that"
        session.hint(f"{before}: {_named(report.following)}.    {again}")


def _tell(session: Session, what: str, entries: Sequence[JournalEntry], wanted: int) -> None:
    for entry in entries:
        session.say(f"{what}: {one_line(entry.what)}.")
    if len(entries) < wanted:
        session.say(f"That was {plural(len(entries), 'change')} of {wanted:,}: there are no more.")


def _named(entry: JournalEntry) -> str:
    return f"{shorten(entry.what, 60)}, {_when(entry)}"


def _when(entry: JournalEntry) -> str:
    return one_line(entry.at).replace("T", " ")[:16]


def _print_history(session: Session, entries: Sequence[JournalEntry]) -> None:
    """Print the changes, the newest first; their numbers are what ``undo`` takes."""
    if not entries:
        session.say("There is nothing to undo.")
        return
    people = session.screen.out_tty
    for steps, entry in enumerate(reversed(entries), 1):
        if people:
            line = f"{steps:>4}  {_when(entry)}  {session.canvas.text(entry.what)}"
            session.write(_cut(line, session.screen.width))
        else:
            session.write(f"{steps}\t{one_line(entry.at)}\t{one_line(entry.what)}")


def _cut(line: str, width: int) -> str:
    """Return the line in at most that many columns."""
    return cells.cut(line, width)
