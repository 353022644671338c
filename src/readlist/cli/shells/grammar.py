"""What can be typed on a command line, read from the commands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readlist.cli.command_table import COMMANDS, GLOBAL_OPTIONS
from readlist.cli.group import load_command

FILES = "files"
"""The kind of value that the shell itself completes."""

_BY_OPTION = {
    "--topic": "topics",
    "--drop": "topics",
    "--rename": "topics",
    "--status": "statuses",
    "--has": "holdings",
    "--lacks": "holdings",
    "--sort": "sorts",
    "--due": "spans",
    "--format": "formats",
    "--style": "styles",
    "--fields": "fields",
    "--unset": "settings",
    "--output": FILES,
    "--file": FILES,
    "--to": "lists",
    "--view": "views",
    "--from": FILES,
    "--svg": FILES,
}
_BY_COMMAND = {
    "add": FILES,
    "import": FILES,
    "path": "places",
    "config": "settings",
    "completion": "shells",
    "help": "commands",
    "due": "due",
}
_SETTING_DAYS = frozenset({"add", "unread", "reading", "star"})
"""Commands whose ``--due`` sets a day; that of all others chooses papers by it."""


@dataclass(frozen=True, slots=True)
class OptionWords:
    """One option."""

    names: tuple[str, ...]
    help: str
    takes_value: bool = False
    kind: str = ""
    """The kind of its values, as in ``readlist __complete KIND``; empty for anything."""


@dataclass(frozen=True, slots=True)
class CommandWords:
    """One command with its options."""

    names: tuple[str, ...]
    help: str
    options: tuple[OptionWords, ...]
    kind: str
    """The kind of its arguments, as in ``readlist __complete KIND``; empty for anything."""


GLOBALS = tuple(
    OptionWords(o.names, o.help, bool(o.metavar), o.kind if o.metavar else "")
    for o in GLOBAL_OPTIONS
)
"""The options of every command."""


def read_grammar() -> list[CommandWords]:
    """Return every command; this loads all their modules."""
    return [_command(name) for name in COMMANDS]


def _command(name: str) -> CommandWords:
    entry, loaded = COMMANDS[name], load_command(name)
    kinds = _BY_OPTION | ({"--due": "days"} if name in _SETTING_DAYS else {})
    options = [_option(p, kinds) for p in loaded.params if p.param_type_name == "option"]
    arguments = [p for p in loaded.params if p.param_type_name == "argument"]
    about_papers = any("PAPER" in str(getattr(a, "metavar", "")) for a in arguments)
    kind = _BY_COMMAND.get(name, "papers" if about_papers else "")
    return CommandWords((name, *entry.aliases), entry.help, tuple(options), kind)


def _option(parameter: Any, kinds: Mapping[str, str]) -> OptionWords:  # noqa: ANN401 - Typer's private option class
    names = tuple(sorted(parameter.opts, key=len))
    takes_value = not parameter.is_flag
    kind = next((kinds[n] for n in names if n in kinds), "") if takes_value else ""
    return OptionWords(names, parameter.help or "", takes_value, kind)
