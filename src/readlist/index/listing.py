"""The list, answered from the index: the same answers as `ReadingList`, without the file."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from readlist.errors import ReadlistError
from readlist.folding import fold_words, title_forms
from readlist.index.rows import (
    LINE,
    MARK,
    RECORD,
    RECORDS,
    Ask,
    checked,
    first_of,
    from_records,
    lines_of,
    marked,
    papers_of,
)
from readlist.index.schema import is_damage
from readlist.lazy import lazy
from readlist.model.spelling import compared
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, Outline, ReadingList, Selection
from readlist.reading_list.filters import Holds
from readlist.reading_list.papers import Papers, checksum

if TYPE_CHECKING:
    from readlist.index import row_facts, selecting, streaming
    from readlist.index.row_facts import RowFacts
else:
    row_facts = lazy("readlist.index.row_facts")
    selecting = lazy("readlist.index.selecting")
    streaming = lazy("readlist.index.streaming")

T = TypeVar("T")

_STATUSES = {str(status): status for status in Status}
_AT_ONCE = 5_000
"""Rows that are held at a time."""
_BY_NAME = (
    f"{RECORDS} WHERE names <> '' AND instr(names, ?) > 0 AND NOT doubled "
    "ORDER BY instr(names, ?) > 1, place LIMIT 1"
)
"""A paper's own name stands first among its names, and goes before others' further ones."""


class IndexedList(ReadingList):
    """Papers that are read from the index on demand.

    Every method sees one state of the list. Two methods may see two, when another process changed
    the list in between.

    Args:
        connection: The index, in line with the list.
        read: Reads the list itself; called when the index fails.
        damaged: Told when it fails because it is damaged.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        read: Callable[[], ReadingList],
        damaged: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(())
        self._connection = connection
        self._read = read
        self._damaged = damaged
        self._plain: ReadingList | None = None
        """The list itself, once the index has failed."""

    def __len__(self) -> int:
        return self._ask(
            lambda ask: int(ask("SELECT count(*) FROM paper WHERE NOT doubled")[0][0]),
            len,
        )

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __contains__(self, identifier: str) -> bool:
        return self.get(identifier) is not None

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers in the reader's order, without doubles."""
        return self._ask(
            lambda ask: papers_of(ask(f"{RECORDS} WHERE NOT doubled ORDER BY place")),
            lambda plain: plain.papers,
        )

    @cached_property
    def outlines(self) -> Sequence[Outline]:
        """The outlines of the papers, in the reader's order."""
        query = (
            "SELECT id, title, status, star, added, due, place FROM paper "
            "WHERE NOT doubled AND place > ? ORDER BY place LIMIT ?"
        )

        def made(ask: Ask) -> Sequence[Outline]:
            found: list[Outline] = []
            last = -(1 << 62)
            # Some at a time: all rows of a large list would be held beside what is made of them.
            while rows := ask(query, last, _AT_ONCE):
                found += [
                    Outline(
                        one, checksum(title), _STATUSES[status], bool(star), _day(added), _day(due)
                    )
                    for one, title, status, star, added, due, _ in rows
                ]
                last = rows[-1][-1]
            return found

        return self._ask(made, lambda plain: plain.outlines)

    @cached_property
    def doubles(self) -> tuple[Paper, ...]:
        """The papers whose identifier an earlier one has."""
        return self._ask(
            lambda ask: papers_of(ask(f"{RECORDS} WHERE doubled ORDER BY place")),
            lambda plain: plain.doubles,
        )

    @cached_property
    def faulty(self) -> tuple[tuple[int, Paper], ...]:
        """The papers with invalid values, each with its position, counted from 0."""

        def numbered(ask: Ask) -> tuple[tuple[int, Paper], ...]:
            found = ask(
                "SELECT (SELECT count(*) FROM paper AS earlier WHERE earlier.place < paper.place), "  # noqa: S608 - constants
                f"{RECORD} FROM paper JOIN record USING (row) WHERE faulty ORDER BY place"
            )
            papers = from_records(checked((row, text, total) for _, row, text, total in found))
            return tuple(zip((number for number, *_ in found), papers, strict=True))

        return self._ask(numbered, lambda _plain: ())

    def get(self, identifier: str) -> Paper | None:
        """Return the paper with that identifier (without version), or None.

        Its own identifier goes before the further ones of others.
        """

        def found(ask: Ask) -> Paper | None:
            own = first_of(ask(f"{RECORDS} WHERE id = ? AND NOT doubled", identifier))
            name = f"{MARK}{compared(identifier)}{MARK}"
            return own or first_of(ask(_BY_NAME, name, name))

        return self._ask(found, lambda plain: plain.get(identifier)) if identifier else None

    def by_key(self, key: str) -> Paper | None:
        """Return the paper for which the reader chose that citation key, or None."""
        query = f"{RECORDS} WHERE key = ? AND key <> '' AND NOT doubled ORDER BY place LIMIT 1"
        return self._ask(lambda ask: first_of(ask(query, key)), lambda plain: plain.by_key(key))

    def by_title(self, words: str) -> tuple[Paper, ...]:
        """Return the papers whose title has all the words; only the exact ones if there are any.

        Other inflected forms of the words count where no title has the very words.
        """
        attempts = title_forms(words)
        if not attempts:
            return ()
        whole = "".join(fold_words(words))

        def found(ask: Ask) -> tuple[Paper, ...]:
            rows = next(filter(None, (_titled(ask, wanted) for wanted in attempts)), [])
            exact = [row for row, title in rows if "".join(title.split()) == whole]
            chosen = ",".join(str(row) for row in exact or [row for row, _ in rows])
            return papers_of(ask(f"{RECORDS} WHERE row IN ({chosen}) ORDER BY place"))

        return self._ask(found, lambda plain: plain.by_title(words))

    @cached_property
    def topics(self) -> dict[str, tuple[int, int]]:
        """Every topic in order of first appearance, with its read papers and all its papers."""

        def counted(ask: Ask) -> dict[str, tuple[int, int]]:
            counts: dict[str, list[int]] = {}
            for topics, read, total in ask(
                "SELECT coalesce(spelt, trim(topics, ?)), sum(status = 'read'), count(*) "
                "FROM paper NOT INDEXED WHERE NOT doubled AND topics <> '' "
                "GROUP BY 1 ORDER BY min(place)",
                MARK,
            ):
                for topic in topics.split(MARK):
                    count = counts.setdefault(topic, [0, 0])
                    count[0] += read
                    count[1] += total
            return {topic: (read, total) for topic, (read, total) in counts.items()}

        return self._ask(counted, lambda plain: plain.topics)

    @cached_property
    def topic_names(self) -> tuple[str, ...]:
        """Every topic in order of first appearance."""

        def named(ask: Ask) -> tuple[str, ...]:
            rows = ask(
                "SELECT coalesce(spelt, trim(topics, ?)) FROM paper NOT INDEXED "
                "WHERE NOT doubled AND topics <> '' ORDER BY place",
                MARK,
            )
            together = MARK.join(topics for (topics,) in rows)
            return tuple(dict.fromkeys(together.split(MARK))) if rows else ()

        return self._ask(named, lambda plain: plain.topic_names)

    def has_topic(self, name: str) -> bool:
        """Return whether a paper has the topic, in any case of letters."""
        query = "SELECT 1 FROM paper NOT INDEXED WHERE NOT doubled AND instr(topics, ?) > 0 LIMIT 1"
        return self._ask(
            lambda ask: bool(ask(query, marked(name))), lambda plain: plain.has_topic(name)
        )

    @cached_property
    def status_counts(self) -> dict[Status, int]:
        """How many papers have each status; every status is there."""
        query = (
            "SELECT status, count(*) FROM paper INDEXED BY paper_count "
            "WHERE NOT doubled GROUP BY status"
        )
        none = dict.fromkeys(Status, 0)
        return self._ask(
            lambda ask: none | {Status(status): count for status, count in ask(query)},
            lambda plain: plain.status_counts,
        )

    def select(self, filters: Filters, default: frozenset[Status], holds: Holds) -> Selection:
        """Return the papers that pass, sorted and cut; see `ReadingList.select`."""
        return self._ask(
            lambda ask: selecting.select_from(ask, filters, default, holds),
            lambda plain: plain.select(filters, default, holds),
        )

    def stream(self, filters: Filters, default: frozenset[Status], holds: Holds) -> Papers:
        """Return the papers of `select`, a few of which are held at a time."""
        if not selecting.in_rows(filters):
            return super().stream(filters, default, holds)

        def found(ask: Ask) -> Papers:
            rows = [row for (row,) in ask(*selecting.query_for("row", filters, default))]
            source = str(ask("SELECT sha256 FROM source")[0][0])
            return streaming.PaperStream(
                rows,
                source,
                lambda asked, read: self._ask(asked, lambda _: read()),
                lambda: self._listed.select(filters, default, holds).papers,
            )

        return self._ask(found, lambda plain: plain.stream(filters, default, holds))

    def facts(self, filters: Filters, default: frozenset[Status]) -> "RowFacts | None":
        """Return what tells the papers apart, and which of them `select` returns.

        None comes back where that needs the papers themselves, or where the index failed.
        """
        if not selecting.in_rows(filters):
            return None
        return self._ask(lambda ask: row_facts.facts_of(ask, filters, default), lambda _: None)

    def papers_at(self, facts: "RowFacts", places: Sequence[int]) -> Sequence[Paper]:
        """Return the papers at some positions of the list.

        Raises:
            FileError: The list was changed since the facts were told.
        """
        return self._ask(
            lambda ask: row_facts.papers_at(ask, facts, places),
            lambda plain: row_facts.same_papers(plain.papers, facts, places),
        )

    @property
    def _listed(self) -> ReadingList:
        """The list itself, for when the index has failed."""
        assert self._plain is not None
        return self._plain

    def lines(
        self, filters: Filters, default: frozenset[Status], holds: Holds
    ) -> list[tuple[str, str]]:
        """Return identifier and line for programs of what `select` returns."""
        if not selecting.in_rows(filters):
            return super().lines(filters, default, holds)
        return self._ask(
            lambda ask: lines_of(ask(*selecting.query_for(LINE, filters, default))),
            lambda plain: plain.lines(filters, default, holds),
        )

    def _themes(self) -> list[str]:
        def named(ask: Ask) -> list[str]:
            found = [theme for (theme,) in ask("SELECT theme FROM theme ORDER BY first")]
            return [*(theme for theme in found if theme), ""]

        return self._ask(named, lambda plain: plain._themes())  # noqa: SLF001 - of this class

    def _theme_counts(self, themes: Collection[str]) -> Mapping[str, tuple[int, int]]:
        query = (
            "SELECT theme, sum(status = 'read'), count(*) FROM paper "  # noqa: S608 - marks only
            f"WHERE NOT doubled AND theme IN ({', '.join('?' * len(themes))}) "
            "AND status <> 'skipped' GROUP BY theme"
        )
        return self._ask(
            lambda ask: {theme: (read, total) for theme, read, total in ask(query, *themes)},
            lambda plain: plain._theme_counts(themes),  # noqa: SLF001 - of this class
        )

    def _ask(self, answer: Callable[[Ask], T], plainly: Callable[[ReadingList], T]) -> T:
        """Return the index's answer from one state of it, or the list's own if it fails."""
        if self._plain is not None:
            return plainly(self._plain)
        connection = self._connection
        try:
            connection.execute("BEGIN")
            try:
                return answer(lambda query, *values: connection.execute(query, values).fetchall())
            finally:
                connection.execute("ROLLBACK")
        except (ReadlistError, OSError):  # from what lies beside the list
            raise
        except Exception as error:  # noqa: BLE001 - damage shows itself in any way
            if is_damage(error):
                self._damaged()
            self._plain = self._read()
            return plainly(self._plain)


@cache
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _titled(ask: Ask, wanted: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Return row and title of the papers whose titles contain a form of every word."""
    having = " AND ".join(
        f"({' OR '.join(['instr(title, ?) > 0'] * len(forms))})" for forms in wanted
    )
    query = (
        "SELECT row, title FROM paper NOT INDEXED "  # noqa: S608 - marks only
        f"WHERE NOT doubled AND {having} ORDER BY place"
    )
    return ask(query, *(form for forms in wanted for form in forms))
