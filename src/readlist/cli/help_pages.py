"""Help pages as plain text: what a command is for, examples, then its options."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from readlist.cli.command_table import COMMANDS, GLOBAL_OPTIONS, GROUPS, Command
from readlist.language import translate
from readlist.lazy import lazy
from readlist.text import columns

if TYPE_CHECKING:
    from readlist.views import cells
else:
    cells = lazy("readlist.views.cells")

PURPOSE = "Triage arXiv papers and keep a reading list."
"""What readlist is, in one sentence."""

_EXAMPLES = (
    ("readlist add 2310.06825", "add a paper"),
    ("readlist show -t moe", "papers to read on one topic"),
    ("readlist info mixtral", "a paper, by words from its title"),
    ("readlist read mixtral", "mark it as read"),
    ("readlist export -o list.md", "write Markdown"),
)
_OPTIONS, _ARGUMENTS = "Options", "Arguments"
_INDENT = 2
_WIDTH = 79
"""Columns of the page of all commands, which fits a terminal of 80."""


def main_page(*, every: bool = False, bold: bool = False) -> str:
    """Return the page of the root command.

    Args:
        every: With the commands that the short page leaves out.
        bold: With headings in bold type.
    """
    lines = [translate(PURPOSE), ""]
    lines += [f"  $ {line:<30}{translate(what)}" for line, what in _EXAMPLES]
    for group in GROUPS:
        commands = [c for c in COMMANDS.values() if c.group == group and (c.listed or every)]
        if commands:
            lines += ["", heading(group, bold=bold), *map(_command_line, commands)]
    lines += [
        "",
        translate("readlist COMMAND --help for more; readlist help all for all."),
    ]
    names = " ".join(_short_name(option.names, option.metavar) for option in _GLOBAL)
    lines += wrapped(f"Anywhere on the line: {names}", _WIDTH)
    return "\n".join(lines)


_GLOBAL = tuple(option for option in GLOBAL_OPTIONS if "--help" not in option.names)


def _short_name(names: Sequence[str], metavar: str) -> str:
    return f"{names[-1]} {metavar}".strip()


def _command_line(command: Command) -> str:
    aliases = f"also: {', '.join(command.aliases)}" if command.aliases else ""
    more = command.more or aliases
    behind = translate(f" ({more})") if more else ""
    return f"  {command.name:<11}{translate(command.help)}{behind}"


def command_page(
    command: TyperCommand,
    parameters: Iterable[Any],
    width: int,
    *,
    more: Sequence[str] = (),
    bold: bool = False,
) -> str:
    """Return the page of a command: its docstring's purpose and examples, then its options.

    Args:
        command: The command.
        parameters: Its arguments and options.
        width: Columns of the screen.
        more: Paragraphs after the docstring's.
        bold: With headings in bold type.
    """
    purpose, examples, text = parts_of(command.help or "")
    lines = [*wrapped(purpose, width), ""]
    lines += [f"  {_example(line)}" for line in examples] + ([""] if examples else [])
    sections = sections_of(parameters)
    lines += wrapped(f"Usage: {usage_of(command, sections)}", width, "  ")
    for paragraph in (*text, *more):
        lines += ["", *wrapped(paragraph, min(width, 100))]
    for name, rows in sections.items():
        lines += ["", heading(name, bold=bold), *two_columns(rows, width)]
    names = " ".join(_short_name(option.names, option.metavar) for option in GLOBAL_OPTIONS)
    lines += ["", *wrapped(f"Anywhere on the line: {names}", width)]
    return "\n".join(lines)


def _example(line: str) -> str:
    """Return an example, with its remark translated."""
    *command, what = re.split(r"(\s{2,})", line, maxsplit=1)
    return "".join([*command, translate(what)])


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return the text in lines; ``--options`` and words stay whole, however narrow it is."""
    text = translate(" ".join(text.split()))
    if columns(text) > len(text):
        first, *others = cells.wrap(text, width - len(indent))
        return [first, *(indent + line for line in others)]
    return textwrap.wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def parts_of(help_text: str) -> tuple[str, list[str], list[str]]:
    """Return the purpose, the examples and the other paragraphs of a docstring."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", help_text.strip())]
    purpose, rest = paragraphs[0], paragraphs[1:]
    examples = [line.strip() for part in rest if part.lstrip().startswith("$")
                for line in part.splitlines()]  # fmt: skip
    return purpose, examples, [p for p in rest if not p.lstrip().startswith("$")]


def sections_of(parameters: Iterable[Any]) -> dict[str, list[tuple[str, str]]]:
    """Return the rows of every section, in the order in which the sections first appear."""
    sections: dict[str, list[tuple[str, str]]] = {_ARGUMENTS: [], _OPTIONS: []}
    for parameter in parameters:
        if getattr(parameter, "hidden", False) or parameter.name == "help":
            continue
        if parameter.param_type_name == "argument":
            sections[_ARGUMENTS].append((_argument_name(parameter), parameter.help or ""))
            continue
        names = ", ".join(sorted(parameter.opts, key=len))
        value = "" if parameter.is_flag else f" {_value_name(parameter)}"
        panel = getattr(parameter, "rich_help_panel", None) or _OPTIONS
        sections.setdefault(panel, []).append((names + value, parameter.help or ""))
    return {name: rows for name, rows in sections.items() if rows}


def _argument_name(parameter: Any) -> str:  # noqa: ANN401 - Typer's private argument class
    return str(parameter.metavar or parameter.name.upper())


def _value_name(parameter: Any) -> str:  # noqa: ANN401 - Typer's private option class
    return str(parameter.metavar or parameter.name.upper())


def usage_of(command: TyperCommand, sections: dict[str, list[tuple[str, str]]]) -> str:
    """Return how a command is called, its sections as `sections_of` gives them."""
    arguments = [name for name, _ in sections.get(_ARGUMENTS, [])]
    options = ["[OPTIONS]"] if set(sections) - {_ARGUMENTS} else []
    return " ".join(["readlist", str(command.name), *arguments, *options])


def two_columns(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return names and descriptions as lines, side by side where there is room."""
    left = min(max(len(name) for name, _ in rows) + 2 * _INDENT, 32, max(width - 24, 8))
    room = max(width - left, 12)
    lines: list[str] = []
    for name, text in rows:
        told = wrapped(text, room) or [""]
        first = f"{' ' * _INDENT}{name}"
        if len(first) >= left:
            lines.append(first)
            first = ""
        lines.append(f"{first:<{left}}{told[0]}".rstrip())
        lines += [" " * left + line for line in told[1:]]
    return lines


def heading(text: str, *, bold: bool) -> str:
    """Return a heading, in bold type if wanted."""
    text = translate(text)
    return f"\x1b[1m{text}\x1b[0m" if bold else text
