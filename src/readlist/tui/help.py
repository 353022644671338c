"""The keys of a screen, as the bar below it and as its help page; all these words are our own."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from readlist.language import translate
from readlist.tui.keys import Key
from readlist.views.cells import width_of

_ROOMY = 90
"""Columns from which there is room for more than the essentials."""


def key_bar(keys: Sequence[Key], width: int) -> Content:
    """Return the keys in lines of at most that many columns; each key can be clicked."""
    gap = "   " if width >= _ROOMY else "  "
    lines: list[list[Key]] = [[]]
    for key in keys:
        if key.label:
            taken = sum(width_of(_named(one)) + len(gap) for one in lines[-1])
            if lines[-1] and taken + width_of(_named(key)) > width:
                lines.append([])
            lines[-1].append(key)
    links = [
        [f"[@click=app.{k.action}][b]{k.shown}[/b] {translate(k.label)}[/]" for k in row]
        for row in lines
    ]
    return Content.from_markup("\n".join(gap.join(row) for row in links))


def _named(key: Key) -> str:
    return f"{key.shown} {translate(key.label)}"


def key_page(keys: Sequence[Key]) -> Content:
    """Return what every key does, a line each."""
    width = max(len(key.shown) for key in keys)
    lines = [
        Content.assemble((f"{key.shown:>{width}}", "bold"), f"  {translate(key.help)}")
        for key in keys
    ]
    return Content("\n").join(lines)


class HelpPage(ModalScreen[None]):
    """What every key does.

    Args:
        keys: The keys of the screen.
        note: What else to know; a sentence.
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
        """Scroll the page on a low screen."""
        self.query_one("#help").scroll_relative(y=by, animate=False)
