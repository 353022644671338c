"""``readlist remove``."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.papers import Papers, confirm, resolve
from readlist.cli.session import Session, tell_changes
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.paper import Paper
from readlist.text import one_line, plural, shorten

if TYPE_CHECKING:
    from readlist.library import marking
else:
    marking = lazy("readlist.library.marking")

_NAMED = 20
"""Papers named before the question; the others are counted."""


def remove(
    session: Session,
    papers: Papers,
    keep_pdf: Annotated[bool, typer.Option("--keep-pdf", help="Keep the downloaded PDFs.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Remove papers from the list.

    $ readlist remove 2310.06825
    $ readlist remove 4-9 --yes

    Asks first if there is more than one. `readlist undo` puts them back. Downloaded PDFs are
    deleted and have to be fetched again; PDFs that you added yourself stay.
    """
    chosen = resolve(session, papers)
    if len(chosen) > 1 and not yes and not _may_remove(session, papers, chosen):
        session.say("Nothing was removed.")
        return
    tell_changes(session, marking.remove(session.workspace, chosen, keep_pdf=keep_pdf))
    for path in marking.own_files(session.workspace, chosen)[:_NAMED]:
        session.say(f"Your own PDF stays: {path}")


def _may_remove(session: Session, words: Sequence[str], chosen: Sequence[Paper]) -> bool:
    """Name the papers and ask.

    Raises:
        UsageError: Nobody can be asked.
    """
    names = _names(chosen, session.screen.width)
    if not session.interactive:
        problem = (
            f"remove has to ask about {plural(len(chosen), 'paper')}, and this is not a terminal"
        )
        raise UsageError(problem, f"readlist remove {shlex.join(words)} --yes", names)
    for name in names:
        session.notices.warn(name)
    return confirm(session, f"Remove {plural(len(chosen), 'paper')}?")


def _names(papers: Sequence[Paper], width: int) -> list[str]:
    room = max(width - 20, 20)
    names = [f"  {one_line(p.id):<16}  {shorten(p.title, room)}" for p in papers[:_NAMED]]
    more = len(papers) - len(names)
    return [name.rstrip() for name in names] + ([f"  and {more:,} more"] if more else [])
