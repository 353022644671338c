"""``readlist path``."""

import os
import sys
from typing import Annotated

import typer

from readlist.cli.complete import FIXED
from readlist.cli.session import Session
from readlist.library.known_words import read_word
from readlist.text import either, one_line


def path(
    session: Session,
    what: Annotated[
        str, typer.Argument(metavar="[WHAT]", help=f"{either(FIXED['places'].split())}.")
    ] = "list",
    every: Annotated[bool, typer.Option("--all", help="Show every path with its name.")] = False,
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
            _write(session, f"{name}\t{place}")
    else:
        _write(session, str(places[read_word(what, places, "place", "readlist path")]))


def _write(session: Session, line: str) -> None:
    """Print a path: its bytes for programs, which open it; safe text for people."""
    if session.screen.out_tty:
        session.write(one_line(line))
        return
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        session.write(line)
        return
    sys.stdout.flush()
    buffer.write(os.fsencode(line) + b"\n")
