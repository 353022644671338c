"""``readlist completion``."""

import os
from pathlib import Path
from typing import Annotated

import typer

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.cli.shells import SCRIPTS, read_grammar
from readlist.errors import UsageError
from readlist.library.completion_script import Installation, install_script
from readlist.library.known_words import read_word
from readlist.text import either, plural


def completion(
    session: Session,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help=f"{either(SCRIPTS)}.")],
    install: Annotated[
        bool, typer.Option("--install", help="Show what will be written, ask, then write it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Set up tab completion.

    $ readlist completion bash --install
    $ readlist completion fish > ~/.config/fish/completions/readlist.fish

    The script completes commands and options. Identifiers and topics come from a small file that
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
    install_script(plan, script)
    session.say("Done. Open a new shell to use it.")


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
        raise UsageError("readlist has to ask first, and this is not a terminal", remedy)
    if not confirm(session, "Continue?"):
        session.say("Nothing was written.")
        raise typer.Exit
