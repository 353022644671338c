"""A list whose exact bytes the index knows: papers are found without splitting all of it.

Of each paper the index has the identifier and a digest of its block. So a block is found by looking
for the identifier, cutting from the header in front of it, and comparing digests. A text inside a
note may look like a block, and even be the copy of one; so a block counts as found only if its text
occurs once in the whole list, or if it ends where a block begins that was found. Where none of that
holds, the list is cut as any other.

Nothing but what is asked for is decoded, and a change is given as pieces of the old bytes with new
ones between them: a list of 100,000 papers is 43 MB, which is held once.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import IsText, Memory, block_starts
from readlist.replacement import Replacement

_HEADER = re.compile(rb"\[\[[ \t]*+(?:paper|\"paper\"|'paper')[ \t]*+\]\]")
_BOM = b"\xef\xbb\xbf"
_WINDOWS = (1 << 13, 1 << 17, 1 << 22)
"""Bytes behind a header in which the next one is looked for."""
_FEW = 64
"""Blocks that are looked for one by one; if more are asked for, cutting the list is quicker."""
_NEIGHBOURS = 3
"""Blocks that the index is asked for at once."""
_LOOKS = 8
"""Places at which an identifier, or a header, is looked for before the list is cut."""
_CHUNK = 1 << 20
_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no character."""

Span = tuple[int, int]
"""Where a block begins and ends, in bytes."""


class KnownBlock(NamedTuple):
    """What is known of a block before it is found."""

    identifier: str
    """The paper's identifier, as the list's program spells it; maybe empty."""
    is_text: IsText


class KnownDocument(ListDocument):
    """A regular list, as it was checked when the index took it in.

    Args:
        raw: The bytes.
        path: Where they were read.
        memory: Knows these bytes.
        sha256: Their checksum.
        count: How many papers they hold.
    """

    def __init__(self, raw: bytes, path: Path, memory: Memory, sha256: str, count: int) -> None:
        super().__init__(raw, path, memory)
        self._papers = memory
        self.sha256 = sha256
        self._count = count
        self._spans: dict[int, Span | None] = {}
        self._blocks: dict[int, KnownBlock] = {}
        self._places: dict[str, list[int]] = {}
        self._bytes_at: dict[int, int] = {}
        """Byte offsets of the places that were told, by their offsets in characters."""

    def check(self) -> None:
        """Do nothing: the index holds only lists that were checked."""

    def __len__(self) -> int:
        return self._count

    @property
    def regular(self) -> bool:
        """Whether the document is its head plus its blocks: it is."""
        return True

    @property
    def in_blocks(self) -> bool:
        """Whether every paper has a block of its own."""
        return True

    @property
    def newline(self) -> str:
        """The line ending: that of Windows if it occurs."""
        return "\r\n" if b"\r" in self.raw and b"\r\n" in self.raw else "\n"

    @property
    def ending(self) -> str:
        """The last characters of the text."""
        return self.raw[-len(_BOM) :].decode("utf-8", "replace")

    @property
    def is_blank(self) -> bool:
        """Whether it holds only white space: it holds papers."""
        return False

    @property
    def size(self) -> int:
        """The length of the text in characters."""
        return self._told(len(self.raw))

    def start_of(self, number: int) -> int:
        """Return where a block begins, in characters."""
        span = self._span(number)
        return self._told(span[0]) if span else super().start_of(number)

    def block_text(self, number: int) -> str:
        """Return the text of the paper with that position, counted from 0."""
        span = self._span(number)
        return self.raw[span[0] : span[1]].decode() if span else super().block_text(number)

    def numbers_of(self, identifier: str) -> list[int]:
        """Return the positions of a paper: none, one, or several if it occurs more than once."""
        if identifier not in self._places:
            known = self._papers.numbers_of(self.sha256, identifier)
            for number in known or ():
                if self._block(number):  # what is known of its neighbours comes with it
                    self._span(number)
            if known is None or not all(self._is_at(number, identifier) for number in known):
                known = super().numbers_of(identifier)
            self._places[identifier] = known
        return self._places[identifier]

    def identifier_at(self, number: int) -> str:
        """Return the identifier of the paper with that position, counted from 0."""
        if self._span(number):  # its text is the one that the identifier was read from
            return self._blocks[number].identifier
        return super().identifier_at(number)

    def excerpt(self, first: int, last: int) -> tuple[ListDocument, int] | None:
        """Return some blocks as a list, with what precedes the first one, and where they begin.

        Returns:
            None where it is not known where they are.
        """
        begin, end = self._span(first), self._span(last)
        if begin is None or end is None:
            return None
        start = begin[0] if first else self._first
        stop = end[1] if last < self._count - 1 else len(self.raw)
        part = ListDocument(self.raw[start:stop], self.path)
        return (part, self._told(start)) if len(part.blocks) == last - first + 1 else None

    def replaced(self, hunks: Sequence[Replacement]) -> Sequence[bytes | memoryview]:
        """Return the bytes with replacements made, in pieces.

        Raises:
            ValueError: The text does not have a replacement's old piece where it should be.
        """
        if any(hunk.at not in self._bytes_at for hunk in hunks):
            return super().replaced(hunks)
        whole = memoryview(self.raw)
        pieces: list[bytes | memoryview] = []
        position = 0
        for hunk in hunks:
            at, old = self._bytes_at[hunk.at], hunk.old.encode()
            if at < position or self.raw[at : at + len(old)] != old:
                raise ValueError(hunk.paper)
            pieces += [whole[position:at], hunk.new.encode()]
            position = at + len(old)
        return [*pieces, whole[position:]]

    @property
    def _first(self) -> int:
        return len(_BOM) if self.raw.startswith(_BOM) else 0

    def _told(self, place: int) -> int:
        """Return an offset in characters for one in bytes."""
        offset = place - self._first
        if not self.raw.isascii():
            for start in range(self._first, place, _CHUNK):
                piece = self.raw[start : min(start + _CHUNK, place)]
                offset -= len(piece) - len(piece.translate(None, _CONTINUING))
        self._bytes_at[offset] = place
        return offset

    def _block(self, number: int) -> KnownBlock | None:
        """Return what is known of a block; it is asked for together with its neighbours."""
        if number not in self._blocks:
            first = max(number - 1, 0)
            known = self._papers.known_at(self.sha256, first, _NEIGHBOURS)
            self._blocks |= {place: KnownBlock(*one) for place, one in enumerate(known, first)}
        return self._blocks.get(number)

    def _span(self, number: int) -> Span | None:
        """Return where a block is; None where its neighbours and its identifier do not tell."""
        if number not in self._spans:
            block = self._block(number)
            if block is None or len(self._spans) >= _FEW:
                return None
            before, behind = self._spans.get(number - 1), self._spans.get(number + 1)
            if before:
                self._spans[number] = self._cut_at(before[1], block)
            elif behind:
                self._spans[number] = self._in_front_of(behind[0], block)
            else:
                cuts = (self._cut_at(start, block) for start in self._starts(block.identifier))
                once = (span for span in cuts if span and self._occurs_once(span))
                self._spans[number] = next(once, None)
        return self._spans[number]

    def _starts(self, identifier: str) -> Iterator[int]:
        """Yield where blocks with an identifier may begin."""
        place = -1
        for _ in range(_LOOKS if identifier else 0):
            place = self.raw.find(identifier.encode("utf-8", "replace"), place + 1)
            if place < 0:
                return
            start = self._header_before(place)
            if start is not None:
                yield start

    def _header_before(self, place: int) -> int | None:
        """Return where the line of the next header in front of a place begins."""
        for _ in range(_LOOKS):
            place = self.raw.rfind(b"[[", 0, place)
            if place < 0:
                return None
            line = max(self.raw.rfind(b"\n", 0, place) + 1, self._first)
            if not self.raw[line:place].strip(b" \t") and _HEADER.match(self.raw, place):
                return line
        return None

    def _cut_at(self, start: int, meant: KnownBlock) -> Span | None:
        """Return the block that begins at a place, if it is the one that is meant."""
        for size in _WINDOWS:
            stop = self.raw.find(b"\n", start + size) + 1 or len(self.raw)
            text = self.raw[start:stop].decode("utf-8", "replace")
            starts = [*islice(block_starts(text, 0, 0), 2)]
            if not starts or starts[0]:
                return None
            if len(starts) > 1 or stop == len(self.raw):
                block = text[: starts[1] if len(starts) > 1 else len(text)]
                return (start, start + len(block.encode())) if meant.is_text(block) else None
        return None

    def _in_front_of(self, end: int, meant: KnownBlock) -> Span | None:
        """Return the block that ends at a place, where another one begins."""
        place = end
        for _ in range(_LOOKS):
            start = self._header_before(place)
            if start is None:
                return None
            text = self.raw[start:end].decode("utf-8", "replace")
            if meant.is_text(text) and len([*islice(block_starts(text, 0, 0), 2)]) == 1:
                return start, end
            place = start
        return None

    def _occurs_once(self, span: Span) -> bool:
        block = self.raw[span[0] : span[1]].rstrip(b"\n")
        return self.raw.find(block) == span[0] and self.raw.find(block, span[0] + 1) < 0
