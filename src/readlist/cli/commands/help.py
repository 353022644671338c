"""``readlist help``."""

from typing import Annotated

import typer

from readlist.cli.help_pages import command_page, main_page
from readlist.cli.session import Session
from readlist.cli.table import ALIASES, COMMANDS


def help_(
    session: Session,
    command: Annotated[
        str, typer.Argument(metavar="[COMMAND]", help="A command, or all for a list of them.")
    ] = "",
) -> None:
    """Show this page or a command's.

    $ readlist help show
    $ readlist help all
    """
    from readlist.cli.group import load_command  # noqa: PLC0415 - which loads this
    from readlist.cli.slips import no_command  # noqa: PLC0415 - few lines go wrong

    bold = session.screen.out_colour
    name = ALIASES.get(command, command)
    if name in ("", "all"):
        session.write(main_page(every=name == "all", bold=bold))
    elif name in COMMANDS:
        loaded = load_command(name)
        session.write(command_page(loaded, loaded.params, session.screen.width, bold=bold))
    else:
        raise no_command(command)
