"""The list as text, cut into one block a paper, and what the text means.

Cutting comes before parsing. In TOML a ``[[paper]]`` header starts a new element of the array
wherever it stands, so the document is its head plus its blocks, provided that each block, parsed
alone, gives exactly one paper and nothing else. Such a document is called regular: it can be
read, checked and changed block by block. Any other document is parsed whole.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from readlist.errors import FileError
from readlist.list_file.parsing import (
    PaperSpan,
    Table,
    cut,
    decode,
    identifier_of,
    papers_of,
    parse_block,
    parse_whole,
)
from readlist.model.spelling import spelled
from readlist.progress import Tell, counted, untold
from readlist.regular import read_regular
from readlist.text import shorten
from readlist.toml_edit import Statement, TomlScanError, conflict_in, scan

LARGEST = 256 << 20
"""Bytes beyond which a file is taken for something else: a million papers are 230 MB."""

SCHEMA = 1
"""The newest layout of the list that this version knows."""

_SUB_TABLE = re.compile(r"(?:paper|\"paper\"|'paper')[ \t]*\.")
_BOM = "\ufeff"


class Memory(Protocol):
    """What was found out about a text before: the index (`readlist.index.Index`)."""

    def is_regular(self, sha256: str) -> bool:
        """Whether the bytes with that checksum were parsed before and are a regular document."""

    def numbers_of(self, sha256: str, identifier: str) -> list[int] | None:
        """Return where a paper stands in the bytes with that checksum; None if not known."""


class ListDocument:
    """The text of a list and its papers, as it was read. Never changed; see `ListEditor`.

    Args:
        raw: The bytes.
        path: Where they were read, for messages.
        memory: Spares parsing what was parsed before. It is asked by the checksum of all bytes,
            so what it answers is about this very text.
        tell: Told how many papers are parsed, when all of them are.
    """

    def __init__(
        self, raw: bytes, path: Path, memory: Memory | None = None, tell: Tell = untold
    ) -> None:
        self.raw = raw
        self.path = path
        self._memory = memory
        self._tell = tell
        self._by_number: dict[int, Table | None] = {}
        self._assumed: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, raw: bytes, path: Path, memory: Memory | None = None) -> "ListDocument":
        """Read the bytes of a list.

        Raises:
            FileError: They are not UTF-8, not TOML or not a list; with file, line and column.
        """
        document = cls(raw, path, memory)
        document.check()
        return document

    def check(self) -> None:
        """Make sure that it is a list that can be read.

        Raises:
            FileError: It is not UTF-8, not TOML or not a list; with file, line and column.
        """
        self.check_markers()
        self.check_schema()
        len(self)

    @property
    def shared(self) -> "ListDocument":
        """What others have of it, where it is a shared list: here all of it."""
        return self

    def again(self, raw: bytes) -> "ListDocument":
        """Return other bytes as a document of the same file."""
        return ListDocument(raw, self.path)

    @cached_property
    def _decoded(self) -> str:
        return decode(self.raw, self.path)

    @property
    def bom(self) -> str:
        """The byte order mark, if there is one."""
        return _BOM if self._decoded.startswith(_BOM) else ""

    @cached_property
    def text(self) -> str:
        """The text without byte order mark.

        Raises:
            FileError: The bytes are not UTF-8.
        """
        return self._decoded[len(self.bom) :]

    @cached_property
    def newline(self) -> str:
        """What ends the lines: that of Windows if it occurs."""
        # Looking for one character is quicker than for two, and most files have none.
        return "\r\n" if "\r" in self.text and "\r\n" in self.text else "\n"

    @cached_property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    def encode(self, text: str) -> bytes:
        """Return a text as this file's bytes."""
        return (self.bom + text).encode("utf-8")

    @cached_property
    def blocks(self) -> tuple[PaperSpan, ...]:
        """The papers' blocks, in order; headers inside multi-line strings are none."""
        return cut(self.text)

    @property
    def head(self) -> str:
        """What stands before the first paper."""
        return self.text[: self.blocks[0].start] if self.blocks else self.text

    def block_text(self, number: int) -> str:
        """Return the text of the paper with that position, counted from 0."""
        block = self.blocks[number]
        return self.text[block.start : block.end]

    def block_texts(self) -> list[str]:
        """Return the text of every block, in order."""
        return [self.text[block.start : block.end] for block in self.blocks]

    def assume(self, numbers: Iterable[int]) -> None:
        """Take blocks for sound without parsing them, because the same texts were parsed before.

        Allowed because a block is sound, one paper and nothing else, by its own text alone.
        """
        self._assumed = frozenset(numbers)

    @cached_property
    def regular(self) -> bool:
        """Whether the document is exactly its head plus its blocks; see the module's text."""
        if self._memory and self._memory.is_regular(self.sha256):
            return True
        try:
            return "paper" not in tomllib.loads(self.head) and all(
                number in self._assumed or self._parsed(number) is not None
                for number in counted(range(len(self.blocks)), self._tell)
            )
        except (tomllib.TOMLDecodeError, RecursionError):
            return False

    def _parsed(self, number: int) -> Table | None:
        if number not in self._by_number:
            self._by_number[number] = parse_block(self.block_text(number))
        return self._by_number[number]

    @cached_property
    def _whole(self) -> tuple[Table, ...]:
        return papers_of(parse_whole(self.text, self.path), self.path)

    def __len__(self) -> int:
        return len(self.blocks) if self.regular else len(self._whole)

    def table(self, number: int) -> Table:
        """Return the paper with that position, counted from 0."""
        parsed = self._parsed(number) if self.regular else self._whole[number]
        assert parsed is not None
        return parsed

    @property
    def tables(self) -> tuple[Table, ...]:
        """The papers' tables in order.

        Raises:
            FileError: The text is not TOML, or ``paper`` is no array of tables.
        """
        return tuple(self.table(number) for number in range(len(self)))

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number in range(len(self)):
            numbers.setdefault(identifier_of(self.table(number)), []).append(number)
        return numbers

    def numbers_of(self, identifier: str) -> list[int]:
        """Return where a paper stands: none, one, or several places when it is doubled."""
        known = self._memory.numbers_of(self.sha256, identifier) if self._memory else None
        for number in known or ():
            if not self._is_at(number, identifier):
                known = None
                break
        return self._numbers.get(identifier, []) if known is None else known

    def _is_at(self, number: int, identifier: str) -> bool:
        """Whether a paper is where a memory says; a change must never hit another one."""
        table = self._parsed(number) if number < len(self.blocks) else None
        if table is None:
            return False
        return table.get("id") == identifier or identifier_of(table) == identifier

    def check_markers(self) -> None:
        """Make sure that no merge left a conflict, not even inside a note.

        Raises:
            FileError: One did; with line and column.
        """
        place = conflict_in(self.text)
        if place is not None:
            line = self.text.count("\n", 0, place) + 1
            mark = self.text[place:].partition("\n")[0].strip()
            raise FileError(
                f"{self.path}, line {line}, column 1: a merge left a conflict here, "
                f"from {shorten(mark, 40)!r} on",
                "readlist edit (goes to the line), and keep one side; the file was not changed",
            )

    def check_schema(self) -> None:
        """Make sure that this version of readlist knows the layout.

        Raises:
            FileError: The list says that it is of a newer or unknown layout.
        """
        try:
            schema = tomllib.loads(self.head).get("schema", SCHEMA)
        except (tomllib.TOMLDecodeError, RecursionError):
            schema = parse_whole(self.text, self.path).get("schema", SCHEMA)
        if type(schema) is int and schema > SCHEMA:
            raise FileError(
                f"{self.path} was written by a newer readlist "
                f"(schema {schema}, this one knows {SCHEMA})",
                "upgrade readlist: pip install --upgrade readlist",
            )
        if schema != SCHEMA or type(schema) is not int:
            raise FileError(
                f"{self.path}: schema = {str(schema)[:40]!r} is not a schema that readlist knows",
                f"set schema = {SCHEMA} in the file",
            )

    def extent(self, number: int) -> tuple[int, int]:
        """Return where a paper's own text begins and ends, without blanks and comments behind it.

        Raises:
            TomlScanError: The block is not laid out as TOML is.
        """
        block = self.blocks[number]
        statements: Sequence[Statement] = scan(self.text[block.start : block.end])
        own = len(statements)
        for place, statement in enumerate(statements):
            if place and statement.header and not _SUB_TABLE.match(statement.name):
                own = place  # a table of something else that stands behind the paper
                break
        return block.start, block.start + statements[own - 1].end

    def locate(self, identifier: str) -> list[tuple[int, int]]:
        """Return where the texts of the papers with an identifier begin and end, if at all."""
        numbers = self.numbers_of(spelled(identifier) or identifier)
        try:
            return [self.extent(number) for number in numbers if number < len(self.blocks)]
        except TomlScanError:
            return []

    def end_for(self, identifier: str) -> int:  # noqa: ARG002 - here it is the same for all
        """Return where a paper goes that has no neighbours any more."""
        return len(self.text)

    def line_of(self, number: int) -> int:
        """Return the line, counted from 1, where a paper begins; 1 when that cannot be told."""
        if number >= len(self.blocks):
            return 1
        return self.text.count("\n", 0, self.blocks[number].start) + 1


def read_list_bytes(path: Path) -> bytes:
    """Return the file's content.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It is not a regular file, too large, or may not be read.
    """
    return read_regular(path, LARGEST, "name the TOML file of your list with --file")


def read_document(path: Path, memory: Memory | None = None) -> ListDocument:
    """Read and parse the list; what the memory knows of it need not be parsed.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It cannot be read, or is no list; with line and column.
    """
    return ListDocument.parse(read_list_bytes(path), path, memory)


def cut_document(path: Path, tell: Tell = untold) -> ListDocument:
    """Read the list without parsing its papers yet; asking for one of them does.

    Args:
        path: The list.
        tell: Told how many papers are parsed, once they are.

    Raises:
        FileNotFoundError: There is no file.
        FileError: It cannot be read, or is no list that this version knows.
    """
    document = ListDocument(read_list_bytes(path), path, tell=tell)
    document.check_markers()
    document.check_schema()
    return document
