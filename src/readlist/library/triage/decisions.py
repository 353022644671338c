"""Decisions of a triage about papers of the list and discoveries not on it yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from readlist.clock import today
from readlist.due import read_due
from readlist.errors import FileError, NotFoundError
from readlist.library import discovering, fetching, marking, reading, undoing
from readlist.library.list_changes import Change
from readlist.library.paper_values import note_text, topic_name
from readlist.library.reports import AddOptions
from readlist.library.taste import Choice, Taste
from readlist.library.triage import Card, Deed, Verdict
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.paper import Paper, Status

_STATUSES = {
    Verdict.LATER: Status.UNREAD,
    Verdict.READ: Status.READ,
    Verdict.SKIPPED: Status.SKIPPED,
}


@dataclass(slots=True)
class Decisions:
    """Decides about papers; each decision is saved before a method returns.

    Attributes:
        workspace: What this run works on.
        taste: Ranks papers; learns every decision.
        offers: Discoveries by identifier; one that is added to the list is removed here.
        source: What a discovery's `source` says on the list.
    """

    workspace: Workspace
    taste: Taste
    offers: dict[str, Metadata] = field(default_factory=dict)
    source: str = ""

    def card(self, paper: Paper) -> Card:
        """Return what to show of a paper."""
        offer = self.offers.get(paper.id)
        details = reading.details(self.workspace, paper)
        return Card.of(paper, details.metadata or offer, details.pdf, listed=offer is None)

    def abstract(self, paper: Paper) -> str:
        """Return a paper's abstract; empty if the library does not have it."""
        offer = self.offers.get(paper.id)
        return offer.abstract if offer else reading.abstract_of(self.workspace, paper)

    def decide(self, paper: Paper, verdict: Verdict) -> Deed:
        """Keep a paper for later, mark it as read, or skip it.

        A skipped discovery is dismissed; one that is kept or read is added to the list.

        Raises:
            NotFoundError: It is no longer on the list.
            FileError: It could not be written; nothing changed.
        """
        offer = self.offers.get(paper.id)
        if offer and verdict is Verdict.SKIPPED:
            gone = discovering.dismiss(self.workspace, [offer])
            deed = Deed(str(verdict), paper, paper, verdict, gone.entry, offer, dismissed=True)
        else:
            status = _STATUSES[verdict]
            taken = self._take(paper, str(verdict), AddOptions(status=status), verdict)
            deed = taken or self._change(
                paper, lambda one: marking.mark(self.workspace, [one], status), verdict
            )
        self.taste.learn(deed.after, dismissed=deed.dismissed)
        return deed

    def star(self, paper: Paper) -> Deed:
        """Star a paper, or remove its star; a discovery is added to the list, undecided."""
        on = not paper.star
        taken = self._take(paper, "star", AddOptions(status=Status.INBOX, star=True))
        deed = taken or self._change(paper, lambda one: marking.star(self.workspace, [one], on=on))
        self.taste.learn(deed.after)
        return deed

    def set_topics(self, paper: Paper, words: Sequence[str]) -> Deed:
        """Add topics, or remove those written with a minus, as `readlist topic` does.

        Raises:
            UsageError: A topic's name cannot be one; nothing changed.
        """
        gone = [word[1:] for word in words if word.startswith("-")]
        added = [topic_name(word.removeprefix("+")) for word in words if not word.startswith("-")]
        topics = tuple(dict.fromkeys(added))
        taken = self._take(paper, "topic", AddOptions(status=Status.INBOX, topics=topics))
        return taken or self._change(
            paper, lambda one: marking.change_topics(self.workspace, [one], added, gone)
        )

    def add_note(self, paper: Paper, text: str) -> Deed:
        """Add a dated line to a paper's notes; a discovery is added to the list, undecided.

        Raises:
            UsageError: There is nothing to add; nothing changed.
        """
        note = note_text(text)
        taken = self._take(paper, "note", AddOptions(status=Status.INBOX, note=note))
        return taken or self._change(
            paper, lambda one: marking.add_note(self.workspace, [one], note)
        )

    def set_due(self, paper: Paper, word: str) -> Deed:
        """Set the day by which to read a paper; a discovery is added to the list, undecided.

        Raises:
            UsageError: It is not a day; nothing changed.
        """
        due = read_due(word, today(), "due")
        taken = self._take(paper, "due", AddOptions(status=Status.INBOX, due=due))
        return taken or self._change(paper, lambda one: marking.set_due(self.workspace, [one], due))

    def take_back(self, deed: Deed) -> Paper:
        """Undo a deed and return the paper as it is again.

        Raises:
            FileError: Something else changed the list since.
        """
        if deed.entry is not None:
            if self._newest() != deed.entry:
                raise FileError(
                    f"{deed.what} {deed.before.id} is no longer the last change to the list",
                    "readlist undo --list",
                )
            undoing.undo(self.workspace)
            self.workspace.indexed()  # or the next change would have to read the whole list
        if deed.offer:
            self.offers[deed.before.id] = deed.offer
        self.taste.learn(deed.before)
        return deed.before

    def order(self, papers: Sequence[Paper]) -> list[Choice]:
        """Return papers in the order of the reader's taste as known now."""
        return self.taste.order(papers)

    def like(self, paper: Paper) -> str | None:
        """Return the identifier of the liked paper that is most like one.

        None if there is none.
        """
        near = self.taste.nearest(paper, 1, liked=True)
        return near[0] if near else None

    def paper(self, identifier: str) -> Paper | None:
        """Return a paper of the list, as it is now."""
        return self.workspace.papers().get(identifier)

    def topics(self) -> Mapping[str, tuple[int, int]]:
        """Return the topics of the list, for completion."""
        return self.workspace.papers().topics

    def fetch(self, paper: Paper) -> str:
        """Fetch a paper's PDF and return the result in words.

        Raises:
            ArxivError: arXiv could not be asked.
        """
        mine = self.workspace
        # Its own workspace: this runs in another thread, and a database connection stays in its
        # thread.
        workspace = Workspace(mine.paths, mine.settings, mine.notices, offline=mine.offline)
        offer = self.offers.get(paper.id)
        if offer:
            discovering.keep_facts(workspace, offer)
        plan = fetching.fetch_plan(workspace, [paper], abstracts=False, pdfs=True)
        if not plan.pdfs:
            return f"the PDF of {paper.id} is here already"
        report = fetching.fetch(workspace, plan)
        if report.fault:
            raise report.fault
        if report.missing:
            return f"no PDF of {paper.id}: {report.missing[0][1]}"
        return f"PDF of {paper.id}: {report.pdfs[0].size / 1e6:.1f} MB"

    def _take(
        self, paper: Paper, what: str, options: AddOptions, verdict: Verdict | None = None
    ) -> Deed | None:
        """Add a discovery to the list, complete, in one write that one undo reverts.

        Returns:
            None if the paper is on the list and has to be changed there.
        """
        offer = self.offers.get(paper.id)
        if offer is None:
            return None
        taken = discovering.take(self.workspace, offer, replace(options, source=self.source))
        del self.offers[paper.id]
        if taken is None:  # another process added it meanwhile
            return None
        return Deed(what, paper, taken.paper, verdict, taken.entry, offer)

    def _change(
        self,
        paper: Paper,
        change: Callable[[Paper], Sequence[Change]],
        verdict: Verdict | None = None,
    ) -> Deed:
        """Change a paper of the list."""
        changes = change(paper)
        if not changes:
            problem = f"{paper.id} is no longer on the list"
            raise NotFoundError(problem, f"readlist add {paper.id}")
        made = changes[0]
        what = str(verdict or made.what)
        return Deed(what, made.before or paper, made.paper, verdict, made.entry)

    def _newest(self) -> int:
        entries = undoing.history(self.workspace)
        return entries[-1].number if entries else 0
