"""The root command: finds the command that is asked for and loads nothing else."""

import importlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from typer.core import TyperCommand, TyperGroup

from readlist import __version__
from readlist.cli.arguments import Flags, split_flags
from readlist.cli.faults import guard, report
from readlist.cli.session import Session
from readlist.cli.table import ALIASES, COMMANDS
from readlist.cli.terminal import make_streams_safe
from readlist.errors import UsageError
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import binding, pager, slips
else:
    binding = lazy("readlist.cli.binding")
    pager = lazy("readlist.cli.pager")
    slips = lazy("readlist.cli.slips")

_Context = Any
"""Typer's own context class, which has no public name."""


class ReadlistCommand(TyperCommand):
    """A command with readlist's help page and messages."""

    def parse_args(self, ctx: _Context, args: list[str]) -> list[str]:
        """Read the words behind the command; words too many are named."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            options = [str(parameter.name) for parameter in self.params]
            session = ctx.obj if isinstance(ctx.obj, Session) else Session(Flags())
            raise slips.too_many(session, str(self.name), rest[0], options)
        return rest

    def invoke(self, ctx: _Context) -> Any:  # noqa: ANN401 - Typer's signature
        """Run the command, through a pager where it prints much to somebody."""
        if not (isinstance(ctx.obj, Session) and ctx.obj.screen.out_tty):
            return super().invoke(ctx)
        with pager.paged(ctx.obj):
            return super().invoke(ctx)


class LazyGroup(TyperGroup):
    """The root of the command line, made from `table.COMMANDS`."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,  # noqa: ARG002 - the name is the same everywhere
        complete_var: str | None = None,  # noqa: ARG002 - see `readlist completion`
        standalone_mode: bool = True,  # noqa: ARG002 - Typer's signature
        windows_expand_args: bool = True,  # noqa: ARG002 - Typer's signature
        **extra: Any,  # noqa: ANN401, ARG002 - Typer's signature
    ) -> NoReturn:
        """Run a command line and leave with its exit code."""
        make_streams_safe()
        words = list(sys.argv[1:] if args is None else args)
        try:
            flags, rest = split_flags(words)
        except UsageError as error:
            sys.exit(report(Session(Flags(), words), error))
        session = Session(flags, words)
        sys.exit(guard(session, lambda: self._run(session, rest)))

    def _run(self, session: Session, words: list[str]) -> None:
        if session.flags.version:
            session.write(f"readlist {__version__}")
            return
        if session.flags.help:
            name = next((word for word in words if not word.startswith("-")), "")
            words = ["help", name] if name else ["help"]
        with self.make_context("readlist", words, obj=session) as context:
            self.invoke(context)

    def list_commands(self, ctx: _Context) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: _Context,  # noqa: ARG002 - Typer's signature
        cmd_name: str,
    ) -> TyperCommand | None:
        """Load a command; None if there is none of that name."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: _Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that the first word names, and the words behind it.

        Raises:
            UsageError: There is no such command.
        """
        name = ALIASES.get(args[0], args[0])
        command = self.get_command(ctx, name)
        if command is None:
            words = ctx.obj.words if isinstance(ctx.obj, Session) else ()
            raise slips.no_command(args[0], words)
        if isinstance(ctx.obj, Session):
            ctx.obj.command = name
        return name, command, args[1:]


def load_command(name: str) -> TyperCommand:
    """Import a command's module and return the command.

    Args:
        name: One of `COMMANDS`.
    """
    from typer.main import get_command_from_info  # noqa: PLC0415 - private in all but name
    from typer.models import CommandInfo  # noqa: PLC0415 - with it

    entry = COMMANDS[name]
    module = importlib.import_module(f"readlist.cli.commands.{entry.module}")
    info = CommandInfo(
        name=name,
        cls=getattr(module, "COMMAND_CLASS", ReadlistCommand),
        callback=binding.bind(getattr(module, entry.function or name)),
        context_settings={"allow_extra_args": True},
        add_help_option=False,  # `LazyGroup` answers --help wherever it stands
    )
    command = get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)
    assert isinstance(command, TyperCommand)
    return command
