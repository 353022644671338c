"""Merge two lists that have a common ancestor."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readlist.errors import FileError
from readlist.list_file.alike import AlikeDocument
from readlist.list_file.parsing import same
from readlist.sync.decision import Decision
from readlist.sync.doubt import DoubtError
from readlist.sync.identity import Groups, group
from readlist.sync.keys import FACTS, Overruled, merge_tables, spelt
from readlist.sync.lines import merge_text
from readlist.sync.order import merge_order
from readlist.sync.pieces import (
    Lists,
    Side,
    block_values,
    encoded,
    merged_form,
    spaced,
    top_values,
)
from readlist.sync.top import merge_top
from readlist.sync.writing import write_table

_NAMES = ("the common list", "our list", "their list")


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    raw: bytes
    """The merged list."""
    decisions: tuple[Decision, ...] = ()
    """The dropped values, paper by paper."""


@dataclass(frozen=True, slots=True)
class _Entries:
    """One side's entries of one paper."""

    side: Side
    numbers: Sequence[int]

    @property
    def placed(self) -> list[tuple[str, bool]]:
        """The texts, each with whether nothing follows it."""
        end = len(self.side.blocks) - 1
        return [(self.side.blocks[number], number == end) for number in self.numbers]

    @property
    def last(self) -> bool:
        return bool(self.numbers) and self.numbers[-1] == len(self.side.blocks) - 1

    @property
    def doubled(self) -> bool:
        ids = [self.side.names[number].id for number in self.numbers]
        return len(set(ids)) < len(ids)

    def table(self, primary: str = "") -> Mapping[str, Any]:
        """Return the entries as one table: the values of the first, filled from the others.

        Args:
            primary: The identifier of the entry that counts as the first one.
        """
        numbers = sorted(self.numbers, key=lambda n: self.side.names[n].id != primary)
        tables = [self.side.table(number) for number in numbers]
        if len(tables) < 2:
            return tables[0] if tables else {}
        joined: dict[str, Any] = {}
        for table in tables:
            joined = _filled(joined, table)
        return joined


def merge(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    *,
    lists: Lists | None = None,
    names: tuple[str, str, str] = _NAMES,
) -> Merged:
    """Merge two lists so that no change of either side is lost without being reported.

    Symmetric in the values of ours and theirs; merging the result again changes nothing. What one
    side did not change is the other side's, byte for byte.

    Args:
        base: The common ancestor; None for unrelated lists, which are united.
        ours: Our list.
        theirs: Theirs.
        lists: Lists that were read before; spares reading these again.
        names: What messages call the three.

    Raises:
        DoubtError: They cannot be merged without loss.
        FileError: One of them is broken, holds the marks of a conflict or is of a newer layout.
    """
    lists = lists or Lists()
    if theirs in (ours, base):
        return Merged(_sound(ours, names[1], lists))
    if ours == base:
        return Merged(_sound(theirs, names[2], lists))
    mine, yours = lists.side(ours, names[1]), lists.side(theirs, names[2])
    return _Merge(lists.side(base or b"", names[0]), mine, yours).run()


def _sound(raw: bytes, name: str, lists: Lists) -> bytes:
    """Return the bytes of a list, checked."""
    return lists.parsed(raw, Path(name)).raw


class _Merge:
    """One merge, step by step."""

    def __init__(self, base: Side, ours: Side, theirs: Side) -> None:
        self.sides = (base, ours, theirs)
        self.decisions: list[Decision] = []
        self.meant: list[tuple[str, Mapping[str, Any]]] = []
        """Texts that were rewritten, and what they must contain."""
        self.behind: dict[str, str] = {}
        """Comments that one side wrote after a paper that is removed."""

    def run(self) -> Merged:
        groups = group(self.sides)
        texts: dict[str, list[tuple[str, bool]]] = {}
        for name in dict.fromkeys([*groups[1], *groups[2]]):
            merged = self._paper(name, groups)
            if merged:
                texts[name] = merged
        base, ours, theirs = (list(one) for one in groups)
        order = merge_order(base, ours, theirs, texts.keys())
        form = merged_form(*(side.form for side in self.sides))
        head = self._top(*(side.head for side in self.sides))
        for name, comments in self.behind.items():
            before = _in_front(name, ours if name in groups[1] else theirs, texts)
            if before is None:
                head += comments
            else:
                *others, (text, last) = texts[before]
                texts[before] = [*others, (text + comments, last)]
        blocks = list(spaced([block for name in order for block in texts[name]], form))
        tail = self._top(*(side.tail for side in self.sides))
        text = self._headed(head, blocks) + "".join(blocks) + tail
        self._prove(text, blocks, tail)
        return Merged(encoded(text, form), tuple(self.decisions))

    def _paper(self, name: str, groups: Sequence[Groups]) -> list[tuple[str, bool]]:
        """Return the texts of one paper's entries; none if it is gone."""
        numbers = [placed.get(name, ()) for placed in groups]
        texts = [
            [side.blocks[number] for number in own]
            for side, own in zip(self.sides, numbers, strict=True)
        ]
        if texts[0] == texts[1] == texts[2]:  # as nearly all are
            return _Entries(self.sides[1], numbers[1]).placed
        base, ours, theirs = map(_Entries, self.sides, numbers)
        if texts[1] == texts[2] or texts[0] == texts[2]:
            return ours.placed
        if texts[0] == texts[1]:
            return theirs.placed
        split = [[one.side.split(n) for n in one.numbers] for one in (base, ours, theirs)]
        own = [[text for text, _ in entries] for entries in split]
        if own[1] == own[2] or own[0] == own[2]:
            kept = own[1]
        elif own[0] == own[1]:
            kept = own[2]
        elif not own[1] or not own[2]:
            return self._removed(name, base, ours, theirs)
        else:
            kept = [self._written((base, ours, theirs), own)]
        written = [[gap for _, gap in entries] for entries in split]
        if not kept:
            return self._gone(name, (base, ours, theirs), written)
        gaps = _gaps(written, len(kept))
        last = ours.last or theirs.last
        return [(text + gap, last) for text, gap in zip(kept, gaps, strict=True)]

    def _gone(
        self, name: str, three: Sequence[_Entries], gaps: Sequence[Sequence[str]]
    ) -> list[tuple[str, bool]]:
        """Return nothing for a removed paper; other text that was written after it stays.

        Comments move to the text before it; with anything else, the paper stays.
        """
        old = [line for gap in gaps[0] for line in gap.splitlines()]
        new = [line for side in gaps[1:] for gap in side for line in gap.splitlines()]
        added = [line for line in new if line.strip() and line not in old]
        if all(line.lstrip().startswith("#") for line in added):
            if added:
                self.behind[name] = "".join(f"{line}\n" for line in added)
            return []
        return (three[1] if three[1].numbers else three[2]).placed

    def _removed(
        self, name: str, base: _Entries, ours: _Entries, theirs: _Entries
    ) -> list[tuple[str, bool]]:
        """Decide on a paper that one side removed and the other changed."""
        changer = ours if ours.numbers else theirs
        old, new = base.table(), changer.table()
        changed = {name for name in {*old, *new} if not same(old.get(name), new.get(name))}
        gone = bool(changed) and changed <= FACTS
        written = [[one.side.split(n)[1] for n in one.numbers] for one in (base, ours, theirs)]
        if gone and (found := self._gone(name, (base, ours, theirs), written)):
            return found
        kept, lost = ("true", "") if gone else ("", "true")
        loser = changer if gone else theirs if changer is ours else ours
        named, title = str(new.get("id", "")), str(new.get("title", ""))
        self.decisions.append(Decision(named, title, "removed", kept, lost, ours=loser is ours))
        return [] if gone else changer.placed

    def _written(self, three: Sequence[_Entries], own: Sequence[Sequence[str]]) -> str:
        """Return the text of a paper that both sides changed."""
        merged, overruled = merge_tables(*(one.table(_primary(three)) for one in three))
        named, title = str(merged.get("id", "")), str(merged.get("title", ""))
        self.decisions += [_decision(named, title, one) for one in overruled]
        for entries in three[1:]:
            if entries.doubled:
                ours = entries is three[1]
                self.decisions.append(Decision(named, title, "double", "", "", ours=ours))
        single = [texts[0] if texts else "" for texts in own]
        text = write_table(merged, single)
        self.meant.append((text, merged))
        return text

    def _top(self, base: str, ours: str, theirs: str) -> str:
        text, overruled = merge_top(base, ours, theirs)
        self.decisions += [_decision("", "", one) for one in overruled]
        return text

    def _headed(self, head: str, blocks: Sequence[str]) -> str:
        """Return the head followed by a blank line, unless a list has none."""
        if not head.strip() or not blocks or head.endswith("\n\n"):
            return head
        heads = (side.head for side in self.sides if side.blocks and side.head.strip())
        return head if any(not one.endswith("\n\n") for one in heads) else head + "\n"

    def _prove(self, text: str, blocks: Sequence[str], tail: str) -> None:
        """Check that the text holds what was meant.

        Every block is from a list that was read, or says what was meant; so it only remains to
        prove that the text is split into these very blocks.

        Raises:
            DoubtError: It does not.
        """
        if not all(same(block_values(block), meant) for block, meant in self.meant):
            raise _unproved()
        document = AlikeDocument(text.encode(), self.sides[1].path, self.sides[1].blocks)
        try:
            document.check_markers()
            document.check_schema()
        except FileError:
            raise _unproved() from None
        expected = [*blocks[:-1], blocks[-1] + tail] if blocks else []
        if document.block_texts() != expected:
            raise _unproved()
        if tail and len(top_values(text).get("paper", [])) != len(blocks):
            raise _unproved()


def _in_front(name: str, order: Sequence[str], known: Container[str]) -> str | None:
    """Return the nearest known paper before one; None if there is none."""
    return next((one for one in reversed(order[: order.index(name)]) if one in known), None)


def _primary(three: Sequence[_Entries]) -> str:
    """Return the identifier under which one side joined several entries of another."""
    single = {one.side.names[one.numbers[0]].id for one in three if len(one.numbers) == 1}
    every = {one.side.names[number].id for one in three for number in one.numbers}
    return min(single or every, default="")


def _gaps(gaps: Sequence[Sequence[str]], count: int) -> Iterator[str]:
    """Yield the text after each of so many entries of one paper."""
    for number in range(count):
        base, *sides = [gap[number] if number < len(gap) else None for gap in gaps]
        known = [gap for gap in sides if gap is not None]
        if len(known) < 2:
            yield known[0] if known else ""
        elif "".join(known).strip() or base in known:
            yield merge_text(base or "", known[0], known[1])
        else:
            yield max(known, key=len)


def _filled(table: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table completed by another entry of the same paper, as `readlist merge` does."""
    merged = {**other, **table}
    for name in ("topics", "code", "also"):
        first, second = table.get(name), other.get(name)
        if isinstance(first, list) and isinstance(second, list):
            merged[name] = list(dict.fromkeys([*first, *second]))
    notes = [one.get("notes") for one in (table, other)]
    if all(isinstance(text, str) and text for text in notes) and notes[0] != notes[1]:
        merged["notes"] = merge_text("", str(notes[0]), str(notes[1]))
    if other.get("star") is True:
        merged["star"] = True
    return merged


def _decision(named: str, title: str, one: Overruled) -> Decision:
    kept, lost = spelt(one.key, one.kept), spelt(one.key, one.lost)
    return Decision(named, title, one.key, kept, lost, ours=one.ours)


def _unproved() -> DoubtError:
    return DoubtError(
        "the lists cannot be merged without loss: the result would not say what was meant",
        "readlist doctor; nothing was changed",
    )
