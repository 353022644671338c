"""The list as text, split into one block per paper, and what the text means.

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

from readlist.errors import FileError
from readlist.list_file.parsing import (
    Memory,
    PaperSpan,
    Table,
    cut,
    decode,
    identifier_of,
    papers_of,
    parse_block,
    parse_whole,
    read_plain,
)
from readlist.model.spelling import spelled
from readlist.progress import Tell, counted, untold
from readlist.replacement import Replacement, apply
from readlist.text import shorten
from readlist.toml_edit import Statement, TomlScanError, conflict_in, scan

SCHEMA = 1
"""The newest layout of the list that this version knows."""

_SUB_TABLE = re.compile(r"(?:paper|\"paper\"|'paper')[ \t]*\.")
_BOM = "\ufeff"


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
        """The part that others share; here all of it."""
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
        """The line ending: that of Windows if it occurs."""
        # Looking for one character is quicker than for two, and most files have none.
        return "\r\n" if "\r" in self.text and "\r\n" in self.text else "\n"

    @cached_property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def in_blocks(self) -> bool:
        """Whether every paper has a block of its own."""
        return len(self) == len(self.blocks)

    @property
    def ending(self) -> str:
        """The last characters of the text."""
        return self.text[-3:]

    @property
    def is_blank(self) -> bool:
        """Whether it holds only white space."""
        return not self.text.strip()

    @property
    def size(self) -> int:
        """The length of the text in characters."""
        return len(self.text)

    def replaced(self, hunks: Sequence[Replacement]) -> Sequence[bytes | memoryview]:
        """Return the bytes with replacements made, in pieces.

        Raises:
            ValueError: The text does not have a replacement's old piece where it should be.
        """
        return [self.encode(apply(self.text, hunks))]

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

    def start_of(self, number: int) -> int:
        """Return where a block begins, in characters."""
        return self.blocks[number].start

    def block_text(self, number: int) -> str:
        """Return the text of the paper with that position, counted from 0."""
        block = self.blocks[number]
        return self.text[block.start : block.end]

    def excerpt(self, first: int, last: int) -> "tuple[ListDocument, int] | None":  # noqa: ARG002
        """Return some blocks as a list, with what precedes the first one, and where they begin.

        Returns:
            None where only all of the list tells.
        """
        return None

    def block_texts(self) -> Sequence[str]:
        """Return the text of every block, in order."""
        return [self.text[block.start : block.end] for block in self.blocks]

    def assume(self, numbers: Iterable[int]) -> None:
        """Accept blocks as valid without parsing them, as the same texts were parsed before.

        Allowed because a block is sound, one paper and nothing else, by its own text alone.
        """
        self._assumed = frozenset(numbers)

    @cached_property
    def regular(self) -> bool:
        """Whether the document is exactly its head plus its blocks; see the module's text."""
        if self._memory and self._memory.is_regular(self.sha256):
            return True
        try:
            return self.head_is_plain and all(
                number in self._assumed or self._parsed(number) is not None
                for number in counted(range(len(self.blocks)), self._tell)
            )
        except (tomllib.TOMLDecodeError, RecursionError):
            return False

    def _parsed(self, number: int) -> Table | None:
        if number not in self._by_number:
            text = self.block_text(number)
            # What it gives is what parsing would; changes are proved by parsing all the same.
            self._by_number[number] = read_plain(text) or parse_block(text)
        return self._by_number[number]

    @cached_property
    def head_is_plain(self) -> bool:
        """Whether there are no papers in front of the first block."""
        try:
            return "paper" not in tomllib.loads(self.head)
        except (tomllib.TOMLDecodeError, RecursionError):
            return False

    def block_table(self, number: int) -> Table | None:
        """Return the one paper of a block, without caching it; None if it is anything else."""
        try:
            return self._parsed(number)
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
        finally:
            self._by_number.pop(number, None)

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
        """Return the positions of a paper: none, one, or several if it occurs more than once."""
        known = self._memory.numbers_of(self.sha256, identifier) if self._memory else None
        for number in known or ():
            if not self._is_at(number, identifier):
                known = None
                break
        return self._numbers.get(identifier, []) if known is None else known

    def identifier_at(self, number: int) -> str:
        """Return the identifier of the paper with that position, counted from 0; maybe empty."""
        return identifier_of(self.table(number))

    def _is_at(self, number: int, identifier: str) -> bool:
        """Whether a paper is at a remembered position; a change must never hit another paper."""
        table = self._parsed(number) if number < len(self) else None
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
        """Return where a paper's own text begins and ends, without trailing blanks and comments.

        Raises:
            TomlScanError: The block is not laid out as TOML is.
        """
        start = self.start_of(number)
        statements: Sequence[Statement] = scan(self.block_text(number))
        own = len(statements)
        for place, statement in enumerate(statements):
            if place and statement.header and not _SUB_TABLE.match(statement.name):
                own = place  # a table of something else that stands behind the paper
                break
        return start, start + statements[own - 1].end

    def locate(self, identifier: str) -> list[tuple[int, int]]:
        """Return where the texts of the papers with an identifier begin and end, if at all."""
        numbers = self.numbers_of(spelled(identifier) or identifier)
        try:
            return [self.extent(number) for number in numbers if number < len(self.blocks)]
        except TomlScanError:
            return []

    def end_for(self, identifier: str) -> int:  # noqa: ARG002 - here it is the same for all
        """Return where a paper goes whose neighbours are gone."""
        return len(self.text)

    def line_of(self, number: int) -> int:
        """Return the line where a paper begins, counted from 1; 1 if it is unknown."""
        if number >= len(self.blocks):
            return 1
        return self.text.count("\n", 0, self.blocks[number].start) + 1
