"""What the reader likes, learned from what they marked, and papers in that order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from readlist.clock import today
from readlist.due import due_words, is_pressing
from readlist.lazy import lazy
from readlist.paper import Paper, Status
from readlist.scale import EVEN, Account, value_of

if TYPE_CHECKING:
    from readlist import ranking
    from readlist.ranking import Ranked, Ranker, term_model
else:
    ranking = lazy("readlist.ranking")
    term_model = lazy("readlist.ranking.term_model")

ASKED_FOR = 0.9
"""Scores from here on are kept for papers that the reader starred or is reading."""
_OTHERS = "other words"
_START = "where values start"
_HELD = "papers you named come first"
_READ, _SKIPPED, _READING, _STARRED = (
    "you read it", "you skipped it", "you are reading it", "starred",
)  # fmt: skip
STATES = frozenset({_READ, _SKIPPED, _READING, _STARRED})
"""What the reader's own marks say for a paper."""
_DIGITS = 4
"""Decimal places of values and weights, and of scores."""

_LIKED = frozenset({Status.READ, Status.READING})
_DONE = frozenset({Status.READ, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved a value."""

    words: str
    weight: float
    """How much it moved the value; negative if it lowered it."""


class Learned(Protocol):
    """What a ranking says of a paper."""

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""

    @property
    def account(self) -> Account:
        """What made the value that this is the score of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper with its place in the order."""

    paper: Paper
    score: float
    """How well it fits, 0 to 1."""
    state: str = ""
    """What is known of it beside its words: the reader's own mark, or since when it waits."""
    learned: Learned | None = field(default=None, repr=False, compare=False)
    """What the ranking says of it."""
    due: str = ""
    """How far off the day is by which it is to be read, in words."""

    @property
    def value(self) -> float:
        """What `terms` add up to; `readlist.scale` makes the score of it."""
        return round(value_of(self.score), _DIGITS)

    @property
    def words(self) -> list[str]:
        """What speaks for the paper, in words."""
        told = self.learned.account.reasons if self.learned else ()
        own = filter(None, (self.due, self.state))
        return [*own, *(words for words, x in told if x >= 0)]

    def terms(self, digits: int = _DIGITS) -> list[Reason]:
        """Return all that moved its value; the weights, rounded as they are, add up to `value`.

        Worked out when asked for: ask for papers that are shown.

        Args:
            digits: Decimal places of the weights.
        """
        learned = value_of(self.learned.score) if self.learned else 0.0
        raised = round(value_of(self.score) - learned, digits)
        found = [Reason(self.due or self.state or _HELD, raised)]
        if not (self.state or self.due) and not raised:
            found = []
        if not self.learned:
            return found
        told = self.learned.account
        found += [Reason(words, round(weight, digits)) for words, weight in told.reasons]
        start = round(told.start, digits)
        # Not from the words themselves: what rounding took away from the others is in it, too.
        rest = round(self.value, digits) - start - sum(reason.weight for reason in found)
        found += [Reason(_OTHERS, round(rest, digits)), Reason(_START, start)]
        # A day that is far off moves nothing yet, and is told all the same.
        return [reason for reason in found if reason.weight or reason.words == self.due]


def opinion(paper: Paper) -> float:
    """Return what the reader's marks say of a paper: liked above 0, disliked below, 0 for neither.

    Read, being read and starred papers are liked, skipped ones are not. A paper that was read and
    starred counts one and a half times.
    """
    if paper.status is Status.SKIPPED:
        return -1.0
    liked = (paper.status in _LIKED) + paper.star
    return (0.0, 1.0, 1.5)[liked]


class Taste:
    """Orders papers by what the reader marked. Features are made once; marks may change.

    Args:
        papers: Every paper that is ranked or learned from.
        features: Gives what `features_from` made of each; called when something is ranked.
        text: Gives a paper's title and abstract by its place; called for reasons.
        disliked: Identifiers of those that were dismissed.
    """

    def __init__(
        self,
        papers: Sequence[Paper],
        features: Callable[[], Sequence[bytes]],
        text: Callable[[int], tuple[str, str]],
        disliked: Iterable[str] = (),
    ) -> None:
        self._papers = tuple(papers)
        self._features = features
        self._text = text
        self._places = {paper.id: place for place, paper in enumerate(papers)}
        self._opinions = {self._places[p.id]: o for p in papers if (o := opinion(p))}
        for identifier in disliked:
            if identifier in self._places:
                self._opinions.setdefault(self._places[identifier], -1.0)

    @cached_property
    def ranker(self) -> "Ranker":
        """The features of all papers."""
        return ranking.Ranker.from_features(self._known, self._text)

    @cached_property
    def _known(self) -> Sequence[bytes]:
        return self._features()

    def learn(self, paper: Paper, *, dismissed: bool = False) -> None:
        """Take note of what the reader says of a paper now."""
        place = self._places.get(paper.id)
        if place is None:
            return
        said = -1.0 if dismissed else opinion(paper)
        # Replaced, not changed: a ranking may be under way in another thread.
        self._papers = (*self._papers[:place], paper, *self._papers[place + 1 :])
        others = {other: value for other, value in self._opinions.items() if other != place}
        self._opinions = others | ({place: said} if said else {})

    def order(self, papers: Sequence[Paper]) -> list[Choice]:
        """Return the papers with what is read now first, then what is starred, then the best fit.

        What is overdue or due within a week goes before all of them, the nearest day first. Papers
        that are decided, read or skipped, come last. While nothing is marked, the paper that waits
        longest comes first.
        """
        found = self._find(papers)
        choices = [choice_of(paper, found.get(paper.id)) for paper in papers]
        day = today()

        def place(choice: Choice) -> tuple[int, date, float, date]:
            paper = choice.paper
            tier = _tier(paper, day)
            due = paper.due if tier == _DUE else None
            return tier, due or date.max, -choice.score, paper.added or date.max

        return sorted(choices, key=place)

    def nearest(self, paper: Paper, count: int, *, liked: bool = False) -> list[Paper]:
        """Return the papers most like one, the nearest first.

        Args:
            paper: One of those this was made from.
            count: How many.
            liked: Only those that the reader likes.
        """
        place = self._places.get(paper.id)
        if place is None or not paper.title:
            return []
        others = [
            other
            for other, found in enumerate(self._papers)
            if found.title and other != place and (not liked or self._opinions.get(other, 0.0) > 0)
        ]
        return [
            self._papers[other] for other in ranking.nearest(self._known, place, others)[:count]
        ]

    def _find(self, papers: Sequence[Paper]) -> dict[str, "Ranked"]:
        """Return what the ranking says of papers; of marked ones, what the other marks say."""
        opinions = self._opinions
        if not any(said > 0 for said in opinions.values()):
            return {}
        wanted = {place for p in papers if (place := self._places.get(p.id)) is not None}
        ranked = self.ranker.rank(opinions, [place for place in wanted if place in opinions])
        return {self._papers[one.index].id: one for one in ranked if one.index in wanted}


def _since(paper: Paper) -> str:
    """Return the reason of a paper of which nothing else is known: how long it waits."""
    return f"waits since {paper.added}" if paper.added else ""


_DUE = -1
"""The tier of papers whose day is near."""


def _tier(paper: Paper, day: date) -> int:
    if paper.status in _DONE:
        return 3 if paper.status is Status.SKIPPED else 2
    if is_pressing(paper.due, day):
        return _DUE
    return 0 if paper.status is Status.READING or paper.star else 1


def choice_of(paper: Paper, found: Learned | None) -> Choice:
    """Return a paper with its score moved into the range that its status has.

    Args:
        paper: Any paper.
        found: What the ranking says of it.
    """
    score = found.score if found else EVEN
    if paper.status in _DONE:
        return Choice(paper, 0.0, _READ if paper.status is Status.READ else _SKIPPED)
    if paper.due:
        return _due_choice(paper, found)
    if paper.status is Status.READING:
        return Choice(paper, 1.0, _READING)
    if paper.star:
        raised = ASKED_FOR + (1 - ASKED_FOR) * score
        return Choice(paper, raised, _STARRED, found)
    if found is None:
        return Choice(paper, score, _since(paper))
    return Choice(paper, min(score, ASKED_FOR), "", found)


def _due_choice(paper: Paper, found: Learned | None) -> Choice:
    """Return a paper with a day; one whose day is near fits as well as one that is being read."""
    assert paper.due is not None
    day = today()
    without = choice_of(replace(paper, due=None), found)
    score = 1.0 if is_pressing(paper.due, day) else without.score
    state = "" if without.state not in STATES else without.state
    return Choice(paper, score, state, without.learned, due_words(paper.due, day))


def features_from(title: str, abstract: str) -> bytes:
    """Return what a ranking needs to know of a paper, in a kilobyte or so."""
    return ranking.features_of(title, abstract, term_model.shipped_model()).to_bytes()


def features_version() -> int:
    """Return a number that changes when the same texts give other features."""
    return ranking.FEATURE_VERSION
