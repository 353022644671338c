"""Which papers: the filters that all commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from readlist.folding import fold
from readlist.paper import Paper, Status

EMPTY_TOPIC = "none"
"""The topic filter's word for papers without any topic."""

HOLDINGS = ("note", "pdf", "code", "abstract", "due")
"""What ``--has`` and ``--lacks`` can ask for."""

SORTS = ("topic", "rank", "added", "published", "title", "due")
"""Orders that ``--sort`` knows."""

SHOWN = frozenset({Status.UNREAD, Status.READING})
"""What `show` shows unless it is told otherwise: inbox, read and skipped papers are hidden."""

EXPORTED = frozenset({Status.UNREAD, Status.READING, Status.READ})
"""What `export` exports unless it is told otherwise."""

Holds = Callable[[Paper, str], bool]
"""Whether something of `HOLDINGS` is at hand for a paper."""


class Filters(NamedTuple):
    """A paper passes if it passes every field that is set; a field's values are alternatives."""

    topics: tuple[str, ...] = ()
    statuses: frozenset[Status] | None = None
    """None leaves the choice to the command; an empty set lets every status pass."""
    star: bool = False
    authors: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    """First and last year, both included."""
    categories: tuple[str, ...] = ()
    added: tuple[date | None, date | None] = (None, None)
    """First and last day, both included."""
    due: tuple[date | None, date | None] = (None, None)
    """First and last day by which they are to be read, both included."""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    limit: int | None = None
    sort: str = "topic"
    backwards: bool = False

    @property
    def narrow(self) -> bool:
        """Whether anything beyond the status is asked for."""
        bounds = (*self.years, *self.added, *self.due)
        lists = (self.topics, self.authors, self.categories, self.has, self.lacks)
        return self.star or any(lists) or any(bound is not None for bound in bounds)

    def status_passes(self, paper: Paper, default: frozenset[Status]) -> bool:
        """Whether the paper's status is wanted; `default` are the statuses a command wants."""
        wanted = default if self.statuses is None else self.statuses
        return not wanted or paper.status in wanted

    def passes(self, paper: Paper, holds: Holds) -> bool:
        """Whether the paper passes everything but the status."""
        return (
            (not self.star or paper.star)
            and _topic_passes(self.topics, paper)
            and _any_in(self.authors, paper.authors)
            and _category_passes(self.categories, paper)
            and _within(self.years, paper.year)
            and _within(self.added, paper.added)
            and _within(self.due, paper.due)
            and all(holds(paper, what) for what in self.has)
            and not any(holds(paper, what) for what in self.lacks)
        )


def _topic_passes(wanted: tuple[str, ...], paper: Paper) -> bool:
    if not wanted:
        return True
    own = {topic.casefold() for topic in paper.topics}
    return any(
        topic.casefold() in own or (topic.casefold() == EMPTY_TOPIC and not own) for topic in wanted
    )


def _any_in(wanted: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether one of the wanted words occurs in one of the names."""
    if not wanted:
        return True
    folded = [fold(name) for name in names]
    return any(fold(word) in name for word in wanted for name in folded)


def _category_passes(wanted: tuple[str, ...], paper: Paper) -> bool:
    """Whether the paper is in one of the categories; ``cs`` takes all of ``cs.*``."""
    if not wanted:
        return True
    return any(
        own.casefold() == name.casefold() or own.casefold().startswith(f"{name.casefold()}.")
        for own in paper.categories
        for name in wanted
    )


def _within(bounds: tuple[Any, Any], value: Any) -> bool:  # noqa: ANN401 - years or days
    first, last = bounds
    if first is None and last is None:
        return True
    return (
        value is not None and (first is None or value >= first) and (last is None or value <= last)
    )
