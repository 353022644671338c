"""The stage: how the triage screen is laid out, and what is shown on it."""

from dataclasses import dataclass, replace

from textual.app import App, ComposeResult
from textual.events import Resize
from textual.widgets import Static

from readlist.library.taste import Choice
from readlist.library.triage.decisions import Decisions
from readlist.library.triage.session import TriageSession
from readlist.library.triage.values import Verdict
from readlist.paper import Paper
from readlist.tui import faces
from readlist.tui.background import Worker
from readlist.tui.messages import Fetched, Likened, Ordered, Told
from readlist.tui.prompt import Prompt
from readlist.tui.sheet import Sheet
from readlist.views.look import Look


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a triage came to."""

    verdicts: dict[str, Verdict]
    stopped: bool = False
    """Whether Ctrl-C ended it."""


class Stage(App[Outcome]):
    """Shows papers one by one, and what comes back from other threads.

    Args:
        decisions: Where decisions are made.
        choices: The papers, the best first.
        what: What they are, for the top line: ``inbox``.
        look: Symbols and characters.
        by_rank: Whether they are in the order of the reader's taste, and to be kept so.
    """

    CSS_PATH = "triage.tcss"
    AUTO_FOCUS = None  # keys go to the screen, not to the hidden prompt
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual's annotation

    def __init__(
        self,
        decisions: Decisions,
        choices: list[Choice],
        what: str,
        look: Look,
        *,
        by_rank: bool = True,
    ) -> None:
        # Without this, Textual turns the terminal's own colours into black on black under NO_COLOR.
        super().__init__(ansi_color=True)
        self._decisions = decisions
        self._triage = TriageSession(decisions, choices)
        self._queue = self._triage.queue
        self._what = what
        self._look = look
        self._by_rank = by_rank
        self._likes: dict[str, Paper | None] = {}
        self._orders = Worker(self.post_message, latest_only=True)
        self._nearest = Worker(self.post_message, latest_only=True)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="heading", markup=False)
        yield Sheet(self._look)
        yield Static(id="keys", markup=False)
        yield Static(id="last", markup=False)
        yield Prompt()

    def on_mount(self) -> None:
        """Show the first paper, in the terminal's own colours."""
        self.theme = "ansi-dark"
        self.query_one(Prompt).display = False
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Make the lines fit that do not wrap by themselves."""
        self._look = replace(self._look, width=event.size.width)
        self.query_one("#keys", Static).update(faces.key_bar(event.size.width - 2))
        self._show_heading()

    @property
    def fault(self) -> Exception | None:
        """What nobody expected and what ended the screen."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of all variables; `fault` has it.
        self._close_messages_no_wait()

    def on_ordered(self, message: Ordered) -> None:
        """Take a new order for the papers that are not looked at yet."""
        self._queue.reorder(message.choices)

    def on_likened(self, message: Likened) -> None:
        """Name the paper that this one is like."""
        self._likes[message.paper.id] = message.like
        choice = self._queue.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_why(self._why(choice))

    def on_fetched(self, message: Fetched) -> None:
        """Say what a download came to."""
        self._tell(message.text)
        choice = self._queue.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_facts(self._decisions.card(choice.paper))

    def on_told(self, message: Told) -> None:
        """Say something on the last line."""
        self._tell(message.text)

    def _learn(self) -> None:
        papers = self._queue.undecided
        self._likes.clear()
        if self._by_rank:
            self._orders.do(lambda: Ordered(self._decisions.order(papers)))

    def _show(self, *, from_top: bool = True) -> None:
        """Draw the current paper."""
        choice = self._queue.current
        self._show_heading()
        sheet = self.query_one(Sheet)
        if choice is None:
            sheet.show_text(faces.finished(self._queue))
            return
        paper = choice.paper
        sheet.show_card(self._decisions.card(paper), self._why(choice), from_top=from_top)
        if paper.id not in self._likes:
            self._nearest.do(lambda: Likened(paper, self._decisions.like(paper)))

    def _show_heading(self) -> None:
        line = faces.heading(self._queue, self._what, self._look, by_rank=self._by_rank)
        self._update("heading", line)

    def _why(self, choice: Choice) -> str:
        like = self._likes.get(choice.paper.id)
        verdict = self._queue.verdicts.get(choice.paper.id)
        return faces.why(choice, like, verdict, self._look)

    def _tell(self, text: str) -> None:
        self._update("last", text)

    def _update(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(text)
