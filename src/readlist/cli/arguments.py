"""Global options taken from anywhere on the command line, before Typer sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readlist.errors import UsageError


@dataclass(frozen=True, slots=True)
class Flags:
    """The global options of one run (`table.GLOBAL_OPTIONS`)."""

    file: str | None = None
    quiet: bool = False
    no_color: bool = False
    no_input: bool = False
    no_pager: bool = False
    offline: bool = False
    debug: bool = False
    help: bool = False
    version: bool = False


_SWITCHES = {
    "-q": "quiet",
    "--quiet": "quiet",
    "--no-color": "no_color",
    "--no-input": "no_input",
    "--no-pager": "no_pager",
    "--offline": "offline",
    "--debug": "debug",
    "-h": "help",
    "--help": "help",
    "--version": "version",
}


def split_flags(words: Sequence[str]) -> tuple[Flags, list[str]]:
    """Return the global options of a command line, and its other words.

    Words behind ``--`` are left alone.

    Raises:
        UsageError: ``--file`` has no path.
    """
    flags, left = Flags(), list(words)
    rest: list[str] = []
    while left:
        word = left.pop(0)
        if word == "--":
            return flags, [*rest, word, *left]
        if word in _SWITCHES:
            flags = _switched(flags, _SWITCHES[word])
        elif word == "--file" or word.startswith("--file="):
            path = word[7:] if word != "--file" else left.pop(0) if left else ""
            if not path:
                raise UsageError("--file needs a path", "the path of a list behind it")
            flags = replace(flags, file=path)
        else:
            rest.append(word)
    return flags, rest


def _switched(flags: Flags, name: str) -> Flags:
    """Return the flags with one of the switches on."""
    on: dict[str, bool] = {name: True}
    return replace(flags, **on)  # type: ignore[arg-type]  # no switch is called "file"
