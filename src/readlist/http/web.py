"""Ask any service or page politely: each host at its own pace, nothing twice in a run.

Every request passes the gate of its host, which all processes share. ``Retry-After`` is obeyed up
to a minute; a service that wants longer, refuses or keeps failing is left out for the rest of the
run, with one warning. A redirect is a request to its target, at the target's pace.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from readlist.errors import ServiceError
from readlist.http.addresses import AllowedAddress, onward, target
from readlist.http.errors import NonsenseError, RefusedError, TransientError, UnreachableError
from readlist.http.gate import Gate, OnWait, Turn
from readlist.http.hosts import Hosts
from readlist.http.timeouts import Timeouts
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.http import wire
else:
    wire = lazy("readlist.http.wire")

MOST_BYTES = 8 << 20
"""Of one answer; the largest records are 2 MB."""
_MOST_KEPT = 64 << 20
"""Bytes of answers that a run remembers."""
LONGEST_WISH = 60.0
"""Seconds of ``Retry-After`` that are waited for."""
_TRIES, _REDIRECTS, _FAILURES, _REFUSALS = 3, 5, 2, 2
_SHORTEST_PAUSE = 1.0
_LATER = "again later; nothing was lost"
_ALLOW = "readlist config mcp.pages true, if the person wants that"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a host may be asked."""

    name: str
    """What readers call it."""
    interval: float = 1.0
    """Seconds from the end of a request to the next one."""
    gate: Path | None = None
    """The file that paces it, if it shares one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A service's answer: found, not found or not understood; anything else is an error."""

    status: int
    kind: str
    """The content type in lower case, without parameters."""
    charset: str
    body: bytes
    address: str
    """Its final address, after redirects."""

    @property
    def found(self) -> bool:
        """Whether the service found something."""
        return self.status == 200


class UnfitError(Exception):
    """The answer is not what was asked for. Raised by a judge; the text says why."""


Judge = Callable[[Answer], None]
T = TypeVar("T")
_Take = Callable[["wire.Reply", AllowedAddress], T]


def anything(_answer: Answer) -> None:
    """Accept every answer."""


@dataclass(frozen=True, slots=True)
class _Onward:
    """A redirect."""

    address: str


@dataclass(slots=True)
class _Standing:
    """What this run knows about a host."""

    failures: int = 0
    refusals: int = 0
    out: ServiceError | None = None


class Web:
    """Asks hosts, one request after the other.

    Args:
        gates: The folder of the files that pace hosts.
        agent: Returns the user agent for a host.
        pace: Returns how often a host may be asked.
        hosts: The hosts that are mapped to other addresses.
        timeouts: How long to wait for an answer.
        on_wait: Called for waits of more than a second.
        warn: Called once for every service that is left out.
        allows: Whether a host may be asked at all; by default every public one may.
        clock: Seconds since the epoch.
        sleep: How to wait.
    """

    def __init__(
        self,
        gates: Path,
        *,
        agent: Callable[[str], str],
        pace: Callable[[str], Pace],
        hosts: Hosts | None = None,
        timeouts: Timeouts | None = None,
        on_wait: OnWait | None = None,
        warn: Callable[[str], None] | None = None,
        allows: Callable[[str], bool] | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gates = gates
        self._agent = agent
        self._pace = pace
        self._hosts = hosts or Hosts()
        self._timeouts = timeouts or Timeouts()
        self._on_wait = on_wait
        self._warn = warn or (lambda _text: None)
        self._allows = allows
        self._clock = clock
        self._sleep = sleep
        self._said: dict[tuple[str, str], Answer | ServiceError] = {}
        self._standings: dict[str, _Standing] = {}

    def get(
        self,
        address: str,
        *,
        accept: str = "*/*",
        headers: Mapping[str, str] | None = None,
        judge: Judge = anything,
        most: int = MOST_BYTES,
    ) -> Answer:
        """Return the answer to a question, which is asked once in a run.

        Args:
            address: Whom to ask.
            accept: The kinds of content that are understood.
            headers: Further headers; they go to no other host.
            judge: Raises `UnfitError` for an answer that makes no sense, to have it sent again.
            most: Bytes of an answer that are read.

        Raises:
            ServiceError: The service could not be asked.
            FileError: The gate cannot be written.
        """
        key = address, accept
        if key not in self._said:
            take = partial(self._answer, judge=judge, most=most)
            try:
                self._said[key] = self._followed(address, accept, headers or {}, take)
            except ServiceError as error:
                self._said[key] = error
            self._forget_old()
        said = self._said[key]
        if isinstance(said, ServiceError):
            raise said
        return said

    def _forget_old(self) -> None:
        """Forget the oldest answers where all of them are too much to keep; never the last one."""
        sizes = {k: len(x.body) for k, x in self._said.items() if isinstance(x, Answer)}
        left = sum(sizes.values())
        for key in list(sizes)[:-1]:
            if left <= _MOST_KEPT:
                return
            left -= sizes[key]
            del self._said[key]

    def stream(self, address: str, take: Callable[["wire.Reply"], T], *, accept: str = "*/*") -> T:
        """Return what becomes of a large answer, which is not remembered.

        Args:
            address: Whom to ask.
            take: Reads the answer; may raise `TransientError` to have it sent again, or what the
                reader is to be told.
            accept: The kinds of content that are understood.

        Raises:
            ServiceError: The service could not be asked.
            FileError: The gate cannot be written.
        """
        return self._followed(address, accept, {}, lambda reply, _here: take(reply))

    def is_left_out(self, host: str) -> bool:
        """Return whether a host is left out for the rest of this run."""
        standing = self._standings.get(host)
        return bool(standing and standing.out)

    def _followed(
        self, address: str, accept: str, headers: Mapping[str, str], take: "_Take[T]"
    ) -> T:
        here = first = target(self._hosts.meant_by(address), self._hosts)
        seen = {here.address}
        for _ in range(_REDIRECTS + 1):
            if self._allows and not self._allows(here.host):
                raise RefusedError(f"agents may not read pages of {here.host}", _ALLOW)
            fields = {"Accept": accept, **(headers if here.host == first.host else {})}
            answer = self._asked(here, fields, take)
            if not isinstance(answer, _Onward):
                return answer
            here = target(onward(here, answer.address, self._hosts), self._hosts)
            if here.address in seen:
                break
            seen.add(here.address)
        raise NonsenseError(f"{first.host} redirects in a circle", "open it in a browser")

    def _asked(
        self, here: AllowedAddress, fields: Mapping[str, str], take: "_Take[T]"
    ) -> "T | _Onward":
        """Return the result of an answer, or the address of a redirect."""
        standing = self._standings.setdefault(here.host, _Standing())
        pace = self._pace(here.host)
        failures = 0
        while True:
            if standing.out:
                raise standing.out
            try:
                with self._gate(here.host, pace).turn(LONGEST_WISH) as turn:
                    try:
                        answer = self._sent(here, fields, take)
                    except TransientError as failure:
                        failures += 1
                        if self._is_over(failure, failures, turn, pace):
                            raise self._verdict(failure, standing, pace) from failure
                        continue
            except RefusedError as error:
                self._refused(error, standing, pace)
                raise
            standing.failures = 0
            return answer

    def _sent(
        self, here: AllowedAddress, fields: Mapping[str, str], take: "_Take[T]"
    ) -> "T | _Onward":
        headers = {"User-Agent": self._agent(here.host), **fields}
        seconds = self._timeouts.total
        with wire.send(
            here.sent, headers, seconds=seconds, timeouts=self._timeouts, check=here.meet
        ) as reply:
            if reply.redirect:
                return _Onward(reply.redirect)
            _check(reply.status, reply.retry_after, self._pace(here.host).name)
            return take(reply, here)

    def _answer(
        self, reply: "wire.Reply", here: AllowedAddress, *, judge: Judge, most: int
    ) -> Answer:
        """Return a complete answer that the judge accepts.

        Raises:
            TransientError: It is not.
        """
        kind = reply.headers.get("Content-Type", "")
        answer = Answer(reply.status, *_typed(kind), reply.body(most), here.address)
        try:
            judge(answer)
        except UnfitError as error:
            problem = f"{self._pace(here.host).name} gave an answer that makes no sense: {error}"
            raise TransientError(NonsenseError(problem, _LATER), tries=2) from error
        return answer

    def _is_over(self, failure: TransientError, failures: int, turn: Turn, pace: Pace) -> bool:
        """Return whether to give up; otherwise note the pause at the gate."""
        pause = max(pace.interval, _SHORTEST_PAUSE) * 2.0 ** (failures - 1)
        pause = pause if failure.wait is None else failure.wait
        over = failures >= min(failure.tries or _TRIES, _TRIES) or pause > LONGEST_WISH
        if not over or failure.is_wish:
            turn.cool_down(pause, failure.error.problem)
        return over

    def _verdict(self, failure: TransientError, standing: _Standing, pace: Pace) -> ServiceError:
        """Return the error for a failure, and leave the host out if it keeps failing."""
        error = failure.error
        standing.failures += 1
        lost = isinstance(error, UnreachableError) or failure.is_wish
        if lost or standing.failures >= _FAILURES:
            self._leave_out(error, standing, pace)
        return error

    def _refused(self, error: RefusedError, standing: _Standing, pace: Pace) -> None:
        standing.refusals += 1
        if standing.refusals >= _REFUSALS:
            self._leave_out(error, standing, pace)

    def _leave_out(self, error: ServiceError, standing: _Standing, pace: Pace) -> None:
        if not standing.out:
            standing.out = error
            self._warn(f"note: {error.problem}; {pace.name} is not asked again in this run")

    def _gate(self, host: str, pace: Pace) -> Gate:
        path = pace.gate or self._gates / f"{_file_name(host)}.gate"
        return Gate(
            path,
            pace.interval,
            service=pace.name,
            on_wait=self._on_wait,
            clock=self._clock,
            sleep=self._sleep,
        )


def _check(status: int, wait: float | None, name: str) -> None:
    """Raise for refusals and server errors; the caller judges everything else.

    Raises:
        TransientError: The service asks to slow down, or is out of order.
        RefusedError: It denies access.
    """
    if status in (429, 503):
        refusal = RefusedError(f"{name} asks to slow down ({status})", _LATER)
        raise TransientError(refusal, wait=wait, throttled=True)
    if status >= 500:
        disorder = NonsenseError(f"{name} is not working ({status})", _LATER)
        raise TransientError(disorder, wait=wait)
    if status in (401, 403, 407, 451):
        raise RefusedError(f"{name} refuses to answer ({status})", "open it in a browser")


def _typed(value: str) -> tuple[str, str]:
    """Return the type and the charset that a header names."""
    message = Message()
    message["Content-Type"] = value or "application/octet-stream"
    return message.get_content_type(), str(message.get_param("charset") or "").lower()


def _file_name(host: str) -> str:
    plain = "".join(ch if (ch.isalnum() and ch.isascii()) or ch in ".-" else "_" for ch in host)
    return plain if len(plain) < 100 else sha256(host.encode()).hexdigest()[:32]
