"""The way to screens that take the whole terminal. Importing this is cheap; running one is not."""

import os
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from readlist.cli.opening import can_show, is_pdf, launch, noted_page, opening_command, target_of
from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.paper import Paper

T_co = TypeVar("T_co", covariant=True)


class FullScreen(Protocol[T_co]):
    """What a screen of `readlist.tui` can do."""

    @property
    def fault(self) -> Exception | None:
        """What nobody expected and what ended it."""

    def run(self) -> T_co | None:
        """Show it until it ends, and return what it came to."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program as long as the context lasts."""


def need_terminal(session: Session, what: str, instead: str) -> None:
    """Check that there is somebody to look at a screen.

    Args:
        session: This run.
        what: What needs it: ``triage``.
        instead: What to do where there is none.

    Raises:
        UsageError: There is no terminal, or one that cannot draw.
    """
    if not (session.interactive and session.screen.out_tty and session.screen.redraws):
        raise UsageError(f"{what} needs a terminal", instead)


def prepare(session: Session) -> None:
    """Let a screen follow its window and the wish for no colours; before its app is made."""
    for name in ("COLUMNS", "LINES"):  # a screen follows its window, whatever a shell exported
        os.environ.pop(name, None)
    if not session.screen.err_colour:
        os.environ["NO_COLOR"] = "1"  # Textual looks there


def run(app: FullScreen[T_co], early: str) -> T_co:
    """Run a screen to its end and return what it came to; raise what nobody expected.

    Args:
        app: The screen.
        early: What to say where it ended without an outcome.

    Raises:
        ReadlistError: It ended early.
    """
    outcome = app.run()
    if app.fault:
        raise app.fault
    if outcome is None:
        raise ReadlistError(early, "run it again")
    return outcome


def open_outside(
    session: Session, app: FullScreen[object], paper: Paper, kind: str
) -> tuple[str, bool]:
    """Open a paper while a screen is on.

    Args:
        session: This run.
        app: The screen; a program that is set for opening may want its terminal.
        paper: The paper.
        kind: As `target_of` takes it.

    Returns:
        What was done, with the address where nothing could be seen; and whether it was opened.
    """
    target = target_of(session, paper, kind)
    command = opening_command(session, None)
    if not command and not can_show(target):
        return f"no display here: {target}", False
    page = noted_page(paper) if is_pdf(target) else 0
    if command:
        with app.suspend():
            launch(command, target, page)
    else:
        launch(command, target, page)
    return f"opened {target}", True
