"""``readlist help``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.command_table import ALIASES, COMMANDS
from readlist.cli.help_pages import command_page, main_page
from readlist.cli.session import Session
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import group, slips
else:
    group = lazy("readlist.cli.group")
    slips = lazy("readlist.cli.slips")


def help_(
    session: Session,
    command: Annotated[
        str, typer.Argument(metavar="[COMMAND]", help="A command, or all to list every command.")
    ] = "",
) -> None:
    """Show this page, or the page of a command.

    $ readlist help show
    $ readlist help all
    """
    bold = session.screen.out_colour
    name = ALIASES.get(command, command)
    if name in ("", "all"):
        session.write(main_page(every=name == "all", bold=bold))
    elif name in COMMANDS:
        loaded, more = group.load_command(name), group.more_help(name)
        page = command_page(loaded, loaded.params, session.screen.width, more=more, bold=bold)
        session.write(page)
    else:
        raise slips.no_command(command)
