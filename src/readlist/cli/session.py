"""What every command gets: the global options, the terminal and the library."""

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from readlist.cli.arguments import Flags
from readlist.cli.notices import ConsoleNotices
from readlist.cli.terminal import Screen, look_at_screen
from readlist.lazy import lazy
from readlist.paths import Paths, find_paths

if TYPE_CHECKING:
    from readlist import config
    from readlist.config import Settings
    from readlist.library import workspace as library_workspace
    from readlist.library.workspace import Workspace
    from readlist.views import look as view_look
    from readlist.views.look import Look
else:
    config = lazy("readlist.config")
    library_workspace = lazy("readlist.library.workspace")
    view_look = lazy("readlist.views.look")


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
        """Where everything is."""
        return find_paths(self.flags.file)

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

    @cached_property
    def look(self) -> "Look":
        """How views draw on this screen."""
        plain = self.settings.flag("show.ascii") or not self.screen.utf8
        return view_look.Look(self.screen.width, ascii=plain, encoding=self.screen.encoding)

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
            self.notices.say(text)

    def write(self, text: str) -> None:
        """Print data on stdout, with a newline behind it."""
        sys.stdout.write(text + "\n")
