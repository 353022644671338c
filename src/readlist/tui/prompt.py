"""The one line on which topics, notes and searches are typed."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from readlist.text import one_line


class TopicSuggester(Suggester):
    """Completes the last of several topics with commas between.

    Args:
        topics: The topics of the list.
    """

    def __init__(self, topics: Iterable[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._topics = [one_line(topic) for topic in topics]

    async def get_suggestion(self, value: str) -> str | None:
        """Return the value with its last topic completed."""
        head, comma, last = value.rpartition(",")
        typed = last.lstrip(" +-")
        if not typed:
            return None
        begun = f"{head}{comma}{last.removesuffix(typed)}"
        fitting = (t for t in self._topics if t.casefold().startswith(typed.casefold()))
        return next((f"{begun}{topic}" for topic in fitting), None)


class Prompt(Input):
    """A line to type on; hidden until it is asked something.

    Args:
        answer: Called with what was typed; with None if nothing was, after all. Called, not sent
            a message, which would come behind keys that are typed ahead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel"),
        Binding("tab", "complete", "complete"),
    ]

    def __init__(self, answer: Callable[[str | None], None]) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._answer = answer
        self._purpose = ""
        self.display = False

    @property
    def purpose(self) -> str:
        """What the line was asked for."""
        return self._purpose

    def ask(
        self, purpose: str, hint: str, suggester: Suggester | None = None, value: str = ""
    ) -> None:
        """Begin to take a line.

        Args:
            purpose: Comes back with the answer.
            hint: Shown while nothing is typed.
            suggester: Completes what is typed.
            value: What stands there already.
        """
        self._purpose, self.placeholder, self.suggester = purpose, hint, suggester
        self.value = value
        self.cursor_position = len(value)

    def action_complete(self) -> None:
        """Take the suggestion."""
        self.action_cursor_right()

    def action_cancel(self) -> None:
        """Give up the line."""
        self._answer(None)

    async def action_submit(self) -> None:
        """Hand the line on."""
        self._answer(self.value.strip())
