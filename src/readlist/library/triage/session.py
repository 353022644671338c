"""One triage: papers in order, what was done about them, and taking that back."""

from collections.abc import Callable, Sequence

from readlist.folding import fold
from readlist.library.taste import Choice
from readlist.library.triage.decisions import Decisions
from readlist.library.triage.queue import TriageQueue
from readlist.library.triage.values import Deed, Verdict
from readlist.paper import Paper

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
        """Do something with the current paper; None if there is no paper.

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
        """Take the last deed back and return to its paper; None if there is none.

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
        """Keep to papers that have all the words; to all papers without any.

        Returns:
            Whether an undecided paper has them; if none has, all papers stay.
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
