"""The manual page, made from the commands as their help pages are.

The macros are those of man(7) (https://man7.org/linux/man-pages/man7/man.7.html).
"""

import re
from collections.abc import Iterator, Sequence

from readlist import __version__
from readlist.cli import group
from readlist.cli.command_table import COMMANDS, GLOBAL_OPTIONS, GROUPS
from readlist.cli.help_pages import PURPOSE, parts_of, sections_of, usage_of
from readlist.cli.help_topics import EXIT_CODES, environment

_SPECIAL = re.compile(r"[\\\-]")


def man_page() -> str:
    """Return the page of readlist(1): every command with its options, the codes, the variables."""
    lines = [
        f'.TH READLIST 1 "" "readlist {__version__}" "User Commands"',
        ".SH NAME",
        f"readlist {_DASH} {_text(PURPOSE[0].lower() + PURPOSE[1:-1])}",
        ".SH SYNOPSIS",
        ".B readlist",
        "[COMMAND] [OPTIONS]",
        ".SH DESCRIPTION",
        _line(PURPOSE + " Without a command, what to read next is shown."),
    ]
    for name in GROUPS:
        lines += [f".SH {name.upper()}"]
        for command in COMMANDS.values():
            if command.group == name:
                lines += _command(command.name)
    lines += [".SH GLOBAL OPTIONS", *_rows(_global_options())]
    lines += [".SH EXIT STATUS", *_rows(EXIT_CODES)]
    lines += [".SH ENVIRONMENT", *_rows(environment())]
    lines += [".SH FILES", *_paragraph("readlist help files names them.")]
    return "\n".join(lines) + "\n"


_DASH = r"\-"


def _command(name: str) -> Iterator[str]:
    command = group.load_command(name)
    purpose, examples, text = parts_of(command.help or "")
    sections = sections_of(command.params)
    yield f".SS {_text(usage_of(command, sections))}"
    yield from _paragraph(purpose)
    if examples:
        yield from (".PP", ".nf", *(_line(example) for example in examples), ".fi")
    for paragraph in (*text, *group.more_help(name)):
        yield from _paragraph(paragraph)
    for rows in sections.values():
        yield from _rows(rows)


def _global_options() -> list[tuple[str, str]]:
    return [(f"{', '.join(o.names)} {o.metavar}".strip(), o.help) for o in GLOBAL_OPTIONS]


def _rows(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        yield from (".TP", f".B {_text(name)}", _line(text))


def _paragraph(text: str) -> Iterator[str]:
    yield from (".PP", _line(" ".join(text.split())))


def _line(text: str) -> str:
    """Return a text as a line that begins with no request."""
    written = _text(text)
    return rf"\&{written}" if written.startswith((".", "'")) else written


def _text(text: str) -> str:
    """Return a text with the characters that troff would interpret escaped."""
    return _SPECIAL.sub(lambda sign: r"\e" if sign[0] == "\\" else _DASH, text)
