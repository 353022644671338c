"""``readlist remove``."""

from typing import Annotated

import typer

from readlist.cli.changes import tell_changes
from readlist.cli.papers import Papers, confirm, resolve
from readlist.cli.session import Session
from readlist.text import plural

_MANY = 3
"""Papers from which on a person is asked first."""


def remove(
    session: Session,
    papers: Papers,
    keep_pdf: Annotated[bool, typer.Option("--keep-pdf", help="Keep downloaded PDFs.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take papers off the list.

    $ readlist remove 2310.06825
    $ readlist remove 4-9 --yes

    `readlist undo` puts them back; their PDFs have to be downloaded again.
    """
    chosen = resolve(session, papers)
    ask_first = len(chosen) >= _MANY and session.interactive and not yes
    if ask_first and not confirm(session, f"Remove {plural(len(chosen), 'paper')}?"):
        session.say("Nothing was removed.")
        return
    tell_changes(session, session.marking.remove(chosen, keep_pdf=keep_pdf))
