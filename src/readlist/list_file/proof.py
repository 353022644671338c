"""Proving that a changed list says what was intended, before it replaces the old one."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from readlist.errors import FileError
from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Table, cut, papers_of, parse_block, parse_whole, same
from readlist.replacement import Replacement, apply


def is_proved_near(
    old: ListDocument,
    hunks: Sequence[Replacement],
    touched: Mapping[int, Table | None],
    added: Sequence[Table],
) -> bool:
    """Whether replacements result in a text that says what was intended; see `is_proved`.

    Of a list whose bytes are known only the surroundings of each change are looked at: the touched
    papers and their neighbours are a list of their own, and all other bytes stay.
    """
    runs = _runs(touched, added, len(old))
    parts = [old.excerpt(*run) for run in runs]
    if not parts or None in parts:
        return is_proved(old, apply(old.text, hunks), touched, added)
    left = list(hunks)
    for (first, last), part in zip(runs, parts, strict=True):
        assert part is not None
        document, start = part
        end = start + len(document.text)
        inside = [hunk for hunk in left if start <= hunk.at <= end]
        left = [hunk for hunk in left if hunk not in inside]
        text = apply(document.text, [replace(hunk, at=hunk.at - start) for hunk in inside])
        some = {n - first: table for n, table in touched.items() if first <= n <= last}
        if not is_proved(document, text, some, added if last == len(old) - 1 else ()):
            return False
    return not left


def _runs(
    touched: Mapping[int, Table | None], added: Sequence[Table], count: int
) -> list[tuple[int, int]]:
    """Return the first and the last block of each stretch with its neighbours; none overlap."""
    runs: list[tuple[int, int]] = []
    for number in sorted({*touched, *([count - 1] if added else [])}):
        first, last = max(number - 1, 0), min(number + 1, count - 1)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def is_proved(
    old: ListDocument, text: str, touched: Mapping[int, Table | None], added: Sequence[Table]
) -> bool:
    """Whether the new text holds exactly the intended papers, in order.

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
    part = text[start:new_end]
    blocks = cut(part)
    head, old_head = part[: blocks[0].start] if blocks else part, "" if first >= 0 else old.head
    if head != old_head and not same(tomllib.loads(head), tomllib.loads(old_head)):
        return False
    last = last if end < len(old.text) else len(old.blocks) - 1
    numbers = [number for number in numbers if first <= number <= last]
    if len(blocks) != len(numbers) + len(added):
        return False
    return all(
        _says(part[block.start : block.end], old, number, meant)
        for (number, meant), block in zip(_meant(numbers, touched, added), blocks, strict=True)
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
