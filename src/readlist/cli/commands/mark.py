"""``readlist read``, ``unread``, ``reading``, ``skip`` and ``star``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import DueDay, read_day, read_due
from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session, tell_changes
from readlist.lazy import lazy
from readlist.paper import Status

if TYPE_CHECKING:
    from readlist.library import marking
else:
    marking = lazy("readlist.library.marking")


def read(
    session: Session,
    papers: Papers,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="When you read them (default: today)."),
    ] = None,
) -> None:
    """Mark papers as read.

    $ readlist read mixtral
    $ readlist read 1 4-6 2310.06825 --date 2026-11-20
    """
    finished = read_day(day, "--date") if day else None
    chosen = resolve(session, papers)
    tell_changes(session, marking.mark(session.workspace, chosen, Status.READ, finished))
    if len(chosen) == 1 and not chosen[0].notes.strip():
        session.hint('readlist note . "what to remember"')


def unread(session: Session, papers: Papers, due: DueDay = None) -> None:
    """Mark papers as unread.

    $ readlist unread mixtral
    $ readlist unread mixtral --due friday
    """
    _mark(session, papers, Status.UNREAD, due)


def reading(session: Session, papers: Papers, due: DueDay = None) -> None:
    """Mark papers as being read.

    $ readlist reading mixtral
    $ readlist reading mixtral --due +7d
    """
    _mark(session, papers, Status.READING, due)


def skip(session: Session, papers: Papers) -> None:
    """Mark papers as skipped.

    $ readlist skip 3 7-9
    """
    _mark(session, papers, Status.SKIPPED)


def star(
    session: Session,
    papers: Papers,
    off: Annotated[bool, typer.Option("--off", help="Remove the stars.")] = False,
    due: DueDay = None,
) -> None:
    """Star papers, or remove the star.

    $ readlist star mixtral
    $ readlist star --off mixtral
    """
    until = read_due(due)
    chosen = resolve(session, papers)
    tell_changes(session, marking.star(session.workspace, chosen, on=not off, due=until))


def _mark(session: Session, words: list[str], status: Status, due: str | None = None) -> None:
    until = read_due(due)
    chosen = resolve(session, words)
    tell_changes(session, marking.mark(session.workspace, chosen, status, due=until))
