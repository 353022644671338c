"""Merging whole lists: two copies of one, what git hands to its driver, and conflict marks."""

from dataclasses import dataclass, field
from pathlib import Path

from readlist.errors import FileError, NotFoundError, ReadlistError, UsageError
from readlist.files import write_atomic
from readlist.library import editing
from readlist.library.workspace import Workspace
from readlist.list_file import ListDocument, read_list_bytes
from readlist.list_file.document import LARGEST
from readlist.paper import Paper
from readlist.regular import load_regular, read_regular
from readlist.sync import Decision, merge
from readlist.sync.entries import merge_entries
from readlist.sync.markers import take_apart
from readlist.text import plural, shorten


@dataclass(slots=True)
class SyncReport:
    """What a sync did; filled while it works, so that what was done is told if it fails."""

    committed: str = ""
    """What the list had become since the last sync; empty if nothing."""
    resolved: bool = False
    """Whether conflict marks in the list were resolved."""
    merged: bool = False
    """Whether something came from elsewhere."""
    came: str = ""
    """What came, in words."""
    again: str = ""
    """What a merge that was undone here brought back."""
    pushed: bool = False
    remote: str = ""
    """The remote's address, without passwords; empty without one."""
    unreached: str = ""
    """Why the remote was not asked."""
    decisions: list[Decision] = field(default_factory=list)


def merge_with(workspace: Workspace, other: Path) -> SyncReport:
    """Unite the list with another copy of it; one step of undo.

    What was taken away on one side only comes back: without a common ancestor nothing says that
    it was taken away, rather than added on the other.

    Raises:
        NotFoundError: There is no such file.
        FileError: It is no list.
        DoubtError: Something might be lost.
    """
    path = workspace.paths.list
    try:
        theirs = read_regular(other, LARGEST, "name a copy of the list")
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {str(other)!r}", "name a copy of the list") from None
    ListDocument.parse(theirs, other)
    ours = read_list_bytes(path)
    merged = merge(None, ours, theirs, names=("the common list", str(path), str(other)))
    report = SyncReport(decisions=list(merged.decisions))
    if merged.raw != ours:
        report.came = described(ours, merged.raw, path)
        adopt(workspace, ours, merged.raw, f"{report.came}, from {other.name}")
        report.merged = True
    return report


def drive(words: list[str]) -> None:
    """Merge for git: ``%O %A %B %L %P``. Only ``%A`` is written, and only where all is well.

    Raises:
        ReadlistError: The merge might lose something; ``%A`` is as it was.
    """
    if len(words) < 3:
        raise UsageError("the driver is called by git", "readlist sync --init")
    base, ours, theirs = (load_regular(Path(word), LARGEST) for word in words[:3])
    name = words[4] if len(words) > 4 else ""
    if name.endswith(".txt"):
        merged = merge_entries(base or None, ours, theirs)
    else:
        merged = merge(base or None, ours, theirs).raw
    if merged != ours:
        write_atomic(Path(words[1]), merged)


def resolve(workspace: Workspace, raw: bytes) -> bool:
    """Put the merged list in the place of one with conflict marks; return whether it had any."""
    text = raw.decode("utf-8", "surrogateescape")
    sides = take_apart(text)
    if sides is None:
        return False
    parts = [side.encode("utf-8", "surrogateescape") for side in (sides.ours, sides.theirs)]
    base = None if sides.base is None else sides.base.encode("utf-8", "surrogateescape")
    merged = merge(base, *parts)
    path = workspace.paths.list
    # What stood there was no list, so there is nothing to go back to.
    fault = FileError("a merge left a conflict here", "readlist sync")
    editing.adopt(workspace, editing.Draft(path, raw, fault), merged.raw)
    return True


def adopt(workspace: Workspace, before: bytes, after: bytes, came: str) -> None:
    """Put a merged list in the place of ours, as one step of undo.

    Raises:
        FileError: The list was changed meanwhile; it is as it was.
    """
    draft = editing.Draft(workspace.paths.list, before, None)
    editing.adopt(workspace, draft, after, f"sync: {came}")


def described(before: bytes, after: bytes, path: Path) -> str:
    """Return what changed from one list to another: ``add 2310.06825 Mistral, change 3 papers``."""
    try:
        old, new = (_papers(raw, path) for raw in (before, after))
    except ReadlistError:
        return "mend the list"
    added = [new[one] for one in new if one not in old]
    gone = [old[one] for one in old if one not in new]
    changed = [new[one] for one in new if one in old and new[one] != old[one]]
    kinds = (("add", added), ("change", changed), ("remove", gone))
    parts = [f"{word} {_named(papers)}" for word, papers in kinds if papers]
    return ", ".join(parts) or "change what stands around the papers"


def _papers(raw: bytes, path: Path) -> dict[str, Paper]:
    document = ListDocument.parse(raw, path)
    papers = (Paper.from_table(document.table(number)) for number in range(len(document)))
    return {paper.id: paper for paper in papers}


def _named(papers: list[Paper]) -> str:
    if len(papers) == 1:
        return f"{papers[0].id} {shorten(papers[0].title, 30)}".strip()
    return plural(len(papers), "paper")
