"""The screen of the list: its layout, and what is drawn when."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from readlist.library.browsing.actions import BrowseActions, Done, Seen
from readlist.library.browsing.listing import Listing
from readlist.library.choosing import spoken
from readlist.library.taste import Choice
from readlist.library.triage import Card
from readlist.paper import Paper
from readlist.text import one_line
from readlist.tui.background import Told, Worker
from readlist.tui.browse import screen_text
from readlist.tui.browse.rows import PaperRows
from readlist.tui.help import key_bar
from readlist.tui.keys import BROWSE_KEYS
from readlist.tui.prompt import PromptingApp
from readlist.views.canvas import Canvas
from readlist.views.choices import reasons


class Reread(Message):
    """The list as it is after another process changed it."""

    def __init__(self, papers: Sequence[Paper], seen: Seen) -> None:
        super().__init__()
        self.papers = papers
        self.seen = seen


class Chosen(Message):
    """Every paper with its reasons, the best first."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        super().__init__()
        self.choices = choices


class Brought(Message):
    """The result of a download."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


Opener = Callable[[Card, str], tuple[str, bool]]
"""Opens a paper's ``pdf``, its page (``abs``) or whatever there is (empty); returns what it did,
and whether something can be seen now."""
Why = Callable[[Paper], str]
"""Gives the reasons for a paper; nothing if they are not known."""

_SIDE = 110
"""Columns from which there is room for the pane beside the rows."""
_BELOW = 22
"""Lines from which there is room for it below them."""
_LOOK_EVERY = 1.0
"""Seconds between two checks whether the list was changed elsewhere."""
_REST = 0.04
"""Seconds that the cursor rests before its paper is read for the pane."""
_PAUSE = 0.02
"""Seconds between two steps of preparing to find words."""
_UNHURRIED = 1.0
"""Seconds until the reasons for papers are worked out."""


@dataclass(frozen=True, slots=True)
class BrowseOutcome:
    """The outcome of browsing."""

    done: int
    """How many changes were made and not undone."""
    stopped: bool = False
    """Whether Ctrl-C ended it."""


class BrowseScreen(PromptingApp[BrowseOutcome]):
    """Rows, the pane, and results of other threads; `app` has the keys.

    Args:
        actions: Changes the list.
        listing: Which papers there are.
        what: What they are, for the top line: ``browse``.
        canvas: Symbols and characters.
        why: Gives the reasons for papers; None to work them out from the reader's marks.
    """

    CSS_PATH = "browse.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual's annotation

    def __init__(
        self,
        actions: BrowseActions,
        listing: Listing,
        what: str,
        canvas: Canvas,
        why: Why | None = None,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._listing = listing
        self._what = what
        self._canvas = canvas
        self._why = why
        self._rows = PaperRows(canvas, actions.has_pdf)
        self._about = Static(id="about", markup=False)
        self._pane = VerticalScroll(self._about, id="pane", can_focus=False)
        self._choices: Mapping[str, Choice] = {}
        self._before_finding = ""
        self._pane_turned = False
        self._learning = False
        """Whether the reasons for papers are known or being worked out."""
        self._pick_from = ""
        self._count = 0
        self._rest: Timer | None = None
        self._told = Content()
        """What the pane shows."""
        self._reader: BrowseActions | None = None
        self._readings = Worker(self.post_message, latest_only=True)
        self._tastes = Worker(self.post_message, latest_only=True)
        self._downloads = Worker(self.post_message)
        self.opener: Opener = lambda _card, _kind: ("nothing here can open papers", False)
        """Opens papers outside."""
        self.begins = True
        """Whether opening an unread paper marks it as being read."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="heading", markup=False)
        with Container(id="body"):
            yield self._rows
            yield Static(id="nothing", markup=False)
            yield self._pane
        yield Static(id="keys", markup=False)
        yield Static(id="last", markup=False)
        yield self.prompt

    def on_mount(self) -> None:
        """Show the first rows, in the terminal's own colours."""
        self.theme = "ansi-dark"
        self._rows.begun = self._listing.begun
        self._rows.lay_out(self._listing.sample)
        self._rows.show_rows(self._listing.rows)
        self._show()
        if self._listing.begun:
            self.call_after_refresh(self._take_rest)
        self.set_interval(_LOOK_EVERY, self._look_around)
        self._preparing = self.set_interval(_PAUSE, self._prepare)
        if self._why is None and not self._listing.begun:
            self.set_timer(_UNHURRIED, self.learn)

    def on_resize(self, event: Resize) -> None:
        """Place the pane, and fit the lines that do not wrap by themselves."""
        self._canvas = replace(self._canvas, width=event.size.width)
        self.query_one("#keys", Static).update(key_bar(BROWSE_KEYS, event.size.width))
        self._arrange()
        self._show_heading()

    # Drawing.

    def _arrange(self) -> None:
        size = self.size
        side, below = size.width >= _SIDE, size.height >= _BELOW
        with_pane = (side or below) != self._pane_turned
        whole = with_pane and not (side or below)
        self.query_one("#body").set_class(side, "-side")
        self._pane.set_class(whole, "-whole")
        self._pane.display = with_pane
        empty = not self._listing.rows
        self._rows.display = not (whole or empty)
        self.query_one("#nothing").display = empty and not whole
        if with_pane:
            self._show_pane()

    def _show(self) -> None:
        """Draw the rows and what goes with them."""
        self._rows.show_rows(self._listing.rows)
        empty = not self._listing.rows
        if self.query_one("#nothing").display != empty:
            self._arrange()
        if empty:
            self.query_one("#nothing", Static).update(screen_text.nothing(self._listing))
        self._moved()

    def _moved(self) -> None:
        """Draw what depends on the cursor; the pane once the cursor rests."""
        self._show_heading()
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._show_pane)

    def _show_heading(self) -> None:
        rows = self._rows
        at = self._listing.papers_to(rows.cursor)
        line = screen_text.heading(self._listing, self._what, at, len(rows.picked), self._canvas)
        # It always takes one line, so nothing else has to be laid out again.
        self.query_one("#heading", Static).update(line, layout=False)

    def _show_pane(self) -> None:
        if not (self._pane.display and self._pane.is_attached):  # or the screen has ended
            return
        paper = self._rows.current
        if paper is None:
            self._tell_about(Content())
            return
        card, marked = self._actions.card(paper), self._actions.highlights(paper)
        self._tell_about(screen_text.about(card, self._reasons(paper), marked, self._canvas))

    def _tell_about(self, text: Content) -> None:
        """Show a text in the pane; an unchanged one is not drawn again, which saves a layout."""
        if text.is_same(self._told):
            return
        self._told = text
        self._about.update(text)
        self._pane.scroll_home(animate=False)

    def _reasons(self, paper: Paper) -> str:
        if self._why is not None:
            return self._canvas.text(self._why(paper))
        choice = self._choices.get(paper.id)
        return self._canvas.text(reasons(spoken(choice))) if choice else ""

    # What happens without keys.

    def _prepare(self) -> None:
        if not self._listing.prepare():
            self._preparing.stop()

    def _reading(self) -> BrowseActions:
        """Return what reads the list in the calling thread, which is always the same one."""
        if self._reader is None:
            self._reader = self._actions.reader()
        return self._reader

    def _look_around(self) -> None:
        if self._actions.has_changed():
            self._readings.do(self._reread)
        if self._actions.library_has_changed():
            self._rows.forget_pdfs()
            self._listing.forget()
            self._moved()

    def _reread(self) -> Reread:
        reader = self._reading()
        papers = tuple(reader.papers())
        return Reread(papers, reader.seen)

    def on_reread(self, message: Reread) -> None:
        """Show what another process changed."""
        self._actions.seen = message.seen
        self._take(message.papers)

    def _take_rest(self) -> None:
        """Read all papers, once the first ones are visible."""
        self._rows.begun = False
        self._take(tuple(self._actions.papers()))

    def _take(self, papers: Sequence[Paper]) -> None:
        self._listing.replace_all(papers)
        self._rows.lay_out(self._listing.sample)
        # They stay: a full collection that walked through all of them would stop a key for 50 ms.
        gc.freeze()
        there = self._rows.picked
        for identifier in [one for one in there if self._listing.get(one) is None]:
            del there[identifier]
        self._preparing.stop()
        self._preparing = self.set_interval(_PAUSE, self._prepare)
        self._show()

    def _show_due_days(self, done: Done) -> None:
        """Show or hide the column of due days."""
        changes = [one for one in done.changes if one.before and one.after]
        if any(one.before.due != one.after.due for one in changes if one.before and one.after):
            self._listing.replace(one.after for one in changes if one.after)
            self._rows.lay_out(self._listing.sample)

    def learn(self) -> None:
        """Work out the reasons for each paper; with very many, this slows the keys meanwhile."""
        self._learning = True
        self._tastes.do(lambda: Chosen(self._actions.reader().choices()))

    def on_chosen(self, message: Chosen) -> None:
        """Take the reasons for each paper, and the order that follows."""
        self._choices = message.choices
        self._listing.rank_by({one: place for place, one in enumerate(message.choices)})
        self._show()

    def on_brought(self, message: Brought) -> None:
        """Report a download, and show what arrived."""
        self.tell(one_line(message.text))
        self._actions.workspace.look_at_library_again()
        self._rows.forget_pdfs()
        self._moved()

    def on_told(self, message: Told) -> None:
        """Say something on the last line."""
        self.tell(message.text)

    def on_paper_rows_clicked(self, message: PaperRows.Clicked) -> None:
        """Go to the row, or open it."""
        self._moved()
        if message.twice:
            self.call_later(self.run_action, "open('')")
