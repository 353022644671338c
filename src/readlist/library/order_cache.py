"""Cached orders of rankings, so that asking again costs next to nothing.

Learning takes longer than everything else that `next` does, and until the next mark its result is
the same.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from readlist.library.result_cache import ResultCache
from readlist.library.taste import Choice, choice_of
from readlist.paper import Status
from readlist.reading_list import ReadingList
from readlist.scale import Account

_KIND = "order"
"""The kind under which orders are kept."""
_FEW = 50
"""Up to this many papers are looked up one by one rather than all at once."""
_EXPLAINED = 3
"""Papers whose reasons are kept: as many as `next` and the summary show."""


@dataclass(frozen=True, slots=True)
class Order:
    """Papers in the order of a ranking."""

    count: int
    """How many there are."""
    hidden: dict[Status, int]
    """How many papers only their status leaves out."""
    scores: Mapping[str, float | None]
    """What the ranking said, by identifier, the best first; None if it said nothing."""
    accounts: Mapping[str, Account]
    """The reasons of the first few."""

    @classmethod
    def of(
        cls,
        ranks: Sequence[tuple[str, float | None]],
        hidden: dict[Status, int],
        account: Callable[[str], Account],
    ) -> Self:
        """Return the order of identifiers.

        Args:
            ranks: Identifiers with what the ranking said, the best first.
            hidden: How many papers only their status leaves out.
            account: Gives the parts of a paper's value.
        """
        first = {one: account(one) for one, score in ranks[:_EXPLAINED] if score is not None}
        return cls(len(ranks), hidden, dict(ranks), first)

    @property
    def is_whole(self) -> bool:
        """Whether its papers can be told apart."""
        return "" not in self.scores and len(self.scores) == self.count

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return an order that `to_bytes` wrote.

        Raises:
            ValueError: It is damaged.
        """
        try:
            hidden, scores, told = json.loads(data)
            first = {one: _account(reasons, start) for one, (reasons, start) in told.items()}
            return cls(len(scores), {Status(s): n for s, n in hidden.items()}, scores, first)
        except (TypeError, AttributeError) as error:
            raise ValueError("a damaged order") from error

    def to_bytes(self) -> bytes:
        """Return the order in the form that `from_bytes` reads."""
        told = {one: (account.reasons, account.start) for one, account in self.accounts.items()}
        return json.dumps([self.hidden, self.scores, told]).encode()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a ranking said about a paper, as far as it was kept."""

    score: float
    known: Account | None
    again: Callable[[], Account]
    """Works it out if it was not kept."""

    @property
    def account(self) -> Account:
        """The parts of the value behind the score."""
        return self.known or self.again()


def keep_order(kept: ResultCache, question: str, order: Order) -> None:
    """Keep an order, if papers can be told apart in it."""
    if order.is_whole:
        kept.keep(_KIND, question, order.to_bytes())


def find_order(kept: ResultCache, question: str) -> Order | None:
    """Return an order that was kept and would be the same now."""
    return _read(kept.find(_KIND, question))


def last_order(kept: ResultCache, question: str) -> Order | None:
    """Return the order that was kept last, even if it is outdated."""
    return _read(kept.last(_KIND, question))


def _read(data: bytes | None) -> Order | None:
    try:
        return Order.from_bytes(data) if data else None
    except ValueError:
        return None


def recall(
    order: Order,
    identifiers: Sequence[str],
    papers: ReadingList,
    again: Callable[[str], Account],
) -> list[Choice]:
    """Return papers of an order with their scores and reasons.

    Args:
        order: A kept one.
        identifiers: Those wanted.
        papers: The list.
        again: Gives the reasons of a paper; called if they were not kept.
    """
    get = papers.get if len(identifiers) < _FEW else {p.id: p for p in papers.papers}.get

    def learned(identifier: str) -> Recalled | None:
        score = order.scores[identifier]
        if score is None:
            return None
        return Recalled(score, order.accounts.get(identifier), partial(again, identifier))

    found = ((identifier, get(identifier)) for identifier in identifiers)
    return [choice_of(paper, learned(identifier)) for identifier, paper in found if paper]


def _account(reasons: Sequence[tuple[str, float]], start: float) -> Account:
    return Account(tuple((words, weight) for words, weight in reasons), start)
