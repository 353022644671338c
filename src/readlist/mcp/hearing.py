"""What a use case says on the way, as the progress of a call; and the place where it is stopped."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from readlist.progress import Work
from readlist.text import one_line

_BETWEEN = 0.2
"""Seconds between two words of progress."""


class StoppedError(Exception):
    """The client does not want the answer any more."""


class Hearing:
    """Notices of one call.

    Whoever works tells how far it is; that is where a call that was cancelled ends, between two
    steps and never within the writing of a file.

    Args:
        tell: Told a text, how many things are done, and how many there are.
        clock: Seconds of any clock.
    """

    def __init__(
        self,
        tell: Callable[[str, int, int | None], None] | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.warnings: list[str] = []
        self.stopped = threading.Event()
        self._tell = tell
        self._clock = clock
        self._last = float("-inf")
        self._text = ""

    def check(self) -> None:
        """Go on, unless the client does not want the answer any more.

        Raises:
            StoppedError: It does not.
        """
        if self.stopped.is_set():
            raise StoppedError

    def say(self, text: str) -> None:
        """Tell what happens now."""
        self.check()
        self.told(text, 0, None)

    def warn(self, text: str) -> None:
        """Keep what must not be missed for the answer."""
        self.warnings.append(one_line(text))

    def waiting(self, seconds: float, why: str) -> None:
        """Tell that a wait begins."""
        self.check()
        self.told(f"waiting {seconds:.0f} s: {why}" if seconds else f"waiting: {why}", 0, None)

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:  # noqa: ARG002
        """Follow a piece of work."""
        self.check()
        return nullcontext(_Step(self, what))

    def beat(self, after: float) -> None:
        """Say that the work goes on, where nothing was said of it for some seconds."""
        if self._clock() - self._last >= after:
            self.told(self._text or "at work", 0, None)

    def told(self, text: str, done: int, total: int | None) -> None:
        """Pass on how far the work is, not too often."""
        now = self._clock()
        if self._tell and now - self._last >= _BETWEEN:
            self._last, self._text = now, one_line(text)
            self._tell(self._text, done, total)


class _Step:
    """A piece of work that is followed."""

    def __init__(self, hearing: Hearing, what: str) -> None:
        self._hearing = hearing
        self._what = what

    def at(self, done: int, total: int | None = None, item: str = "") -> None:
        """Tell how many things are done."""
        self._hearing.check()
        self._hearing.told(f"{self._what} {item}".strip(), done, total)

    def load(self, there: int, whole: int | None) -> None:
        """Tell how many bytes are there."""
        self._hearing.check()
        self._hearing.told(self._what, there, whole)
