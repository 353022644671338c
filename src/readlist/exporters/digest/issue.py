"""One digest as values, before it is text."""

import shlex
from dataclasses import dataclass
from datetime import date

from readlist.text import plural


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper that is not on the list."""

    id: str
    title: str
    authors: tuple[str, ...]
    day: str
    """When it appeared, as exactly as that is known; may be empty."""
    where: str
    """Its categories, or where it appeared."""
    url: str
    abstract: str
    reasons: tuple[str, ...]
    """What speaks for it, in words."""
    score: float
    """How well it fits, 0 to 1."""

    @property
    def command(self) -> str:
        """The line that puts it on the list."""
        return f"readlist add {shlex.quote(self.id)}"


@dataclass(frozen=True, slots=True)
class OwnNews:
    """What happened to a paper of the list."""

    id: str
    title: str
    url: str
    what: str
    """In words: ``new version: v1 → v2``."""
    key: str
    """Stands for this very news, so that it is told once."""


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper that the reader wants to have read by a day."""

    id: str
    title: str
    url: str
    due: date

    def when(self, today: date) -> str:
        """Return when that is, in words."""
        days = (self.due - today).days
        if days < 0:
            return f"overdue since {self.due}"
        return {0: "due today", 1: "due tomorrow"}.get(days, f"due on {self.due:%A} {self.due}")


@dataclass(frozen=True, slots=True)
class Issue:
    """One digest."""

    day: date
    new: tuple[NewPaper, ...] = ()
    """The best match first."""
    own: tuple[OwnNews, ...] = ()
    due: tuple[DuePaper, ...] = ()
    """The earliest day first."""
    looked_at: int = 0
    """New papers that were found at all."""
    left_out: int = 0
    """New papers that fit less than those of `new`."""
    troubles: tuple[str, ...] = ()
    """What could not be asked, a clause each."""

    @property
    def has_news(self) -> bool:
        """Whether there is anything to tell today: what is due is news the day before and then."""
        pressing = any((one.due - self.day).days <= 1 for one in self.due)
        return bool(self.new or self.own or pressing)

    @property
    def title(self) -> str:
        """The heading: what is in it, and of which day."""
        parts = [
            plural(len(self.new), "new paper") if self.new else "",
            f"{len(self.own)} of yours changed" if self.own else "",
            f"{len(self.due)} due" if self.due else "",
        ]
        return f"{', '.join(filter(None, parts)) or 'No news'} · {self.day}"

    @property
    def remark(self) -> str:
        """What was left out, and how much was looked at."""
        more = f"; {self.left_out:,} more fit less" if self.left_out else ""
        return f"{plural(self.looked_at, 'new paper')} looked at{more}."
