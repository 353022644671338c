"""Mistyped command lines, rewritten as they would work."""

import shlex
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from readlist.arxiv_address import recognise_one
from readlist.cli.command_table import ALIASES, COMMANDS, GLOBAL_OPTIONS
from readlist.cli.session import split_flags
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.suggestion import suggest
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    import difflib

    from readlist import paper
    from readlist.cli import group, option_values
    from readlist.cli.session import Session
else:
    difflib = lazy("difflib")
    group = lazy("readlist.cli.group")
    option_values = lazy("readlist.cli.option_values")
    paper = lazy("readlist.paper")

_CERTAIN = 0.85
"""Likeness (`difflib`, 0 to 1) from which only the best guess at a mistyped option is named."""
_LONGEST = 200
"""Characters of a command line that is shown; instead of a longer one the help page is named."""


def near_options(word: str, own: Sequence[str]) -> list[str]:
    """Return the options that a mistyped one resembles, the most similar first.

    Args:
        word: As it was typed.
        own: Those of the command that are like it; the options of every command count, too.
    """
    every = {*own, *(name for option in GLOBAL_OPTIONS for name in option.names)}
    # The dashes make any two options alike: they do not count.
    plain = {name.lstrip("-"): name for name in sorted(every)}
    bare = word.lstrip("-")
    near = difflib.get_close_matches(bare, plain, n=3)
    if near and difflib.SequenceMatcher(None, bare, near[0]).ratio() >= _CERTAIN:
        near = near[:1]
    return [plain[name] for name in near]


def no_command(word: str, words: Sequence[str] = ()) -> UsageError:
    """Return the error for a word that names no command.

    Args:
        word: The word.
        words: The line it stands in; none where only help was asked for.
    """
    shown = shorten(word, 60)
    found = recognise_one(word)
    if found:
        remedy = f"readlist add {found}, or readlist info {found}"
        return UsageError(f'"{shown}" is not a command', remedy)
    near = suggest(word, [*COMMANDS, *ALIASES], "command")
    remedy = f"readlist help {near}".strip()
    if near and word in words:
        place = list(words).index(word)
        remedy = _line(near, words[:place], words[place + 1 :]) or remedy
    return UsageError(f'there is no command "{shown}"', remedy)


def with_options_behind(words: Sequence[str]) -> str:
    """Return a line with its options moved after the command; empty if it names no command."""
    name = next((word for word in words if _full(word) in COMMANDS), "")
    if not name:
        return ""
    place = list(words).index(name)
    return _line(name, (), [*words[place + 1 :], *words[:place]])


def too_many(session: "Session", name: str, word: str, options: Collection[str]) -> UsageError:
    """Return the error for a word that a command cannot use.

    Args:
        session: This run.
        name: The command.
        word: The first such word.
        options: The names of the command's parameters.
    """
    words, remedy = list(session.words), ""
    if word in words and {"topic", "status", "star", "year"} <= set(options):  # the filters
        first = next(place for place, one in enumerate(words) if _full(one) == name)
        place = len(words) - 1 - words[::-1].index(word)
        wanted = _as_filter(session, word)
        if wanted and place > first:
            behind = [*words[first + 1 : place], *wanted, *words[place + 1 :]]
            remedy = _line(name, words[:first], behind)
        remedy = remedy or _line("search", (), [word])
    return UsageError(f"{name} does not know what to do with {shorten(word, 60)!r}", remedy)


def _as_filter(session: "Session", word: str) -> list[str]:
    """Return the filter that a plain word stands for; nothing if it stands for none."""
    folded = word.casefold()
    topics = _topics(session)
    if folded in {topic.casefold() for topic in topics}:
        return ["-t", word]
    if folded in ("star", "stars", "starred"):
        return ["--star"]
    status = suggest(word, [*paper.Status, "all"], "status")
    if status:
        return ["-s", status]
    try:
        option_values.read_years(word)
    except UsageError:
        topic = suggest(word, topics)
        return ["-t", topic] if topic else []
    return ["-y", word]


def _topics(session: "Session") -> Sequence[str]:
    if not session.paths.list.exists():  # and looking for topics must not make one
        return ()
    try:
        return session.workspace.papers().topic_names
    except (ReadlistError, OSError):  # the word is the first thing that is wrong
        return ()


def _full(word: str) -> str:
    return ALIASES.get(word, word)


def _line(name: str, before: Sequence[str], behind: Sequence[str]) -> str:
    """Return a command line; empty if the command does not take it, or it cannot be shown."""
    line = f"readlist {shlex.join([*before, name, *behind])}"
    showable = len(line) <= _LONGEST and one_line(line) == line
    return line if showable and _is_taken(_full(name), [*before, *behind]) else ""


def _is_taken(name: str, words: Sequence[str]) -> bool:
    """Whether a command understands the words; nothing is run."""
    try:
        _, rest = split_flags(words)
        context: Any = group.load_command(name).make_context(name, rest)
    except Exception:  # noqa: BLE001 - Typer's own, which has no public name, or ours
        return False
    context.close()
    return True
