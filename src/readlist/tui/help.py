"""The help page of the triage screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from readlist.tui.faces import help_text


class HelpPage(ModalScreen[None]):
    """What every key does; left by any of the keys that lead out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space", "dismiss", "back"),
        Binding("ctrl+c", "app.stop", "quit", priority=True),
        Binding("j,down", "scroll(1)", "down"),
        Binding("k,up", "scroll(-1)", "up"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        with VerticalScroll(id="help", can_focus=False):
            yield Static(help_text(), markup=False)
            yield Static("\nWhatever was decided is saved at once.   q or Esc: back", markup=False)

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Move the page on a low screen."""
        self.query_one("#help").scroll_relative(y=by, animate=False)
