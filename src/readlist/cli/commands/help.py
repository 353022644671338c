"""``readlist help``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.command_table import ALIASES, COMMANDS
from readlist.cli.help_pages import command_page, heading, main_page, two_columns
from readlist.cli.session import Session
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import group, help_topics, slips
else:
    group = lazy("readlist.cli.group")
    help_topics = lazy("readlist.cli.help_topics")
    slips = lazy("readlist.cli.slips")


def help_(
    session: Session,
    command: Annotated[
        str,
        typer.Argument(metavar="[COMMAND|TOPIC]", help="A command, a topic, or all for a list."),
    ] = "",
) -> None:
    """Show this page, or the page of a command.

    $ readlist help show
    $ readlist help all
    $ readlist help filters

    Topics: filters, formats, exit-codes, environment, keys, files, and man, which prints all of it
    as a manual page (readlist help man | man -l -).
    """
    bold = session.screen.out_colour
    name = ALIASES.get(command, command)
    if name in ("", "all"):
        every = name == "all"
        session.write(main_page(every=every, bold=bold))
        if every:
            topics = [(one, text) for one, (text, _) in help_topics.TOPICS.items()]
            lines = two_columns(topics, min(session.screen.width, 79))
            session.write("\n".join(["", heading("Topics of help", bold=bold), *lines]))
    elif name in help_topics.TOPICS:
        session.write(help_topics.topic_page(name, session))
    elif name in COMMANDS:
        loaded, more = group.load_command(name), group.more_help(name)
        page = command_page(loaded, loaded.params, session.screen.width, more=more, bold=bold)
        session.write(page)
    else:
        raise slips.no_command(command)
