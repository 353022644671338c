"""The content of one digest, before it is formatted."""

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
    """When it appeared, as exactly as is known; may be empty."""
    where: str
    """Its categories, or where it appeared."""
    url: str
    abstract: str
    reasons: tuple[str, ...]
    """Why it fits, in words."""
    score: float
    """How well it fits, 0 to 1."""

    @property
    def command(self) -> str:
        """The command that adds it to the list."""
        return f"readlist add {shlex.quote(self.id)}"


@dataclass(frozen=True, slots=True)
class OwnNews:
    """News about a paper on the list."""

    id: str
    title: str
    url: str
    what: str
    """In words: ``new version: v1 → v2``."""
    key: str
    """Identifies this piece of news, so that it is reported once."""


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper that the reader wants to read by a certain day."""

    id: str
    title: str
    url: str
    due: date

    def when(self, today: date) -> str:
        """Return when it is due, in words."""
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
    """All new papers that were found."""
    left_out: int = 0
    """New papers that fit less than those of `new`."""
    troubles: tuple[str, ...] = ()
    """The services that could not be asked, a clause each."""

    @property
    def has_news(self) -> bool:
        """Whether there is any news: what is due counts from the day before."""
        pressing = any((one.due - self.day).days <= 1 for one in self.due)
        return bool(self.new or self.own or pressing)

    @property
    def title(self) -> str:
        """The heading: the contents and the day."""
        parts = [
            plural(len(self.new), "new paper") if self.new else "",
            f"{len(self.own)} of yours changed" if self.own else "",
            f"{len(self.due)} due" if self.due else "",
        ]
        return f"{', '.join(filter(None, parts)) or 'No news'} · {self.day}"

    @property
    def remark(self) -> str:
        """How many papers were considered and left out."""
        more = f"; {self.left_out:,} more fit less" if self.left_out else ""
        return f"{plural(self.looked_at, 'new paper')} looked at{more}."
