"""What the keys of the list's screen do: change papers, find them, look at them."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from readlist.errors import ReadlistError
from readlist.library.browsing.actions import Done
from readlist.library.browsing.listing import ORDERS
from readlist.paper import Paper, Status
from readlist.reading_list.filters import SHOWN
from readlist.text import one_line
from readlist.tui.background import in_words
from readlist.tui.browse import screen_text
from readlist.tui.browse.screen import Brought, BrowseOutcome, BrowseScreen
from readlist.tui.help import HelpPage
from readlist.tui.keys import ALWAYS, BROWSE_KEYS, DUE_HINT, WHILE_FINDING, bindings
from readlist.tui.prompt import TopicSuggester

Act = Callable[[list[Paper]], Done]


class BrowseApp(BrowseScreen):
    """The list on one screen, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BROWSE_KEYS)]
    _waiting: Callable[[], None] | None = None
    """Writes changes that are already drawn."""

    # Changes.

    def _targets(self) -> list[Paper]:
        """Return the marked papers, else the one under the cursor."""
        self._settle()
        picked = [self._listing.get(one) for one in self._rows.picked]
        current = self._rows.current
        return [paper for paper in picked if paper] or ([current] if current else [])

    def _do(self, act: Act, expect: Callable[[list[Paper]], list[Paper]] | None = None) -> None:
        """Do something to the papers that keys act on.

        Args:
            act: Does it.
            expect: Gives the changed papers. Their rows show them at once, and they are written as
                soon as they are drawn; if writing fails, the rows change back.
        """
        papers = self._targets()
        if not papers:
            self.tell("there is no paper here")
            return
        self._rows.picked.clear()
        if expect is None:
            self._write(act, papers)
            return
        self._waiting = partial(self._write, act, papers)
        self._listing.replace(expect(papers))
        self._show()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Write changes that are already drawn."""
        write, self._waiting = self._waiting, None
        if write:
            write()

    def _write(self, act: Act, papers: list[Paper]) -> None:
        try:
            done = act(papers)
        except ReadlistError as error:
            self._listing.replace(papers)
            self._show()
            self.tell(in_words(error))
            return
        self._count += done.entry is not None
        self._show_due_days(done)
        if done.moved:
            self._take(tuple(self._actions.papers()))
            self._rows.go_to_paper(done.papers[0].id)
        else:
            self._listing.replace(done.papers)
        self._show()
        self.tell(screen_text.told(done, self._canvas))

    def action_mark(self, status: str) -> None:
        """Set a status, and go to the next row."""
        wanted, onward = Status(status), not self._rows.picked
        self._do(
            partial(self._actions.mark, status=wanted),
            partial(self._actions.marked, status=wanted),
        )
        if onward:
            self.action_move(1)

    def action_star(self) -> None:
        """Star, or take the star away."""
        self._do(self._actions.star, self._actions.starred)

    def action_undo(self) -> None:
        """Undo the last change and go back to its paper."""
        self._settle()
        try:
            done = self._actions.undo()
        except ReadlistError as error:
            self.tell(in_words(error))
            return
        if done is None:
            self.tell("there is nothing to undo here")
            return
        self._count -= 1
        self._show_due_days(done)
        if done.moved:
            self._take(tuple(self._actions.papers()))
        else:
            self._listing.replace(done.papers)
        self._rows.show_rows(self._listing.rows)
        self._rows.go_to_paper(done.papers[0].id)
        self._show()
        self.tell(screen_text.told(done, self._canvas, back=True))

    def action_topic(self) -> None:
        """Ask for topics."""
        if self._targets():
            suggester = TopicSuggester(self._actions.topics())
            self.ask("topic", "topics, with commas between; -name takes one away", suggester)

    def action_note(self) -> None:
        """Ask for a note."""
        if self._targets():
            self.ask("note", "a line to remember")

    def action_due(self) -> None:
        """Ask by which day to read papers."""
        if self._targets():
            self.ask("due", DUE_HINT)

    def action_merge(self) -> None:
        """Ask whether to merge the marked entries."""
        papers = self._targets()
        if len(papers) < 2:
            self.tell("mark two or more rows (space), first the one to keep")
            return
        named = screen_text.named_papers(papers[:1], self._canvas)
        self.ask("merge", f"y makes {len(papers)} entries one: {named}")

    # Finding.

    def action_find(self) -> None:
        """Begin to type a query."""
        self._before_finding = self._listing.line
        hint = "words, topic:moe, author:, year:2023-, status:read, has:note, -word"
        line = self._listing.line.rstrip()
        self.ask("find", hint, value=f"{line} " if line else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed so far."""
        if self.is_typing and self.prompt.purpose == "find":
            self._find(event.value)

    def _find(self, line: str) -> None:
        if line.strip() != self._listing.line.strip():
            self._listing.look_for(line)
            self._show()

    def take(self, purpose: str, text: str) -> None:
        """Do what the line was asked for."""
        if purpose == "find":
            self._find(text)
        elif purpose == "merge" and text.lower() in ("y", "yes"):
            self._do(self._actions.merge)
        elif purpose == "merge":
            self.tell("nothing was merged")
        elif purpose == "topic" and text:
            topics = [word.strip() for word in text.split(",") if word.strip()]
            self._do(partial(self._actions.set_topics, words=topics))
        elif purpose == "due" and text:
            self._do(partial(self._actions.set_due, word=text))
        elif purpose == "note" and text:
            self._do(partial(self._actions.add_note, text=text))

    def give_up(self, purpose: str) -> None:
        """Go back to the rows; after a query, to those from before it."""
        if purpose == "find":
            self._find(self._before_finding)

    def action_every(self) -> None:
        """Show papers of every status, or only those that are usually shown."""
        self._listing.show_statuses(SHOWN if not self._listing.shown else frozenset())
        self._show()

    def action_sort(self) -> None:
        """Switch to the next order."""
        if not (self._learning or self._why):  # a very long list: only where it is asked for
            self.learn()
        orders = [one for one in ORDERS if one != "rank" or self._listing.rank]
        at = orders.index(self._listing.order) if self._listing.order in orders else -1
        self._listing.sort(orders[(at + 1) % len(orders)])
        self._show()

    def action_reverse(self) -> None:
        """Reverse the order."""
        self._listing.sort(self._listing.order, backwards=not self._listing.backwards)
        self._show()

    def action_themes(self) -> None:
        """Put the rows under their themes, or into one list."""
        self._listing.group(on=not self._listing.has_headings)
        self._show()

    # Looking around.

    def action_move(self, by: int) -> None:
        """Go to another row."""
        if self._rows.move(by):
            self._moved()

    action_arrow = action_move

    def action_page(self, by: int) -> None:
        """Go one screen down or up."""
        self._rows.page(by)
        self._moved()

    def action_end(self, which: int) -> None:
        """Go to the first or last row."""
        self._rows.go_to_end(which)
        self._moved()

    def action_pane(self) -> None:
        """Show or hide the pane."""
        self._pane_turned = not self._pane_turned
        self._arrange()

    def action_scroll_pane(self, by: int) -> None:
        """Scroll the abstract."""
        self._pane.scroll_relative(y=by * 3, animate=False)

    # Marking rows.

    def action_pick(self) -> None:
        """Mark the row, or unmark it, and go on."""
        paper, picked = self._rows.current, self._rows.picked
        if paper is None:
            return
        if picked.pop(paper.id, "") == "":
            picked[paper.id] = None
        self._pick_from = paper.id
        self._rows.refresh_line(self._rows.cursor)
        self._rows.move(1)
        self._moved()

    def action_pick_range(self) -> None:
        """Mark all rows from the one marked last to this one."""
        papers = self._rows.between(self._pick_from)
        self._rows.picked |= {paper.id: None for paper in papers}
        self._show()

    def action_pick_all(self) -> None:
        """Mark all rows, or none if all are."""
        every = {row.id: None for row in self._listing.rows if isinstance(row, Paper)}
        picked = self._rows.picked
        self._rows.picked = {} if picked.keys() >= every.keys() else picked | every
        self._show()

    # Outside.

    def action_open(self, kind: str) -> None:
        """Open the paper in another program."""
        self._settle()
        paper = self._rows.current
        if paper is None:
            return
        try:
            text, seen = self.opener(self._actions.card(paper), kind)
        except ReadlistError as error:
            self.tell(in_words(error))
            return
        self.refresh()
        if seen and self.begins and paper.status in (Status.UNREAD, Status.INBOX):
            self._write(partial(self._actions.mark, status=Status.READING), [paper])
        self.tell(text)

    def action_fetch(self, what: str) -> None:
        """Fetch PDFs or abstracts in the background."""
        papers = self._targets()
        if papers:
            self.tell(f"fetching: {screen_text.named_papers(papers, self._canvas)} …")
            pdfs = what == "pdf"
            self._downloads.do(lambda: Brought(self._actions.reader().fetch(papers, pdfs=pdfs)))

    def action_copy(self, what: str) -> None:
        """Copy identifiers, citation keys or BibTeX to the terminal's clipboard (OSC 52)."""
        papers = self._targets()
        if not papers:
            return
        make = {
            "id": self._actions.identifiers,
            "key": self._actions.keys,
            "bibtex": self._actions.bibtex,
        }[what]
        try:
            text = make(papers)
        except ReadlistError as error:
            self.tell(in_words(error))
            return
        self.copy_to_clipboard(text)
        self.tell(f"copied: {one_line(text)}")

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(HelpPage(BROWSE_KEYS, "Whatever was done is saved at once."))

    def action_give_up(self) -> None:
        """Unmark all rows; else show all papers again; else leave."""
        if self._rows.picked:
            self._rows.picked.clear()
            self._show()
        elif self._listing.line:
            self._find("")
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Quit; everything is saved."""
        self._settle()
        self.exit(BrowseOutcome(self._count))

    def action_stop(self) -> None:
        """Cancel the prompt; without one, quit as Ctrl-C does."""
        if self.is_typing:
            self.prompt.action_cancel()
            return
        self._settle()
        self.exit(BrowseOutcome(self._count, stopped=True), return_code=130)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's signature
        """Whether a key works now: not in a prompt or on the help page."""
        if action in ALWAYS:
            return True
        if isinstance(self.screen, HelpPage):
            return False
        if self.is_typing:
            return action in WHILE_FINDING and self.prompt.purpose == "find"
        return True
