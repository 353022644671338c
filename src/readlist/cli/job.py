"""Describe work in progress in one line: what, how far, and how long it still takes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from readlist.language import behind_colon, translate
from readlist.text import columns, one_line, shorten

_MARGIN = "  "
_LONGEST_BAR, _SHORTEST_BAR = 24, 8
_UNKNOWN = 2.0
"""Seconds for which a wait of unknown length is shown; it is announced again while it lasts."""
_SHORT = 5.0
"""Seconds of a wait that needs no reason."""
_MB = 1_000_000


@dataclass(slots=True, eq=False)
class Job:
    """A piece of work under way. Times are seconds of one clock."""

    what: str
    """Empty for a wait about which nothing else is known."""
    began: float
    pace: float = 0.0
    """Seconds that each further thing takes at least."""
    is_told: bool = False
    """Whether any progress was reported."""
    done: int = 0
    total: int | None = None
    item: str = ""
    there: int = 0
    whole: int | None = None
    begun: float = 0.0
    """When the last thing was begun."""
    moved: float = 0.0
    """When it was last known to advance."""
    resumes: float = 0.0
    """Until when it waits."""
    waits: str = ""
    """The reason for the last wait; empty once it is certainly over."""
    pause: float = 0.0
    """How long the wait takes in all, in seconds; 0 if nobody knows."""

    def at(self, now: float, done: int, total: int | None, item: str) -> None:
        """Note how many things are done, and the next one."""
        self.done, self.total, self.item, self.begun = done, total, one_line(item), now
        self.load(now, 0, None)

    def load(self, now: float, there: int, whole: int | None) -> None:
        """Note how many bytes of the thing are there."""
        self.there, self.whole, self.waits, self.moved = there, whole, "", now

    def wait(self, now: float, seconds: float, why: str) -> None:
        """Note a wait; 0 seconds mean that its length is unknown."""
        self.pause = seconds
        self.resumes = now + (seconds or _UNKNOWN)
        self.waits = one_line(why)

    def is_waiting(self, now: float) -> bool:
        """Whether it waits right now."""
        return bool(self.waits) and now < self.resumes

    def share(self) -> float | None:
        """Return how much is done, 0 to 1; None if that is not known."""
        part = min(self.there / self.whole, 1.0) if self.whole else 0.0
        if not self.total or self.total == 1:
            return part if self.whole else None
        return min((self.done + part) / self.total, 1.0)

    def seconds_left(self, now: float) -> float:
        """Return how long it still takes, judging by the time so far; 0 if that is unknown."""
        share = self.share()
        pause = self.resumes - now if self.pause and self.is_waiting(now) else 0.0
        if share is None or share >= 1:
            return 0.0
        if self.done and self.total:  # whole things are a better measure: each has its wait
            each = (self.begun - self.began) / self.done
            guess = each * (self.total - self.done) - (now - self.begun)
        else:
            spent = self.moved - self.began
            guess = spent * (1 - share) / share - (now - self.moved) if share else 0.0
        left = max(guess, pause + ((self.total or 1) - self.done - 1) * self.pace)
        return left if left > pause + 1 else 0.0  # the wait says it


def line_of(job: Job, now: float, width: int, bar: tuple[str, str]) -> str:
    """Return the line, of at most `width` columns. What matters least goes first.

    Args:
        job: What is done.
        now: The time.
        width: Columns.
        bar: The characters of a bar: for what is done and for the rest.
    """
    forms = list(_forms(job, now))
    room = width - len(_MARGIN)
    for head, tail, with_bar in forms:
        rest = "  ".join(filter(None, [head, *tail]))
        free = min(room - columns(rest) - 2, _LONGEST_BAR)
        if with_bar and free >= _SHORTEST_BAR:
            full = round((job.share() or 0.0) * free)
            drawn = bar[0] * full + bar[1] * (free - full)
            return _MARGIN + "  ".join(filter(None, [head, drawn, *tail]))
        if not with_bar and columns(rest) <= room:
            return _MARGIN + rest
    return _MARGIN + _cut(forms[-1][0] or forms[-1][1][0], room)


def _cut(text: str, room: int) -> str:
    """Return as much of a text as fits, in columns."""
    length = room
    while columns(cut := shorten(text, length)) > room:
        length -= 1
    return cut


def _forms(job: Job, now: float) -> Iterator[tuple[str, list[str], bool]]:
    """Yield what can stand on the line, the fullest first: head, tail, whether with a bar."""
    waits = job.is_waiting(now)
    item = "" if waits else job.item
    head, size, left = _head(job, item), _size(job), _left(job.seconds_left(now))
    long, short = _wait(job, now) if waits else ("", "")
    detail, brief = (long, short) if waits else (size or _elapsed(job, now), size)
    if job.share() is not None:
        yield head, [item, detail, left], True
    yield head, [item, detail, left], False
    if long and long != short:  # the reason of a long wait matters more than anything else
        yield head, [long], False
        yield "", [long, left], False
        yield "", [long], False
    if job.share() is not None:
        yield head, [item, brief, left], True
    yield head, [item, brief, left], False
    yield head, [brief, left], False
    yield head, [brief], False
    yield head, [], False


def _head(job: Job, item: str) -> str:
    """Return ``Fetching PDFs  7 of 20``; the thing that is worked on counts."""
    if not job.total or job.total == 1:
        return job.what
    number = min(job.done + bool(item or job.item), job.total)
    return f"{job.what}  {translate(f'{number:,} of {job.total:,}')}"


def _wait(job: Job, now: float) -> tuple[str, str]:
    """Return what is said of a wait, at length and in short."""
    word = translate("waiting" if job.what else "Waiting")
    if not job.pause:
        return behind_colon(word, job.waits), word
    short = f"{word} {_span(job.resumes - now)}"
    # Short ones come with every request, and their reason is well known.
    return (short if job.what and job.pause <= _SHORT else behind_colon(short, job.waits)), short


def _size(job: Job) -> str:
    unit, name = (_MB, "MB") if max(job.there, job.whole or 0) >= _MB / 10 else (1000, "kB")
    digits = 1 if unit == _MB else 0
    there = f"{job.there / unit:.{digits}f}"
    if job.whole:
        return f"{there}{translate(' of ')}{job.whole / unit:.{digits}f} {name}"
    return f"{there} {name}" if job.there else ""


def _elapsed(job: Job, now: float) -> str:
    """Return how long it has been running, where nothing else shows that it is."""
    return "" if job.total and job.total > 1 else f"{now - job.began:.0f} s"


def _left(seconds: float) -> str:
    return translate("{0} left").replace("{0}", _span(seconds)) if seconds >= 1 else ""


def _span(seconds: float) -> str:
    """Return a length of time, rounded up: ``4 s``, ``2 min``, ``1 h 5 min``."""
    whole = ceil(seconds)
    if whole < 100:
        return f"{whole} {translate('s')}"
    minutes = ceil(seconds / 60)
    parts = [(minutes // 60, "h")] if minutes >= 60 else []
    parts += [(minutes % 60, "min")] if minutes % 60 or not parts else []
    return " ".join(f"{number} {translate(unit)}" for number, unit in parts)
