"""The help page of a screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from readlist.language import translate
from readlist.tui.key_bar import key_page
from readlist.tui.keys import Key


class HelpPage(ModalScreen[None]):
    """What every key does; left by any of the keys that lead out.

    Args:
        keys: The keys of the screen.
        note: What else is to be known; a sentence.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space", "dismiss", "back"),
        Binding("ctrl+c", "app.stop", "quit", priority=True),
        Binding("j,down", "scroll(1)", "down"),
        Binding("k,up", "scroll(-1)", "up"),
    ]

    def __init__(self, keys: Sequence[Key], note: str) -> None:
        super().__init__()
        self._keys = keys
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        with VerticalScroll(id="help", can_focus=False):
            yield Static(key_page(self._keys), markup=False)
            yield Static(f"\n{translate(self._note)}   {translate('q or Esc: back')}", markup=False)

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Move the page on a low screen."""
        self.query_one("#help").scroll_relative(y=by, animate=False)
