"""What is told on stderr while a command works."""

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from readlist.cli.terminal import Screen
from readlist.lazy import lazy
from readlist.progress import UNFOLLOWED, Work
from readlist.text import clean, one_line

if TYPE_CHECKING:
    from readlist.cli import live
    from readlist.cli.live import Live
else:
    live = lazy("readlist.cli.live")

_MB = 1_000_000


class ConsoleNotices:
    """Lines on stderr; on a terminal, the work under way lives on a line that goes away again.

    Args:
        screen: What may be printed where.
        quiet: Leave out everything but warnings.
        still: Show no work and no waits.
    """

    def __init__(self, screen: Screen, *, quiet: bool = False, still: bool = False) -> None:
        self._screen = screen
        self._quiet = quiet
        self._shows = screen.err_tty and not (quiet or still)
        self._waits: set[str] = set()
        self._drawn: Live | None = None

    def say(self, text: str) -> None:
        """Say something, unless quiet."""
        if not self._quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Say something, always."""
        line = clean(text).replace("\n", " ").rstrip()
        with self._drawn.pause() if self._drawn else nullcontext():
            sys.stderr.write(self._screen.fitted(line) + "\n")
            sys.stderr.flush()

    def waiting(self, seconds: float, why: str) -> None:
        """Count down while nothing happens; where lines stay, say it once a reason."""
        if self._shows and self._screen.redraws:
            self._live.waiting(seconds, why)
        elif self._shows and why not in self._waits:
            self._waits.add(why)
            self.say(one_line(f"Waiting {seconds:.0f} s: {why}" if seconds else f"Waiting: {why}"))

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work that takes over a second, on a terminal."""
        if self._shows and self._screen.redraws:
            return self._live.working(what, pace)
        return nullcontext(UNFOLLOWED)

    def close(self) -> None:
        """Take away what lives on the last line; whatever is under way is followed no longer."""
        if self._drawn:
            self._drawn.close()

    @property
    def _live(self) -> "Live":
        if self._drawn is None:
            width = partial(live.width_of_stderr, self._screen.width)
            self._drawn = live.Live(width, colour=self._screen.err_colour)
        return self._drawn


def megabytes(size: int) -> str:
    """Return ``2.5 MB``, or kilobytes below a tenth of one."""
    return f"{size / _MB:.1f} MB" if size >= _MB / 10 else f"{max(size // 1000, 1)} kB"
