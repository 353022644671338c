"""What comes back to the screen of the list from other threads."""

from collections.abc import Mapping, Sequence

from textual.message import Message

from readlist.library.browsing.actions import Seen
from readlist.library.taste import Choice
from readlist.paper import Paper


class Reread(Message):
    """The list as it is after another process changed it."""

    def __init__(self, papers: Sequence[Paper], seen: Seen) -> None:
        super().__init__()
        self.papers = papers
        self.seen = seen


class Chosen(Message):
    """Every paper with what speaks for it, the best first."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        super().__init__()
        self.choices = choices


class Brought(Message):
    """What became of a download."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
