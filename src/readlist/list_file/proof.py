"""Proving that a changed list says what was meant, before it replaces the old one."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readlist.errors import FileError
from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Table, papers_of, parse_block, parse_whole


def is_proved(
    old: ListDocument, text: str, touched: Mapping[int, Table | None], added: Sequence[Table]
) -> bool:
    """Whether the new text holds exactly the papers that were meant, in their order.

    In a regular document (see `ListDocument`) a block means what its own text means, so blocks
    whose text is still the old one need no second parse; all others are parsed and compared.

    Args:
        old: The document before the change.
        text: The text after it.
        touched: The meant tables of the papers that were changed; None for removed ones.
        added: The meant tables of new papers.
    """
    numbers = [n for n in range(len(old)) if touched.get(n, ()) is not None]
    try:
        if not old.regular:
            meant = [touched.get(n) or old.table(n) for n in numbers] + list(added)
            return _whole_holds(old, parse_whole(text, old.path), meant)
        return _blocks_hold(old, text, numbers, touched, added)
    except (FileError, tomllib.TOMLDecodeError, RecursionError):
        return False


def _whole_holds(old: ListDocument, new: dict[str, Any], meant: Sequence[Table]) -> bool:
    """Whether parsed text holds the meant papers, and all else that the old one holds."""
    papers = list(papers_of(new, old.path))
    rest, old_rest = new, parse_whole(old.text, old.path)
    rest.pop("paper", None)
    old_rest.pop("paper", None)
    return same(papers, list(meant)) and same(rest, old_rest)


def _blocks_hold(
    old: ListDocument,
    text: str,
    numbers: Sequence[int],
    touched: Mapping[int, Table | None],
    added: Sequence[Table],
) -> bool:
    """Whether a regular document's new text holds what was meant; only its changed part is cut.

    Where a block ends is decided by the block's own text: a header counts if the text since the
    last header leaves no string open. So the blocks in front of the change are cut as before, and
    those behind it too, provided that the changed part ends with a line and every block of it is
    TOML by itself, which leaves no string open. The block in front of the first touched one is
    taken in, because comments behind a removed paper become its own.
    """
    first, last = min(touched, default=len(old.blocks)) - 1, max(touched, default=-1)
    start = old.blocks[first].start if first >= 0 else 0
    end = old.blocks[last].end if touched and not added else len(old.text)
    rest = old.text[end:]
    new_end = len(text) - len(rest)
    if new_end < start or not text.startswith(old.text[:start]) or text[new_end:] != rest:
        return False
    if rest and text[:new_end] and text[new_end - 1] != "\n":
        return False
    part = ListDocument(text[start:new_end].encode(), old.path)
    old_head = "" if first >= 0 else old.head
    if part.head != old_head and not same(tomllib.loads(part.head), tomllib.loads(old_head)):
        return False
    last = last if end < len(old.text) else len(old.blocks) - 1
    numbers = [number for number in numbers if first <= number <= last]
    if len(part.blocks) != len(numbers) + len(added):
        return False
    return all(
        _says(piece, old, number, meant)
        for (number, meant), piece in zip(
            _meant(numbers, touched, added), part.block_texts(), strict=True
        )
    )


def _meant(
    numbers: Sequence[int], touched: Mapping[int, Table | None], added: Sequence[Table]
) -> Iterator[tuple[int | None, Table | None]]:
    """Yield number and meant table of each paper: no number if it is new, no table if untouched."""
    for number in numbers:
        yield number, touched.get(number)
    for table in added:
        yield None, table


def _says(piece: str, old: ListDocument, number: int | None, meant: Table | None) -> bool:
    """Whether a piece of the new text says what was meant: what it said before, if untouched."""
    if number is None or meant is not None:
        return same(parse_block(piece), meant)
    # A block is parsed only where its text has changed.
    return piece == old.block_text(number) or same(parse_block(piece), old.table(number))


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - TOML values of any kind
    """Whether two TOML values are equal in value and kind: 1, 1.0 and true are three values."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (one == other or one != one)  # noqa: PLR0124 - NaN
