"""``readlist due``."""

import shlex
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import read_due, read_due_span
from readlist.cli.output import Output
from readlist.cli.papers import PAPER_HELP, resolve
from readlist.cli.session import Session, tell_changes
from readlist.clock import today
from readlist.due import NEVER, OVERDUE, PRESSING, day_of
from readlist.errors import NotFoundError, UsageError
from readlist.lazy import lazy
from readlist.library.known_words import shown
from readlist.paper import Paper
from readlist.reading_list import Filters
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.cli.commands import show as show_command
    from readlist.library import marking
else:
    show_command = lazy("readlist.cli.commands.show")
    marking = lazy("readlist.library.marking")

_Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PAPER... DAY]",
        help=f"{PAPER_HELP} Then the day: today, tomorrow, friday, +7d, 2026-12-01, or none.",
    ),
]


def due(session: Session, *, words: _Words = None, output: Output) -> None:
    """Set the day by which to read papers.

    $ readlist due mixtral friday
    $ readlist due 3-5 +7d
    $ readlist due mixtral none        no longer due
    $ readlist due                     what is due, the nearest day first
    $ readlist due overdue

    What is overdue or due within a week comes first in next and triage. A weekday is the next one.
    show --due 7d and --sort due do the same for every list.
    """
    named = words or []
    last = named[-1] if named else ""
    if not named or (len(named) == 1 and _is_span(last)):
        asked = Filters(has=("due",), due=read_due_span(last or None), sort="due")
        show_command.show(session, asked, output)
    elif len(named) > 1 and _is_day(last):
        until = read_due(last)
        assert until is not None
        chosen = resolve(session, named[:-1])
        tell_changes(session, marking.set_due(session.workspace, chosen, until))
    else:
        for paper in _papers(session, named):
            session.write(f"{one_line(paper.id)}\t{paper.due or ''}")


def _is_day(word: str) -> bool:
    return word.strip().lower() == NEVER or day_of(word, today()) is not None


def _is_span(word: str) -> bool:
    first = word.strip().lower().partition("..")[0]
    return ".." in word or first == OVERDUE or day_of(first, today()) is not None


def _papers(session: Session, words: list[str]) -> list[Paper]:
    """Return the papers that words mean.

    Raises:
        NotFoundError: A word means none.
        UsageError: The last of several words names none: it is probably a misspelt day.
    """
    first = resolve(session, words[:-1] if len(words) > 1 else words)
    if len(words) == 1:
        return first
    try:
        return first + resolve(session, words[-1:])
    except NotFoundError:
        papers, week = shlex.join(words[:-1]), today() + timedelta(days=PRESSING)
        raise UsageError(
            f"{shown(words[-1])!r} is neither a paper of the list nor a day",
            f"readlist due {papers} {week}, or tomorrow, friday, +7d, none",
        ) from None
