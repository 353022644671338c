"""The last line of a terminal, which shows the work in progress."""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from readlist.cli.job import Job, line_of
from readlist.text import one_line

if TYPE_CHECKING:
    from threading import Event, Thread

_SOON = 1.0
"""Seconds of work before anything is shown."""
_GAP = 0.3
"""Seconds between two pieces of work that feel like one."""
_BEAT = 0.1
_BAR, _PLAIN_BAR = ("━", "─"), ("=", "-")
_DONE = re.compile("━+")


class Live:
    """Draws the work in progress from its second second on, and erases it at the end.

    A thread draws, because whoever works may wait for an answer or for another process. It lives
    as long as there is work to follow: nothing that forks finds it there.

    Args:
        width: Gives the columns of the terminal as it is now.
        write: Takes what is drawn.
        clock: Seconds, never going back.
        colour: Whether the bar has one.
        alone: Whether nobody else calls `beat`.
    """

    def __init__(
        self,
        width: Callable[[], int],
        write: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        colour: bool = False,
        alone: bool = True,
    ) -> None:
        from threading import RLock  # noqa: PLC0415 - only where there is something to follow

        self._width = width
        self._write = write or _to_stderr
        self._clock = clock
        self._colour = colour
        self._alone = alone
        self._lock = RLock()
        self._jobs: list[Job] = []
        self._drawn = False
        self._since = 0.0
        self._ended = -_GAP
        self._thread: tuple[Thread, Event] | None = None

    @contextlib.contextmanager
    def working(self, what: str, pace: float = 0.0) -> Iterator["LiveWork"]:
        """Follow a piece of work; one that begins inside another hides the outer one meanwhile.

        Args:
            what: The work in words, such as ``Fetching PDFs``.
            pace: Seconds that each thing takes at least.
        """
        with self._lock:
            self._drop_waits()
            job = Job(one_line(what), self._clock(), pace)
            self._jobs.append(job)
        try:
            yield LiveWork(self, job)
        finally:
            self._end(job)

    @contextlib.contextmanager
    def telling(self, job: Job) -> Iterator[float]:
        """Change what is known about a piece of work; the context gives the time."""
        with self._lock:
            now = self._clock()
            yield now
            if not job.is_told and job in self._jobs:
                job.is_told = True
                job.began = now
                self._begin(now)

    def waiting(self, seconds: float, why: str) -> None:
        """Count down while the work waits; 0 seconds mean that nobody knows how long."""
        with self._lock:
            if not self._jobs:
                self._jobs.append(Job("", self._clock()))
            job = self._jobs[-1]
            with self.telling(job) as now:
                job.wait(now, seconds, why)

    def beat(self) -> None:
        """Draw, if there is something to draw by now."""
        with self._lock:
            now = self._clock()
            job = next((job for job in reversed(self._jobs) if job.is_told), None)
            if job is not None and not job.what and not job.is_waiting(now):
                job = None
            if job is None:
                self.erase()
            elif job.is_waiting(now) or now - self._since >= _SOON:
                self._draw(job, now)

    def erase(self) -> None:
        """Erase the line until the next beat."""
        with self._lock:
            if not self._drawn:
                return
            # A terminal that became narrower has broken the line into several.
            rows = -(-self._drawn // max(self._width(), 1))
            self._drawn = False
            up = f"\x1b[{rows - 1}A" if rows > 1 else ""
            self._drawn = False
            self._write(f"\r{up}\x1b[J")

    def pause(self) -> contextlib.AbstractContextManager[object]:
        """Draw nothing while the context lasts, so that something else can be printed."""
        stack = contextlib.ExitStack()
        stack.enter_context(self._lock)
        self.erase()
        return stack

    def close(self) -> None:
        """Stop following."""
        with self._lock:
            self._jobs.clear()
            self.erase()
        self._rest()

    def _begin(self, now: float) -> None:
        """Start drawing: by a thread, or at each beat."""
        if sum(job.is_told for job in self._jobs) == 1 and now - self._ended > _GAP:
            self._since = now
        if self._alone and self._thread is None:
            from threading import Event, Thread  # noqa: PLC0415 - as above

            over = Event()
            thread = Thread(target=self._keep_drawing, args=(over,), daemon=True)
            with contextlib.suppress(RuntimeError):  # no thread can be started: nothing is drawn
                thread.start()
                self._thread = thread, over

    def _keep_drawing(self, over: "Event") -> None:
        with contextlib.suppress(OSError, ValueError):  # the terminal is gone
            while not over.wait(_BEAT):
                self.beat()

    def _end(self, job: Job) -> None:
        with self._lock:
            if job in self._jobs:
                self._jobs.remove(job)
            if job.is_told:
                self._ended = self._clock()
            followed = any(other.is_told for other in self._jobs)
            if not followed:
                self.erase()
        if not followed:
            self._rest()

    def _rest(self) -> None:
        with self._lock:
            found, self._thread = self._thread, None
        if found:
            thread, over = found
            over.set()
            thread.join()

    def _drop_waits(self) -> None:
        self._jobs = [job for job in self._jobs if job.what]

    def _draw(self, job: Job, now: float) -> None:
        text = line_of(job, now, self._width() - 1, _BAR if _carries(_BAR[0]) else _PLAIN_BAR)
        self._drawn = True
        if self._colour:
            text = _DONE.sub("\x1b[36m\\g<0>\x1b[39m", text)
        # No line break whatever happens, and the cursor in front: what is typed, "^C" for
        # instance, stands there, a terminal that becomes narrower breaks the line behind it,
        # and all of that is cleared with the line.
        self._write(f"\r\x1b[?7l{text}\x1b[J\x1b[?7h\r")


class LiveWork:
    """Progress of one piece of work; see `readlist.progress.Work`."""

    def __init__(self, live: Live, job: Job) -> None:
        self._live = live
        self._job = job

    def at(self, done: int, total: int | None = None, item: str = "") -> None:
        """Say how many things are done."""
        with self._live.telling(self._job) as now:
            self._job.at(now, done, total, item)

    def load(self, there: int, whole: int | None) -> None:
        """Say how many bytes of the thing are there."""
        with self._live.telling(self._job) as now:
            self._job.load(now, there, whole)


def width_of_stderr(most: int) -> int:
    """Return the columns of the terminal as it is now, or as many as are known of."""
    try:
        return min(os.get_terminal_size(sys.stderr.fileno()).columns or most, most)
    except (OSError, ValueError, AttributeError):
        return most


def _carries(text: str) -> bool:
    """Whether standard error can carry a text."""
    try:
        text.encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except (UnicodeError, LookupError):
        return False
    return True


def _to_stderr(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
