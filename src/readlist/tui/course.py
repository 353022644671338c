"""One triage: papers in order, what was done about them, and taking that back."""

from collections.abc import Callable, Sequence

from readlist.folding import fold
from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.tui.desk import Deed, Desk, Verdict
from readlist.tui.pile import Pile

Act = Callable[[Paper], Deed]


class Course:
    """Goes through papers one by one.

    Args:
        desk: Where decisions are made.
        choices: The papers, the best first.
    """

    def __init__(self, desk: Desk, choices: Sequence[Choice]) -> None:
        self.desk = desk
        self.pile = Pile(choices)
        self._deeds: list[Deed] = []

    def do(self, act: Act) -> Deed | None:
        """Do something with the current paper; None if there is no paper.

        Raises:
            ReadlistError: It could not be done; nothing changed.
        """
        choice = self.pile.current
        if choice is None:
            return None
        deed = act(choice.paper)
        self._deeds.append(deed)
        self.pile.replace(deed.after)
        return deed

    def decide(self, verdict: Verdict) -> Deed | None:
        """Decide about the current paper and go on to the next one; as `do`."""
        deed = self.do(lambda paper: self.desk.decide(paper, verdict))
        if deed:
            self.pile.verdicts[deed.before.id] = verdict
            self.pile.advance()
        return deed

    def undo(self) -> Deed | None:
        """Take the last deed back and return to its paper; None if there is none.

        Raises:
            FileError: Something else changed the list since.
        """
        if not self._deeds:
            return None
        deed = self._deeds[-1]
        paper = self.desk.take_back(deed)
        self._deeds.pop()
        if deed.verdict:
            earlier = [d.verdict for d in self._deeds if d.verdict and d.before.id == paper.id]
            self.pile.verdicts.pop(paper.id, None)
            if earlier:
                self.pile.verdicts[paper.id] = earlier[-1]
        self.pile.replace(paper)
        self.pile.go_to(paper)
        return deed

    def search(self, text: str) -> bool:
        """Keep to papers that have all the words; to all papers without any.

        Returns:
            Whether an undecided paper has them; if none has, all papers stay.
        """
        words = fold(text).split()
        if not words:
            return self.pile.search(None)
        return self.pile.search(lambda paper: all(word in self._text(paper) for word in words))

    def _text(self, paper: Paper) -> str:
        parts = [paper.id, paper.title, *paper.authors, *paper.topics, self.desk.abstract(paper)]
        return fold("\n".join(parts))
