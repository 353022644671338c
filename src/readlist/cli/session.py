"""What every command gets: the global options, the terminal and the library."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from readlist.cli.arguments import Flags
from readlist.cli.notices import ConsoleNotices
from readlist.cli.terminal import Screen, look_at_screen
from readlist.paths import Paths, find_paths

if TYPE_CHECKING:
    from readlist.config import Settings
    from readlist.library import Library, Marking, Reading, Undoing
    from readlist.library.choosing import Choosing
    from readlist.library.collecting import Collecting
    from readlist.library.importing import Importing
    from readlist.library.searching import Searching
    from readlist.library.taste import Choice
    from readlist.library.workspace import Workspace
    from readlist.views.look import Look

Part = TypeVar("Part", bound="Workspace")


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
        self.stopped = "What was done is kept"
        """What Ctrl-C says of the work so far."""

    @cached_property
    def screen(self) -> Screen:
        """What may be printed where."""
        return look_at_screen(no_color=self.flags.no_color)

    @cached_property
    def notices(self) -> ConsoleNotices:
        """Who tells the reader on stderr."""
        return ConsoleNotices(self.screen, quiet=self.flags.quiet)

    @cached_property
    def paths(self) -> Paths:
        """Where everything is."""
        return find_paths(self.flags.file)

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force."""
        from readlist.config import load_settings  # noqa: PLC0415 - help and path need none

        return load_settings(self.paths.config)

    @cached_property
    def library(self) -> "Library":
        """The list and all that can be done with it."""
        from readlist.library import Library  # noqa: PLC0415 - a part is enough for most

        return self._open(Library)

    # Parts of the library: what the commands used most need, in a fraction of the time.

    @cached_property
    def reading(self) -> "Reading":
        """The part that looks at the list."""
        from readlist.library import Reading  # noqa: PLC0415 - help, path, completion need none

        return self._open(Reading)

    @cached_property
    def choosing(self) -> "Choosing":
        """The part that puts papers in the order of the reader's taste."""
        from readlist.library.choosing import Choosing  # noqa: PLC0415 - lists need none

        return self._open(Choosing)

    @cached_property
    def marking(self) -> "Marking":
        """The part that marks papers."""
        from readlist.library import Marking  # noqa: PLC0415 - reading commands need none

        return self._open(Marking)

    @cached_property
    def collecting(self) -> "Collecting":
        """The part that adds papers."""
        from readlist.library.collecting import Collecting  # noqa: PLC0415 - only add needs it

        return self._open(Collecting)

    @cached_property
    def searching(self) -> "Searching":
        """The part that searches."""
        from readlist.library.searching import Searching  # noqa: PLC0415 - only search needs it

        return self._open(Searching)

    @cached_property
    def importing(self) -> "Importing":
        """The part that imports documents."""
        from readlist.library.importing import Importing  # noqa: PLC0415 - only import needs it

        return self._open(Importing)

    @cached_property
    def undoing(self) -> "Undoing":
        """The part that takes changes back."""
        from readlist.library import Undoing  # noqa: PLC0415 - other commands need none

        return self._open(Undoing)

    def _open(self, part: type[Part]) -> Part:
        offline, terminal = self.flags.offline, self.screen.terminal
        return part(self.paths, self.settings, self.notices, offline=offline, terminal=terminal)

    @property
    def choices(self) -> "Mapping[str, Choice]":
        """Scores and reasons of the papers that were ranked, by identifier."""
        part: Choosing | None = self.__dict__.get("choosing")
        return part.choices if part else {}

    @cached_property
    def look(self) -> "Look":
        """How views draw on this screen."""
        from readlist.views.look import Look  # noqa: PLC0415 - help and path need none

        plain = self.settings.flag("show.ascii") or not self.screen.utf8
        return Look(self.screen.width, ascii=plain, encoding=self.screen.encoding)

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
        if self.screen.shows_rows and not self.reading.rows.put(rows, new=new):
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
