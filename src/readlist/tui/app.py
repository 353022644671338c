"""The triage screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from readlist.errors import ReadlistError
from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.text import one_line
from readlist.tui import faces
from readlist.tui.background import Worker, in_words
from readlist.tui.course import Act, Course
from readlist.tui.desk import Card, Deed, Desk, Verdict
from readlist.tui.help import HelpPage
from readlist.tui.keys import bindings
from readlist.tui.messages import Fetched, Likened, Ordered, Told
from readlist.tui.prompt import Prompt, TopicSuggester
from readlist.tui.sheet import Sheet
from readlist.views.look import Look

Opener = Callable[[Card, str], str]
"""Opens a paper's ``pdf`` or its abstract page (``abs``) and says what it did."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a triage came to."""

    verdicts: dict[str, Verdict]
    stopped: bool = False
    """Whether Ctrl-C ended it."""


class TriageApp(App[Outcome]):
    """One paper at a time, one key a decision.

    Args:
        desk: Where decisions are made.
        choices: The papers, the best first.
        what: What they are, for the top line: ``inbox``.
        look: Symbols and characters.
        by_rank: Whether they are in the order of the reader's taste, and to be kept so.
    """

    CSS_PATH = "triage.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual's annotation
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self, desk: Desk, choices: list[Choice], what: str, look: Look, *, by_rank: bool = True
    ) -> None:
        super().__init__()
        self._desk = desk
        self._course = Course(desk, choices)
        self._pile = self._course.pile
        self._what = what
        self._look = look
        self._by_rank = by_rank
        self.opener: Opener = lambda _card, _kind: "nothing here can open papers"
        """Opens papers outside."""
        self._likes: dict[str, Paper | None] = {}
        self._orders = Worker(self.post_message, latest_only=True)
        self._nearest = Worker(self.post_message, latest_only=True)
        self._downloads = Worker(self.post_message)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="heading", markup=False)
        yield Sheet(self._look)
        yield Static(faces.key_bar(), id="keys", markup=False)
        yield Static(id="last", markup=False)
        yield Prompt()

    def on_mount(self) -> None:
        """Show the first paper, in the terminal's own colours."""
        self.theme = "ansi-dark"
        self.query_one(Prompt).display = False
        self._show()

    # Decisions: each is on disk before the next paper shows.

    def action_decide(self, verdict: str) -> None:
        """Decide about the paper and look at the next one."""
        if self._done(lambda: self._course.decide(Verdict(verdict))):
            self._show()
            self._learn()

    def action_star(self) -> None:
        """Star the paper, or take its star away."""
        if self._done(lambda: self._course.do(self._desk.star)):
            self._show()
            self._learn()

    def action_undo(self) -> None:
        """Take the last thing back and look at its paper again."""
        deed = self._done(self._course.undo)
        if deed:
            self._show()
            self._tell(f"took back: {deed.what}  {deed.before.id}")
            self._learn()

    def action_topic(self) -> None:
        """Ask for topics."""
        if self._pile.current:
            suggester = TopicSuggester(self._desk.topics())
            self._ask("topic", "topics, with commas between; -name takes one away", suggester)

    def action_note(self) -> None:
        """Ask for a note."""
        if self._pile.current:
            self._ask("note", "a line to remember")

    def action_search(self) -> None:
        """Ask for words that papers must have."""
        self._ask("search", "words in title, authors, topics or abstract; none for all papers")

    def on_prompt_answered(self, answer: Prompt.Answered) -> None:
        """Do what the line was asked for."""
        self._close_prompt()
        if answer.purpose == "search":
            self._search(answer.text)
        elif answer.text:
            self._done(lambda: self._course.do(self._act(answer.purpose, answer.text)))
            self._show(from_top=False)

    def on_prompt_cancelled(self) -> None:
        """Go back to the paper."""
        self._close_prompt()

    # Looking around.

    def action_step(self, by: int) -> None:
        """Look at another paper without deciding."""
        if self._pile.step(by):
            self._show()
        else:
            self._tell("this is the last paper" if by > 0 else "this is the first paper")

    def action_page(self, by: int) -> None:
        """Page the abstract; at its end go on to the next paper."""
        if not self.query_one(Sheet).turn(by) and by > 0:
            self.action_step(1)

    def action_open(self, kind: str) -> None:
        """Open the paper outside."""
        choice = self._pile.current
        if choice:
            try:
                self._tell(self.opener(self._desk.card(choice.paper), kind))
            except ReadlistError as error:
                self._tell(in_words(error))
            self.refresh()

    def action_fetch(self) -> None:
        """Fetch the paper's PDF beside everything else."""
        choice = self._pile.current
        if choice:
            paper = choice.paper
            self._tell(f"fetching the PDF of {paper.id} …")
            self._downloads.do(lambda: Fetched(paper, self._desk.fetch(paper)))

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(HelpPage())

    def action_leave(self) -> None:
        """End; everything is on disk."""
        self.exit(Outcome(self._pile.verdicts))

    def action_stop(self) -> None:
        """End as Ctrl-C does."""
        self.exit(Outcome(self._pile.verdicts, stopped=True), return_code=130)

    # What comes back from other threads.

    def on_ordered(self, message: Ordered) -> None:
        """Take a new order for the papers that are not looked at yet."""
        self._pile.reorder(message.choices)

    def on_likened(self, message: Likened) -> None:
        """Name the paper that this one is like."""
        self._likes[message.paper.id] = message.like
        choice = self._pile.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_why(self._why(choice))

    def on_fetched(self, message: Fetched) -> None:
        """Say what a download came to."""
        self._tell(message.text)
        choice = self._pile.current
        if choice and choice.paper.id == message.paper.id:
            self.query_one(Sheet).show_facts(self._desk.card(choice.paper))

    def on_told(self, message: Told) -> None:
        """Say something on the last line."""
        self._tell(message.text)

    # Helpers.

    def _act(self, purpose: str, text: str) -> Act:
        """Return what a typed line does to a paper."""
        if purpose == "note":
            return lambda paper: self._desk.add_note(paper, text)
        words = [word.strip() for word in text.split(",") if word.strip()]
        return lambda paper: self._desk.set_topics(paper, words)

    def _done(self, act: Callable[[], Deed | None]) -> Deed | None:
        """Do something and say so; None, and why on the last line, if it could not be done."""
        try:
            deed = act()
        except ReadlistError as error:
            self._tell(in_words(error))
            return None
        self._tell(faces.told(deed, self._look) if deed else "there is nothing to do that with")
        return deed

    def _learn(self) -> None:
        papers = self._pile.undecided
        self._likes.clear()
        if self._by_rank:
            self._orders.do(lambda: Ordered(self._desk.order(papers)))

    def _search(self, text: str) -> None:
        found = self._course.search(text)
        self._show()
        if not found:
            self._tell(f"no undecided paper has {one_line(text)!r}")

    def _show(self, *, from_top: bool = True) -> None:
        """Draw the current paper."""
        choice = self._pile.current
        self._update(
            "heading", faces.heading(self._pile, self._what, self._look, by_rank=self._by_rank)
        )
        sheet = self.query_one(Sheet)
        if choice is None:
            sheet.show_text(faces.finished(self._pile))
            return
        paper = choice.paper
        sheet.show_card(self._desk.card(paper), self._why(choice), from_top=from_top)
        if paper.id not in self._likes:
            self._nearest.do(lambda: Likened(paper, self._desk.like(paper)))

    def _why(self, choice: Choice) -> str:
        like = self._likes.get(choice.paper.id)
        verdict = self._pile.verdicts.get(choice.paper.id)
        return faces.why(choice, like, verdict, self._look)

    def _tell(self, text: str) -> None:
        self._update("last", text)

    def _update(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(text)

    def _ask(self, purpose: str, hint: str, suggester: TopicSuggester | None = None) -> None:
        prompt = self.query_one(Prompt)
        self.query_one("#last").display = False
        prompt.display = True
        prompt.ask(purpose, hint, suggester)

    def _close_prompt(self) -> None:
        self.query_one(Prompt).display = False
        self.query_one("#last").display = True
        self.set_focus(None)
