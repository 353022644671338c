"""``readlist copy``."""

from typing import Annotated

import typer

from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session
from readlist.library import copying
from readlist.text import plural
from readlist.views.changes import paper_name


def copy_(
    session: Session,
    papers: Papers,
    *,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Copy to this list.")],
    bare: Annotated[
        bool,
        typer.Option("--bare", help="Leave out what is yours: status, star, notes, dates and key."),
    ] = False,
) -> None:
    """Copy papers to another list.

    $ readlist copy mixtral --to group
    $ readlist copy 3-5 --to group --bare
    $ readlist -L group copy 2310.06825 --to default

    The whole entry is copied. A paper that is already on the other list stays as it is there.
    `default` is the usual list. To undo, run undo on the other list.
    """
    chosen = resolve(session, papers)
    done = copying.copy_papers(session.workspace, chosen, to, bare=bare)
    for paper in done.there:
        session.say(f"Already in {to}: {paper_name(paper)}.")
    if done.copied:
        names = (
            paper_name(done.copied[0])
            if len(done.copied) == 1
            else plural(len(done.copied), "paper")
        )
        undo = f" Undo: readlist -L {to} undo" if session.settings.flag("hints") else ""
        session.say(f"Copied to {to}: {names}.{undo}")
