"""``readlist init``."""

from typing import Annotated

import typer

from readlist.cli.session import Session, undo_hint
from readlist.library import upkeep
from readlist.text import plural


def init(
    session: Session,
    empty: Annotated[bool, typer.Option("--empty", help="Start without papers.")] = False,
    seed: Annotated[
        bool, typer.Option("--seed", help="Add the built-in papers to an existing list.")
    ] = False,
    private: Annotated[
        bool,
        typer.Option(
            "--private", help="Keep status, star and notes in your own file: for a shared list."
        ),
    ] = False,
) -> None:
    """Create the list, with or without papers.

    $ readlist init --empty
    $ readlist init --seed
    $ readlist -L group init --empty --private

    The usual list does not need this: the first command of any kind creates it, with built-in
    papers. A named list is created only by init, at the place that the settings give.
    """
    report = upkeep.init(session.workspace, empty=empty, seed=seed, private=private)
    if report.made:
        session.say(f"Created {report.path} with {plural(len(report.added), 'paper')}.")
    elif report.added:
        session.say(f"Added {plural(len(report.added), 'paper')}.{undo_hint(session)}")
    else:
        session.say(f"{report.path} already exists; nothing was changed.")
