"""``readlist completion``."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.cli.shells import SCRIPTS, read_grammar
from readlist.errors import FileError, UsageError
from readlist.files import write_atomic
from readlist.library.known_words import read_word
from readlist.regular import load_regular
from readlist.text import plural

_LARGEST = 16 << 20
"""Bytes of a shell's start file."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What has to be written so that a shell completes."""

    script: Path
    start: Path | None = None
    """The shell's own start file, which gets `line`."""
    line: str = ""


def completion(
    session: Session,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
    install: Annotated[
        bool, typer.Option("--install", help="Show what has to be written, ask, and write it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Set up tab completion.

    $ readlist completion bash --install
    $ readlist completion fish > ~/.config/fish/completions/readlist.fish

    Commands and options are in the script; identifiers and topics come from a small file that
    readlist keeps up to date.
    """
    name = read_word(shell, SCRIPTS, "shell", "readlist completion")
    script = SCRIPTS[name](read_grammar())
    if not install:
        session.write(script.rstrip("\n"))
        return
    plan = _plan(session, name)
    session.say(f"This writes {plan.script} ({plural(script.count(chr(10)), 'line')})")
    if plan.start:
        session.say(f"and adds to {plan.start} the line: {plan.line}")
    if not yes:
        _agree(session, name)
    _write(plan, script)
    session.say("Done; it works in the next shell.")


def _plan(session: Session, shell: str) -> Installation:
    home = Path.home()
    if shell == "fish":
        config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        return Installation(config / "fish" / "completions" / "readlist.fish")
    script = session.paths.library.parent / f"completion.{shell}"
    folder = Path(os.environ.get("ZDOTDIR") or home) if shell == "zsh" else home
    return Installation(script, folder / f".{shell}rc", f'source "{script}"  # readlist')


def _agree(session: Session, shell: str) -> None:
    remedy = f"readlist completion {shell} --install --yes"
    if not session.interactive:
        raise UsageError("there is nobody to ask", remedy)
    if not confirm(session, "Go on?"):
        session.say("Nothing was written.")
        raise typer.Exit


def _write(plan: Installation, script: str) -> None:
    write_atomic(plan.script, script.encode())
    if plan.start is None:
        return
    try:
        text = load_regular(plan.start, _LARGEST).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        text = ""
    except OSError as error:
        remedy = f"this line in {plan.start}: {plan.line}"
        raise FileError(f"cannot read {plan.start}: {error.strerror}", remedy) from None
    if plan.line not in text.splitlines():
        gap = "" if not text or text.endswith("\n") else "\n"
        write_atomic(plan.start, f"{text}{gap}{plan.line}\n".encode("utf-8", "surrogateescape"))
