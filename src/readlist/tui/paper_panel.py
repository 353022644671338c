"""The paper on the triage screen."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from readlist.library.triage import Card
from readlist.tui.paper_text import abstract, authors, facts, title
from readlist.views.canvas import Canvas

_PARTS = ("title", "authors", "facts", "why", "abstract")


class Sheet(Vertical):
    """One paper: its details, and below them its abstract, which scrolls.

    Args:
        canvas: Symbols and characters.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def compose(self) -> ComposeResult:
        """Lay the paper out."""
        for name in _PARTS[:-1]:
            yield Static(id=name, markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id=_PARTS[-1], markup=False)

    def show_card(self, card: Card, why: str, *, from_top: bool = True) -> None:
        """Show a paper, by default from the top of its abstract."""
        if from_top:
            self.page.scroll_home(animate=False)
        self._set("title", title(card, self._canvas))
        self._set("authors", authors(card, self._canvas))
        self.show_facts(card)
        self.show_why(why)
        self._set("abstract", abstract(card, self._canvas))

    def show_facts(self, card: Card) -> None:
        """Show the line of facts again."""
        self._set("facts", facts(card, self._canvas))

    def show_why(self, text: str) -> None:
        """Show the reasons for the paper."""
        self._set("why", text)

    def show_text(self, text: str) -> None:
        """Show a text in the place of a paper."""
        for name in _PARTS:
            self._set(name, text if name == "abstract" else "")

    def turn(self, by: int) -> bool:
        """Page the abstract; return whether there was more that way.

        Args:
            by: 1 for down, -1 for up.
        """
        page = self.page
        end = page.max_scroll_y if by > 0 else 0
        here = page.scroll_offset.y
        if here == end:
            return False
        if by > 0:
            page.scroll_to(y=here + page.size.height - 1, animate=False, immediate=True)
        else:
            page.scroll_to(y=here - page.size.height + 1, animate=False, immediate=True)
        return True

    @property
    def page(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#page", VerticalScroll)

    def _set(self, name: str, content: str | Content) -> None:
        self.query_one(f"#{name}", Static).update(content)
