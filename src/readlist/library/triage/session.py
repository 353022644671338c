"""One triage: papers in order, what was done about them, and how to take that back."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from readlist.folding import fold
from readlist.library.taste import Choice
from readlist.library.triage import Deed, Verdict
from readlist.library.triage.decisions import Decisions
from readlist.paper import Paper


class TriageQueue:
    """Papers in order. Those after the current one can be reordered; nothing else moves.

    Args:
        choices: The papers, the best first.
    """

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = list(choices)
        self._at = 0
        self._passes: Callable[[Paper], bool] | None = None
        self._passing: Sequence[int] | None = None
        """The places of the papers that pass, until one of them changes."""
        self._named: dict[str, list[int]] = {}
        """The places of papers by identifier, until they move; empty if not known."""
        self._learned: bool | None = None
        self.verdicts: dict[str, Verdict] = {}
        """The verdicts, by identifier."""

    def __len__(self) -> int:
        return len(self._visible())

    @property
    def current(self) -> Choice | None:
        """The current paper; None after the last one."""
        return self._choices[self._at] if self._at < len(self._choices) else None

    @property
    def position(self) -> int:
        """The place of the current paper among those that pass the search, from 1."""
        return bisect_right(self._visible(), self._at)

    @property
    def whole(self) -> int:
        """How many papers there are, decided or not, whether or not they pass the search."""
        return len(self._choices)

    @property
    def undecided(self) -> list[Paper]:
        """The papers without a verdict."""
        return [c.paper for c in self._choices if c.paper.id not in self.verdicts]

    @property
    def learned(self) -> bool:
        """Whether the order reflects what the reader likes."""
        if self._learned is None:
            self._learned = any(choice.learned is not None for choice in self._choices)
        return self._learned

    def step(self, by: int) -> bool:
        """Go to another paper without deciding; return whether there was one.

        Args:
            by: 1 for the next one, -1 for the one before.
        """
        visible = self._visible()
        ahead = bisect_right(visible, self._at) if by > 0 else bisect_left(visible, self._at) - 1
        if not 0 <= ahead < len(visible):
            return False
        self._at = visible[ahead]
        return True

    def advance(self) -> None:
        """Go to the next undecided paper: after this one, else from the top; else to none."""
        visible = self._visible()
        ordered = chain(visible[bisect_right(visible, self._at) :], visible)
        undecided = (p for p in ordered if self._choices[p].paper.id not in self.verdicts)
        self._at = next(undecided, len(self._choices))

    def go_to(self, paper: Paper) -> None:
        """Go to a paper, whether or not it passes the search."""
        for place in self._places_of(paper)[:1]:
            self._at = place

    def replace(self, paper: Paper) -> None:
        """Put a paper's new values in its place."""
        for place in self._places_of(paper):
            before = self._choices[place].paper
            self._choices[place] = replace(self._choices[place], paper=paper)
            if self._passes and self._passes(before) != self._passes(paper):
                self._passing = None

    def explain(self, choices: Sequence[Choice]) -> None:
        """Update what is said about papers; none of them moves."""
        self._learned = None
        said = {choice.paper.id: choice for choice in choices}
        for place, choice in enumerate(self._choices):
            new = said.get(choice.paper.id)
            if new is not None:
                self._choices[place] = _with(new, choice.paper)

    def reorder(self, choices: Sequence[Choice]) -> None:
        """Reorder the undecided papers after the current one.

        The current one stays, and what is said about it is updated.
        """
        if self.current is not None:
            self.explain([c for c in choices if c.paper.id == self.current.paper.id])
        head = self._choices[: self._at + 1]
        tail = {c.paper.id: c.paper for c in self._choices[self._at + 1 :]}
        new = [c for c in choices if c.paper.id in tail and c.paper.id not in self.verdicts]
        # A paper may have changed since the order was requested: the queue has the latest values.
        moved = [_with(c, tail[c.paper.id]) for c in new]
        names = {choice.paper.id for choice in moved}
        rest = [c for c in self._choices[self._at + 1 :] if c.paper.id not in names]
        self._choices = head + moved + rest
        self._named, self._passing, self._learned = {}, None, None

    def search(self, passes: Callable[[Paper], bool] | None) -> bool:
        """Show only papers that pass; None for all. Return whether any undecided one does."""
        self._passes, self._passing = passes, None
        if passes is None:
            return True
        found = [p for p in self._visible() if self._choices[p].paper.id not in self.verdicts]
        if not found:
            self._passes = self._passing = None
            return False
        if self._at not in found:
            self._at = next((place for place in found if place > self._at), found[0])
        return True

    @property
    def searching(self) -> bool:
        """Whether only some papers are shown."""
        return self._passes is not None

    def _visible(self) -> Sequence[int]:
        if self._passes is None:
            return range(len(self._choices))
        if self._passing is None:
            passes = self._passes
            self._passing = [p for p, choice in enumerate(self._choices) if passes(choice.paper)]
        return self._passing

    def _places_of(self, paper: Paper) -> Sequence[int]:
        if not self._named:
            for place, choice in enumerate(self._choices):
                self._named.setdefault(choice.paper.id, []).append(place)
        return self._named.get(paper.id, [])


def _with(choice: Choice, paper: Paper) -> Choice:
    """Return a choice with the paper as it is now."""
    return choice if choice.paper is paper else replace(choice, paper=paper)


Act = Callable[[Paper], Deed]


class TriageSession:
    """Goes through papers one by one.

    Args:
        decisions: Where decisions are made.
        choices: The papers, the best first.
    """

    def __init__(self, decisions: Decisions, choices: Sequence[Choice]) -> None:
        self.decisions = decisions
        self.queue = TriageQueue(choices)
        self._deeds: list[Deed] = []

    def do(self, act: Act) -> Deed | None:
        """Do something to the current paper; return None if there is no paper.

        Raises:
            ReadlistError: It could not be done; nothing changed.
        """
        choice = self.queue.current
        if choice is None:
            return None
        deed = act(choice.paper)
        self._deeds.append(deed)
        self.queue.replace(deed.after)
        return deed

    def decide(self, verdict: Verdict) -> Deed | None:
        """Decide about the current paper and go on to the next one; as `do`."""
        deed = self.do(lambda paper: self.decisions.decide(paper, verdict))
        if deed:
            self.queue.verdicts[deed.before.id] = verdict
            self.queue.advance()
        return deed

    def undo(self) -> Deed | None:
        """Undo the last deed and return to its paper; return None if there is none.

        Raises:
            FileError: Something else changed the list since.
        """
        if not self._deeds:
            return None
        deed = self._deeds[-1]
        paper = self.decisions.take_back(deed)
        self._deeds.pop()
        if deed.verdict:
            earlier = [d.verdict for d in self._deeds if d.verdict and d.before.id == paper.id]
            self.queue.verdicts.pop(paper.id, None)
            if earlier:
                self.queue.verdicts[paper.id] = earlier[-1]
        self.queue.replace(paper)
        self.queue.go_to(paper)
        return deed

    def search(self, text: str) -> bool:
        """Show only papers with all the words; without words, all papers.

        Returns:
            Whether an undecided paper has them; if none has, all papers are shown.
        """
        words = fold(text).split()
        if not words:
            return self.queue.search(None)
        return self.queue.search(lambda paper: all(word in self._text(paper) for word in words))

    def _text(self, paper: Paper) -> str:
        parts = [
            paper.id,
            paper.title,
            *paper.authors,
            *paper.topics,
            self.decisions.abstract(paper),
        ]
        return fold("\n".join(parts))
