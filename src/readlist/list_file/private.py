"""A shared list together with the reader's private values, as one document.

A list that a group shares holds papers, topics and facts. Where the settings call it private,
status, star, notes and days are kept in a file of the reader's own, in the form of a list: a
``[[paper]]`` for each paper that the reader marked, with its identifier and those keys.

The two are read as one text: the shared one, `BETWEEN`, the reader's. So one change, one record in
the history and one step of undo are about both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from readlist.errors import FileError
from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import (
    BETWEEN,
    IsText,
    Memory,
    PaperSpan,
    Table,
    cut,
    identifier_of,
    papers_of,
    parse_whole,
)
from readlist.model.spelling import compared
from readlist.paper import OWN_KEYS, OWNED
from readlist.progress import Tell, untold

YOURS = "yours:"
"""In front of an identifier: the reader's own entry of the paper."""
NOTHING: Mapping[str, Any] = {"star": False}
"""What says in the reader's entry that there is no such value; an empty text for other keys."""


def nothing_for(key: str) -> Any:  # noqa: ANN401 - a value of TOML
    """Return what stands in the reader's entry for a value that the shared list has alone."""
    return NOTHING.get(key, "")


_PLAIN = re.compile(r'\[\[paper\]\]\r?\n(?:id = )"([^"\\\n]*)"\r?\n')
"""How readlist begins a table: the identifier can be told without parsing it."""


class _OfBoth:
    """What is known of both texts, for the shared one alone.

    Args:
        both: The document of both.
        memory: What is known of its bytes.
    """

    def __init__(self, both: ListDocument, memory: Memory) -> None:
        self._both = both
        self._memory = memory

    def is_regular(self, sha256: str) -> bool:  # noqa: ARG002 - there is only this one text
        """Whether the shared list was parsed before and is a regular document."""
        return self._memory.is_regular(self._both.sha256)

    def numbers_of(self, sha256: str, identifier: str) -> list[int] | None:  # noqa: ARG002
        """Return where a paper stands in the shared list; None if not known."""
        return self._memory.numbers_of(self._both.sha256, identifier)

    def count_of(self, sha256: str) -> int:  # noqa: ARG002 - the digests are of both texts
        """Return 0: what is known of its papers concerns both texts."""
        return 0

    def known_at(self, sha256: str, first: int, count: int) -> Sequence[tuple[str, IsText]]:  # noqa: ARG002
        """Return nothing: no paper is known by its text."""
        return ()


class PrivateDocument(ListDocument):
    """Both texts as they were read. Positions and papers are those of the shared list.

    Args:
        raw: The bytes of both, with `BETWEEN` between them.
        path: The shared list.
        own_path: The reader's file.
        memory: What is known of these very bytes.
        tell: Told how many papers are parsed.
    """

    def __init__(
        self,
        raw: bytes,
        path: Path,
        own_path: Path,
        memory: Memory | None = None,
        tell: Tell = untold,
    ) -> None:
        super().__init__(raw, path, memory, tell)
        self.own_path = own_path
        parts = apart(raw)
        known = _OfBoth(self, memory) if memory else None
        self._shared = ListDocument(parts[0], path, known)
        self.own = ListDocument(parts[1], own_path)

    @property
    def shared(self) -> ListDocument:
        """The shared list by itself."""
        return self._shared

    def again(self, raw: bytes) -> "PrivateDocument":
        """Return other bytes as a document of the same two files."""
        return PrivateDocument(raw, self.path, self.own_path)

    def check(self) -> None:
        """Make sure that both texts are lists that can be read.

        Raises:
            FileError: One is not; with file, line and column.
        """
        self._shared.check_markers()
        self._shared.check_schema()
        len(self)
        self.own.check()
        _ = self.own.tables

    @cached_property
    def text(self) -> str:
        """Both texts, without the byte order mark of the shared one."""
        return self._shared.text + BETWEEN + self.own.bom + self.own.text

    @property
    def bom(self) -> str:
        """The byte order mark of the shared list, if there is one."""
        return self._shared.bom

    @property
    def newline(self) -> str:
        """What ends the lines of the shared list."""
        return self._shared.newline

    @property
    def own_start(self) -> int:
        """Where the reader's text begins."""
        return len(self._shared.text) + len(BETWEEN) + len(self.own.bom)

    @property
    def shared_end(self) -> int:
        """Where the shared list ends."""
        return len(self._shared.text)

    @cached_property
    def blocks(self) -> tuple[PaperSpan, ...]:
        """The papers' blocks in the shared list."""
        return cut(self._shared.text)

    @property
    def head(self) -> str:
        """What stands before the first paper of the shared list."""
        return self._shared.head

    def check_markers(self) -> None:
        """Make sure that no merge left a conflict in one of the texts."""
        self._shared.check_markers()
        self.own.check_markers()

    def check_schema(self) -> None:
        """Make sure that this version of readlist knows the layout of both."""
        self._shared.check_schema()
        self.own.check_schema()

    def block_texts(self) -> Sequence[str]:
        """Return the text of every block, each with the reader's entries of the paper.

        What a paper is, depends on both.
        """
        texts = self._shared.block_texts()
        if not len(self.own):
            return texts
        return [
            both_texts(text, map(self._own_text, self.own_numbers(self._names(number, text))))
            for number, text in enumerate(texts)
        ]

    def _names(self, number: int, text: str) -> tuple[str, ...]:
        """Return the identifiers of a paper; most texts tell them without being parsed."""
        plain = _PLAIN.match(text)
        if plain and "also" not in text:
            return (_canonical(plain[1]),)
        return self.names_at(number)

    def _own_text(self, number: int) -> str:
        if self.own.regular:
            return self.own.block_text(number)
        return repr(sorted(self.own.table(number).items(), key=lambda item: item[0]))

    def names_at(self, number: int) -> tuple[str, ...]:
        """Return the identifiers of a paper, its own first, in the form in which they compare."""
        table = super()._parsed(number) if self.regular else self._shared.table(number)
        return names_of(table or {})

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number in range(len(self.own)):
            name = compared(identifier_of(self.own.table(number)))
            places.setdefault(name, []).append(number)
        return places

    def own_numbers(self, names: tuple[str, ...]) -> list[int]:
        """Return where the reader's entries of a paper with these identifiers stand."""
        return [number for name in names for number in self._places.get(name, ())]

    def _parsed(self, number: int) -> Table | None:
        table = super()._parsed(number)
        return None if table is None else self._joined(table)

    def _joined(self, table: Table) -> Table:
        numbers = self.own_numbers(names_of(table)) if self._places else []
        return joined(table, [self.own.table(number) for number in numbers])

    @cached_property
    def _whole(self) -> tuple[Table, ...]:
        papers = papers_of(parse_whole(self._shared.text, self.path), self.path)
        return tuple(map(self._joined, papers))

    def locate(self, identifier: str) -> list[tuple[int, int]]:
        """Return where the texts of a paper, or of the reader's entries of it, begin and end."""
        if not identifier.startswith(YOURS):
            return self._shared.locate(identifier)
        shift = self.own_start
        found = self.own.locate(identifier.removeprefix(YOURS))
        return [(start + shift, end + shift) for start, end in found]

    def end_for(self, identifier: str) -> int:
        """Return where a new entry goes that has no neighbours any more."""
        return len(self.text) if identifier.startswith(YOURS) else self.shared_end


def both_texts(shared: str, own: Iterable[str]) -> str:
    """Return the texts of one paper in both files as one, of which nothing else is made."""
    entries = [text.rstrip("\r\n") for text in own]
    return "\0".join([shared.rstrip("\r\n"), *entries]) if entries else shared


def _canonical(identifier: str) -> str:
    return compared(identifier_of({"id": identifier}))


def names_of(table: Table) -> tuple[str, ...]:
    """Return the identifiers of a paper's table, its own first, as they compare."""
    also = table.get("also")
    further = [also] if isinstance(also, str) else also if isinstance(also, list) else []
    every = [identifier_of(table), *(identifier_of({"id": one}) for one in further)]
    return tuple(dict.fromkeys(compared(one) for one in every if one))


def joined(table: Table, own: list[Table]) -> Table:
    """Return a paper as the reader sees it: the shared values, overridden by the reader's.

    Args:
        table: The paper in the shared list.
        own: The reader's entries of it, that of its own identifier first.
    """
    values = own_values(own)
    if not values:
        return table
    merged = {**table, **values}
    for key, value in values.items():
        if value in ("", False) and value == nothing_for(key):
            merged.pop(key)
    return {**merged, OWNED: [key for key in OWN_KEYS if key in values]}


def own_values(own: list[Table]) -> dict[str, Any]:
    """Return what the reader's entries of a paper say together: the first counts, notes add up."""
    values: dict[str, Any] = {}
    for entry in reversed(own):
        values |= {key: entry[key] for key in OWN_KEYS if key in entry}
    notes = [text for entry in own if isinstance(text := entry.get("notes"), str) and text]
    if len(notes) > 1:
        values["notes"] = "".join(f"{text.strip(chr(10))}\n" for text in dict.fromkeys(notes))
    return values


def together(shared: bytes, own: bytes) -> bytes:
    """Return both files as one text.

    Raises:
        ValueError: The shared one holds what only stands between them.
    """
    between = BETWEEN.encode()
    if between in shared or between in own:
        raise ValueError("a file holds bytes that no list can hold")
    return shared + between + own


def apart(raw: bytes) -> tuple[bytes, bytes]:
    """Return the bytes of the two files."""
    shared, _, own = raw.partition(BETWEEN.encode())
    return shared, own


def no_list(path: Path) -> FileError:
    """Return the error for a file with bytes that no list holds."""
    return FileError(
        f"{path} holds a NUL byte, which TOML does not allow", f"mend {path} in an editor"
    )
