"""Resolve what a manual merge left open in git's index, as `sync` would."""

from collections.abc import Mapping
from dataclasses import dataclass

from readlist.sync.beside import merge_beside
from readlist.sync.decision import Decision
from readlist.sync.git import LARGEST, Git, GitError
from readlist.sync.joining import message
from readlist.sync.markers import take_apart
from readlist.sync.merging import merge
from readlist.sync.repository import Repository, stage

_TEXT, _ERRORS = "utf-8", "surrogateescape"


@dataclass(frozen=True, slots=True)
class Mended:
    """The resolved contents of the open files."""

    before: bytes
    """The list in the work tree."""
    files: Mapping[str, bytes]
    decisions: tuple[Decision, ...]


def mend(repository: Repository, lying: bytes) -> Mended | None:
    """Return the open files, resolved; None if the list is not open.

    Args:
        repository: The repository.
        lying: The list in the work tree: ours, perhaps with conflict marks, or edited since.
    """
    versions = _open_files(repository.git)
    if repository.list not in versions:
        return None
    files: dict[str, bytes] = {}
    decisions: tuple[Decision, ...] = ()
    for name in repository.files:
        base, ours, theirs = versions.get(name, (None, None, None))
        if name == repository.list:
            sides = take_apart(lying.decode(_TEXT, _ERRORS))
            mine = sides.ours.encode(_TEXT, _ERRORS) if sides else lying
            merged = merge(base, mine, mine if theirs is None else theirs)
            files[name], decisions = merged.raw, merged.decisions
        elif name in versions:
            files[name] = merge_beside(name, base, ours, theirs) or b""
    return Mended(lying, files, decisions)


def settle(repository: Repository, mended: Mended) -> None:
    """Mark the files as resolved; finish a merge in which nothing else is open."""
    git = repository.git
    stage(repository, {name: git.store(raw) for name, raw in mended.files.items()})
    other = git.text("rev-parse", "-q", "--verify", "MERGE_HEAD", codes=(0, 1, 128))
    if not other or _open_files(git):
        return
    head, tree = repository.head, git.text("write-tree")
    text = message(repository, "Merge lists", mended.decisions)
    words = ("commit-tree", tree, "-p", head, "-p", other)
    made = git.run(*words, data=text.encode()).decode().strip()
    git.run("update-ref", "-m", "readlist sync", "HEAD", made, head)
    folder = git.directory
    for name in ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE"):
        (folder / name).unlink(missing_ok=True)


def _open_files(git: Git) -> dict[str, tuple[bytes | None, bytes | None, bytes | None]]:
    """Return the versions of each file that a merge left open: the base, ours and theirs."""
    found: dict[str, list[bytes | None]] = {}
    for line in git.text("ls-files", "-u", "-z").split("\0"):
        facts, _, name = line.partition("\t")
        if name:
            mode, blob, number = facts.split()
            found.setdefault(name, [None, None, None])[int(number) - 1] = _blob(git, mode, blob)
    return {name: (one[0], one[1], one[2]) for name, one in found.items()}


def _blob(git: Git, mode: str, name: str) -> bytes:
    if mode not in ("100644", "100755") or int(git.text("cat-file", "-s", name)) > LARGEST:
        raise GitError("what is to be merged is not a file, or too large", "git status")
    return git.read(name)
