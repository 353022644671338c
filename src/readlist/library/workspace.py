"""What one run works on: where everything is, the settings in force, and the list."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from readlist.config import Settings, load_settings
from readlist.lazy import lazy
from readlist.paths import Paths, find_paths
from readlist.progress import UNFOLLOWED, Tell, Work, untold
from readlist.reading_list import ReadingList

if TYPE_CHECKING:
    from readlist import history
    from readlist import index as list_index
    from readlist import list_file as list_files
    from readlist import paper_files as paper_file_store
    from readlist.arxiv_api import ArxivApi
    from readlist.history import Journal
    from readlist.index import Index, IndexedList
    from readlist.library import absence, completion_cache, seeding, shown
    from readlist.library import dismissed as library_dismissed
    from readlist.library import services as library_services
    from readlist.library.dismissed import Dismissed
    from readlist.library.shown import RowMemory, TouchedPaper
    from readlist.library.taste import Choice
    from readlist.list_file import ListDocument, ListFile
    from readlist.paper import Paper
    from readlist.paper_files import PaperFiles
    from readlist.sources import Access
else:
    history = lazy("readlist.history")
    list_index = lazy("readlist.index")
    absence = lazy("readlist.library.absence")
    completion_cache = lazy("readlist.library.completion_cache")
    library_dismissed = lazy("readlist.library.dismissed")
    seeding = lazy("readlist.library.seeding")
    shown = lazy("readlist.library.shown")
    list_files = lazy("readlist.list_file")
    paper_file_store = lazy("readlist.paper_files")
    library_services = lazy("readlist.library.services")


class Notices(Protocol):
    """Where words for the reader go that are not results; stderr, in the command line."""

    def say(self, text: str) -> None:
        """Say something that may be left out when quiet."""

    def warn(self, text: str) -> None:
        """Say something that the reader must not miss."""

    def waiting(self, seconds: float, why: str) -> None:
        """Say that a wait of more than a second begins."""

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work; nothing is shown before something is said of it.

        Args:
            what: It in words, such as ``Fetching PDFs``.
            pace: Seconds that each thing takes at least.
        """


class Unheard:
    """Notices that nobody hears, for programs that want results only."""

    def say(self, text: str) -> None:
        """Tell nobody."""

    def warn(self, text: str) -> None:
        """Tell nobody."""

    def waiting(self, seconds: float, why: str) -> None:
        """Tell nobody."""

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:  # noqa: ARG002
        """Tell nobody."""
        return nullcontext(UNFOLLOWED)


_FEW = 200  # folders that are looked for one by one: a look at 100,000 takes 100 ms


class Workspace:
    """One reader's list and everything around it; a run has one, and every use case takes it.

    Everything is made when it is first asked for: what only looks at the list loads no history,
    no network and no parser.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        notices: Who hears what is not a result.
        offline: Whether the network is forbidden.
        terminal: What stands for the terminal of this run; empty if it is on none.
        agent: What the agent that works on the list calls itself; empty if it is a person.
    """

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        notices: Notices,
        *,
        offline: bool = False,
        terminal: str = "",
        agent: str = "",
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.notices = notices
        self.terminal = terminal
        self.agent = agent
        self.offline = offline or settings.flag("network.offline")
        self.choices: dict[str, Choice] = {}
        """Scores and reasons of the papers that were ranked in this run, by identifier."""
        self._shelved: frozenset[str] | None = None
        self._looks = 0

    @cached_property
    def paper_files(self) -> "PaperFiles":
        """What arXiv gave."""
        return paper_file_store.PaperFiles(self.paths.library)

    @property
    def shelved(self) -> frozenset[str]:
        """The papers' folders in the library when it was last looked at: one look for all rows."""
        if self._shelved is None:
            self._shelved = _names_in(self.paths.library)
        return self._shelved

    def is_shelved(self, folder: str) -> bool:
        """Whether there is such a folder in the library; all are looked at where many are asked."""
        if self._shelved is None and self._looks < _FEW:
            self._looks += 1
            return os.path.exists(self.paths.library / folder)  # noqa: PTH110 - one quick call
        return folder in self.shelved

    def look_at_library_again(self) -> None:
        """Note that there are folders in the library now that were not there before."""
        self._shelved = None

    @cached_property
    def index(self) -> "Index":
        """What was derived from the list before, so that it need not be read again."""
        own = self.paths.private
        behind = (list_files.BETWEEN.encode(), own) if own else None
        return list_index.Index(self.paths.index, self.paths.list, behind)

    @cached_property
    def file(self) -> "ListFile":
        """The list as a file; as two where what is only the reader's is kept apart."""
        return list_files.list_file_at(self.paths.list, self.paths.private)

    @cached_property
    def journal(self) -> "Journal":
        """What every change of the list did."""
        return history.Journal(self.paths.history, self.paths.list)

    @cached_property
    def dismissed(self) -> "Dismissed":
        """The discoveries that the reader dismissed."""
        return library_dismissed.Dismissed(self.paths.dismissed, self._say)

    @cached_property
    def api(self) -> "ArxivApi":
        """The client; nothing heavy is loaded before it is asked something.

        Raises:
            ArxivError: The network is forbidden.
            UsageError: The settings name an address that cannot be used.
        """
        return library_services.make_arxiv_client(
            self.paths, self.settings, self._wait, offline=self.offline
        )

    @cached_property
    def services(self) -> "Access":
        """The services that know papers which are not at arXiv; each is asked once in a run.

        Raises:
            ServiceError: The network is forbidden.
            FileError: ``READLIST_HOSTS`` sends requests elsewhere than to this machine.
        """
        return library_services.make_access(
            self.paths,
            self.settings,
            self._wait,
            self._warn_of,
            offline=self.offline,
            any_host=not self.agent or self.settings.flag("mcp.pages"),
        )

    # What is kept for the run speaks through these: `telling` may have changed who hears it.

    def _say(self, text: str) -> None:
        self.notices.say(text)

    def _warn_of(self, text: str) -> None:
        self.notices.warn(text)

    def _wait(self, seconds: float, why: str) -> None:
        self.notices.waiting(seconds, why)

    @contextmanager
    def telling(self, notices: Notices) -> Iterator[None]:
        """Let others hear what is not a result, as long as the context lasts."""
        before, self.notices = self.notices, notices
        try:
            yield
        finally:
            self.notices = before

    # The rows last shown and the paper last touched are a convenience: never worth a failure.

    @cached_property
    def rows(self) -> "RowMemory":
        """What this terminal showed last, so that `readlist read 3` works."""
        return shown.RowMemory(self.paths.state, self.terminal, self.paths.list)

    @cached_property
    def touched(self) -> "TouchedPaper":
        """The paper that `.` means; what an agent touches is not what the person means by it."""
        state = self.paths.state
        return shown.TouchedPaper(state / "agents" if self.agent else state, self.paths.list)

    def close(self) -> None:
        """Let go of files that are held open; the next use opens them again."""
        self.index.close()

    def document(self) -> "ListDocument":
        """Return the list as it is on disk, made from the seed if there is none.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        try:
            return self.file.parse(self.file.read(), self.index)
        except FileNotFoundError:
            return self.make_list()

    def cut_document(self, tell: Tell = untold) -> "ListDocument":
        """Return the list cut into papers that are parsed when they are asked for.

        Args:
            tell: Told how many are parsed, if all are.

        Raises:
            OSError: It cannot be read.
        """
        return self.file.cut(tell)

    def papers(self) -> ReadingList:
        """Return the papers of the list; values that make no sense are named to the reader.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        found = self.indexed()
        if found is None:
            plain = _read(self.document)
            self._warn(enumerate(plain.every))
            return plain
        self._warn(found.faulty)
        return found

    def indexed(self) -> "IndexedList | None":
        """Return the papers of the list from the index; None where that cannot be.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        if not os.path.exists(self.paths.list):  # noqa: PTH110 - one call on the hot path
            return None  # and an index of what is not there would be left behind
        try:
            with self.notices.working("Indexing the list") as work:
                read = partial(_read, self.document)
                found = self.index.papers(self.cut_document, read, work.at)
        except OSError:  # there is no list, or it is none: reading it tells
            return None
        if found is not None:
            completion_cache.catch_up(self.paths, self.index, found)
        return found

    def make_list(self, *, must_write: bool = False) -> "ListDocument":
        """Make the list from the built-in papers; only in memory where it cannot be written.

        Raises:
            FileError: Its absence is no first use (`check_first_use`).
        """
        self.check_first_use()
        return seeding.make_list(self.paths.list, self.notices, must_write=must_write)

    def check_first_use(self) -> None:
        """Make sure that a list that is not there has never been there.

        Raises:
            FileError: It was named, it was changed before, or a link points to it.
        """
        changed = os.path.exists(self.journal.path)  # noqa: PTH110 - or no right
        absence.check_absence(self.paths, changed=changed)

    def _warn(self, papers: Sequence[tuple[int, "Paper"]] | enumerate["Paper"]) -> None:
        faulty = [(number, paper) for number, paper in papers if paper.problems]
        document = self.document() if faulty else None
        for number, paper in faulty:
            assert document is not None
            where = f"{self.paths.list}, line {document.line_of(number)}"
            for problem in paper.problems:
                self.notices.warn(f"note: {where}: {paper.id or 'a paper'}: {problem}")


def open_workspace(
    list_file: str | None = None, notices: Notices | None = None, *, offline: bool = False
) -> Workspace:
    """Return a workspace for a program of your own.

    Args:
        list_file: The list; the usual one by default.
        notices: Who hears what is not a result; nobody by default.
        offline: Whether the network is forbidden.

    Raises:
        ReadlistError: The settings cannot be used.
    """
    paths = find_paths(list_file)
    return Workspace(paths, load_settings(paths.config), notices or Unheard(), offline=offline)


def _names_in(folder: os.PathLike[str]) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in os.scandir(folder))
    except OSError:
        return frozenset()


def _read(document: Callable[[], "ListDocument"]) -> ReadingList:
    from readlist.paper import Paper  # noqa: PLC0415 - with the index, papers come ready

    found = document()
    return ReadingList(Paper.from_table(found.table(number)) for number in range(len(found)))
