"""What screens with a line to type on have in common."""

from abc import abstractmethod
from typing import TypeVar

from textual.app import App
from textual.events import Event, Key
from textual.suggester import Suggester
from textual.widgets import Static

from readlist.language import translate
from readlist.tui.prompt import Prompt

T = TypeVar("T")


class PromptingApp(App[T]):
    """A screen with a `Prompt`, over a line ``#last`` that says what was done.

    Keys are taken one after the other, whatever is typed ahead: while the line is typed, they are
    handed to it at once. Textual would put each into the queue of the line, where those behind
    Enter would still be letters.
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
        """What nobody expected and what ended the screen."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of all variables; `fault` has it.
        self._close_messages_no_wait()

    @property
    def is_typing(self) -> bool:
        """Whether a line is typed."""
        return self.focused is self.prompt

    async def on_event(self, event: Event) -> None:
        """Hand keys to the line that is typed, before the next key is looked at."""
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
        """Go back from the line to the screen."""
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
        """Do what follows where the reader typed nothing after all."""
