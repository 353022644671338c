"""Merge whole lists: two copies, what git passes to its merge driver, and conflict marks."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from readlist.errors import FileError, UsageError
from readlist.files import write_atomic
from readlist.history import JournalEntry, Receipt
from readlist.library import editing, list_changes
from readlist.library.workspace import Workspace
from readlist.list_file import ListChange, ListDocument, read_list_bytes, rewrite_list
from readlist.list_file.file import LARGEST
from readlist.patterns import pattern
from readlist.regular import load_regular, read_regular
from readlist.replacement import Replacement, apply, difference, reverse
from readlist.sync import Decision, merge
from readlist.sync.beside import merge_beside
from readlist.sync.describing import described
from readlist.sync.guessing import nearest, weakened
from readlist.sync.markers import take_apart
from readlist.sync.pieces import Lists

_ID = pattern(r'\[\[paper\]\]\r?\n(?:id = )"([^"\\\n]*)"')


@dataclass(slots=True)
class SyncReport:
    """What a sync did; filled as it goes, so that it can be reported even after a failure."""

    committed: str = ""
    """What changed in the list since the last sync; empty if nothing did."""
    resolved: bool = False
    """Whether conflict marks in the list were resolved."""
    merged: bool = False
    """Whether anything was merged."""
    came: str = ""
    """What was merged, in words."""
    again: str = ""
    """What was merged again after it was undone here."""
    pushed: bool = False
    remote: str = ""
    """The remote's address, without passwords; empty without one."""
    unreached: str = ""
    """Why the remote was not asked."""
    decisions: list[Decision] = field(default_factory=list)
    guessed: JournalEntry | None = None
    """The change next to the past state that a copy without history was compared with."""
    before: bool = False
    """Whether that state was before the change."""


def merge_with(workspace: Workspace, other: Path) -> SyncReport:
    """Merge another copy into the list, in one step of undo.

    Their common ancestor is guessed: the state in the history that is most like the copy. As this
    is only a guess, nothing is removed, unset or set back because of it.

    Raises:
        UsageError: There is no such file.
        FileError: It is not a list.
        DoubtError: Something might be lost.
    """
    path = workspace.paths.list
    try:
        theirs = read_regular(other, LARGEST, "name a copy of the list")
    except FileNotFoundError:
        raise UsageError(f"there is no file {str(other)!r}", "name a copy of the list") from None
    ListDocument.parse(theirs, other)
    if not os.path.lexists(path):
        workspace.make_list(must_write=True)
    ours = read_list_bytes(path)
    report = SyncReport()
    base = _guessed(workspace, ours, theirs, report)
    lists = Lists()
    names = ("the common list", str(path), str(other))
    merged = merge(base, ours, theirs, lists=lists, names=names)
    report.decisions += merged.decisions
    if merged.raw != ours:
        report.came = described(ours, merged.raw, lists)
        adopt(workspace, ours, merged.raw, f"{report.came}, from {other.name}", lists)
        report.merged = True
    return report


def _guessed(workspace: Workspace, ours: bytes, theirs: bytes, report: SyncReport) -> bytes | None:
    """Return the assumed common ancestor of the list and a copy, as far as it is trusted."""
    states = list(past_states(workspace))
    place = nearest((state.raw for state in states), theirs)
    if place is None or theirs == ours:
        return None
    found = states[place]
    report.guessed, report.before = found.entry, found.before
    return weakened(found.raw, ours, theirs)


def drive(words: list[str]) -> None:
    """Merge for git: ``%O %A %B %L %P``. Only ``%A`` is written, and only if all is well.

    Raises:
        ReadlistError: The merge might lose something; ``%A`` is as it was.
    """
    if len(words) < 3:
        raise UsageError("the driver is called by git", "readlist sync --init")
    base, ours, theirs = (load_regular(Path(word), LARGEST) for word in words[:3])
    name = words[4] if len(words) > 4 else ""
    if name.endswith(".txt") or Path(name).name == "follow.toml":
        merged = merge_beside(name, base or None, ours, theirs) or b""
    else:
        merged = merge(base or None, ours, theirs).raw
    if merged != ours:
        write_atomic(Path(words[1]), merged)


def resolve(workspace: Workspace, raw: bytes) -> bool:
    """Resolve conflict marks in the list; return whether there were any."""
    text = raw.decode("utf-8", "surrogateescape")
    sides = take_apart(text)
    if sides is None:
        return False
    parts = [side.encode("utf-8", "surrogateescape") for side in (sides.ours, sides.theirs)]
    base = None if sides.base is None else sides.base.encode("utf-8", "surrogateescape")
    merged = merge(base, *parts)
    replace_broken(workspace, raw, merged.raw)
    return True


def replace_broken(workspace: Workspace, before: bytes, after: bytes) -> None:
    """Replace a list that a merge left unresolved.

    If the old text was not a list, there is nothing to go back to; otherwise it is a step of undo.
    """
    path = workspace.paths.list
    try:
        ListDocument.parse(before, path)
    except FileError as fault:
        editing.adopt(workspace, editing.Draft(path, before, fault), after)
        return
    if before != after:
        lists = Lists()
        adopt(workspace, before, after, described(before, after, lists), lists)


def adopt(
    workspace: Workspace, before: bytes, after: bytes, came: str, lists: Lists | None = None
) -> None:
    """Replace our list by the merged one, as one step of undo.

    Args:
        workspace: What this run works on.
        before: The list as it was merged.
        after: The merged list, which the merge has proved.
        came: What changed, in words.
        lists: The lists that were read before.

    Raises:
        FileError: The list was changed meanwhile; it stays as it was.
    """
    path, known = workspace.paths.list, lists or Lists()

    def make(document: ListDocument) -> tuple[None, tuple[Replacement, ...]]:
        if document.shared.raw != before:
            raise FileError(
                f"{path} was changed by another program in the meantime", "readlist sync"
            )
        return None, replacements(known.document(before, path), known.document(after, path))

    def record(change: ListChange, _: None) -> Receipt:
        return list_changes.record(workspace, f"sync: {came}", change)

    say, memory = workspace.notices.say, workspace.index
    rewrite_list(workspace.file, make, record, on_wait=say, memory=memory)


def replacements(old: ListDocument, new: ListDocument) -> tuple[Replacement, ...]:
    """Return what turns one list into another: paper by paper if their order is the same.

    Changes of single papers can still be undone after the rest of the list has changed.
    """
    whole = difference(old.text, new.text)
    if old.head != new.head or old.bom != new.bom or old.newline != new.newline:
        return whole
    before, after = _named_blocks(old), _named_blocks(new)
    if before is None or after is None:
        return whole
    if [one for one in before if one in after] != [one for one in after if one in before]:
        return whole
    hunks: list[Replacement] = []
    waiting = [*after.items()][::-1]
    last = ""
    for name, (start, text) in before.items():
        while waiting and name in after and waiting[-1][0] != name:
            hunks.append(_inserted(start, *waiting.pop(), last, name))
        mine = after.get(name)
        if mine is None or mine[1] != text:
            hunks.append(Replacement(start, text, mine[1] if mine else "", name))
        if mine:
            waiting.pop()
        last = name
    hunks += [_inserted(len(old.text), *one, last, "") for one in reversed(waiting)]
    return tuple(hunks) if apply(old.text, hunks) == new.text else whole


def _inserted(
    place: int, name: str, block: tuple[int, str], before: str, after: str
) -> Replacement:
    return Replacement(place, "", block[1], name, before, after)


def _named_blocks(document: ListDocument) -> dict[str, tuple[int, str]] | None:
    """Return the papers' places and texts; None if they cannot be told apart."""
    named: dict[str, tuple[int, str]] = {}
    texts = document.block_texts()
    for block, text in zip(document.blocks, texts, strict=True):
        found = _ID.match(text)
        if not found or found[1] in named:
            return None
        named[found[1]] = (block.start, text)
    return named


@dataclass(frozen=True, slots=True)
class PastState:
    """A past state of the list."""

    raw: bytes
    entry: JournalEntry | None
    """The change that led to it, or the first change; None if there was none."""
    before: bool
    """Whether it is the state before that change."""


def past_states(workspace: Workspace) -> Iterator[PastState]:
    """Yield the list as it is and as it was after every change, from the newest to the oldest.

    An edit by hand ends the series, because the history does not know what it changed.

    Raises:
        FileError: The list or its history cannot be read.
    """
    document = workspace.file.document(workspace.file.read())
    done = workspace.journal.settled(document.sha256).done
    yield PastState(document.shared.raw, done[-1] if done else None, before=False)
    for number in range(len(done) - 1, -1, -1):
        entry = done[number]
        if entry.after != document.sha256:
            return
        try:
            raw = document.encode(apply(document.text, reverse(entry.hunks)))
        except (ValueError, FileError):
            return
        if hashlib.sha256(raw).hexdigest() != entry.before:
            return
        document = workspace.file.document(raw)
        earlier = done[number - 1] if number else entry
        yield PastState(document.shared.raw, earlier, before=not number)
