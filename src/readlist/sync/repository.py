"""The repository of a list: what belongs to it, and how it is set up."""

import os
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from readlist.errors import UsageError
from readlist.regular import load_regular
from readlist.sync.doubt import DoubtError
from readlist.sync.git import LARGEST, Git, GitError, check_version, masked

BESIDE = ("dismissed.txt", "follow.toml", "digest.txt")
"""Files beside the list that are synced with it."""
_ATTRIBUTES = ".gitattributes"
_OWN = frozenset({"config.toml", "library", "cache", "state", "private"})
"""Private files beside the list: no remote may write any of them."""
_BUSY = (
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "rebase-merge",
    "rebase-apply",
    "BISECT_LOG",
)
_NO_INIT = "readlist sync --init"
_NOTHING = "0" * 40
_PLAIN = "-text -filter -ident !eol !working-tree-encoding"
"""What git may do with synced files: nothing."""
_MADE = {
    "readlist.made": "true",
    "core.sparseCheckout": "true",
    "core.sparseCheckoutCone": "false",
    "sparse.expectFilesOutsideOfPatterns": "true",
}
"""Settings of a repository that readlist made: only synced files are checked out."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a list in it."""

    git: Git
    """Git, run in its top folder."""
    list: str
    """The list's path in it, with slashes."""

    @property
    def files(self) -> tuple[str, ...]:
        """All synced files, by their paths in the repository."""
        folder = self.list.rpartition("/")[0]
        return (self.list, *(f"{folder}/{name}".lstrip("/") for name in (*BESIDE, _ATTRIBUTES)))

    @property
    def made(self) -> bool:
        """Whether readlist made the repository, for the list alone."""
        return self.git.setting("readlist.made") == "true"

    @property
    def lock(self) -> Path:
        """The lock that one sync at a time holds."""
        return self.git.directory / "readlist-sync"

    @property
    def branch(self) -> str:
        """The branch that is checked out.

        Raises:
            DoubtError: There is none.
        """
        name = self.git.text("symbolic-ref", "-q", "--short", "HEAD", codes=(0, 1))
        if not name:
            raise DoubtError("the repository is on no branch", "git switch main")
        return name

    @property
    def head(self) -> str:
        """The commit that is checked out; empty if there is none yet."""
        return self.git.text("rev-parse", "-q", "--verify", "HEAD^{commit}", codes=(0, 1, 128))

    def upstream(self) -> tuple[str, str] | None:
        """Return the remote and its branch that this one follows; None without a remote."""
        branch = self.branch
        remote = self.git.setting(f"branch.{branch}.remote")
        name = self.git.setting(f"branch.{branch}.merge")
        if remote:
            return remote, name.removeprefix("refs/heads/") or branch
        remotes = self.git.text("remote").split()
        return (remotes[0], branch) if remotes else None

    def is_own(self, name: str) -> bool:
        """Whether a file is one that readlist keeps or uses beside the list."""
        folder, _, _ = self.list.rpartition("/")
        inside = name.removeprefix(f"{folder}/" if folder else "")
        return inside.partition("/")[0] in _OWN and (not folder or inside != name)

    def path(self, name: str) -> Path:
        """Return where one of the files is."""
        return self.git.folder / name


def find(list_path: Path, *, asks: bool = False) -> Repository:
    """Return the repository of a list.

    Raises:
        UsageError: There is none yet, or no git.
    """
    real = Path(os.path.realpath(list_path))
    git = Git(real.parent, asks)
    check_version(git)
    folder = _top_of(git, real)
    if folder is None:
        raise UsageError("the list is not in a repository yet", _NO_INIT)
    return Repository(_identified(Git(folder, asks)), real.relative_to(folder).as_posix())


def _top_of(git: Git, real: Path) -> Path | None:
    """Return the top folder of a list's repository; None if there is none.

    A repository that readlist made for a list does not count for a list in a subfolder.
    """
    top = git.text("rev-parse", "--show-toplevel", codes=(0, 128))
    folder = Path(os.path.realpath(top)) if top else None
    if folder is not None and folder != real.parent and Repository(git, real.name).made:
        return None
    return folder


def check(repository: Repository) -> None:
    """Check that no merge or rebase by hand is in progress in a repository.

    Raises:
        DoubtError: One is, or the repository is shallow.
    """
    git = repository.git
    folder = git.directory
    for name in _BUSY:
        if (folder / name).exists():
            raise DoubtError(
                "a merge, rebase or similar is in progress in the repository",
                "finish it: git status says how",
            )
    if git.text("rev-parse", "--is-shallow-repository") == "true" and not git.succeeds(
        "fetch", "--unshallow", "-q"
    ):
        raise DoubtError(
            "the history of the repository is incomplete (shallow)", "git fetch --unshallow"
        )
    _ = repository.branch


def initialise(list_path: Path, *, asks: bool = False) -> Repository:
    """Create a repository in the folder of a list, or use the one it is in."""
    real = Path(os.path.realpath(list_path))
    git = Git(real.parent, asks)
    check_version(git)
    if _top_of(git, real) is None:
        git.run("init", "-q", "-b", "main")
        _keep_apart(git, real.name)
    repository = find(list_path, asks=asks)
    _add_attributes(repository)
    register(repository)
    return repository


def register(repository: Repository) -> None:
    """Tell git to merge lists with this program."""
    words = [sys.executable, "-m", "readlist"]
    command = shlex.join([*words, "sync", "--driver"]) + " %O %A %B %L %P"
    repository.git.set("merge.readlist.name", "reading lists")
    repository.git.set("merge.readlist.driver", command)
    folder = repository.git.directory / "info"
    folder.mkdir(exist_ok=True)
    # This overrides what a remote puts into .gitattributes: no filter, no other encoding.
    lines = [f"{_quoted('/' + name)} {_PLAIN} merge=readlist" for name in repository.files]
    lines[-1] = f"{_quoted('/' + repository.files[-1])} {_PLAIN}"  # git merges .gitattributes
    _add_lines(folder / "attributes", lines)


def connect(repository: Repository, address: str) -> None:
    """Set the remote.

    Raises:
        UsageError: It is not an address.
        DoubtError: A repository that is not readlist's own has another remote.
    """
    if address.startswith("-") or not address.strip() or "\n" in address:
        raise UsageError(f"{address!r} is not the address of a repository", "readlist sync --help")
    git = repository.git
    if os.path.exists(address):  # noqa: PTH110 - an address need not be a path
        address = os.path.realpath(address)  # git would look from the repository's folder
    if "origin" not in git.text("remote").split():
        git.run("remote", "add", "--", "origin", address)
        return
    known = git.setting("remote.origin.url")
    if known != address and known and not repository.made:
        raise DoubtError(
            f"the repository already has the remote {masked(known)}",
            "readlist sync --init, which uses it; or git remote set-url origin ADDRESS",
        )
    git.run("remote", "set-url", "--", "origin", address)


def follow(repository: Repository) -> tuple[str, str] | None:
    """Return the remote and its branch that this one follows; set if not known yet.

    Raises:
        OfflineError, RefusedError: The remote cannot be asked.
    """
    git, own = repository.git, repository.branch
    found = repository.upstream()
    if not found or git.setting(f"branch.{own}.merge"):
        return found
    remote = found[0]
    answer = git.reach("ls-remote", "--symref", "--", remote, "HEAD")
    refs = [line.split()[1] for line in answer.splitlines() if line.startswith("ref:")]
    branch = refs[0].removeprefix("refs/heads/") if refs else "main"
    if branch != own and not repository.head:
        git.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")
        own = branch
    git.set(f"branch.{own}.remote", remote)
    git.set(f"branch.{own}.merge", f"refs/heads/{branch}")
    return remote, branch


def commit(repository: Repository, message: str) -> bool:
    """Commit changes of the synced files; return whether there were any.

    The files are committed as they are, whatever filters and attributes say. Anything else that is
    staged or changed stays as it is; no hook runs.
    """
    git, head = repository.git, repository.head
    blobs = {name: _stored(repository, name) for name in repository.files}
    tree = write_tree(repository, head, blobs)
    if tree == (git.text("rev-parse", f"{head}^{{tree}}") if head else empty_tree(git)):
        # A run that was killed between the branch and the index left the index outdated.
        if head and not git.succeeds("diff-index", "--cached", "--quiet", head, "--", *blobs):
            stage(repository, blobs)
        return False
    parents = ("-p", head) if head else ()
    made = git.run("commit-tree", tree, *parents, data=message.encode()).decode().strip()
    git.run("update-ref", "-m", "readlist sync", "HEAD", made, head or "0" * len(made))
    stage(repository, blobs)
    return True


def write_tree(repository: Repository, start: str, blobs: Mapping[str, str]) -> str:
    """Return the tree of a commit with other synced files.

    Args:
        repository: The repository; its index is not changed.
        start: The commit; empty for none.
        blobs: The names of the objects by path; empty if there is to be no file.
    """
    with tempfile.TemporaryDirectory(prefix="readlist-") as folder:
        git = replace(repository.git, index=str(Path(folder) / "index"))
        git.run("read-tree", *([start] if start else ["--empty"]))
        stage(replace(repository, git=git), blobs)
        return git.text("write-tree")


def stage(repository: Repository, blobs: Mapping[str, str]) -> None:
    """Put objects into the index, replacing whatever it has for these paths."""
    lines = [f"100644 {blob} 0\t{name}" for name, blob in blobs.items() if blob]
    nothing = "0" * max(map(len, blobs.values()), default=0) or _NOTHING
    gone = [f"0 {nothing}\t{name}" for name, blob in blobs.items() if not blob]
    data = "".join(f"{line}\0" for line in [*gone, *lines])
    repository.git.run("update-index", "-z", "--index-info", data=data.encode())


def empty_tree(git: Git) -> str:
    """Return the tree without files."""
    return git.run("hash-object", "-w", "-t", "tree", "--stdin", data=b"").decode().strip()


def _stored(repository: Repository, name: str) -> str:
    try:
        return repository.git.store(load_regular(repository.path(name), LARGEST))
    except FileNotFoundError:
        return ""


def _identified(git: Git) -> Git:
    """Return the repository with an author for its commits, if git has none."""
    for name in ("name", "email"):
        known = git.setting(f"user.{name}")
        if not known and not os.environ.get(f"GIT_AUTHOR_{name.upper()}"):
            return replace(git, extra=("user.name=readlist", "user.email=readlist@localhost"))
    return git


def _keep_apart(git: Git, list_name: str) -> None:
    """Keep private files from being committed, and other files from being checked out.

    The settings may be in the same folder: a remote must not be able to write them.
    """
    names: Sequence[str] = (list_name, *BESIDE, _ATTRIBUTES)
    folder = git.directory / "info"
    folder.mkdir(exist_ok=True)
    lines = ["# Only the list travels.", "/*", *(f"!/{escaped(name)}" for name in names)]
    _write(folder / "exclude", lines)
    _write(folder / "sparse-checkout", [f"/{escaped(name)}" for name in names])
    for key, value in _MADE.items():
        git.run("config", key, value)


def escaped(name: str) -> str:
    """Return a file's name as a pattern that matches only that name."""
    return "".join(f"\\{letter}" if letter in "*?[\\ !#" else letter for letter in name)


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _add_attributes(repository: Repository) -> None:
    folder = Path(repository.path(repository.list)).parent
    path, name = folder / _ATTRIBUTES, repository.list.rpartition("/")[2]
    names = (name, *BESIDE)
    _add_lines(path, [f"{_quoted(one)} merge=readlist -text" for one in names])


def _add_lines(path: Path, wanted: Sequence[str]) -> None:
    """Append lines to a file if it does not have them."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise GitError(f"{path} is not a file", "replace it with a file")
    text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    missing = [line for line in wanted if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        data = start + "".join(f"{line}\n" for line in missing)
        path.write_text(data, encoding="utf-8", errors="surrogateescape")


def _quoted(name: str) -> str:
    """Return a file's name as a pattern of `.gitattributes`."""
    if not set(name) & set(' "\\*?[#!'):
        return name
    pattern = escaped(name).replace("\\ ", " ").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{pattern}"'
