"""Report what a use case says as progress of its call, and stop it when the call is cancelled."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from readlist.progress import Work
from readlist.text import one_line

_BETWEEN = 0.2
"""Seconds between two progress messages."""


class StoppedError(Exception):
    """The client cancelled the call."""


class Hearing:
    """The notices of one call.

    A use case reports its progress here; a cancelled call ends at such a report, between two steps
    and never while a file is written.

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
        """Go on, unless the client cancelled the call.

        Raises:
            StoppedError: It did.
        """
        if self.stopped.is_set():
            raise StoppedError

    def say(self, text: str) -> None:
        """Report what happens now."""
        self.check()
        self.told(text, 0, None)

    def warn(self, text: str) -> None:
        """Keep a warning for the answer."""
        self.warnings.append(one_line(text))

    def waiting(self, seconds: float, why: str) -> None:
        """Report that a wait begins."""
        self.check()
        self.told(f"waiting {seconds:.0f} s: {why}" if seconds else f"waiting: {why}", 0, None)

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:  # noqa: ARG002
        """Follow a piece of work."""
        self.check()
        return nullcontext(_Step(self, what))

    def beat(self, after: float) -> None:
        """Report that the work goes on, if nothing was reported for some seconds."""
        if self._clock() - self._last >= after:
            self.told(self._text or "at work", 0, None)

    def told(self, text: str, done: int, total: int | None) -> None:
        """Pass on progress, not too often."""
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
        """Report how many things are done."""
        self._hearing.check()
        self._hearing.told(f"{self._what} {item}".strip(), done, total)

    def load(self, there: int, whole: int | None) -> None:
        """Report how many bytes are here."""
        self._hearing.check()
        self._hearing.told(self._what, there, whole)
