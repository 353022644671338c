# ruff: noqa: INP001 - a script, not a package
"""Write the pages that are made from the code: all commands, all formats, the manual page.

    python docs/make_reference.py

Tests say when a page is out of date.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from readlist.cli import group
from readlist.cli.command_table import COMMANDS, GLOBAL_OPTIONS, GROUPS
from readlist.cli.help_pages import PURPOSE, parts_of, sections_of, usage_of
from readlist.cli.help_topics import EXIT_CODES, environment
from readlist.cli.man_page import man_page
from readlist.documents.formats import overview

DOCS = Path(__file__).parent
# CommonMark 0.31, 2.4: these can mean something in a line of running text or a table's cell.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|]")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
_HEADINGS = {"Arguments": "Argument", "Options": "Option"}


def reference() -> str:
    """Return the page in Markdown."""
    lines = [
        "<!-- Made by docs/make_reference.py from the commands themselves. -->",
        "# All commands",
        "",
        f"{PURPOSE} Without a command, `readlist` shows what to read next.",
    ]
    for name in GROUPS:
        lines += ["", f"## {name}"]
        for command in COMMANDS.values():
            if command.group == name:
                lines += _command(command.name)
    options = [(f"{', '.join(o.names)} {o.metavar}".strip(), o.help) for o in GLOBAL_OPTIONS]
    lines += ["", "## Options of every command", "", *_table("Option", options)]
    lines += ["", "## Exit codes", "", *_table("Code", EXIT_CODES)]
    lines += ["", "## Environment", "", *_table("Variable", environment())]
    return "\n".join(lines) + "\n"


def _command(name: str) -> Iterator[str]:
    command = group.load_command(name)
    purpose, examples, text = parts_of(command.help or "")
    sections = sections_of(command.params)
    yield from ("", f"### readlist {name}", "", _text(purpose))
    yield from ("", "```text", usage_of(command, sections), "```")
    if examples:
        yield from ("", "```console", *examples, "```")
    for paragraph in (*text, *group.more_help(name)):
        yield from ("", _text(paragraph))
    for title, rows in sections.items():
        yield from ("", *_table(_HEADINGS.get(title, title), rows))


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (f"| {heading} | |", "|---|---|")
    for name, text in rows:
        cell = name.replace("|", r"\|")
        yield f"| `{cell}` | {_text(text)} |"


def _text(text: str) -> str:
    """Return a text on one line, as Markdown that means the same, with options as code."""
    plain = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _OPTION.sub(lambda option: f"`{option[0]}`", plain)


def formats(page: str) -> str:
    """Return docs/formats.md with the table of the formats that there are."""
    head, first, rest = page.partition("| Format | Endings |\n")
    return head + overview() + rest[rest.index("\n\n") :] if first else page


if __name__ == "__main__":
    page = DOCS / "formats.md"
    page.write_text(formats(page.read_text("utf-8")), encoding="utf-8")
    (DOCS / "commands.md").write_text(reference(), encoding="utf-8")
    (DOCS / "man" / "readlist.1").write_text(man_page(), encoding="utf-8")
