"""Sync one list across machines, with git."""

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from readlist.errors import UsageError
from readlist.files import lock, write_atomic
from readlist.history import KEPT, JournalEntry
from readlist.library import following, seeding, upkeep
from readlist.library.list_merging import SyncReport, adopt, replace_broken, resolve
from readlist.library.workspace import Workspace
from readlist.list_file import read_list_bytes
from readlist.list_file.file import LARGEST
from readlist.regular import load_regular
from readlist.sync import Decision, joining, merge, merges, repository, stages
from readlist.sync.describing import described
from readlist.sync.git import OfflineError, RemoteRefusedError, masked
from readlist.sync.pieces import Lists
from readlist.sync.repository import Repository
from readlist.text import plural

__all__ = [
    "Decision", "SyncReport", "SyncStatus", "initialise", "status", "sync",
]  # fmt: skip

_ROUNDS = 5
"""How often a rejected push is tried again."""
_ADDED = re.compile(r"^added = .*\n", re.MULTILINE)
_LOST_RACE = re.compile(
    r"\[rejected\]|cannot lock ref|failed to update ref|incorrect old value|reference already",
    re.IGNORECASE,
)
_UNBORN = re.compile(r"couldn't find remote ref|could not find remote ref", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Run:
    """What one sync works with."""

    workspace: Workspace
    found: Repository
    report: SyncReport
    lists: Lists

    def read(self) -> bytes:
        """Return the list as it is."""
        return _read(self.workspace)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How a list differs from its other copies, as known at the last sync."""

    changed: str
    """What changed since the last sync; empty if nothing did."""
    ahead: int
    behind: int
    remote: str
    decisions: tuple[Decision, ...]
    """Those that overrule changes made here, the newest first."""


def initialise(workspace: Workspace, address: str = "", *, asks: bool = False) -> SyncReport:
    """Create a repository for the list, or use the one it is in; merge what a remote holds.

    Args:
        workspace: What this run works on.
        address: The remote; none by default.
        asks: Whether git may ask for a password.

    Raises:
        UsageError: There is no usable git, or the address is not valid.
        ServiceError: The remote refuses.
        DoubtError: Something might be lost.
    """
    if not os.path.lexists(workspace.paths.list):
        if workspace.paths.name:
            upkeep.init(workspace, empty=True)
        else:
            workspace.make_list(must_write=True)
    found = repository.initialise(workspace.paths.list, asks=asks)
    if following.take_settings_along(workspace):
        workspace.notices.say(f"What you follow is synced from now on: {workspace.paths.following}")
    if address:
        repository.connect(found, address)
    return _sync(_run(workspace, found, SyncReport()), first=bool(address))


def sync(workspace: Workspace, *, asks: bool = False) -> SyncReport:
    """Commit local changes, merge those of others, and push.

    Raises:
        UsageError: There is no repository yet.
        ServiceError: The remote refuses.
        DoubtError: Something might be lost; nothing was written.
    """
    report = SyncReport()
    _check_named(workspace)
    try:
        found = repository.find(workspace.paths.list, asks=asks)
    except UsageError:
        if resolve(workspace, _read(workspace)):
            report.resolved = True
            return report
        raise
    return _sync(_run(workspace, found, report))


def _run(workspace: Workspace, found: Repository, report: SyncReport) -> _Run:
    return _Run(workspace, found, report, Lists(workspace.index))


def _sync(run: _Run, *, first: bool = False) -> SyncReport:
    workspace, found, report = run.workspace, run.found, run.report
    with lock(found.lock, on_wait=workspace.notices.say, what="the repository"):
        _mend(run)
        repository.check(found)
        repository.register(found)
        joining.take_up(found)
        raw = run.read()
        run.lists.parsed(raw, workspace.paths.list)  # or it would not be pushed
        try:
            reached = _follow(run) if first else True
            _merge_again(run)
            give_way = first and _is_untouched(raw, workspace.paths.list)
            _commit(run)
            if reached:
                _exchange(run, give_way=give_way)
        except OfflineError as error:
            report.unreached = error.problem
        return report


def _mend(run: _Run) -> None:
    """Resolve conflicts that a manual merge left in git's index or as marks in the list."""
    found, raw = run.found, run.read()
    mended = stages.mend(found, raw)
    if mended is None:
        run.report.resolved = resolve(run.workspace, raw)
        return
    replace_broken(run.workspace, mended.before, mended.files[found.list])
    for name, text in mended.files.items():
        if name != found.list:
            write_atomic(found.path(name), text)
    stages.settle(found, mended)
    run.report.resolved = True
    run.report.decisions += mended.decisions


def _follow(run: _Run) -> bool:
    """Find out which remote branch to follow; return whether the remote could be asked."""
    if run.workspace.offline:
        return True
    try:
        repository.follow(run.found)
    except OfflineError as error:
        run.report.unreached = error.problem
        return False
    return True


def _commit(run: _Run) -> None:
    found, report = run.found, run.report
    report.committed = _changes(run, run.read())
    subject = report.committed or "Take what is beside the list along"
    if not repository.commit(found, joining.message(found, subject)):
        report.committed = ""


def _exchange(run: _Run, *, give_way: bool) -> None:
    """Fetch, merge and push until the remote has everything."""
    found, report = run.found, run.report
    upstream = found.upstream()
    if upstream is None:
        return
    report.remote = masked(found.git.text("remote", "get-url", upstream[0]))
    if run.workspace.offline:
        report.unreached = "the network is switched off"
        return
    upstream = repository.follow(found) or upstream
    for _ in range(_ROUNDS):
        if _round(run, upstream, give_way=give_way):
            return
    raise RemoteRefusedError("other machines kept pushing first", "readlist sync")


def _round(run: _Run, upstream: tuple[str, str], *, give_way: bool) -> bool:
    """Fetch, merge and push once; return whether the remote has everything now."""
    found = run.found
    remote, branch = upstream
    tracking = f"refs/remotes/{remote}/{branch}"
    try:
        spec = f"+refs/heads/{branch}:{tracking}"
        found.git.reach("fetch", "-q", "--no-tags", "--no-recurse-submodules", "--", remote, spec)
    except RemoteRefusedError as error:
        if not _UNBORN.search(error.problem):
            raise
        found.git.run("update-ref", "-d", tracking)  # what is gone there is created again
    theirs = found.git.text("rev-parse", "-q", "--verify", tracking, codes=(0, 1, 128))
    if theirs and not _join(run, theirs, give_way=give_way):
        return False
    if theirs == found.head:
        return True
    try:
        found.git.reach("push", "-q", "--", remote, f"HEAD:refs/heads/{branch}")
    except RemoteRefusedError as error:
        if _LOST_RACE.search(error.problem):
            return False
        raise
    run.report.pushed = True
    return True


def _join(run: _Run, theirs: str, *, give_way: bool) -> bool:
    """Merge a commit of others; return False if the list was changed meanwhile."""
    workspace, found, report = run.workspace, run.found, run.report
    joined = joining.join(found, theirs, run.lists, give_way=give_way)
    if joined is None:
        return True
    before, after = read_list_bytes(workspace.paths.list), joined.files[found.list]
    if before != found.git.blob(joined.ours, found.list):
        # Somebody changed the list since it was committed: that is committed first.
        _commit(run)
        return False
    joining.announce(found, joined)
    if after is not None and after != before:
        report.came = described(before, after, run.lists)
        _note_merge(run, joined, before, after)
        adopt(workspace, before, after, report.came, run.lists)
    for name, raw in joined.files.items():
        target = found.path(name)
        if (
            name != found.list
            and raw is not None
            and (not target.is_file() or load_regular(target, LARGEST) != raw)
        ):
            write_atomic(target, raw)
    joining.settle(found, joined)
    report.merged = True
    report.decisions += [one for one in joined.decisions if one not in report.decisions]
    return True


def _note_merge(run: _Run, joined: joining.JoinPlan, before: bytes, after: bytes) -> None:
    """Record a merge before it is made, so that a killed run leaves no unknown one."""
    workspace, git = run.workspace, run.found.git
    sums = _sum(workspace, before), _sum(workspace, after)
    done = workspace.journal.settled(sums[0]).done
    entry = done[-1].number + 1 if done else 1
    new = merges.Taken(entry, f"{sums[0][:16]}{sums[1][:16]}", joined.ours, joined.commit)
    merges.keep(git, [*merges.taken(git), new])


def _sum(workspace: Workspace, raw: bytes) -> str:
    """Return the checksum by which the history knows a list."""
    return hashlib.sha256(workspace.file.joined_with(raw)).hexdigest()


def _change(entry: JournalEntry) -> str:
    return f"{entry.before[:16]}{entry.after[:16]}"


def _merge_again(run: _Run) -> None:
    """Repeat merges that were undone here; other undone changes stay undone."""
    workspace, git = run.workspace, run.found.git
    raw = run.read()
    state = workspace.journal.settled(_sum(workspace, raw))
    there = {_change(entry) for entry in state.done}
    is_full = len(state.done) >= KEPT
    oldest = min(entry.number for entry in state.done) if is_full else 0
    every = merges.taken(git)
    # A merge older than the history may just be forgotten, not undone.
    undone = [one for one in every if one.change not in there and one.entry >= oldest]
    merged = raw
    for one in undone:
        before, after = (git.blob(it, run.found.list) for it in (one.ours, one.commit))
        if before is not None and after is not None:
            merged = merge(before, merged, after, lists=run.lists).raw
    if not undone:
        return
    if merged != raw:
        run.report.again = described(raw, merged, run.lists)
        adopt(workspace, raw, merged, run.report.again, run.lists)
        last = workspace.journal.done()[-1]
        undone = [replace(one, entry=last.number, change=_change(last)) for one in undone]
    left = [one for one in every if one.change in there or one.entry < oldest]
    merges.keep(git, [*left, *undone])


def _check_named(workspace: Workspace) -> None:
    """Check that a list that was named exists.

    Raises:
        FileError: It is not.
    """
    if workspace.paths.named and not os.path.lexists(workspace.paths.list):
        workspace.check_first_use()


def _read(workspace: Workspace) -> bytes:
    try:
        return read_list_bytes(workspace.paths.list)
    except FileNotFoundError:
        workspace.check_first_use()
        raise UsageError("there is no list to sync yet", "readlist sync --init") from None


def status(workspace: Workspace) -> SyncStatus:
    """Return how the list differs from its other copies, without using the network."""
    _check_named(workspace)
    found = repository.find(workspace.paths.list)
    upstream = found.upstream()
    counts = ["0", "0"]
    address = ""
    if upstream:
        tracking = f"refs/remotes/{'/'.join(upstream)}"
        address = masked(found.git.text("remote", "get-url", upstream[0]))
        if found.head and found.git.succeeds("rev-parse", "-q", "--verify", tracking):
            counts = found.git.text(
                "rev-list", "--left-right", "--count", f"HEAD...{tracking}"
            ).split()
    copy = joining.copy_of(found)
    decisions = tuple(joining.overruled(found, "HEAD", copy)) if found.head else ()
    changed = _changes(_run(workspace, found, SyncReport()), _read(workspace))
    return SyncStatus(changed, int(counts[0]), int(counts[1]), address, decisions)


def _is_untouched(raw: bytes, path: Path) -> bool:
    """Whether a list is still the built-in or the empty one, as created."""
    made = seeding.seed_document(path).text
    if raw == seeding.EMPTY.encode():
        return True
    return _ADDED.sub("", raw.decode("utf-8", "replace")) == _ADDED.sub("", made)


def _changes(run: _Run, raw: bytes) -> str:
    """Return in words what changed in the list since the last commit; empty if nothing did."""
    head = run.found.head
    before = run.found.git.blob(head, run.found.list) if head else None
    if before is None:
        count = len(run.lists.parsed(raw, run.workspace.paths.list))
        return f"Begin with {plural(count, 'paper')}"
    told = "" if before == raw else described(before, raw, run.lists)
    return told[:1].upper() + told[1:]
