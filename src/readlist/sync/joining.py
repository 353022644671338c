"""Bringing in what another copy of the list did: as objects first, then file by file."""

import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from readlist.sync.decision import TRAILER, Decision
from readlist.sync.doubt import DoubtError
from readlist.sync.entries import merge_entries
from readlist.sync.git import Git
from readlist.sync.merging import merge
from readlist.sync.repository import Repository, others_changed

_COPY = "Readlist-Copy"
"""The trailer that says on which copy of the list a commit was made."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What is to become of the files, before any of them is touched."""

    ours: str
    commit: str
    files: Mapping[str, bytes | None]
    """The files that travel, as they will be; None for one that goes."""
    others: tuple[str, ...]
    """Other files of the repository that change."""
    decisions: tuple[Decision, ...]
    forward: bool
    """Whether there was nothing of ours to merge."""


def copy_of(repository: Repository) -> str:
    """Return what tells this copy of the list from the others."""
    git = repository.git
    known = git.text("config", "--get", "readlist.copy", codes=(0, 1))
    if not known:
        known = secrets.token_hex(4)
        git.run("config", "readlist.copy", known)
    return known


def message(repository: Repository, subject: str, decisions: tuple[Decision, ...] = ()) -> str:
    """Return a commit's message with its trailers."""
    trailers = [f"{_COPY}: {copy_of(repository)}", *(one.trailer for one in decisions)]
    return f"{subject}\n\n" + "\n".join(trailers) + "\n"


def is_ancestor(git: Git, old: str, new: str) -> bool:
    """Return whether one commit came before another."""
    return git.succeeds("merge-base", "--is-ancestor", old, new)


def join(repository: Repository, theirs: str, *, give_way: bool = False) -> Joined | None:
    """Return what comes of merging a commit; None if there is nothing in it that is new.

    Args:
        repository: With everything of ours committed.
        theirs: The other commit.
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
    for name in repository.files:
        sides = [git.blob(one, name) if one else None for one in (base, ours, theirs)]
        if name == repository.list:
            files[name], decisions = _list(sides, theirs if give_way else "")
        else:
            files[name] = _beside(name, sides)
    copies = (copy_of(repository), _last_copy(git, theirs))
    decisions = tuple(replace(one, by=copies[0 if one.ours else 1]) for one in decisions)
    commit = _commit(repository, (base, ours, theirs), files, decisions)
    told = (*decisions, *_told(git, ours, theirs, copies[0]))
    return Joined(ours, commit, files, others, told, forward=commit == theirs)


def settle(repository: Repository, joined: Joined) -> None:
    """Let the branch and the index say what the files say already."""
    git = repository.git
    for name in joined.others:
        if git.blob(joined.commit, name) is None:
            git.run("rm", "-q", "-f", "--ignore-unmatch", "--", name)
        else:
            git.run("checkout", "-q", joined.commit, "--", name)
    git.run("update-ref", "-m", "readlist sync", "HEAD", joined.commit, joined.ours)
    git.run("reset", "-q", "--", *repository.files)


def overruled(repository: Repository, revisions: str, copy: str) -> Iterator[Decision]:
    """Yield the decisions of merges that overrule what was done on a copy, the newest first."""
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


def _list(sides: list[bytes | None], theirs: str) -> tuple[bytes | None, tuple[Decision, ...]]:
    base, mine, yours = sides
    if mine is None or yours is None or theirs:
        return yours if mine is None or theirs else mine, ()
    merged = merge(base, mine, yours)
    return merged.raw, merged.decisions


def _beside(name: str, sides: list[bytes | None]) -> bytes | None:
    """Return one of the small files merged; nothing of either side goes missing."""
    base, mine, yours = sides
    if yours in (mine, base):
        return mine
    if mine == base:
        return yours
    if name.endswith(".txt"):
        return merge_entries(base, mine or b"", yours or b"")
    lines = (mine or b"").splitlines(keepends=True)
    new = [line for line in (yours or b"").splitlines(keepends=True) if line not in lines]
    return b"".join([*lines, *new])


def _other_files(repository: Repository, base: str, theirs: str) -> tuple[str, ...]:
    git = repository.git
    start = base or _empty_tree(git)
    names = git.text("diff", "--name-only", "-z", "--no-renames", start, theirs, "--").split("\0")
    others = tuple(name for name in names if name and name not in repository.files)
    changed = others_changed(repository)
    if others and changed:
        raise DoubtError(
            f"other files of the repository are changed, {changed[0]} among them",
            "commit or stash them, then readlist sync",
        )
    return others


def _commit(
    repository: Repository,
    commits: tuple[str, str, str],
    files: Mapping[str, bytes | None],
    decisions: tuple[Decision, ...],
) -> str:
    """Return the commit that holds what a merge gave; theirs where that says it all."""
    base, ours, theirs = commits
    with tempfile.TemporaryDirectory(prefix="readlist-") as folder:
        git = replace(repository.git, index=str(Path(folder) / "index"))
        start = base or _empty_tree(git)
        git.run("read-tree", "-i", "-m", "--aggressive", start, ours, theirs)
        unmerged = {
            line.partition("\t")[2] for line in git.text("ls-files", "-u", "-z").split("\0")
        }
        in_doubt = sorted(unmerged - {"", *repository.files})
        if in_doubt:
            raise DoubtError(
                f"both sides changed other files of the repository: {', '.join(in_doubt[:3])}",
                "git pull, and resolve them; the list comes right by itself",
            )
        for name, raw in files.items():
            if raw is None:
                git.run("update-index", "--force-remove", "--", name)
                continue
            blob = (
                git.run("hash-object", "-w", "--no-filters", "--stdin", data=raw).decode().strip()
            )
            git.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
        tree = git.text("write-tree")
    git = repository.git
    if is_ancestor(git, ours, theirs) and tree == git.text("rev-parse", f"{theirs}^{{tree}}"):
        return theirs
    text = message(repository, "Merge lists", decisions)
    parents = ("-p", ours, "-p", theirs)
    return git.run("commit-tree", tree, *parents, data=text.encode()).decode().strip()


def _empty_tree(git: Git) -> str:
    return git.run("hash-object", "-w", "-t", "tree", "--stdin", data=b"").decode().strip()
