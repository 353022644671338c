"""What the reader likes, learned from their marks, and papers in that order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.due import due_words, is_pressing
from readlist.lazy import lazy
from readlist.library.taste_values import KnownVectors, Learned, Marked
from readlist.paper import Paper, Status
from readlist.scale import EVEN, Account, value_of

if TYPE_CHECKING:
    from readlist import ranking
    from readlist.ranking import LikedOdds, Ranker
else:
    ranking = lazy("readlist.ranking")

ASKED_FOR = 0.9
"""Scores from here on are kept for papers that the reader starred or is reading."""
_OTHERS = "other words"
_START = "where values start"
_HELD = "papers you named come first"
_READ, _SKIPPED, _READING, _STARRED = (
    "you read it", "you skipped it", "you are reading it", "starred",
)  # fmt: skip
STATES = frozenset({_READ, _SKIPPED, _READING, _STARRED})
"""What the reader's own marks say about a paper."""
_DIGITS = 4
"""Decimal places of values and weights, and of scores."""

_LIKED = frozenset({Status.READ, Status.READING})
_DONE = frozenset({Status.READ, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason that moved a value."""

    words: str
    weight: float
    """How much it moved the value; negative if it lowered it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper with its place in the order."""

    paper: Paper
    score: float
    """How well it fits, 0 to 1."""
    state: str = ""
    """The reason besides its words: the reader's own mark, or since when it has waited."""
    learned: Learned | None = field(default=None, repr=False, compare=False)
    """What the ranking says about it."""
    due: str = ""
    """How far off its due day is, in words."""

    @property
    def value(self) -> float:
        """What `terms` add up to; `readlist.scale` makes the score of it."""
        return round(value_of(self.score), _DIGITS)

    @property
    def words(self) -> list[str]:
        """The reasons for the paper, in words."""
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
        # Not from the words themselves: it also makes up for the rounding of the others.
        rest = round(self.value, digits) - start - sum(reason.weight for reason in found)
        found += [Reason(_OTHERS, round(rest, digits)), Reason(_START, start)]
        # A day that is far off moves nothing yet, but is shown.
        return [reason for reason in found if reason.weight or reason.words == self.due]


def opinion(paper: Marked) -> float:
    """Return what the reader's marks say about a paper: liked above 0, disliked below, else 0.

    Read, being read and starred papers are liked, skipped ones are not. A paper that was read and
    starred counts one and a half times.
    """
    if paper.status is Status.SKIPPED:
        return -1.0
    liked = (paper.status in _LIKED) + paper.star
    return (0.0, 1.0, 1.5)[liked]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a ranking says about one paper."""

    judged: "LikedOdds"
    place: int

    @property
    def score(self) -> float:
        return self.judged.scores[self.place]

    @property
    def account(self) -> Account:
        return self.judged.account(self.place)


class Taste:
    """Orders papers by what the reader marked. Vectors are made once; marks may change.

    Args:
        papers: Every paper that is ranked or learned from.
        known: Gives their vectors; called when something is ranked.
        text: Gives a paper's title and abstract by its identifier, and by the paper itself if that
            was put in order; called for reasons.
        disliked: Identifiers of dismissed papers.
    """

    def __init__(
        self,
        papers: Iterable[Marked],
        known: Callable[[], KnownVectors],
        text: Callable[[str, Paper | None], tuple[str, str]],
        disliked: Iterable[str] = (),
    ) -> None:
        self._papers: dict[str, Marked] = {paper.id: paper for paper in papers}
        self._make = known
        self._made: KnownVectors | None = None
        self._text = text
        self._opinions = {one: said for one, p in self._papers.items() if (said := opinion(p))}
        for identifier in disliked:
            if identifier in self._papers:
                self._opinions.setdefault(identifier, -1.0)
        self._ordered: dict[str, Paper] = {}
        self._making = Lock()
        self._judged: tuple[Mapping[str, float], LikedOdds | None] | None = None

    @property
    def _known(self) -> KnownVectors:
        # Two threads may come here: vectors are made once.
        with self._making:
            if self._made is None:
                self._made = self._make()
            return self._made

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one: place for place, one in enumerate(self._known.ids)}

    @cached_property
    def _ranker(self) -> "Ranker":
        """The vectors of all papers."""
        ids = self._known.ids

        def text(place: int) -> tuple[str, str]:
            return self._text(ids[place], self._ordered.get(ids[place]))

        return ranking.Ranker.of(self._known.packed, text)

    def learn(self, paper: Marked, *, dismissed: bool = False) -> None:
        """Note what the reader says about a paper now."""
        if paper.id not in self._papers:
            return
        said = -1.0 if dismissed else opinion(paper)
        # Replaced, not changed: a ranking may be under way in another thread.
        self._papers = {**self._papers, paper.id: paper}
        opinions = dict(self._opinions)
        opinions.pop(paper.id, None)
        if said:
            opinions[paper.id] = said
        self._opinions = opinions

    def order(self, papers: Sequence[Paper]) -> list[Choice]:
        """Return the papers: those being read first, then starred ones, then the best matches.

        Papers that are overdue or due within a week come before all of them, the nearest day first.
        Read and skipped papers come last. While nothing is marked, the paper that has waited
        longest comes first.
        """
        day = today()
        self._ordered |= {paper.id: paper for paper in papers}
        choices = [choice_of(paper, self.said(paper.id)) for paper in papers]
        return sorted(choices, key=lambda choice: _place(choice.paper, choice.score, day))

    def ranks(self, papers: Iterable[Marked]) -> list[tuple[str, float | None]]:
        """Return the identifiers of papers in the order of `order`, with what the ranking says."""
        judged, day = self._judge(), today()
        scores = judged.scores if judged else ()
        places = self._places if judged else {}
        found = []
        for number, paper in enumerate(papers):
            place = places.get(paper.id)
            score = None if place is None else scores[place]
            moved, _ = _moved(paper, score, day)
            found.append((_place(paper, moved, day), number, paper.id, score))
        found.sort()
        return [(one, score) for _, _, one, score in found]

    def said(self, identifier: str) -> Learned | None:
        """Return what the ranking says about a paper; if it is marked, from the other marks."""
        judged = self._judge()
        place = self._places.get(identifier) if judged else None
        return None if judged is None or place is None else _Said(judged, place)

    def nearest(self, paper: Marked, count: int, *, liked: bool = False) -> list[str]:
        """Return the identifiers of the papers most like one, the nearest first.

        Args:
            paper: One of the papers this was made from.
            count: How many.
            liked: Only those that the reader likes.
        """
        place = self._places.get(paper.id)
        if place is None or not paper.title:
            return []
        opinions = self._opinions
        others = [
            other
            for other, one in enumerate(self._known.ids)
            if other != place
            if (opinions.get(one, 0.0) > 0 if liked else one in self._papers)
            if self._papers[one].title
        ]
        near = ranking.nearest(self._known.packed, place, others)
        return [self._known.ids[other] for other in near[:count]]

    def _judge(self) -> "LikedOdds | None":
        """Return what the marks say about all papers; None while nothing is liked."""
        opinions = self._opinions
        if self._judged is None or self._judged[0] is not opinions:
            judged = None
            if any(said > 0 for said in opinions.values()):
                places = self._places
                marks = {places[one]: said for one, said in opinions.items() if one in places}
                judged = self._ranker.judge(marks)
            self._judged = opinions, judged
        return self._judged[1]


def _since(paper: Paper) -> str:
    """Return the reason for a paper about which nothing else is known: how long it has waited."""
    return f"waits since {paper.added}" if paper.added else ""


_DUE = -1
"""The tier of papers whose due day is near."""


def _place(paper: Marked, score: float, day: date) -> tuple[int, date, float, date]:
    """Return the sort key of papers: tier, due day, score, age."""
    tier = _tier(paper, day)
    due = paper.due if tier == _DUE else None
    return tier, due or date.max, -score, paper.added or date.max


def _tier(paper: Marked, day: date) -> int:
    if paper.status in _DONE:
        return 3 if paper.status is Status.SKIPPED else 2
    if is_pressing(paper.due, day):
        return _DUE
    return 0 if paper.status is Status.READING or paper.star else 1


def choice_of(paper: Paper, found: Learned | None) -> Choice:
    """Return a paper with its score moved into the range that its status has.

    Args:
        paper: Any paper.
        found: What the ranking says about it.
    """
    day = today()
    score, state = _moved(paper, found.score if found else None, day)
    if paper.status in _DONE:
        return Choice(paper, score, state)
    learned = None if paper.status is Status.READING else found
    if paper.due:
        return Choice(paper, score, state, learned, due_words(paper.due, day))
    return Choice(paper, score, state or ("" if found else _since(paper)), learned)


def _moved(paper: Marked, score: float | None, day: date) -> tuple[float, str]:
    """Return a score moved into the range of the paper's status, and what the status says.

    Papers due in the next days rank like those being read.
    """
    if paper.status in _DONE:
        return 0.0, _READ if paper.status is Status.READ else _SKIPPED
    pressing = is_pressing(paper.due, day)
    if paper.status is Status.READING:
        return 1.0, _READING
    if paper.star:
        raised = ASKED_FOR + (1 - ASKED_FOR) * (EVEN if score is None else score)
        return 1.0 if pressing else raised, _STARRED
    if pressing:
        return 1.0, ""
    return EVEN if score is None else min(score, ASKED_FOR), ""
