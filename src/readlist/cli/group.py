"""The root command: finds the command that is asked for and loads nothing else.

A command is a plain function; `bind` makes of it what Typer understands: a function that Typer
calls with the options it read, and that returns the command with its parameters. Typer sees the
parameters that it annotates itself; a `Session` comes from the context, and shared parameters such
as `Filters` become the options of the function that reads them.
"""

import importlib
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from readlist import __version__
from readlist.cli.command_table import ALIASES, COMMANDS
from readlist.cli.error_handler import guard
from readlist.cli.session import Flags, Session, split_flags
from readlist.cli.terminal import make_streams_safe, speak
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import pager, slips
    from readlist.cli.commands import summary
else:
    pager = lazy("readlist.cli.pager")
    slips = lazy("readlist.cli.slips")
    summary = lazy("readlist.cli.commands.summary")


_READERS: Mapping[str, tuple[str, str]] = {
    "Filters": ("readlist.cli.filters", "read_filters"),
    "Output": ("readlist.cli.output", "read_output"),
}
"""Name of a shared parameter's type -> the function whose parameters are its options.

By name, so that a command without them does not load them.
"""

_CONTEXT = "context"


def bind(function: Callable[..., None]) -> Callable[..., Callable[[], None]]:
    """Return a function whose signature Typer can read, and which returns the command to run."""
    own = inspect.signature(function, eval_str=True).parameters
    readers = {name: reader for name, one in own.items() if (reader := _reader(one.annotation))}
    options = {name: _options(reader) for name, reader in readers.items()}
    shown = [inspect.Parameter(_CONTEXT, inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in own.values():
        if parameter.name in options:
            shown += options[parameter.name].values()
        elif parameter.annotation is not Session:
            shown.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    def command(**given: Any) -> Callable[[], None]:  # noqa: ANN401 - what the options hold
        taken: dict[str, Any] = {}
        for name, parameter in own.items():
            if parameter.annotation is Session:
                taken[name] = given[_CONTEXT].obj
            elif name in readers:
                values = {option: given[option] for option in options[name]}
                if _needs_session(readers[name]):
                    values["session"] = given[_CONTEXT].obj
                taken[name] = readers[name](**values)
            else:
                taken[name] = given[name]
        return partial(function, **taken)

    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    command.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]  # what inspect reads
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return command


def _reader(kind: Any) -> Callable[..., Any] | None:  # noqa: ANN401 - any annotation
    module, function = _READERS.get(getattr(kind, "__name__", ""), ("", ""))
    return getattr(importlib.import_module(module), function) if module else None


def _options(reader: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(reader, eval_str=True).parameters
    return {
        name: parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
        if parameter.annotation is not Session
    }


def _needs_session(reader: Callable[..., Any]) -> bool:
    return "session" in reader.__annotations__


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

    def invoke(self, ctx: _Context) -> None:
        """Run the command, through a pager where it prints much to somebody."""
        run = super().invoke(ctx)
        if not (isinstance(ctx.obj, Session) and ctx.obj.screen.out_tty):
            run()
            return
        with pager.paged(ctx.obj):
            run()


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
        speak()
        words = list(sys.argv[1:] if args is None else args)
        session = Session(Flags(), words)
        with guard(session):
            session.flags, rest = split_flags(words)
            if session.flags.version:
                session.write(f"readlist {__version__}")
            else:
                if session.flags.help:
                    name = next((word for word in rest if not word.startswith("-")), "")
                    rest = ["help", name] if name else ["help"]
                with self.make_context("readlist", rest, obj=session) as context:
                    self.invoke(context)
        sys.exit(0)

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
        callback=bind(getattr(module, entry.function or name)),
        context_settings={"allow_extra_args": True},
        add_help_option=False,  # `LazyGroup` answers --help wherever it stands
    )
    command = get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)
    assert isinstance(command, TyperCommand)
    return command


def more_help(name: str) -> Sequence[str]:
    """Return what a command's help page says besides: made from a table, by ``more_help`` there.

    Args:
        name: One of `COMMANDS`.
    """
    module = importlib.import_module(f"readlist.cli.commands.{COMMANDS[name].module}")
    told: Callable[[], Sequence[str]] | None = getattr(module, "more_help", None)
    return told() if told else ()


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
