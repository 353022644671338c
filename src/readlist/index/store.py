"""The index of one list: bringing it up to date with the file, and its queries."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from readlist.errors import ReadlistError
from readlist.index.listing import IndexedList
from readlist.index.rows import NewName
from readlist.index.schema import (
    drop,
    is_damage,
    is_told,
    open_database,
    open_in_memory,
    transaction,
)
from readlist.lazy import lazy
from readlist.progress import Tell, untold
from readlist.reading_list import ReadingList
from readlist.regular import fingerprint_with

if TYPE_CHECKING:
    from readlist.index import features as index_features
    from readlist.index import file_texts, refresh, searching
    from readlist.index.features import Feature
    from readlist.index.file_texts import PaperFilesView
    from readlist.index.refresh import ParsedList
    from readlist.index.searching import SearchQuery, SearchResult
else:
    index_features = lazy("readlist.index.features")
    searching = lazy("readlist.index.searching")
    file_texts = lazy("readlist.index.file_texts")
    refresh = lazy("readlist.index.refresh")

T = TypeVar("T")

_REGULAR = "SELECT regular FROM source WHERE sha256 = ?"


class Index:
    """Data derived from a list and its library. Losing it loses nothing of the reader's.

    No method fails because of the index itself. One that is damaged is dropped and made again
    once; where that does not help, where it is locked or cannot be written, they answer None or
    nothing, and the caller reads the list.

    Args:
        path: The file of the index.
        list_path: The list.
        behind: Bytes and a file that count as what stands behind the list: what is only the
            reader's of a shared one.
    """

    def __init__(
        self, path: Path, list_path: Path, behind: tuple[bytes, Path] | None = None
    ) -> None:
        self.path = path
        self.list_path = list_path
        self._behind = behind
        self._tried = False
        self._opened: sqlite3.Connection | None = None
        self.new_names: list[NewName] | None = None
        """What has changed since `note_names` was called; None if that is not known one by one."""

    @property
    def _connection(self) -> sqlite3.Connection | None:
        """The one connection of a run; None where there is no index."""
        if not self._tried:
            self._tried = True
            with contextlib.suppress(Exception):  # without an index the list is read
                self._opened = open_database(self.path, self.list_path)
        return self._opened

    def _use(self, job: Callable[[sqlite3.Connection], T]) -> T | None:
        """Run a job on the index and return its result; None if the index cannot be used.

        A damaged one is dropped and made again, once. What the job says of the list or of the
        view (`ReadlistError`, `OSError`) is not the index's fault.
        """
        for _ in range(2):
            connection = self._connection
            if connection is None:
                return None
            try:
                return job(connection)
            except (ReadlistError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - damage shows itself in any way
                if not is_damage(error):
                    return None
                self.drop()
        return None

    def drop(self) -> None:
        """Delete the index because it is damaged; the next use rebuilds it."""
        self.close()
        drop(self.path)

    def papers(
        self,
        load: Callable[[], "ParsedList"],
        read: Callable[[], ReadingList],
        tell: Tell = untold,
    ) -> IndexedList | None:
        """Return the papers of the list, updated from the file first.

        Args:
            load: Cuts the list without parsing it; called when the file may have changed.
            read: Reads the list without the index.
            tell: Told how many new papers are in the index.

        Raises:
            OSError: There is no list.
            FileError: From `load`: the list is broken.
        """

        def listed(connection: sqlite3.Connection) -> IndexedList:
            self._bring_in_line(connection, load, tell)
            return IndexedList(connection, read, partial(drop, self.path))

        return self._use(listed)

    def _bring_in_line(
        self, connection: sqlite3.Connection, load: Callable[[], "ParsedList"], tell: Tell
    ) -> None:
        look = fingerprint_with(self.list_path, self._behind[1] if self._behind else None)
        mark, known = connection.execute("SELECT mark, sha256 FROM source").fetchone()
        if look.settled and look.mark == mark:
            return
        # The look is older than what is read now: if the file changes in between, its next look
        # differs from this one.
        new_mark = look.mark if look.settled else ""
        if known and refresh.checksum(self.list_path, self._behind) == known:
            if new_mark:
                # A cache that cannot be written serves as well as before.
                with contextlib.suppress(sqlite3.Error), transaction(connection):
                    query = "UPDATE source SET mark = ? WHERE sha256 = ?"
                    connection.execute(query, (new_mark, known))
            return
        tell(0, 1)  # what is shown after a second counts from here
        document = load()
        with transaction(connection):
            told = is_told(connection)
            names = refresh.write_rows(connection, document, new_mark, tell)
        self._note(names, told=told)

    def _note(self, names: list[NewName] | None, *, told: bool) -> None:
        """Add to the names that are new; nothing is known of them if it was not before, either."""
        known = [] if told else self.new_names
        self.new_names = None if names is None or known is None else [*known, *names]

    def checksum(self) -> str:
        """Return the SHA-256 of the list that the index is in line with; empty if not known."""
        query = "SELECT sha256 FROM source"
        return self._use(lambda connection: str(connection.execute(query).fetchone()[0])) or ""

    def is_regular(self, sha256: str) -> bool:
        """Whether a list with that checksum is known to be exactly its blocks."""
        row = self._use(lambda connection: connection.execute(_REGULAR, (sha256,)).fetchone())
        return bool(row and row[0])

    def numbers_of(self, sha256: str, identifier: str) -> list[int] | None:
        """Return the positions of a paper in the list with that checksum; None if not known."""
        query = (
            "SELECT (SELECT count(*) FROM paper AS earlier WHERE earlier.place < paper.place) "
            "FROM paper WHERE id = ? ORDER BY place"
        )

        def found(connection: sqlite3.Connection) -> list[int] | None:
            row = connection.execute(_REGULAR, (sha256,)).fetchone()
            if not (row and row[0]):
                return None
            return [int(n) for (n,) in connection.execute(query, (identifier,))]

        return self._use(found)

    def count_of(self, sha256: str) -> int:
        """Return how many papers the list with that checksum has; 0 if it is not its blocks."""
        if not self.is_regular(sha256):
            return 0
        query = "SELECT count(*) FROM paper"
        return self._use(lambda connection: int(connection.execute(query).fetchone()[0])) or 0

    def known_at(
        self, sha256: str, first: int, count: int
    ) -> list[tuple[str, Callable[[str], bool]]]:
        """Return identifiers of papers, and what tells whether a text is the block of one.

        Args:
            sha256: The checksum of the list; nothing comes back if the index knows another one.
            first: The position of the first one, from 0.
            count: How many, at most.
        """
        query = "SELECT id, digest FROM paper ORDER BY place LIMIT ? OFFSET ?"
        is_digest_of = refresh.is_digest_of

        def looked_up(
            connection: sqlite3.Connection,
        ) -> list[tuple[str, Callable[[str], bool]]]:
            row = connection.execute(_REGULAR, (sha256,)).fetchone()
            found = connection.execute(query, (count, first)) if row and row[0] else ()
            return [(str(name), partial(is_digest_of, digest)) for name, digest in found]

        return self._use(looked_up) or []

    def follow(
        self,
        before: str,
        after: str,
        updates: Sequence[tuple[int, str, Mapping[str, Any]]],
        additions: Sequence[tuple[str, Mapping[str, Any]]] = (),
    ) -> bool:
        """Apply a change of the list to the index; return whether that was possible.

        Args:
            before: The checksum of the list that was changed; nothing is done if the index knows
                another one.
            after: The checksum of the list as it is now.
            updates: Of each changed paper its position, its block and its table.
            additions: Of each new paper at the end its block and its table.
        """

        def followed(connection: sqlite3.Connection) -> bool:
            with transaction(connection):
                told = is_told(connection)
                names = refresh.follow(connection, before, after, (updates, additions))
            if names is not None:
                self._note(names, told=told)
            return names is not None

        return bool(self._use(followed))

    def has_new_names(self) -> bool:
        """Whether identifiers, titles or topics have changed since `note_names` was called."""
        return self._use(is_told) is False

    def note_names(self) -> None:
        """Record that the copies of identifiers, titles and topics are up to date."""

        def noted(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("UPDATE source SET named = 1")

        self._use(noted)
        self.new_names = []

    def features(self, kind: str, identifiers: Iterable[str]) -> "dict[str, Feature]":
        """Return the stored values of one kind for some papers, by identifier."""
        wanted = list(identifiers)
        return (
            self._use(lambda connection: index_features.read_features(connection, kind, wanted))
            or {}
        )

    def all_features(self, kind: str) -> "dict[str, Feature]":
        """Return all stored values of one kind, by identifier."""
        return self._use(lambda connection: index_features.read_features(connection, kind)) or {}

    def exchange_features(
        self,
        head: tuple[str, str],
        before: bytes | None,
        features: "Mapping[tuple[str, str], Feature]",
        gone: Iterable[str],
    ) -> bool:
        """Store values that belong together, unless another process has changed them.

        Args:
            head: Kind and identifier of the value that changes with each of the others.
            before: The stamp that it had when they were read; None if it was not there.
            features: The values by kind and identifier.
            gone: Identifiers of that kind that are there no more.

        Returns:
            Whether they are kept.
        """

        def exchanged(connection: sqlite3.Connection) -> bool:
            with transaction(connection):
                return index_features.exchange_features(connection, head, before, features, gone)

        return bool(self._use(exchanged))

    def keep_features(
        self, kind: str, features: "Mapping[str, Feature]", only: bytes | None = None
    ) -> None:
        """Store values of one kind, by identifier; with ``only``, those with another stamp go."""

        def kept(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                index_features.write_features(connection, kind, features, only)

        self._use(kept)

    def feature_names(self, kind: str) -> list[str]:
        """Return of what values of one kind are kept."""
        return self._use(lambda opened: index_features.feature_names(opened, kind)) or []

    def replace_features(
        self, features: "Mapping[tuple[str, str], Feature]", gone: Iterable[tuple[str, str]] = ()
    ) -> bool:
        """Forget some values and keep others, by kind and identifier; return whether that is so."""

        def replaced(connection: sqlite3.Connection) -> bool:
            with transaction(connection):
                index_features.replace_features(connection, features, gone)
            return True

        return bool(self._use(replaced))

    def search(
        self,
        load: Callable[[], "ParsedList"],
        question: "SearchQuery",
        view: "PaperFilesView",
        tell: Tell = untold,
    ) -> "SearchResult":
        """Search the list and its library, updated from the files first.

        Where the index cannot be used, one is made in memory, which takes longer.

        Args:
            load: Cuts the list without parsing it.
            question: What is searched for.
            view: What lies in the library.
            tell: Told how many new papers are in the index.

        Raises:
            OSError: There is no list.
            FileError: From `load`: the list is broken.
        """

        def found(connection: sqlite3.Connection) -> "SearchResult":
            self._bring_in_line(connection, load, tell)
            file_texts.take_words(connection, view)
            return searching.find(connection, question)

        return self._use(found) or found(open_in_memory(self.list_path))

    def close(self) -> None:
        """Close the file."""
        connection, self._opened, self._tried = self._opened, None, False
        if connection is not None:
            with contextlib.suppress(Exception):  # nothing is waited for
                connection.close()
