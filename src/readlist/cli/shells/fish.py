"""The completion script for fish."""

from collections.abc import Iterable, Sequence

from readlist.cli.shells.grammar import FILES, GLOBALS, CommandWords, OptionWords

_HEAD = """\
# Completion of readlist for fish; made by: readlist completion fish

function __readlist_from
    readlist __complete $argv[1] (commandline -ct) (commandline -opc)[-1] 2>/dev/null
end

complete -c readlist -f
"""


def fish_script(commands: Sequence[CommandWords]) -> str:
    """Return the script."""
    lines = [_option("", option) for option in GLOBALS]
    names = [name for command in commands for name in command.names]
    for command in commands:
        lines += [
            f"-n __fish_use_subcommand -a {name} -d {_quoted(command.help)}"
            for name in command.names
        ]
        lines += _command(command, names)
    return _HEAD + "".join(f"complete -c readlist {line}\n" for line in lines)


def _command(command: CommandWords, names: Sequence[str]) -> Iterable[str]:
    seen = f"__fish_seen_subcommand_from {' '.join(command.names)}"
    condition = f"-n {_quoted(seen)}"
    if command.kind == FILES:
        yield f"{condition} -F"
    elif command.kind == "commands":
        yield f"{condition} -a {_quoted(' '.join(names))}"
    elif command.kind:
        yield f"{condition} -a {_quoted(f'(__readlist_from {command.kind})')}"
    for option in command.options:
        yield _option(condition, option)


def _option(condition: str, option: OptionWords) -> str:
    parts = [condition] if condition else []
    parts += [
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    ]
    if option.kind == FILES:
        parts.append("-r -F")
    elif option.kind:
        parts.append(f"-x -a {_quoted(f'(__readlist_from {option.kind})')}")
    elif option.takes_value:
        parts.append("-x")
    return " ".join([*parts, f"-d {_quoted(option.help)}"])


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
