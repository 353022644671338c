"""The line on which topics, notes and searches are typed, and the app around it."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.suggester import Suggester
from textual.widgets import Input, Static

from readlist.language import translate
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
    """A line to type on; hidden until it is needed.

    Args:
        answer: Called with what was typed; with None if it was cancelled. Called, not sent a
            message, which would arrive after keys that are typed ahead.
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
        """Show the line.

        Args:
            purpose: Comes back with the answer.
            hint: Shown while nothing is typed.
            suggester: Completes what is typed.
            value: What the line holds at first.
        """
        self._purpose, self.placeholder, self.suggester = purpose, hint, suggester
        self.value = value
        self.cursor_position = len(value)

    def action_complete(self) -> None:
        """Accept the suggestion."""
        self.action_cursor_right()

    def action_cancel(self) -> None:
        """Cancel the line."""
        self._answer(None)

    async def action_submit(self) -> None:
        """Submit the line."""
        self._answer(self.value.strip())


T = TypeVar("T")


class PromptingApp(App[T]):
    """A screen with a `Prompt`, over a line ``#last`` that says what was done.

    Keys are handled in order, whatever is typed ahead: while the line is open, each is handed to it
    at once. Textual would queue them for the line, where those after Enter would still be letters.
    """

    AUTO_FOCUS = None  # keys go to the screen, not to the hidden prompt
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        # Without this, Textual turns the terminal's own colours into black on black under NO_COLOR.
        super().__init__(ansi_color=True)
        self.prompt = Prompt(self._take_answer)
        """The line; part of what `compose` lays out."""

    @property
    def fault(self) -> Exception | None:
        """The unexpected exception that ended the screen."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of all variables; `fault` has it.
        self._close_messages_no_wait()

    @property
    def is_typing(self) -> bool:
        """Whether the line is open."""
        return self.focused is self.prompt

    async def on_event(self, event: Event) -> None:
        """Hand keys to the open line before the next key is looked at."""
        if not isinstance(event, Key) or event.is_forwarded or not self.is_typing:
            await super().on_event(event)
        elif not await self._check_bindings(event.key, priority=True):
            if event.is_printable and event.character:
                self.prompt.replace(event.character, *self.prompt.selection)
            else:
                await self._check_bindings(event.key)

    def tell(self, text: str) -> None:
        """Say something on the last line."""
        self.query_one("#last", Static).update(translate(text))

    def ask(
        self, purpose: str, hint: str, suggester: Suggester | None = None, value: str = ""
    ) -> None:
        """Ask for a line; see `Prompt.ask`."""
        self.query_one("#last").display = False
        self.prompt.display = True
        self.prompt.ask(purpose, translate(hint), suggester, value)
        self.screen.set_focus(self.prompt)

    def close_prompt(self) -> None:
        """Hide the line."""
        self.prompt.display = False
        self.query_one("#last").display = True
        self.set_focus(None)

    def _take_answer(self, text: str | None) -> None:
        self.close_prompt()
        if text is None:
            self.give_up(self.prompt.purpose)
        else:
            self.take(self.prompt.purpose, text)

    @abstractmethod
    def take(self, purpose: str, text: str) -> None:
        """Do what a line was asked for."""

    def give_up(self, purpose: str) -> None:
        """Do what follows if the line was cancelled."""
