"""Our requests session: every request through the gate, tried again where that may help.

Worth another try are refusals for load (406, 429, 503), server errors, broken and silent
connections, and answers that make no sense. 400, 403 and 404 are not: arXiv means them.
A 406 without body is how arXiv's edge has throttled since autumn 2026.

Between two tries arXiv is left alone: for as long as ``Retry-After`` says, else 20 s doubling when
it asked to slow down, else the usual interval doubling. The gate keeps that pause, so every
process keeps it. All tries and pauses of one request together take `Timeouts.total` at most.
"""

import random
import time
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

from readlist.arxiv_api.service import LEAST_INTERVAL, Service
from readlist.errors import ArxivError
from readlist.http import wire
from readlist.http.errors import (
    NonsenseError,
    RefusedError,
    TransientError,
    UnreachableError,
)
from readlist.http.gate import Gate, OnWait
from readlist.text import shorten

_T = TypeVar("_T")
_THROTTLED = frozenset({406, 429, 503})
_MOST_REDIRECTS = 3
_LONGEST_WAIT = 180.0
"""Seconds; a reader who sits in front of it gives up on a longer pause."""
_JITTER = 0.25
_LATER = "again in a few minutes; nothing was lost"


class PoliteHttp:
    """Sends requests to one service.

    Args:
        service: The service, and how to ask it.
        on_wait: Called for every wait over a second.
        clock: Seconds since the epoch, for the gate.
        sleep: How to wait.
    """

    def __init__(
        self,
        service: Service,
        on_wait: OnWait | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._service = service
        self._gate = Gate(service.gate, LEAST_INTERVAL, on_wait=on_wait, clock=clock, sleep=sleep)

    def exchange(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        receive: Callable[[wire.Reply], _T],
    ) -> _T:
        """Send a request until it succeeds or is not worth another try.

        Args:
            url: The address; a redirect within arXiv is followed, each hop as a request.
            headers: Called before each try, for what a download already has.
            receive: Called with each reply but refusals and server errors, while the gate is
                held. Raises ``reply.unusable(...)`` to have the request sent again.

        Returns:
            What `receive` returned.

        Raises:
            UnreachableError, RefusedError, NonsenseError: arXiv could not be used.
            FileError: The gate cannot be written.
        """
        job = _Job(url, self._service)
        while True:
            with self._gate.turn(job.longest_wait(), self._service.pace(job.url)) as turn:
                job.begin()
                try:
                    fields = {"User-Agent": self._service.user_agent, **headers()}
                    with wire.send(
                        job.url, fields, seconds=job.left(), timeouts=self._service.timeouts
                    ) as reply:
                        if reply.redirect:
                            job.follow(reply.redirect)
                            continue
                        _check_status(reply)
                        return receive(reply)
                except TransientError as failure:
                    pause = job.pause_after(failure)
                    is_over = job.is_over(failure, pause)
                    if not is_over or failure.is_wish:
                        turn.cool_down(pause, failure.error.problem)
                    if is_over:
                        raise job.verdict(failure, pause) from failure


class _Job:
    """One request with its tries: where it goes, how long it may still take."""

    def __init__(self, url: str, service: Service) -> None:
        self.url = url
        self._service = service
        self._end: float | None = None
        self._failures = 0
        self._redirects = 0
        self._last_error: ArxivError = UnreachableError("arXiv took too long", _LATER)

    def begin(self) -> None:
        """Start the clock at the first turn: waiting for other processes is not arXiv's doing.

        Raises:
            ArxivError: No time is left for another request.
        """
        if self._end is None:
            self._end = time.monotonic() + self._service.timeouts.total
        elif self.left() <= 0:
            raise self._last_error

    def left(self) -> float:
        """Return the seconds that are left for all that is still to come."""
        total = self._service.timeouts.total
        return total if self._end is None else self._end - time.monotonic()

    def longest_wait(self) -> float:
        return min(_LONGEST_WAIT, self.left())

    def pause_after(self, failure: TransientError) -> float:
        """Return how many seconds to wait before asking arXiv again."""
        self._failures += 1
        self._last_error = failure.error
        if failure.wait is not None:
            return failure.wait
        settle = self._service.first_pause if failure.throttled else self._service.pace
        jitter = random.uniform(1, 1 + _JITTER)  # noqa: S311 - spreads load, guards nothing
        return settle(self.url) * 2.0 ** (self._failures - 1) * jitter

    def is_over(self, failure: TransientError, pause: float) -> bool:
        tries = min(failure.tries or self._service.tries, self._service.tries)
        return self._failures >= tries or pause > self.longest_wait()

    def verdict(self, failure: TransientError, pause: float) -> ArxivError:
        """Return the error to show the reader."""
        error = failure.error
        if failure.wait is not None and pause > self.longest_wait():
            length = f"{pause / 60:.0f} minutes" if pause >= 90 else f"{pause:.0f} s"
            problem = f"{error.problem} and to wait for {length}"
            return RefusedError(problem, f"again in {length}; nothing was lost")
        times = self._failures - 1
        if not failure.throttled or not times:
            return error
        waited = f"waited {times} time{'s' if times != 1 else ''}"
        return RefusedError(f"{error.problem}; {waited}", error.remedy)

    def follow(self, location: str) -> None:
        """Go where a redirect points, if that is still arXiv.

        Raises:
            NonsenseError: It leads elsewhere, to plain http, or there are too many of them.
        """
        self._redirects += 1
        if self._redirects > _MOST_REDIRECTS:
            raise NonsenseError(f"arXiv redirects in a circle at {shorten(self.url, 120)}", _LATER)
        try:
            new = urljoin(self.url, location)
            is_fine = _same_house(urlsplit(self.url), urlsplit(new))
        except ValueError:
            new, is_fine = location, False
        if not is_fine:
            raise NonsenseError(
                f"arXiv redirects to another place: {shorten(new, 120)}",
                "check this machine's network: a log-in page may be in the way",
            )
        self.url = new


def _same_house(old: SplitResult, new: SplitResult) -> bool:
    """Return whether a redirect stays with the same server or within arxiv.org, and on https."""
    if new.scheme not in ("http", "https") or (old.scheme, new.scheme) == ("https", "http"):
        return False
    if (new.hostname, new.port) == (old.hostname, old.port):
        return True
    return new.scheme == "https" and _is_arxiv(old) and _is_arxiv(new)


def _is_arxiv(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return (host == "arxiv.org" or host.endswith(".arxiv.org")) and parts.port in (None, 443)


def _check_status(reply: wire.Reply) -> None:
    """Raise for refusals and server errors; the receiver judges everything else.

    Raises:
        TransientError: arXiv asks to slow down, or is out of order.
    """
    if reply.status in _THROTTLED:
        refusal = RefusedError(f"arXiv asks to slow down ({reply.status})", _LATER)
        raise TransientError(refusal, wait=reply.retry_after, throttled=True)
    if reply.status >= 500:
        disorder = NonsenseError(f"arXiv is not working ({reply.status})", _LATER)
        raise TransientError(disorder, wait=reply.retry_after)
