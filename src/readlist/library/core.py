"""What looking at the list needs, and nothing else: reading commands load no more than this."""

import os
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from readlist.config import Settings
from readlist.index import Index, IndexedList
from readlist.library.notices import Notices
from readlist.paths import Paths, find_paths
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.lines import paper_line
from readlist.regular import load_regular, open_regular

if TYPE_CHECKING:
    from readlist.library.shown import RowMemory
    from readlist.list_file import ListDocument
    from readlist.paper import Paper
    from readlist.shelf import Shelf

_LARGEST = 64 << 20
"""Bytes of a small file of readlist's own; more is none."""
COMPLETION = "complete.tsv"
"""The name of the file in the cache that `readlist.cli.complete` reads."""

_TOUCHED = "touched.json"


class Core:
    """One reader's list, library and settings.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        notices: Who hears what is not a result.
        offline: Whether the network is forbidden.
        terminal: What stands for the terminal of this run; empty if it is on none.
    """

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        notices: Notices,
        *,
        offline: bool = False,
        terminal: str = "",
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.notices = notices
        self.terminal = terminal
        self.offline = offline or settings.flag("network.offline")

    @cached_property
    def shelf(self) -> "Shelf":
        """What arXiv gave."""
        from readlist.shelf import Shelf  # noqa: PLC0415 - a list of titles needs none

        return Shelf(self.paths.library)

    @cached_property
    def shelved(self) -> frozenset[str]:
        """The papers' folders on the shelf when it was first looked at: one look for all rows."""
        try:
            return frozenset(entry.name for entry in os.scandir(self.paths.library))
        except OSError:
            return frozenset()

    @cached_property
    def index(self) -> Index:
        """What was derived from the list before, so that it need not be read again."""
        return Index(self.paths.index, self.paths.list)

    def document(self) -> "ListDocument":
        """Return the list as it is on disk, made from the seed if there is none.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        from readlist.list_file import read_document  # noqa: PLC0415 - the index spares it

        try:
            return read_document(self.paths.list, self.index)
        except FileNotFoundError:
            return self._seeded()

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

    def indexed(self) -> IndexedList | None:
        """Return the papers of the list from the index; None where that cannot be.

        Raises:
            FileError: The list is broken or cannot be read.
        """
        if not os.path.exists(self.paths.list):  # noqa: PTH110 - one call on the hot path
            return None  # and an index of what is not there would be left behind
        try:
            found = self.index.papers(self._cut, partial(_read, self.document))
        except OSError:  # there is no list, or it is none: reading it tells
            return None
        if found is not None and self.index.has_new_names():
            self._tell_completion(found)
        return found

    # The file from which shells complete identifiers and topics: never worth a failure. It is
    # that of the usual list, because a shell does not know of ``--file``.

    def _tell_completion(self, papers: IndexedList) -> None:
        from readlist.value_cache import render_values  # noqa: PLC0415 - after changes only

        if find_paths().list == self.paths.list:
            every = Filters(statuses=frozenset(), sort="rank")
            lines = papers.lines(every, frozenset(), lambda _paper, _what: False)
            if not self._write_completion(render_values(line for _, line in lines)):
                return
        self.index.note_names()

    def add_to_completion(self, papers: "Sequence[Paper]") -> bool:
        """Tell completion of papers that were added; return whether it knew all others."""
        from readlist.value_cache import with_papers  # noqa: PLC0415 - after changes only

        if find_paths().list != self.paths.list:
            return False
        try:
            old = load_regular(self.paths.cache / COMPLETION, _LARGEST).decode()
            text = with_papers(old, map(paper_line, papers))
        except (OSError, ValueError):  # it is not there, or is not what was written
            return False
        done = self._write_completion(text)
        if done:
            self.index.note_names()
        return done

    def _write_completion(self, text: str) -> bool:
        path = self.paths.cache / COMPLETION
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(text, encoding="utf-8", errors="replace")
            temporary.replace(path)
        except OSError:
            return False
        return True

    def _warn(self, papers: Sequence[tuple[int, "Paper"]] | enumerate["Paper"]) -> None:
        faulty = [(number, paper) for number, paper in papers if paper.problems]
        document = self.document() if faulty else None
        for number, paper in faulty:
            assert document is not None
            where = f"{self.paths.list}, line {document.line_of(number)}"
            for problem in paper.problems:
                self.notices.warn(f"note: {where}: {paper.id or 'a paper'}: {problem}")

    def _cut(self) -> "ListDocument":
        from readlist.list_file import cut_document  # noqa: PLC0415 - the index spares it

        return cut_document(self.paths.list)

    def _seeded(self, *, must_write: bool = False) -> "ListDocument":
        """Make the list from the built-in papers; only in memory where it cannot be written.

        Raises:
            FileError: Its absence is no first use (`check_first_use`).
        """
        from readlist.library.seeding import make_list  # noqa: PLC0415 - once in a list's life

        self.check_first_use()
        return make_list(self.paths.list, self.notices, must_write=must_write)

    def check_first_use(self) -> None:
        """Make sure that a list that is not there has never been there.

        Raises:
            FileError: It was named, it was changed before, or a link points to it.
        """
        from readlist.history import Journal  # noqa: PLC0415 - once in a list's life
        from readlist.library.absence import check_absence  # noqa: PLC0415 - once in a list's life

        journal = Journal(self.paths.history, self.paths.list).path
        check_absence(self.paths, changed=os.path.exists(journal))  # noqa: PTH110 - or no right

    # The rows last shown and the paper last touched are a convenience: never worth a failure.

    @cached_property
    def rows(self) -> "RowMemory":
        """What this terminal showed last, so that `readlist read 3` works."""
        from readlist.library.shown import RowMemory  # noqa: PLC0415 - pipes need none

        return RowMemory(self.paths.state, self.terminal, self.paths.list)

    def remember_touched(self, papers: Sequence["Paper"]) -> None:
        """Remember the paper that `.` means."""
        if not papers:
            return
        import json  # noqa: PLC0415 - help and completion remember nothing

        data = {"list": str(self.paths.list), "id": papers[-1].id}
        path = self.paths.state / _TOUCHED
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(temporary, "w", encoding="ascii", opener=open_regular) as file:
                file.write(json.dumps(data))
            temporary.replace(path)
        except OSError:
            return

    @property
    def touched(self) -> str:
        """The identifier of the paper touched last in this list; empty if there is none."""
        import json  # noqa: PLC0415 - as above

        try:
            data = json.loads(load_regular(self.paths.state / _TOUCHED, _LARGEST))
        except (OSError, ValueError, RecursionError):
            return ""
        mine = isinstance(data, dict) and data.get("list") == str(self.paths.list)
        return str(data.get("id", "")) if mine else ""


def _read(document: Callable[[], "ListDocument"]) -> ReadingList:
    from readlist.paper import Paper  # noqa: PLC0415 - with the index, papers come ready

    found = document()
    return ReadingList(Paper.from_table(found.table(number)) for number in range(len(found)))
