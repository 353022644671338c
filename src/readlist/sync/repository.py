"""The repository that a list lies in: what belongs to it, and setting it up."""

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from readlist.errors import UsageError
from readlist.sync.doubt import DoubtError
from readlist.sync.git import Git, GitError, check_version

BESIDE = ("dismissed.txt", "follow.toml", "digest.txt")
"""Files beside the list that travel with it."""
_ATTRIBUTES = ".gitattributes"
_BUSY = (
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "rebase-merge",
    "rebase-apply",
    "BISECT_LOG",
)
_NO_INIT = "readlist sync --init"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a list in it."""

    git: Git
    """In its top folder."""
    list: str
    """The list's path in it, with slashes."""

    @property
    def files(self) -> tuple[str, ...]:
        """All files that travel, by their paths in the repository."""
        folder = self.list.rpartition("/")[0]
        return (self.list, *(f"{folder}/{name}".lstrip("/") for name in (*BESIDE, _ATTRIBUTES)))

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
        """Return the remote and the branch there that this one follows; None without a remote."""
        branch = self.branch
        remote = self.git.text("config", "--get", f"branch.{branch}.remote", codes=(0, 1))
        name = self.git.text("config", "--get", f"branch.{branch}.merge", codes=(0, 1))
        if remote:
            return remote, name.removeprefix("refs/heads/") or branch
        remotes = self.git.text("remote").split()
        return (remotes[0], branch) if remotes else None

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
    top = git.text("rev-parse", "--show-toplevel", codes=(0, 128))
    if not top:
        raise UsageError("the list is not in a repository yet", _NO_INIT)
    folder = Path(os.path.realpath(top))
    return Repository(_identified(Git(folder, asks)), real.relative_to(folder).as_posix())


def check(repository: Repository) -> None:
    """Make sure that nothing is under way in a repository that a person began.

    Raises:
        DoubtError: Something is, or its history is cut off.
    """
    git = repository.git
    folder = Path(git.text("rev-parse", "--absolute-git-dir"))
    for name in _BUSY:
        if (folder / name).exists():
            raise DoubtError(
                "a merge, a rebase or the like is under way in the repository",
                "end it: git status says how",
            )
    if git.text("rev-parse", "--is-shallow-repository") == "true" and not git.succeeds(
        "fetch", "--unshallow", "-q"
    ):
        raise DoubtError("the history of the repository is cut off", "git fetch --unshallow")
    _ = repository.branch


def initialise(list_path: Path, *, asks: bool = False) -> Repository:
    """Make a repository of the folder of a list, or take the one it lies in."""
    real = Path(os.path.realpath(list_path))
    git = Git(real.parent, asks)
    check_version(git)
    if not git.text("rev-parse", "--show-toplevel", codes=(0, 128)):
        git.run("init", "-q", "-b", "main")
        _exclude(git, real.name)
    repository = find(list_path, asks=asks)
    _add_attributes(repository)
    register(repository)
    return repository


def register(repository: Repository) -> None:
    """Tell git how to merge lists: by this very program."""
    words = [sys.executable, "-m", "readlist"]
    command = shlex.join([*words, "sync", "--driver"]) + " %O %A %B %L %P"
    repository.git.run("config", "merge.readlist.name", "reading lists")
    repository.git.run("config", "merge.readlist.driver", command)


def connect(repository: Repository, address: str) -> str:
    """Set the remote and what this branch follows there; return the branch.

    Raises:
        UsageError: It is no address.
        OfflineError, RefusedError: It cannot be asked.
    """
    if address.startswith("-") or not address.strip() or "\n" in address:
        raise UsageError(f"{address!r} is not the address of a repository", "readlist sync --help")
    git = repository.git
    verb = "set-url" if "origin" in git.text("remote").split() else "add"
    git.run("remote", verb, "--", "origin", address)
    head = git.reach("ls-remote", "--symref", "origin", "HEAD")
    refs = [line.split()[1] for line in head.splitlines() if line.startswith("ref:")]
    branch = refs[0].removeprefix("refs/heads/") if refs else "main"
    if branch != repository.branch and not repository.head:
        git.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    own = repository.branch
    git.run("config", f"branch.{own}.remote", "origin")
    git.run("config", f"branch.{own}.merge", f"refs/heads/{branch}")
    return branch


def commit(repository: Repository, message: str) -> bool:
    """Commit what changed in the files that travel; return whether anything did.

    What else is staged or changed in the repository stays as it is.
    """
    git = repository.git
    tracked = set(git.text("ls-files", "-z", "--", *repository.files).split("\0"))
    here = [name for name in repository.files if repository.path(name).is_file() or name in tracked]
    if not here:
        return False
    git.run("add", "-f", "-A", "--", *here)
    if git.succeeds("diff", "--cached", "--quiet", "--", *here):
        return False
    git.run("commit", "-q", "--no-verify", "-m", message, "--", *here)
    return True


def others_changed(repository: Repository) -> list[str]:
    """Return the other files of the repository that are not as they were committed."""
    status = repository.git.text("status", "--porcelain", "-z", "--untracked-files=no")
    names = [line[3:] for line in status.split("\0") if len(line) > 3]
    return [name for name in names if name not in repository.files]


def _identified(git: Git) -> Git:
    """Return the repository with a name for its commits, where git knows none."""
    for name in ("name", "email"):
        known = git.text("config", "--get", f"user.{name}", codes=(0, 1))
        if not known and not os.environ.get(f"GIT_AUTHOR_{name.upper()}"):
            return replace(git, extra=("user.name=readlist", "user.email=readlist@localhost"))
    return git


def _exclude(git: Git, list_name: str) -> None:
    """Keep `git add .` from taking anything private."""
    names: Sequence[str] = (list_name, *BESIDE, _ATTRIBUTES)
    path = Path(git.text("rev-parse", "--absolute-git-dir")) / "info" / "exclude"
    path.parent.mkdir(exist_ok=True)
    lines = ["# Only the list travels.", "/*", *(f"!/{name}" for name in names)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _add_attributes(repository: Repository) -> None:
    folder = Path(repository.path(repository.list)).parent
    path, name = folder / _ATTRIBUTES, repository.list.rpartition("/")[2]
    if path.is_symlink():
        raise GitError(f"{path} is a link", "put a file in its place")
    text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    wanted = [f"{one} merge=readlist -text" for one in (name, "dismissed.txt", "digest.txt")]
    missing = [line for line in wanted if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        data = start + "".join(f"{line}\n" for line in missing)
        path.write_text(data, encoding="utf-8", errors="surrogateescape")
