"""The Typer application."""

from typing import TYPE_CHECKING

import typer

from readlist.cli.group import LazyGroup
from readlist.cli.session import Session
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli.commands import summary
else:
    summary = lazy("readlist.cli.commands.summary")

app = typer.Typer(
    name="readlist",
    cls=LazyGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    add_help_option=False,  # `LazyGroup` answers it wherever it stands
)
"""The root; its commands come from `table.COMMANDS`."""


@app.callback()
def root(context: typer.Context) -> None:
    """Triage arXiv papers and keep a reading list."""
    if context.invoked_subcommand is None and isinstance(context.obj, Session):
        summary.summary(context.obj)
