"""``readlist note``."""

import shlex
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.external_programs import delete, edit_text
from readlist.cli.papers import PAPER_HELP, resolve
from readlist.cli.session import Session, tell_changes
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.paper import Paper
from readlist.text import clean

if TYPE_CHECKING:
    from readlist.library import marking
else:
    marking = lazy("readlist.library.marking")

_LARGEST = 1 << 20
"""Characters of one note."""


def note(
    session: Session,
    *,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help=PAPER_HELP)],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="Add this line; - reads it from standard input."),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Open the notes in your editor.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace all notes with TEXT.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the notes.")] = False,
) -> None:
    """Add, show or edit notes.

    $ readlist note mixtral "top-2 routing; 13B active of 47B"
    $ readlist note mixtral
    $ readlist note . --show

    TEXT becomes a line with today's date. Without TEXT, the notes open in $VISUAL or $EDITOR.
    """
    chosen = resolve(session, [paper])
    words = " ".join(text or ())
    cleared = replace and text is not None and not words
    if show:
        for one in chosen:
            session.write(clean(one.notes).rstrip())
    elif (words or cleared) and not edit:
        line = _from_stdin(session) if words == "-" else words
        tell_changes(session, marking.add_note(session.workspace, chosen, line, replace=replace))
    elif len(chosen) > 1:
        problem = "only the notes of one paper can be edited at a time"
        raise UsageError(problem, f"readlist note {shlex.quote(chosen[0].id)}")
    elif edit or session.interactive:
        _edit(session, chosen[0])
    else:
        remedy = f'readlist note {shlex.quote(chosen[0].id)} "text"'
        raise UsageError("note needs TEXT, or a terminal for the editor", remedy)


def _from_stdin(session: Session) -> str:
    if session.screen.in_tty:
        session.say("Type the note; Ctrl-D ends.")
    return sys.stdin.read(_LARGEST)


def _edit(session: Session, paper: Paper) -> None:
    before = clean(paper.notes)
    remedy = f'readlist note {shlex.quote(paper.id)} "text"'
    text, path = edit_text(session, before, remedy)
    after = clean(text).strip("\n")
    if after == before.strip("\n"):
        delete(session, path)
        session.say("The notes are unchanged.")
        return
    if not after.strip():
        delete(session, path)
        session.say('The notes are kept: nothing was saved (--replace "" clears them).')
        return
    now = session.workspace.papers().get(paper.id)
    if now is None or now.notes != paper.notes:
        raise ReadlistError(
            f"the notes of {paper.id} were changed by another program in the meantime",
            f"readlist note {shlex.quote(paper.id)}; what you wrote is in {path}",
        )
    tell_changes(session, marking.add_note(session.workspace, [paper], after, replace=True))
    delete(session, path)
