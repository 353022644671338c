"""Bring in the changes of another copy of the list: first as objects, then file by file."""

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from readlist.regular import load_regular
from readlist.sync.beside import merge_beside
from readlist.sync.decision import TRAILER, Decision
from readlist.sync.describing import described
from readlist.sync.doubt import DoubtError
from readlist.sync.git import LARGEST, Git
from readlist.sync.merging import merge
from readlist.sync.pieces import Lists
from readlist.sync.repository import Repository, empty_tree, stage

_COPY = "Readlist-Copy"
"""The trailer that names the copy of the list on which a commit was made."""
PENDING = "refs/readlist/pending"
"""The commit that the files are about to match."""


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """The plan for the files, before any of them is touched."""

    ours: str
    commit: str
    files: Mapping[str, bytes | None]
    """The synced files, as they will be; None for one that is deleted."""
    others: tuple[str, ...]
    """Other files of the repository that change."""
    decisions: tuple[Decision, ...]


def copy_of(repository: Repository) -> str:
    """Return a name that tells this copy of the list from the others."""
    git = repository.git
    known = git.setting("readlist.copy")
    if not known:
        known = secrets.token_hex(4)
        git.set("readlist.copy", known)
    return known


def message(repository: Repository, subject: str, decisions: tuple[Decision, ...] = ()) -> str:
    """Return a commit's message with its trailers."""
    trailers = [f"{_COPY}: {copy_of(repository)}", *(one.trailer for one in decisions)]
    return f"{subject}\n\n" + "\n".join(trailers) + "\n"


def is_ancestor(git: Git, old: str, new: str) -> bool:
    """Return whether one commit came before another."""
    return git.succeeds("merge-base", "--is-ancestor", old, new)


def join(
    repository: Repository,
    theirs: str,
    lists: Lists,
    *,
    give_way: bool = False,
) -> JoinPlan | None:
    """Return the plan to merge a commit; None if it has nothing new.

    Args:
        repository: With everything of ours committed.
        theirs: The other commit.
        lists: The lists that were read before.
        give_way: Our list is the built-in one, untouched: theirs takes its place.

    Raises:
        DoubtError: The merge might lose something.
        GitError: What is there cannot be taken.
    """
    git, ours = repository.git, repository.head
    if is_ancestor(git, theirs, ours):
        return None
    base = git.text("merge-base", ours, theirs, codes=(0, 1))
    others = _other_files(repository, base, theirs)
    files: dict[str, bytes | None] = {}
    decisions: tuple[Decision, ...] = ()
    three = [git.blobs(one, repository.files) if one else {} for one in (base, ours, theirs)]
    for name in repository.files:
        sides = [side.get(name) for side in three]
        if name == repository.list:
            files[name], decisions = _list(sides, lists, give_way=give_way)
        else:
            files[name] = merge_beside(name, *sides)
    copies = (copy_of(repository), _last_copy(git, theirs))
    decisions = tuple(replace(one, by=copies[0 if one.ours else 1]) for one in decisions)
    mine = three[1].get(repository.list) or b""
    after = files[repository.list] or b""
    subject = f"Merge: {described(mine, after, lists)}" if mine and after != mine else "Merge lists"
    text = message(repository, subject, decisions)
    commit = _commit(repository, (base, ours, theirs), files, text)
    told_here = (*decisions, *_told(git, ours, theirs, copies[0]))
    return JoinPlan(ours, commit, files, others, told_here)


def settle(repository: Repository, joined: JoinPlan) -> None:
    """Bring the branch and the index in line with the files."""
    git = repository.git
    _settle_others(repository, joined)
    git.run("update-ref", "-m", "readlist sync", "HEAD", joined.commit, joined.ours)
    stage(repository, _blob_names(git, joined.commit, repository.files))
    git.run("update-ref", "-d", PENDING)


def announce(repository: Repository, joined: JoinPlan) -> None:
    """Record the commit that the files are about to match, in case this run is killed."""
    repository.git.run("update-ref", PENDING, joined.commit)


def take_up(repository: Repository) -> None:
    """Finish what a run began that was killed between the files and the branch.

    If the files differ by now, these are changes like any other: merging again gives the same.
    """
    git, ours = repository.git, repository.head
    commit = git.text("rev-parse", "-q", "--verify", PENDING, codes=(0, 1, 128))
    if not commit:
        return
    written = repository.path(repository.list)
    if ours and is_ancestor(git, ours, commit) and written.is_file():
        raw = git.blob(commit, repository.list)
        others = _changed_between(repository, ours, commit)
        if raw == load_regular(written, LARGEST) and not (others and others_changed(repository)):
            settle(repository, JoinPlan(ours, commit, {}, others, ()))
    git.run("update-ref", "-d", PENDING)


def _settle_others(repository: Repository, joined: JoinPlan) -> None:
    """Bring other files of the repository in line, but none that readlist uses."""
    git = repository.git
    made = repository.made
    for name in joined.others:
        entry = git.text("ls-tree", "-z", joined.commit, "--", name).rstrip("\0")
        if made or repository.is_own(name):
            line = entry or f"0 {'0' * len(joined.commit)}\t{name}"
            git.run("update-index", "-z", "--index-info", data=f"{line}\0".encode())
            if entry:
                git.run("update-index", "--skip-worktree", "--", name)
        elif entry:
            git.run("checkout", "-q", joined.commit, "--", name)
        else:
            git.run("rm", "-q", "-f", "--ignore-unmatch", "--", name)


def _blob_names(git: Git, commit: str, paths: Sequence[str]) -> dict[str, str]:
    """Return the names of the objects of a commit by path; empty where there is no file."""
    found = dict.fromkeys(paths, "")
    for line in os.fsdecode(git.run("ls-tree", "-z", commit, "--", *paths)).split("\0"):
        facts, _, path = line.partition("\t")
        if path in found:
            found[path] = facts.split()[2]
    return found


def overruled(repository: Repository, revisions: str, copy: str) -> Iterator[Decision]:
    """Yield the decisions of merges that overruled a copy's changes, the newest first."""
    text = repository.git.text("log", "--merges", "-n", "200", "--format=%B", revisions, "--")
    for line in text.splitlines():
        found = Decision.from_trailer(line) if line.startswith(TRAILER) else None
        if found and found.by == copy:
            yield found


def _told(git: Git, ours: str, theirs: str, copy: str) -> tuple[Decision, ...]:
    found = overruled(Repository(git, ""), f"{ours}..{theirs}", copy)
    return tuple(replace(one, ours=True) for one in found)


def _last_copy(git: Git, commit: str) -> str:
    form = f"--format=%(trailers:key={_COPY},valueonly)"
    return git.text("log", "-n", "1", form, commit, "--").partition("\n")[0]


def _list(
    sides: list[bytes | None], lists: Lists, *, give_way: bool
) -> tuple[bytes | None, tuple[Decision, ...]]:
    base, mine, yours = sides
    if yours is None or mine == yours:
        return mine, ()
    if mine is None or give_way:
        return merge(None, yours, yours).raw, ()  # which makes sure that it is a list
    merged = merge(base, mine, yours, lists=lists)
    return merged.raw, merged.decisions


def others_changed(repository: Repository) -> list[str]:
    """Return the other files of the repository that differ from the commit."""
    if repository.made:
        return []  # none is checked out
    # Not stripped: a leading blank means that a change is not staged.
    status = repository.git.run("status", "--porcelain", "-z", "--untracked-files=no")
    names = [line[3:] for line in status.decode("utf-8", "replace").split("\0") if len(line) > 3]
    return [name for name in names if name not in repository.files]


def _other_files(repository: Repository, base: str, theirs: str) -> tuple[str, ...]:
    git = repository.git
    others = _changed_between(repository, base or empty_tree(git), theirs)
    changed = others_changed(repository)
    if changed:
        raise DoubtError(
            f"other files of the repository are changed, {changed[0]} among them",
            "commit or stash them, then readlist sync",
        )
    return others


def _changed_between(repository: Repository, start: str, end: str) -> tuple[str, ...]:
    """Return the other files of the repository that differ between two commits."""
    words = ("diff-tree", "-r", "--name-only", "-z", "--no-renames", "--no-commit-id")
    names = repository.git.text(*words, start, end).split("\0")
    return tuple(name for name in names if name and name not in repository.files)


def _commit(
    repository: Repository,
    commits: tuple[str, str, str],
    files: Mapping[str, bytes | None],
    text: str,
) -> str:
    """Return the commit of a merge; theirs if that is already the result."""
    base, ours, theirs = commits
    blobs = {name: "" if raw is None else repository.git.store(raw) for name, raw in files.items()}
    with tempfile.TemporaryDirectory(prefix="readlist-") as folder:
        git = replace(repository.git, index=str(Path(folder) / "index"))
        start = base or empty_tree(git)
        git.run("read-tree", "-i", "-m", "--aggressive", start, ours, theirs)
        lines = git.text("ls-files", "-u", "-z").split("\0")
        in_doubt = {line.partition("\t")[2] for line in lines} - {"", *repository.files}
        if in_doubt:
            raise DoubtError(
                f"both sides changed other files: {', '.join(sorted(in_doubt)[:3])}",
                "git pull, and resolve them; the list is merged by itself",
            )
        stage(replace(repository, git=git), blobs)
        tree = git.text("write-tree")
    git = repository.git
    if is_ancestor(git, ours, theirs) and tree == git.text("rev-parse", f"{theirs}^{{tree}}"):
        return theirs
    parents = ("-p", ours, "-p", theirs)
    return git.run("commit-tree", tree, *parents, data=text.encode()).decode().strip()
