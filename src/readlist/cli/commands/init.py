"""``readlist init``."""

from typing import Annotated

import typer

from readlist.cli.session import Session, undo_hint
from readlist.library import upkeep
from readlist.text import plural


def init(
    session: Session,
    empty: Annotated[bool, typer.Option("--empty", help="Without any papers.")] = False,
    seed: Annotated[
        bool, typer.Option("--seed", help="Add the built-in papers to a list that is there.")
    ] = False,
    private: Annotated[
        bool, typer.Option("--private", help="Keep status, star and notes apart: for a group.")
    ] = False,
) -> None:
    """Make the list, with or without papers.

    $ readlist init --empty
    $ readlist init --seed
    $ readlist -L group init --empty --private

    The usual list needs it never: the first command of any kind makes it, with built-in papers.
    A list with a name is made by it alone, and the settings say where.
    """
    report = upkeep.init(session.workspace, empty=empty, seed=seed, private=private)
    if report.made:
        session.say(f"Made {report.path} with {plural(len(report.added), 'paper')}.")
    elif report.added:
        session.say(f"Added {plural(len(report.added), 'paper')}.{undo_hint(session)}")
    else:
        session.say(f"{report.path} is there already; nothing was changed.")
