"""The review of an import: its layout, and what its keys do.

The decisions are in `library.importing.review`; the screen draws them. Nothing is written before
the reader says so, and then by the same import as without a screen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from readlist.errors import ReadlistError
from readlist.language import translate
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import Excerpt
from readlist.text import one_line
from readlist.tui.background import in_words
from readlist.tui.help import HelpPage, key_bar
from readlist.tui.keys import ALWAYS, REVIEW_DIGITS, REVIEW_KEYS, bindings
from readlist.tui.prompt import PromptingApp, TopicSuggester
from readlist.tui.review_rows import ReviewRows, about, heading, unsaved
from readlist.views.canvas import Canvas

_SIDE = 110
"""Columns from which there is room for what is known of an item beside the rows."""
_NOTE = (
    "+ is taken, - is left out, ? needs an identifier. Nothing is written before Enter; "
    "one readlist undo takes all of it back."
)


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """The outcome of the review."""

    wanted: bool
    """Whether to import what is taken."""
    stopped: bool = False
    """Whether Ctrl-C ended it."""


class ReviewApp(PromptingApp[ReviewOutcome]):
    """Rows of what was found, and details of the one under the cursor.

    Args:
        review: What is decided.
        excerpt: Gives the lines of the document around an item.
        canvas: Symbols and characters.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REVIEW_KEYS), *bindings(REVIEW_DIGITS)]
    CSS_PATH = "review.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual's annotation

    def __init__(self, review: Review, excerpt: Excerpt, canvas: Canvas) -> None:
        super().__init__()
        self._review = review
        self._excerpt = excerpt
        self._canvas = canvas
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="heading", markup=False)
        with Container(id="body"):
            yield ReviewRows(self._review, self._canvas)
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="about", markup=False)
        yield Static(id="keys", markup=False)
        yield Static(id="last", markup=False)
        yield self.prompt

    def on_mount(self) -> None:
        """Show the first item, in the terminal's own colours."""
        self.theme = "ansi-dark"
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Place the pane, and fit the lines that do not wrap by themselves."""
        self._canvas = replace(self._canvas, width=event.size.width)
        self.query_one("#body").set_class(event.size.width >= _SIDE, "-side")
        self.query_one("#keys", Static).update(key_bar(REVIEW_KEYS, event.size.width))
        self._show()

    def _show(self) -> None:
        review, canvas = self._review, self._canvas
        self.query_one("#heading", Static).update(heading(review, canvas))
        self.query_one(ReviewRows).show()
        item = review.current
        text = about(item, self._excerpt(item), canvas) if item else translate("Nothing here.")
        self.query_one("#about", Static).update(text)
        self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    # Decisions.

    def action_take(self) -> None:
        """Take the item."""
        self._do(self._review.take)

    def action_skip(self) -> None:
        """Leave the item out."""
        self._do(lambda: self._review.take(on=False))

    def action_flip(self) -> None:
        """Take the item if it is left out, else leave it out."""
        self._do(self._review.flip)

    def action_all(self, which: str) -> None:
        """Take everything, or leave everything out."""
        self._do(lambda: self._review.take_all(on=which == "take"))

    def action_choose(self, number: int) -> None:
        """Choose one of the offers."""
        self._do(lambda: self._review.choose(number))

    def action_undo(self) -> None:
        """Undo the last decision."""
        told = self._review.undo()
        self._show()
        self.tell(f"took back: {told}" if told else "there is nothing to undo here")

    def action_retitle(self) -> None:
        """Ask for the title."""
        item = self._review.current
        if item:
            self.ask("title", "its title", value=item.title)

    def action_retopic(self) -> None:
        """Ask for the topics."""
        item = self._review.current
        if item:
            suggester = TopicSuggester(self._review.topics)
            self.ask("topics", "topics, with commas between", suggester, ", ".join(item.topics))

    def action_identify(self) -> None:
        """Ask which paper it is."""
        if self._review.current:
            self.ask("id", "identifier or address: 2310.06825, 10.1038/…, https://…")

    def action_find(self) -> None:
        """Ask for words that items must have."""
        self.ask("find", "words in title, identifier, topics, document; none for everything")

    def take(self, purpose: str, text: str) -> None:
        """Do what the line was asked for."""
        doing: dict[str, Callable[[str], str]] = {
            "title": self._review.retitle,
            "topics": self._review.retopic,
            "id": self._review.identify,
            "find": self._find,
        }
        self._do(lambda: doing[purpose](text))

    def _find(self, text: str) -> str:
        found = self._review.find(text)
        return "" if found else f"nothing has {one_line(text)!r}"

    def _do(self, act: Callable[[], str]) -> None:
        """Decide something and say so, or say why not."""
        self._leaving = False
        try:
            told = act()
        except ReadlistError as error:
            told = in_words(error)
        self._show()
        self.tell(told)

    # Looking around.

    def action_move(self, by: int) -> None:
        """Look at another item."""
        if self._review.go(self._review.at + by):
            self._show()

    def action_page(self, by: int) -> None:
        """Look at the item one screen away."""
        self.action_move(by * self.query_one(ReviewRows).page)

    def action_end(self, which: int) -> None:
        """Look at the last item, or with -1 at the first."""
        self.action_move(which * len(self._review.items))

    def on_review_rows_clicked(self) -> None:
        """Look at the item that was clicked."""
        self._show()

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(HelpPage(REVIEW_KEYS, _NOTE))

    # Leaving.

    def action_finish(self) -> None:
        """Import what is taken."""
        self.exit(ReviewOutcome(wanted=True))

    def action_leave(self) -> None:
        """Quit without importing; asks again if decisions would be lost."""
        if self._review.dirty and not self._leaving:
            self._leaving = True
            self.tell(unsaved(self._review))
            return
        self.exit(ReviewOutcome(wanted=False))

    def action_stop(self) -> None:
        """Cancel the prompt; without one, quit as Ctrl-C does."""
        if self.is_typing:
            self.close_prompt()
            return
        self.exit(ReviewOutcome(wanted=False, stopped=True), return_code=130)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's signature
        """Whether a key works now: not in a prompt or on the help page."""
        busy = self.is_typing or isinstance(self.screen, HelpPage)
        return action in ALWAYS or not busy
