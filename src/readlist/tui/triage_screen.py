"""The triage screen: its layout, and what its keys do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static

from readlist.errors import ReadlistError
from readlist.library.taste import Choice
from readlist.library.triage import Card, Deed, Verdict
from readlist.library.triage.decisions import Decisions
from readlist.library.triage.session import Act, TriageSession
from readlist.paper import Paper
from readlist.text import one_line
from readlist.tui import paper_text
from readlist.tui.background import DownloadEnded, Likened, Ordered, Told, Worker, in_words
from readlist.tui.help import HelpPage, key_bar
from readlist.tui.keys import ALWAYS, DUE_HINT, TRIAGE_KEYS, bindings
from readlist.tui.paper_panel import Sheet
from readlist.tui.prompt import PromptingApp, TopicSuggester
from readlist.views.canvas import Canvas

_REST = 0.4
"""Seconds from a decision until readlist learns from it, if no other follows."""

Opener = Callable[[Card, str], str]
"""Opens a paper's ``pdf`` or its abstract page (``abs``) and says what it did."""


@dataclass(frozen=True, slots=True)
class TriageOutcome:
    """The outcome of a triage."""

    verdicts: dict[str, Verdict]
    stopped: bool = False
    """Whether Ctrl-C ended it."""


class TriageApp(PromptingApp[TriageOutcome]):
    """One paper at a time, one key per decision; results of other threads come as messages.

    Args:
        decisions: Where decisions are made.
        choices: The papers, the best first.
        what: What they are, for the top line: ``inbox``.
        canvas: Symbols and characters.
        by_rank: Whether they are in the order of the reader's taste, and stay so.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TRIAGE_KEYS)]
    CSS_PATH = "triage.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual's annotation

    def __init__(
        self,
        decisions: Decisions,
        choices: list[Choice],
        what: str,
        canvas: Canvas,
        *,
        by_rank: bool = True,
    ) -> None:
        super().__init__()
        self._decisions = decisions
        self._triage = TriageSession(decisions, choices)
        self._queue = self._triage.queue
        self._what = what
        self._canvas = canvas
        self._by_rank = by_rank
        self._likes: dict[str, Paper | None] = {}
        self._soon: Timer | None = None
        self._orders = Worker(self.post_message, latest_only=True)
        self._nearest = Worker(self.post_message, latest_only=True)
        self.opener: Opener = lambda _card, _kind: "nothing here can open papers"
        """Opens papers outside."""
        self._downloads = Worker(self.post_message)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="heading", markup=False)
        yield Sheet(self._canvas)
        yield Static(id="keys", markup=False)
        yield Static(id="last", markup=False)
        yield self.prompt

    def on_mount(self) -> None:
        """Show the first paper, in the terminal's own colours."""
        self.theme = "ansi-dark"
        self._show()
        if not self._queue.learned:
            self._order()

    def on_resize(self, event: Resize) -> None:
        """Fit the lines that do not wrap by themselves."""
        self._canvas = replace(self._canvas, width=event.size.width)
        self.query_one("#keys", Static).update(key_bar(TRIAGE_KEYS, event.size.width - 2))
        self._show_heading()

    def on_ordered(self, message: Ordered) -> None:
        """Take a new order for the papers still to come; the one on screen stays."""
        if self._by_rank:
            self._queue.reorder(message.choices)
        else:
            self._queue.explain(message.choices)
        choice = self._queue.current
        if choice:
            self._show_heading()
            self.query_one(Sheet).show_why(self._why(choice))

    def on_likened(self, message: Likened) -> None:
        """Name the liked paper that this one resembles."""
        like = message.like
        self._likes[message.paper.id] = self._decisions.paper(like) if like else None
        choice = self._queue.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_why(self._why(choice))

    def on_download_ended(self, message: DownloadEnded) -> None:
        """Report a download."""
        self.tell(message.text)
        choice = self._queue.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_facts(self._decisions.card(choice.paper))

    def on_told(self, message: Told) -> None:
        """Say something on the last line."""
        self.tell(message.text)

    def _learn(self) -> None:
        self._likes.clear()
        if self._by_rank:
            self._after_a_rest(self._order)

    def _after_a_rest(self, job: Callable[[], None]) -> None:
        """Do something once no decision was made for a moment, because learning slows the keys."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(_REST, job)

    def _order(self) -> None:
        papers = self._queue.undecided
        self._orders.do(lambda: Ordered(self._decisions.order(papers)))

    def _show(self, *, from_top: bool = True) -> None:
        """Draw the current paper."""
        choice = self._queue.current
        self._show_heading()
        sheet = self.query_one(Sheet)
        if choice is None:
            sheet.show_text(paper_text.finished(self._queue))
            return
        paper = choice.paper
        sheet.show_card(self._decisions.card(paper), self._why(choice), from_top=from_top)
        if paper.id not in self._likes:
            self._nearest.do(lambda: Likened(paper, self._decisions.like(paper)))

    def _show_heading(self) -> None:
        line = paper_text.heading(self._queue, self._what, self._canvas, by_rank=self._by_rank)
        self._update("heading", line)

    def _why(self, choice: Choice) -> str:
        like = self._likes.get(choice.paper.id)
        verdict = self._queue.verdicts.get(choice.paper.id)
        return paper_text.why(choice, like, verdict, self._canvas)

    def _update(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(text)

    # Decisions: each is saved before the next paper shows.

    def action_decide(self, verdict: str) -> None:
        """Decide about the paper and look at the next one."""
        if self._done(lambda: self._triage.decide(Verdict(verdict))):
            self._show()
            self._learn()

    def action_star(self) -> None:
        """Star the paper, or remove its star."""
        if self._done(lambda: self._triage.do(self._decisions.star)):
            self._show()
            self._learn()

    def action_undo(self) -> None:
        """Undo the last thing and go back to its paper."""
        deed = self._done(self._triage.undo, "there is nothing to undo here")
        if deed:
            self._show()
            self.tell(f"took back: {deed.what}  {deed.before.id}")
            self._learn()

    def action_topic(self) -> None:
        """Ask for topics."""
        if self._queue.current:
            suggester = TopicSuggester(self._decisions.topics())
            self.ask("topic", "topics, with commas between; -name takes one away", suggester)

    def action_note(self) -> None:
        """Ask for a note."""
        if self._queue.current:
            self.ask("note", "a line to remember")

    def action_due(self) -> None:
        """Ask by which day to read the paper."""
        if self._queue.current:
            self.ask("due", DUE_HINT)

    def action_search(self) -> None:
        """Ask for words that papers must have."""
        self.ask("search", "words in title, authors, topics or abstract; none for all papers")

    def take(self, purpose: str, text: str) -> None:
        """Do what the line was asked for."""
        if purpose == "search":
            self._search(text)
        elif text:
            self._done(lambda: self._triage.do(self._act(purpose, text)))
            self._show(from_top=False)

    # Looking around.

    def action_step(self, where: str) -> None:
        """Look at another paper without deciding: ``next`` or ``back``."""
        onward = where == "next"
        if self._queue.step(1 if onward else -1):
            self._show()
        else:
            self.tell("this is the last paper" if onward else "this is the first paper")

    def action_page(self, where: str) -> None:
        """Page the abstract ``down`` or ``up``; at its end go on to the next paper."""
        down = where == "down"
        if not self.query_one(Sheet).turn(1 if down else -1) and down:
            self.action_step("next")

    def action_open(self, kind: str) -> None:
        """Open the paper in another program."""
        choice = self._queue.current
        if choice:
            try:
                self.tell(self.opener(self._decisions.card(choice.paper), kind))
            except ReadlistError as error:
                self.tell(in_words(error))
            self.refresh()

    def action_fetch(self) -> None:
        """Fetch the paper's PDF in the background."""
        choice = self._queue.current
        if choice:
            paper = choice.paper
            self.tell(f"fetching the PDF of {paper.id} …")
            self._downloads.do(lambda: DownloadEnded(paper, self._decisions.fetch(paper)))

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(HelpPage(TRIAGE_KEYS, "Whatever was decided is saved at once."))

    def action_leave(self) -> None:
        """Quit; everything is saved."""
        self.exit(TriageOutcome(self._queue.verdicts))

    def action_stop(self) -> None:
        """Cancel the prompt; without one, quit as Ctrl-C does."""
        if self.is_typing:
            self.close_prompt()
            return
        self.exit(TriageOutcome(self._queue.verdicts, stopped=True), return_code=130)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's signature
        """Whether a key works now: not in a prompt or on the help page."""
        busy = self.is_typing or isinstance(self.screen, HelpPage)
        return action in ALWAYS or not busy

    # Helpers.

    def _act(self, purpose: str, text: str) -> Act:
        """Return what a typed line does to a paper."""
        if purpose == "note":
            return lambda paper: self._decisions.add_note(paper, text)
        if purpose == "due":
            return lambda paper: self._decisions.set_due(paper, text)
        words = [word.strip() for word in text.split(",") if word.strip()]
        return lambda paper: self._decisions.set_topics(paper, words)

    def _done(
        self, act: Callable[[], Deed | None], otherwise: str = "there is no paper here"
    ) -> Deed | None:
        """Do something and say so; if it fails, return None and say why on the last line.

        Args:
            act: Returns None if there was nothing to act on.
            otherwise: What to say then.
        """
        try:
            deed = act()
        except ReadlistError as error:
            self.tell(in_words(error))
            return None
        self.tell(paper_text.told(deed, self._canvas) if deed else otherwise)
        return deed

    def _search(self, text: str) -> None:
        found = self._triage.search(text)
        self._show()
        self.tell("" if found else f"no undecided paper has {one_line(text)!r}")
