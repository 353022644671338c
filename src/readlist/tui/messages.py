"""What comes back to the screen from other threads."""

from textual.message import Message

from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.text import one_line


class Told(Message):
    """Something to say on the last line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = one_line(text)


class Ordered(Message):
    """The papers in the order of what is known of the reader now."""

    def __init__(self, choices: list[Choice]) -> None:
        super().__init__()
        self.choices = choices


class Likened(Message):
    """The identifier of the paper that the reader likes and that is most like one."""

    def __init__(self, paper: Paper, like: str | None) -> None:
        super().__init__()
        self.paper = paper
        self.like = like


class DownloadEnded(Message):
    """What became of a download."""

    def __init__(self, paper: Paper, text: str) -> None:
        super().__init__()
        self.paper = paper
        self.text = text
