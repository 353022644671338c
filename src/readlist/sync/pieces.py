"""Split a list into the pieces that are merged: its head, its papers, the text after them."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from readlist.list_file.alike import AlikeDocument
from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Memory, identifier_of, parse_block
from readlist.model.spelling import compared
from readlist.sync.doubt import DoubtError
from readlist.toml_edit import TomlScanError

_PLAIN_ID = re.compile(r'\[\[paper\]\]\n(?:id = )"([^"\\\n]*)"\n')
"""How readlist begins a table, so that the identifier can be read without parsing it."""
_CR = "\r\n"


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers that one entry goes by."""

    id: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the file, apart from its content."""

    newline: str
    bom: bool
    ended: bool
    """Whether the last line ends."""
    blank: bool
    """Whether the last line is blank."""


class Lists:
    """The lists of one run: each is read once, and a paper that several have is looked at once.

    Args:
        memory: What is known of texts that were parsed before.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory
        self.known: Sequence[str] = ()
        """Blocks of the list that was cut last, each one paper by itself."""
        self.sound: set[str] = set()
        """All blocks that are known to be one paper by themselves."""
        self.names: dict[str, Names] = {}
        """The identifiers of blocks that were looked at."""
        self._sides: list[tuple[bytes, Side]] = []
        self._parsed: list[ListDocument] = []

    def document(self, raw: bytes, path: Path) -> ListDocument:
        """Return a list without conflict marks, of a layout that is known.

        Raises:
            FileError: It is none.
        """
        known = next((one for one in self._parsed if one.raw == raw), None)
        if known is None:
            known = AlikeDocument(raw, path, self.known, self.memory)
            known.check_markers()
            known.check_schema()
        return known

    def parsed(self, raw: bytes, path: Path) -> ListDocument:
        """Return a list that can be read.

        Raises:
            FileError: It cannot.
        """
        found = self.document(raw, path)
        len(found)
        self.keep(found)
        return found

    def keep(self, document: ListDocument) -> None:
        """Keep a list that can be read, for when the same bytes are asked for again."""
        if document not in self._parsed:
            self._parsed.append(document)

    def side(self, raw: bytes, name: str) -> "Side":
        """Return one of the lists of a merge; as `Side`."""
        known = next((side for one, side in self._sides if one == raw), None)
        if known is None:
            known = Side(raw, name, self)
            self._sides.append((raw, known))
        return known

    def forget(self) -> None:
        """Let go of the lists, but not of what is known of their papers."""
        self._sides.clear()
        self._parsed.clear()


class Side:
    """One of the three lists of a merge, with line ends as on Unix.

    Args:
        raw: The bytes.
        name: What the messages call it.
        lists: The lists that were read before.

    Raises:
        DoubtError: It is not a list that can be merged without loss.
    """

    def __init__(self, raw: bytes, name: str, lists: Lists | None = None) -> None:
        self._lists = lists or Lists()
        self.path = Path(name)
        document = self._lists.document(raw, self.path)
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
        self._document = self._regular(document)
        self.blocks = self._document.block_texts()
        if self._document.raw == raw:
            self._lists.keep(self._document)
        self._lists.known = self.blocks
        self._lists.sound.update(self.blocks)
        self.head = self._document.head

    def _regular(self, document: ListDocument) -> ListDocument:
        sound = self._lists.sound
        document.assume(n for n, text in enumerate(document.block_texts()) if text in sound)
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
        known = self._lists.names
        return [
            known.get(text) or known.setdefault(text, self._names_at(number, text))
            for number, text in enumerate(self.blocks)
        ]

    @cached_property
    def ids(self) -> list[str]:
        """The identifier of every entry, in order."""
        return [entry.id for entry in self.names]

    def _names_at(self, number: int, text: str) -> Names:
        plain = _PLAIN_ID.match(text)
        if plain and "also" not in text:
            return Names(compared(identifier_of({"id": plain[1]})))
        table = self.table(number)
        also = table.get("also")
        listed = [also] if isinstance(also, str) else also if isinstance(also, list) else []
        found = (compared(identifier_of({"id": one})) for one in listed if isinstance(one, str))
        own = compared(identifier_of(table))
        return Names(own, tuple(dict.fromkeys(one for one in found if one and one != own)))

    def split(self, number: int) -> tuple[str, str]:
        """Return a paper's own text, and the text after it up to the next one."""
        start, end = self._document.extent(number)
        return self._document.text[start:end], self.blocks[number][end - start :]

    @cached_property
    def doubled(self) -> bool:
        """Whether two entries have one identifier, or both have none."""
        return len(set(self.ids)) < len(self.ids)

    def texts_by_id(self, but: Collection[str] = ()) -> dict[str, str]:
        """Return what the list has of each paper, without blanks around it.

        Args:
            but: Texts that are left out.
        """
        texts: dict[str, str] = {}
        for name, text in zip(self.ids, self.blocks, strict=True):
            if text not in but:
                texts[name] = texts.get(name, "") + text.strip()
        return texts


def top_values(head: str) -> dict[str, Any]:
    """Return the values in the head of a list, or in the text after its papers.

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
    """Yield papers' texts with a blank line after those that were last in their lists.

    Args:
        blocks: Each text, and whether nothing followed it.
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
    """Return the form of the merged file: a change on either side counts."""

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
    """Return a text with Unix line ends in the form of the file."""
    if not form.ended:
        text = text.removesuffix("\n")
    if form.newline == _CR:
        text = text.replace(_CR, "\n").replace("\n", _CR)
    return (("\ufeff" if form.bom else "") + text).encode()
