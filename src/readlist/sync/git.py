"""Git, run as a program: the only place that does so.

Nothing that a remote sent runs here: no hooks, no filters, no submodules, no protocol that starts
programs; blobs are read and written as bytes, past the conversions of the work tree.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readlist.errors import ReadlistError, ServiceError, UsageError
from readlist.text import one_line

OLDEST = (2, 30)
"""The oldest git that has what is used here."""
LARGEST = 64 << 20
"""Bytes of the largest file that is taken from a remote."""
_SECONDS = 300
_INSTALL = "install git 2.30 or newer"
_CLEARED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE",
            "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
            "GIT_QUARANTINE_PATH", "GIT_EDITOR",
            "GIT_ATTR_SOURCE", "GIT_LITERAL_PATHSPECS")  # fmt: skip
_SAFE = (
    "core.hooksPath=/dev/null", "core.autocrlf=false", "core.safecrlf=false",
    "core.fsmonitor=false", "commit.gpgSign=false", "tag.gpgSign=false", "push.gpgSign=false",
    "submodule.recurse=false", "fetch.recurseSubmodules=false", "push.recurseSubmodules=no",
    "protocol.ext.allow=never", "gc.auto=0", "maintenance.auto=false", "advice.detachedHead=false",
)  # fmt: skip
_OFFLINE = re.compile(
    r"could not resolve|couldn't resolve|unable to access|connection (?:refused|timed out|reset)|"
    r"network is (?:unreachable|down)|no route to host|operation timed out|failed to connect|"
    r"temporary failure in name resolution|could not connect",
    re.IGNORECASE,
)
_NOT_OFFLINE = re.compile(r"returned error: 4\d\d|authentication|denied|403|401", re.IGNORECASE)
_FULL = re.compile(r"No space left|[Qq]uota exceeded")
_LOCKED = re.compile(r"Unable to create '(.+\.lock)': File exists")
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+(?=@)")


class GitError(ReadlistError):
    """Git could not do something; nothing of the reader's is lost."""


class OfflineError(ReadlistError):
    """The remote cannot be reached right now."""


class RemoteRefusedError(ServiceError):
    """The remote answered, and refused."""


@dataclass(frozen=True, slots=True)
class Git:
    """A repository, or the folder that is to become one."""

    folder: Path
    asks: bool = False
    """Whether somebody is at the terminal whom git may ask for a password."""
    extra: tuple[str, ...] = field(default=())
    """Further settings for each call, as ``user.name=x``."""
    index: str = ""
    """Another index than that of the work tree."""

    def run(self, *words: str, data: bytes | None = None, codes: Sequence[int] = (0,)) -> bytes:
        """Return what a git command prints.

        Args:
            words: The command.
            data: What it reads.
            codes: Exit codes that are no failure.

        Raises:
            GitError: It failed.
            UsageError: There is no git.
        """
        done = self._call(words, data)
        if done.returncode not in codes:
            line = _first_line(done.stderr)
            raise GitError(f"git {words[0]} failed: {line}", _remedy(line))
        return done.stdout

    def text(self, *words: str, codes: Sequence[int] = (0,)) -> str:
        """Return what a git command prints, as one stripped text; as `run`."""
        return self.run(*words, codes=codes).decode("utf-8", "replace").strip()

    def succeeds(self, *words: str) -> bool:
        """Return whether a git command ends without a fault."""
        return self._call(words, None).returncode == 0

    def reach(self, *words: str) -> str:
        """Return what a command prints that asks the remote.

        Raises:
            OfflineError: There is no network.
            RefusedError: The remote refused, or is none.
        """
        done = self._call(words, None)
        if done.returncode == 0:
            return done.stdout.decode("utf-8", "replace")
        text = done.stderr.decode("utf-8", "replace")
        line = _first_line(done.stderr)
        if _OFFLINE.search(text) and not _NOT_OFFLINE.search(text):
            raise OfflineError(f"the remote cannot be reached: {line}", "readlist sync, later")
        raise RemoteRefusedError(
            f"the remote refused: {line}", "git remote -v, and try git fetch by hand"
        )

    def blob(self, revision: str, path: str) -> bytes | None:
        """Return a file of a commit; None if it is not there.

        Raises:
            GitError: It is a link, a folder or too large.
        """
        line = self.text("ls-tree", "-z", "-l", revision, "--", path).rstrip("\0")
        if not line:
            return None
        mode, kind, name, size = line.partition("\t")[0].split()
        if kind != "blob" or mode not in ("100644", "100755"):
            raise GitError(
                f"{path} is not a regular file in the other list",
                "check the remote, and fix it there",
            )
        if int(size) > LARGEST:
            raise GitError(f"{path} is too large there: {int(size) >> 20} MB", "check the remote")
        return self.run("cat-file", "blob", name)

    def store(self, data: bytes) -> str:
        """Keep bytes as they are, past any filter; return the name of the object."""
        return self.run("hash-object", "-w", "--no-filters", "--stdin", data=data).decode().strip()

    def _call(self, words: Sequence[str], data: bytes | None) -> subprocess.CompletedProcess[bytes]:
        settings = [word for one in (*_SAFE, *self.extra) for word in ("-c", one)]
        try:
            return subprocess.run(  # noqa: S603 - git, as it is found on the reader's path
                ["git", *settings, *words],  # noqa: S607 - as above
                cwd=self.folder,
                input=data,
                stdin=None if data is not None or self.asks else subprocess.DEVNULL,
                capture_output=True,
                env=self._environment(),
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise UsageError("there is no git on this machine", _INSTALL) from None
        except subprocess.TimeoutExpired:
            raise OfflineError(
                f"git {words[0]} did not finish in {_SECONDS} s", "readlist sync, later"
            ) from None

    def _environment(self) -> dict[str, str]:
        environ = {name: value for name, value in os.environ.items() if name not in _CLEARED}
        # Names of files are names, not patterns.
        environ |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
        if self.index:
            environ["GIT_INDEX_FILE"] = self.index
        if not self.asks:
            environ |= {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "SSH_ASKPASS": "true"}
            environ.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
        return environ


def check_version(git: Git) -> None:
    """Make sure that git is there and new enough.

    Raises:
        UsageError: It is not.
    """
    text = git.text("version")
    found = re.search(r"(\d+)\.(\d+)", text)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        raise UsageError(f"git is too old: {one_line(text)}", _INSTALL)


def _remedy(line: str) -> str:
    """Return what helps against a failure of git: a killed one leaves its lock behind."""
    found = _LOCKED.search(line)
    if found:
        return f"rm {shlex.quote(found[1])}, if no git is running there; then readlist sync"
    if _FULL.search(line):
        return "free some space, and run it again"
    return "readlist doctor"


def masked(address: str) -> str:
    """Return an address without the name and password in it."""
    return _PASSWORD.sub("***", one_line(address))


def _first_line(raw: bytes) -> str:
    lines = [one_line(line) for line in raw.decode("utf-8", "replace").splitlines()]
    told = [line for line in lines if line.startswith(("fatal:", "error:", "!"))] or lines
    return masked(next(filter(None, told), "it did not say why"))
