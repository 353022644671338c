"""``readlist path``."""

from typing import Annotated

import typer

from readlist.cli.session import Session
from readlist.cli.values import read_word


def path(
    session: Session,
    what: Annotated[
        str, typer.Argument(metavar="[WHAT]", help="list, library, config, cache, state or log.")
    ] = "list",
    every: Annotated[bool, typer.Option("--all", help="All of them, each with its name.")] = False,
) -> None:
    """Show where the files are.

    $ readlist path
    $ git -C "$(dirname "$(readlist path)")" status
    $ readlist path --all
    """
    paths = session.paths
    places = {
        "list": paths.list,
        "library": paths.library,
        "config": paths.config,
        "cache": paths.cache,
        "state": paths.state,
        "log": paths.state / "log",
    }
    if every:
        for name, place in places.items():
            session.write(f"{name}\t{place}")
    else:
        session.write(str(places[read_word(what, places, "place")]))
