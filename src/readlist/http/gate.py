"""The gate: one request to a service at a time, with pauses, across all our processes.

arXiv's rule is for "all of the machines under your control", not for one process
(https://info.arxiv.org/help/api/tou.html), and others count the same way. So the requests of all
processes to one service queue at one file. It is locked for the whole request and says when the
last one ended and how long to leave the service alone after it; a process that has to wait does so
without the lock, and all have the same chance.
The kernel frees the lock of a process that dies.
"""

import contextlib
import fcntl
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from readlist.errors import FileError
from readlist.http.errors import RefusedError, UnreachableError
from readlist.regular import NotRegularError, open_regular
from readlist.text import shorten

OnWait = Callable[[float, str], None]
"""Called with the seconds a wait takes and its reason; 0 means that nobody knows, and is repeated
every second while it lasts."""

LONGEST_PAUSE = 3600.0
"""Seconds; whatever a service asks for, another try is made after this."""
_POLL = 0.05
_WORTH_SAYING = 1.0
_QUEUE_PATIENCE = 600.0
_RECORD = 512


@dataclass(frozen=True, slots=True)
class _State:
    """What the gate's file says."""

    last: float = 0.0
    """When a request last began or ended, in seconds since the epoch; 0 for never."""
    pause: float = 0.0
    """How long to wait after that, if longer than the usual interval."""
    why: str = ""
    pid: int = 0


class Turn:
    """The right to send one request."""

    def __init__(self) -> None:
        self.pause = 0.0
        self.why = ""

    def cool_down(self, seconds: float, why: str) -> None:
        """Let every process wait that many seconds after this request."""
        self.pause, self.why = min(seconds, LONGEST_PAUSE), why


class Gate:
    """Gives out turns to send one request.

    Args:
        path: The file all processes share; made when it is missing.
        interval: Seconds from the end of one request to the start of the next.
        service: The name of the service that the requests go to.
        on_wait: Called for waits of more than a second.
        clock: Seconds since the epoch; processes have only the wall clock in common. One that is
            set back costs one pause at most.
        sleep: How to wait.
    """

    def __init__(
        self,
        path: Path,
        interval: float,
        *,
        service: str = "arXiv",
        on_wait: OnWait | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._interval = interval
        self._service = service
        self._on_wait = on_wait or (lambda _seconds, _why: None)
        self._clock = clock
        self._sleep = sleep

    @contextlib.contextmanager
    def turn(self, longest: float = LONGEST_PAUSE, interval: float | None = None) -> Iterator[Turn]:
        """Wait for a turn, and hold it: no other process sends anything in the meantime.

        Args:
            longest: Seconds of a pause that the service asked for that are worth waiting.
            interval: Seconds since the last request, if not the gate's own.

        Raises:
            RefusedError: The service wants a longer pause.
            UnreachableError: Another process held the gate for ten minutes.
            FileError: The state folder cannot be written.
        """
        descriptor = self._open()
        try:
            self._enter(descriptor, longest, self._interval if interval is None else interval)
            turn = Turn()
            self._write(descriptor, _State(self._clock(), pid=os.getpid()))
            try:
                yield turn
            finally:
                self._write(descriptor, _State(self._clock(), turn.pause, turn.why, os.getpid()))
        finally:
            os.close(descriptor)  # and with it goes the lock

    def _enter(self, descriptor: int, longest: float, interval: float) -> None:
        """Return with the lock held and the pause over."""
        queued = 0.0
        while True:
            if not self._try_lock(descriptor):
                queued = self._queue(descriptor, queued)
                continue
            state = self._sane(descriptor)
            wait = state.last + max(state.pause, interval) - self._clock()
            if state.last == 0 or wait <= 0:
                return
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            self._await(state, wait, longest, interval)

    def _await(self, state: _State, wait: float, longest: float, interval: float) -> None:
        why = f"{self._service} asks for {interval:g} s between requests"
        if state.pause > interval:
            why = state.why or f"{self._service} asked for a pause"
            if wait > longest:
                moment = datetime.fromtimestamp(self._clock() + wait).astimezone()
                raise RefusedError(
                    f"{why}; readlist waits until {moment:%H:%M}",
                    f"again after {moment:%H:%M}; nothing was lost",
                )
        if wait > _WORTH_SAYING:
            self._on_wait(wait, why)
        self._sleep(wait)

    def _queue(self, descriptor: int, queued: float) -> float:
        """Wait a moment for the process that holds the gate; return the seconds waited so far."""
        if queued // _WORTH_SAYING != (queued + _POLL) // _WORTH_SAYING:  # once a second
            self._on_wait(0.0, f"{self._holder(descriptor)} is asking {self._service}")
        if queued >= _QUEUE_PATIENCE:
            raise UnreachableError(
                f"{self._holder(descriptor)} has been asking {self._service}"
                f" for {queued / 60:.0f} minutes",
                "wait for it, or end it; nothing was lost",
            )
        self._sleep(_POLL)
        return queued + _POLL

    def _holder(self, descriptor: int) -> str:
        state = self._read(descriptor)
        return "another readlist" + (f" (process {state.pid})" if state and state.pid else "")

    def _sane(self, descriptor: int) -> _State:
        """Return the state; one that is garbage or of the future counts as of this moment."""
        state, now = self._read(descriptor), self._clock()
        if state is not None and state.last <= now:
            return state
        mended = replace(state or _State(), last=now)
        self._write(descriptor, mended)
        return mended

    def _open(self) -> int:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return open_regular(self._path, os.O_RDWR | os.O_CREAT)
        except NotRegularError as error:
            problem = f"cannot write {self._path}: {error.strerror}"
            raise FileError(problem, f"move {self._path} away") from error
        except OSError as error:
            raise self._unusable(error) from error

    def _try_lock(self, descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise self._unusable(error) from error
        return True

    def _read(self, descriptor: int) -> _State | None:
        """Return what the file says; None if that is garbage."""
        try:
            text = os.pread(descriptor, _RECORD, 0)
        except OSError as error:
            raise self._unusable(error) from error
        if not text:
            return _State()
        try:
            data = json.loads(text)
            last, pause, pid = float(data["last"]), float(data["pause"]), int(data["pid"])
            why = shorten(str(data["why"]), 80)
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
            return None
        if not (0 <= last < math.inf and 0 <= pause <= LONGEST_PAUSE):
            return None
        return _State(last, pause, why, pid)

    def _write(self, descriptor: int, state: _State) -> None:
        """Write the whole record at once: a crash leaves the old one or the new one."""
        record = json.dumps(asdict(state)).encode().ljust(_RECORD - 1)[: _RECORD - 1] + b"\n"
        try:
            os.pwrite(descriptor, record, 0)
            os.ftruncate(descriptor, _RECORD)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> FileError:
        return FileError(
            f"cannot write {self._path}: {error.strerror or error}",
            "make its folder writable, or set READLIST_HOME; requests are paced there",
        )
