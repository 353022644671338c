"""What every command gets: the global options, the terminal, the library, telling of changes.

Global options are taken from anywhere on the command line, before Typer sees it.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from readlist.cli.terminal import ConsoleNotices, Screen, look_at_screen
from readlist.errors import UsageError
from readlist.language import ended, translate
from readlist.lazy import lazy
from readlist.paths import Paths, find_paths

if TYPE_CHECKING:
    from readlist import config
    from readlist.config import Settings
    from readlist.library import named_lists
    from readlist.library import workspace as library_workspace
    from readlist.library.list_changes import Change
    from readlist.library.workspace import Notices, Workspace
    from readlist.views import canvas as view_canvas
    from readlist.views import changes as view_changes
    from readlist.views.canvas import Canvas
else:
    config = lazy("readlist.config")
    named_lists = lazy("readlist.library.named_lists")
    library_workspace = lazy("readlist.library.workspace")
    view_changes = lazy("readlist.views.changes")
    view_canvas = lazy("readlist.views.canvas")


class Flags(NamedTuple):
    """The global options of one run (`table.GLOBAL_OPTIONS`)."""

    file: str | None = None
    list: str | None = None
    quiet: bool = False
    no_color: bool = False
    no_input: bool = False
    no_pager: bool = False
    offline: bool = False
    debug: bool = False
    help: bool = False
    version: bool = False


_COMMAND = re.compile(r"\breadlist ([a-z]+)(?<!\bconfig)(?<!\bhelp)(?<!\bcompletion)\b")
"""A command in advice that is about a list."""

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

    Words behind ``--`` are left alone, and so is ``--list`` behind ``undo``, whose own it is.

    Raises:
        UsageError: ``--file`` has no path, ``--list`` no name, or both are there.
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
            flags = flags._replace(file=_value(word, left, "--file", "path"))
        elif _names_list(word, rest):
            option = "-L" if word.startswith("-L") else "--list"
            flags = flags._replace(list=_value(word, left, option, "name"))
        else:
            rest.append(word)
    return flags, rest


def _names_list(word: str, before: Sequence[str]) -> bool:
    """Whether a word is the option that names a list, and not that of ``undo``."""
    if word == "--list":
        return next((one for one in before if not one.startswith("-")), "") != "undo"
    return word.startswith(("-L", "--list="))


def _value(word: str, left: list[str], option: str, what: str) -> str:
    """Return what an option is given, in its own word or in the next one."""
    behind = word.removeprefix(option)
    value = behind.removeprefix("=") if behind else left.pop(0) if left else ""
    if not value:
        raise UsageError(f"{option} needs a {what}", f"give the {what} of a list after it")
    return value


def _switched(flags: Flags, name: str) -> Flags:
    """Return the flags with one of the switches on."""
    on: dict[str, bool] = {name: True}
    return flags._replace(**on)  # type: ignore[arg-type]  # no switch is called "file"


class Session:
    """One run of readlist. Everything is made when it is first asked for.

    Args:
        flags: The global options.
        words: The command line, for the log of an unexpected fault.
    """

    def __init__(self, flags: Flags, words: Sequence[str] = ()) -> None:
        self.flags = flags
        self.words = tuple(words)
        self.command = ""
        self.stopped = ""
        """What Ctrl-C says of the work so far, where the same command goes on with it."""

    @cached_property
    def screen(self) -> Screen:
        """What may be printed where."""
        return look_at_screen(no_color=self.flags.no_color)

    @cached_property
    def notices(self) -> ConsoleNotices:
        """Who tells the reader on stderr."""
        typed = self.words[: self.words.index("--")] if "--" in self.words else self.words
        return ConsoleNotices(self.screen, quiet=self.flags.quiet, still="--json" in typed)

    @cached_property
    def paths(self) -> Paths:
        """Where everything is.

        Raises:
            UsageError: Two lists are named, or none can have the name.
            FileError: The settings do not say how to keep a list.
        """
        file, name = self.flags.file, self.flags.list
        if file and name:
            raise UsageError("--file and -L each name a list", "use only one of them")
        if not file and not name and not os.environ.get("READLIST_FILE"):
            name = os.environ.get("READLIST_LIST")
        return named_lists.find_list(name) if name else find_paths(file)

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force."""
        return config.load_settings(self.paths.config)

    @cached_property
    def workspace(self) -> "Workspace":
        """What this run works on: the list and everything around it."""
        offline, terminal = self.flags.offline, self.screen.terminal
        return library_workspace.Workspace(
            self.paths, self.settings, self.notices, offline=offline, terminal=terminal
        )

    def workspace_for_agent(self, agent: str, notices: "Notices") -> "Workspace":
        """Return a workspace of its own for a call of an agent, with the settings as they are now.

        Args:
            agent: What the agent calls itself.
            notices: Who hears what is not a result.
        """
        settings = config.load_settings(self.paths.config)
        offline = self.flags.offline
        return library_workspace.Workspace(
            self.paths, settings, notices, offline=offline, agent=agent
        )

    @cached_property
    def canvas(self) -> "Canvas":
        """How views draw on this screen."""
        plain = self.settings.flag("show.ascii") or not self.screen.utf8
        screen = self.screen
        return view_canvas.Canvas(
            screen.width, ascii=plain, encoding=screen.encoding, links=screen.links
        )

    @property
    def interactive(self) -> bool:
        """Whether somebody can be asked: a terminal, and nothing forbids it."""
        forbidden = self.flags.no_input or bool(os.environ.get("READLIST_NO_INPUT"))
        return self.screen.in_tty and self.screen.err_tty and not forbidden

    def number_rows(self, rows: Iterable[tuple[str, str]], *, new: bool = False) -> None:
        """Remember the rows that are about to be shown with numbers on this terminal.

        Args:
            rows: Identifier and title of each, in order.
            new: Whether they are papers that are not on the list.
        """
        if self.screen.shows_rows and not self.workspace.rows.put(rows, new=new):
            where = self.paths.state
            self.notices.warn(f"note: row numbers do not work: {where} cannot be written")

    def say(self, text: str) -> None:
        """Say something on stderr, unless quiet."""
        self.notices.say(text)

    def hint(self, text: str) -> None:
        """Say what could come next; to people only, and only where they want it."""
        if self.screen.out_tty and self.screen.err_tty and self.settings.flag("hints"):
            self.notices.say(self.in_list(text))

    def in_list(self, text: str) -> str:
        """Return advice with the list that this run was told to use named in its commands."""
        file, name = self.flags.file, self.flags.list
        if not (file or name) or " -L " in text or " --file " in text:
            return text
        option = f"-L {name}" if name else f"--file {shlex.quote(file or '')}"
        return _COMMAND.sub(lambda found: f"readlist {option} {found[1]}", text)

    def write(self, text: str) -> None:
        """Print data on stdout, with a newline behind it."""
        sys.stdout.write(text + "\n")

    def write_pieces(self, pieces: Iterable[str]) -> None:
        """Print data on stdout as it comes; the last piece ends the last line."""
        sys.stdout.writelines(pieces)


_EACH = 5
"""Papers up to which every one gets a line."""
_UNDO = "Undo: readlist undo"
"""How to take a change back."""


def undo_hint(session: Session, *, changed: bool = True) -> str:
    """Return what to say behind a change, with a blank before it; empty where hints are off."""
    if not (changed and session.settings.flag("hints")):
        return ""
    return f" {session.in_list(translate(_UNDO))}"


def tell_changes(session: Session, changes: "Sequence[Change]") -> None:
    """Say what was changed and how to take it back; on stderr, unless quiet."""
    changed = [change for change in changes if change.changed]
    if len(changes) <= _EACH:
        lines = [
            view_changes.change_line(change.what, change.before, change.after) for change in changes
        ]
        order = [change.changed for change in changes]
        for line, is_new, last in zip(lines, order, _last_flags(order), strict=True):
            session.say(ended(line, undo_hint(session, changed=is_new and last).lstrip()))
        return
    line = view_changes.count_line(changes[0].what, len(changed), len(changes) - len(changed))
    session.say(ended(line, undo_hint(session, changed=bool(changed)).lstrip()))


def _last_flags(flags: Sequence[bool]) -> list[bool]:
    """Return True only for the last one that is True."""
    last = max((place for place, flag in enumerate(flags) if flag), default=-1)
    return [place == last for place in range(len(flags))]
