"""A list cut into the pieces that are merged: its head, its papers, what stands behind them."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Memory, identifier_of, parse_block
from readlist.model.spelling import compared
from readlist.sync.doubt import DoubtError
from readlist.toml_edit import TomlScanError

_PLAIN_ID = re.compile(r'\[\[paper\]\]\n(?:id = )"([^"\\\n]*)"\n')
"""How readlist begins a table: the identifier can be told without parsing it."""
_CR = "\r\n"


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers that one entry goes by."""

    id: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How the file is spelt, apart from what it says."""

    newline: str
    bom: bool
    ended: bool
    """Whether the last line ends."""
    blank: bool
    """Whether the last line is blank."""


class Side:
    """One of the three lists of a merge, with line ends as on Unix.

    Args:
        raw: The bytes.
        name: What the messages call it.
        memory: What is known of texts that were parsed before.
        sound: Blocks that are known to be one paper each.

    Raises:
        DoubtError: It is not a list that can be merged without loss.
    """

    def __init__(
        self, raw: bytes, name: str, memory: Memory | None = None, sound: Collection[str] = ()
    ) -> None:
        self.path = Path(name)
        document = ListDocument(raw, self.path, memory)
        document.check_markers()
        document.check_schema()
        text = document.text
        newline = _CR if _CR in text and text.count("\n") == text.count(_CR) else "\n"
        self.form = Form(
            newline,
            bool(document.bom),
            text.endswith("\n") or not text,
            text.endswith(("\n\n", "\n\r\n")),
        )
        if newline == _CR or not self.form.ended or self.form.bom:
            text = text.replace(newline, "\n") + ("" if self.form.ended else "\n")
            document = ListDocument(text.encode(), self.path)
        self.tail = ""
        self._document = self._regular(document, sound)
        self.blocks = self._document.block_texts()
        self.head = self._document.head

    def _regular(self, document: ListDocument, sound: Collection[str]) -> ListDocument:
        known = set(sound)
        document.assume(n for n, text in enumerate(document.block_texts()) if text in known)
        if document.regular:
            return document
        if document.blocks:
            try:
                end = document.extent(len(document.blocks) - 1)[1]
            except TomlScanError:
                raise self._odd() from None
            self.tail = document.text[end:]
            document = ListDocument(document.text[:end].encode(), self.path)
        if not document.regular:
            raise self._odd()
        return document

    @property
    def document(self) -> ListDocument:
        """The list up to its last paper, with line ends as on Unix."""
        return self._document

    def _odd(self) -> DoubtError:
        return DoubtError(
            f"{self.path} is not written as [[paper]] tables, so it cannot be merged without loss",
            "readlist edit, and write each paper as [[paper]] with its keys in lines",
        )

    def table(self, number: int) -> Mapping[str, Any]:
        """Return the paper with that position."""
        return self._document.table(number)

    @cached_property
    def names(self) -> list[Names]:
        """The identifiers of every entry, in order."""
        return [self._names_at(number, text) for number, text in enumerate(self.blocks)]

    def _names_at(self, number: int, text: str) -> Names:
        plain = _PLAIN_ID.match(text)
        if plain and "also" not in text:
            return Names(_canonical(plain[1]))
        table = self.table(number)
        also = table.get("also")
        listed = [also] if isinstance(also, str) else also if isinstance(also, list) else []
        found = (_canonical(one) for one in listed if isinstance(one, str))
        own = compared(identifier_of(table))
        return Names(own, tuple(dict.fromkeys(one for one in found if one and one != own)))

    def split(self, number: int) -> tuple[str, str]:
        """Return a paper's own text, and what stands behind it up to the next one."""
        start, end = self._document.extent(number)
        return self._document.text[start:end], self.blocks[number][end - start :]


_CANONICAL: dict[str, str] = {}
_MOST = 400_000


def _canonical(identifier: str) -> str:
    """Return an identifier as the program spells it; each is looked at once."""
    known = _CANONICAL.get(identifier)
    if known is None:
        if len(_CANONICAL) > _MOST:
            _CANONICAL.clear()
        known = _CANONICAL[identifier] = compared(identifier_of({"id": identifier}))
    return known


def top_values(head: str) -> dict[str, Any]:
    """Return what the head of a list, or what stands behind its papers, says.

    Raises:
        DoubtError: It is not TOML.
    """
    try:
        return tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise DoubtError("the heads of the lists cannot be merged", "readlist edit") from None


def block_values(text: str) -> Mapping[str, Any] | None:
    """Return the one paper that a text holds; None if it holds anything else."""
    try:
        return parse_block(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def spaced(blocks: Sequence[tuple[str, bool]], form: Form) -> Iterator[str]:
    """Yield papers' texts with a blank line between those that stood last in their lists.

    Args:
        blocks: Each text, and whether nothing stood behind it.
        form: Of the merged file.
    """
    final = len(blocks) - 1
    for number, (text, last) in enumerate(blocks):
        if number < final and last and not text.endswith("\n\n"):
            yield text + "\n"
        elif number == final and not form.blank and text.endswith("\n\n"):
            yield text.rstrip("\n") + "\n"
        else:
            yield text


def merged_form(base: Form, ours: Form, theirs: Form) -> Form:
    """Return the form of the merged file: what one side changed counts."""

    def chosen(old: Any, mine: Any, yours: Any) -> Any:  # noqa: ANN401 - one of two values
        return yours if mine == old else mine if yours in (old, mine) else min(mine, yours)

    pairs = zip(
        (base.newline, base.bom, base.ended, base.blank),
        (ours.newline, ours.bom, ours.ended, ours.blank),
        (theirs.newline, theirs.bom, theirs.ended, theirs.blank),
        strict=True,
    )
    return Form(*(chosen(*values) for values in pairs))


def encoded(text: str, form: Form) -> bytes:
    """Return a text with line ends as on Unix in the file's form."""
    if not form.ended:
        text = text.removesuffix("\n")
    if form.newline == _CR:
        text = text.replace(_CR, "\n").replace("\n", _CR)
    return (("\ufeff" if form.bom else "") + text).encode()
