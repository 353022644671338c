"""What can be done to papers while the list is on the screen, and how it is undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.due import read_due
from readlist.errors import FileError, NotFoundError
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.triage import Card
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList
from readlist.text import one_line, plural

if TYPE_CHECKING:
    from readlist import citation_key, exporters
    from readlist.highlight import Highlight
    from readlist.library import (
        choosing,
        fetching,
        highlighting,
        joining_papers,
        list_changes,
        marking,
        paper_values,
        undoing,
    )
    from readlist.library.list_changes import Change
    from readlist.library.taste import Choice
else:
    citation_key = lazy("readlist.citation_key")
    exporters = lazy("readlist.exporters")
    choosing = lazy("readlist.library.choosing")
    fetching = lazy("readlist.library.fetching")
    highlighting = lazy("readlist.library.highlighting")
    joining_papers = lazy("readlist.library.joining_papers")
    list_changes = lazy("readlist.library.list_changes")
    marking = lazy("readlist.library.marking")
    paper_values = lazy("readlist.library.paper_values")
    undoing = lazy("readlist.library.undoing")

FIRST = 400
"""Papers that a screen starts with while the others are read."""

FileLook = tuple[int, int, int] | None
"""A fingerprint of a file or folder; None if there is none."""
Seen = tuple[FileLook, ...]
"""A fingerprint of the list; a private list is in two files."""


@dataclass(frozen=True, slots=True)
class Done:
    """One action, which is one step of undo."""

    what: str
    """In one word: ``read``, ``star``, ``merge`` ..."""
    changes: "tuple[Change, ...]"
    entry: int | None
    """The number of the change in the history; None if nothing was written."""
    moved: bool = False
    """Whether papers were added to the list or removed from it."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers as they are now."""
        return tuple(change.paper for change in self.changes)


class BrowseActions:
    """Changes papers; each change is saved before a method returns.

    Args:
        workspace: What this run works on.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._done: list[Done] = []
        self.seen = self._look()
        """The fingerprint of the list when it was last read, or changed here."""
        self._library = self._look_at_library()

    # The list, and whether something else changed it.

    def papers(self) -> ReadingList:
        """Return the list as it is now.

        Raises:
            FileError: It is broken or cannot be read.
        """
        self.seen = self._look()
        return self.workspace.papers()

    def first_papers(self, shown: frozenset[Status]) -> tuple[Paper, ...]:
        """Return the first papers by topic, enough for a screen, at once."""
        first = Filters(statuses=shown, limit=FIRST)
        return self.workspace.papers().select(first, shown, self.holds).papers

    def has_changed(self) -> bool:
        """Whether the list differs from when it was last read or changed here."""
        return self._look() != self.seen

    def library_has_changed(self) -> bool:
        """Whether files in the library changed; if so, they are looked for again."""
        before, self._library = self._library, self._look_at_library()
        if before == self._library:
            return False
        self.workspace.look_at_library_again()
        return True

    def _look(self) -> Seen:
        paths = self.workspace.paths
        return tuple(_look_at(path) for path in (paths.list, paths.private) if path)

    def _look_at_library(self) -> FileLook:
        return _look_at(self.workspace.paths.library)

    # Marks.

    def mark(self, papers: Sequence[Paper], status: Status) -> Done:
        """Set the status of papers; every method that changes papers does so in one step of undo.

        Raises:
            NotFoundError: None of them is on the list any more.
            FileError: Nothing was changed.
        """
        return self._do(lambda: marking.mark(self.workspace, papers, status), papers)

    def marked(self, papers: Sequence[Paper], status: Status) -> list[Paper]:
        """Return papers as `mark` would leave them."""
        made = ((one, paper_values.status_values(one, status)) for one in papers)
        return [
            replace(one, status=status, finished=values.get("finished", one.finished))
            for one, values in made
        ]

    def starred(self, papers: Sequence[Paper]) -> list[Paper]:
        """Return papers as `star` would leave them."""
        on = not all(paper.star for paper in papers)
        return [replace(paper, star=on) for paper in papers]

    def star(self, papers: Sequence[Paper]) -> Done:
        """Star papers; remove the stars if all have one."""
        on = not all(paper.star for paper in papers)
        return self._do(lambda: marking.star(self.workspace, papers, on=on), papers)

    def add_note(self, papers: Sequence[Paper], text: str) -> Done:
        """Add a dated line to the notes of papers.

        Raises:
            UsageError: There is nothing to add.
        """
        return self._do(lambda: marking.add_note(self.workspace, papers, text), papers)

    def set_due(self, papers: Sequence[Paper], word: str) -> Done:
        """Set or remove the day by which to read papers, as `readlist due` does.

        Raises:
            UsageError: It is not a day.
        """
        due = read_due(word, today(), "due")
        return self._do(lambda: marking.set_due(self.workspace, papers, due), papers)

    def set_topics(self, papers: Sequence[Paper], words: Sequence[str]) -> Done:
        """Add topics, or remove those written with a minus, as `readlist topic` does.

        Raises:
            UsageError: A topic's name cannot be one.
        """
        gone = [word[1:] for word in words if word.startswith("-")]
        added = [
            paper_values.topic_name(word.removeprefix("+"))
            for word in words
            if not word.startswith("-")
        ]
        return self._do(lambda: marking.change_topics(self.workspace, papers, added, gone), papers)

    def merge(self, papers: Sequence[Paper]) -> Done:
        """Merge several entries into the first one.

        Raises:
            UsageError: Fewer than two are named.
        """
        alone = not self.has_changed()
        joined = joining_papers.join_papers(self.workspace, papers)
        done = Done("merge", (joined.change,), joined.change.entry, moved=True)
        return self._note(done, alone=alone)

    def undo(self) -> Done | None:
        """Undo the last action of this screen; None if there is none.

        Returns:
            What was undone, with its papers as they are again.

        Raises:
            FileError: Something else changed the list since.
        """
        if not self._done:
            return None
        done = self._done[-1]
        entries = undoing.history(self.workspace)
        if not entries or entries[-1].number != done.entry:
            problem = f"{done.what} is no longer the last change to the list"
            raise FileError(problem, "readlist undo --list")
        undoing.undo(self.workspace)
        self._done.pop()
        self.workspace.indexed()  # or the next change would have to read the whole list
        self.seen = self._look()
        back = tuple(list_changes.Change(one.after, one.before, one.what) for one in done.changes)
        return Done(done.what, back, None, done.moved)

    def _do(self, change: "Callable[[], Sequence[Change]]", papers: Sequence[Paper]) -> Done:
        alone = not self.has_changed()
        changes = tuple(change())
        if not changes:
            named = papers[0].id if len(papers) == 1 else plural(len(papers), "paper")
            raise NotFoundError(f"{named}: no longer on the list", "readlist undo --list")
        moved = len(changes) < len(papers)
        return self._note(Done(changes[0].what, changes, changes[0].entry, moved), alone=alone)

    def _note(self, done: Done, *, alone: bool) -> Done:
        """Remember what was done; with `alone` false, something else changed the list, too."""
        if done.entry is not None:
            self._done.append(done)
            if alone:
                self.seen = self._look()
        return done

    # Details of papers.

    def card(self, paper: Paper) -> Card:
        """Return what to show of a paper."""
        details = reading.details(self.workspace, paper)
        return Card.of(paper, details.metadata, details.pdf, listed=True)

    def highlights(self, paper: Paper) -> "list[Highlight]":
        """Return the known highlights in PDFs of a paper, without reading any."""
        return highlighting.kept_highlights(self.workspace, paper)

    def has_pdf(self, paper: Paper) -> bool:
        """Whether the library has a PDF of a paper."""
        return reading.pdf_of(self.workspace, paper) is not None

    def holds(self, paper: Paper, what: str) -> bool:
        """Whether a paper has something; see `reading.holds`."""
        return reading.holds(self.workspace, paper, what)

    def topics(self) -> Sequence[str]:
        """Return the topics of the list, for completion."""
        return self.workspace.papers().topic_names

    def identifiers(self, papers: Sequence[Paper]) -> str:
        """Return the identifiers of papers, a line each."""
        return "\n".join(one_line(paper.id) for paper in papers)

    def keys(self, papers: Sequence[Paper]) -> str:
        r"""Return the citation keys of papers with commas between, as ``\cite`` takes them."""
        keys = citation_key.citation_keys(list(self.workspace.papers()))
        return ",".join(keys[paper.id] for paper in papers if paper.id in keys)

    def bibtex(self, papers: Sequence[Paper]) -> str:
        """Return papers as BibTeX."""
        exporter = exporters.exporter_for("bibtex")
        assert isinstance(exporter, exporters.FileExporter)
        metadata = reading.metadata_of(self.workspace, papers)
        entries = [exporters.ExportEntry(paper, metadata.get(paper.id)) for paper in papers]
        keys = citation_key.citation_keys(list(self.workspace.papers()))
        text = exporter.render(entries, exporters.Options(keys=keys))
        return text[text.index("@") :].rstrip() + "\n"

    # What takes longer, in a thread with its own workspace: a database connection stays in its
    # thread.

    def reader(self) -> "BrowseActions":
        """Return a copy for another thread, to ask services and to fetch."""
        mine = self.workspace
        workspace = Workspace(mine.paths, mine.settings, mine.notices, offline=mine.offline)
        return BrowseActions(workspace)

    def choices(self) -> "dict[str, Choice]":
        """Return every paper with its reasons, by identifier, the best first."""
        papers = self.workspace.papers()
        return {one.paper.id: one for one in choosing.rank(self.workspace, list(papers), papers)}

    def fetch(self, papers: Sequence[Paper], *, pdfs: bool) -> str:
        """Fetch PDFs or abstracts and return the result in words.

        Raises:
            ArxivError: arXiv could not be asked.
        """
        plan = fetching.fetch_plan(self.workspace, papers, abstracts=not pdfs, pdfs=pdfs)
        what = "PDF" if pdfs else "abstract"
        named = papers[0].id if len(papers) == 1 else plural(len(papers), "paper")
        if not (plan.pdfs if pdfs else plan.facts):
            return f"{named}: {what} already here, or not available"
        report = fetching.fetch(self.workspace, plan)
        if report.fault:
            raise report.fault
        if report.missing and not (report.pdfs or report.facts):
            return f"no {what} of {report.missing[0][0]}: {report.missing[0][1]}"
        count = len(report.pdfs) if pdfs else len(report.facts)
        lacking = f", {plural(len(report.missing), 'paper')} without" if report.missing else ""
        return f"{named}: {plural(count, what)}{lacking}"


def _look_at(path: Path) -> FileLook:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns, facts.st_ino
