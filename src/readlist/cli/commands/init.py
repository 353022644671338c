"""``readlist init``."""

from typing import Annotated

import typer

from readlist.cli.session import Session
from readlist.library import upkeep
from readlist.text import plural


def init(
    session: Session,
    empty: Annotated[bool, typer.Option("--empty", help="Without any papers.")] = False,
    seed: Annotated[
        bool, typer.Option("--seed", help="Add the built-in papers to a list that is there.")
    ] = False,
) -> None:
    """Make the list, with or without papers.

    $ readlist init --empty
    $ readlist init --seed

    It is never needed: the first command of any kind makes a list of built-in papers.
    """
    report = upkeep.init(session.workspace, empty=empty, seed=seed)
    if report.made:
        session.say(f"Made {report.path} with {plural(len(report.added), 'paper')}.")
    elif report.added:
        session.say(f"Added {plural(len(report.added), 'paper')}. Undo: readlist undo")
    else:
        session.say(f"{report.path} is there already; nothing was changed.")
