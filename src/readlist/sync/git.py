"""Git, run as a program: the only place that does so.

Nothing that a remote sent runs here: no hooks, no filters, no submodules, no protocol that starts
programs; blobs are read and written as bytes, past the conversions of the work tree.
"""

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from readlist.errors import ReadlistError, ServiceError, UsageError
from readlist.text import one_line

OLDEST = (2, 30)
"""The oldest git that has what is used here."""
LARGEST = 64 << 20
"""Bytes of the largest file that is taken from a remote."""
_SECONDS = 300
_OBJECTS = 8
"""Objects that are kept; a merge has three lists, and gives one."""
_CHANGING = ("config", "remote", "init")
"""Commands after which settings may be others."""
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
_REFUSED = re.compile(r"([/~][^:]{0,500}): (?:Permission denied|Read-only file system)")
_FULL = re.compile(r"No space left|[Qq]uota exceeded")
_LOCKED = re.compile(r"Unable to create '(.+\.lock)': File exists")
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+(?=@)")


class GitError(ReadlistError):
    """Git could not do something; nothing of the reader's is lost."""


class OfflineError(ReadlistError):
    """The remote cannot be reached right now."""


class RemoteRefusedError(ServiceError):
    """The remote answered, and refused."""


@dataclass(slots=True)
class _Known:
    """What git said in this run: starting it costs more than most of its answers."""

    directory: str = ""
    settings: dict[str, str] | None = None
    objects: dict[str, bytes] = field(default_factory=dict)
    """The last ones that were read or written, by their names."""

    def keep(self, name: str, data: bytes) -> None:
        """Keep an object; of the others only the last ones."""
        self.objects[name] = data
        while len(self.objects) > _OBJECTS:
            del self.objects[next(iter(self.objects))]


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
    _known: "_Known" = field(default_factory=_Known, repr=False, compare=False)

    def run(
        self,
        *words: str,
        data: bytes | None = None,
        codes: Sequence[int] = (0,),
        given: IO[bytes] | None = None,
        into: IO[bytes] | None = None,
    ) -> bytes:
        """Return what a git command prints.

        Args:
            words: The command.
            data: What it reads.
            codes: Exit codes that are no failure.
            given: A file that it reads.
            into: A file for what it prints; then nothing comes back.

        Raises:
            GitError: It failed.
            UsageError: There is no git.
        """
        done = self._call(words, data, given=given, into=into)
        if done.returncode not in codes:
            line = _first_line(done.stderr)
            raise GitError(f"git {words[0]} failed: {line}", _remedy(line))
        return done.stdout or b""

    def text(self, *words: str, codes: Sequence[int] = (0,)) -> str:
        """Return what a git command prints, as one stripped text; as `run`."""
        return self.run(*words, codes=codes).decode("utf-8", "replace").strip()

    def succeeds(self, *words: str) -> bool:
        """Return whether a git command ends without a fault."""
        return self._call(words).returncode == 0

    def reach(self, *words: str) -> str:
        """Return what a command prints that asks the remote.

        Raises:
            OfflineError: There is no network.
            RefusedError: The remote refused, or is none.
        """
        done = self._call(words)
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
        return self.blobs(revision, (path,))[path]

    def blobs(self, revision: str, paths: Sequence[str]) -> dict[str, bytes | None]:
        """Return files of a commit; None for each that is not there; as `blob`."""
        found: dict[str, bytes | None] = dict.fromkeys(paths)
        said = self.run("ls-tree", "-z", "-l", revision, "--", *paths)
        for line in os.fsdecode(said).split("\0"):
            facts, _, path = line.partition("\t")
            if path in found:
                mode, kind, name, size = facts.split()
                if kind != "blob" or mode not in ("100644", "100755"):
                    raise GitError(
                        f"{path} is not a regular file in the other list",
                        "check the remote, and fix it there",
                    )
                if int(size) > LARGEST:
                    raise GitError(
                        f"{path} is too large there: {int(size) >> 20} MB", "check the remote"
                    )
                found[path] = self.read(name)
        return found

    def read(self, name: str) -> bytes:
        """Return the bytes of an object by its name."""
        data = self._known.objects.get(name)
        if data is None:
            # A pipe gives out a few pages at a time; for a large list that costs most of all.
            with tempfile.TemporaryFile() as file:
                self.run("cat-file", "blob", name, into=file)
                file.seek(0)
                data = file.read()
            self._known.keep(name, data)
        return data

    def store(self, data: bytes) -> str:
        """Keep bytes as they are, past any filter; return the name of the object."""
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            said = self.run("hash-object", "-w", "--no-filters", "--stdin", given=file)
        name = said.decode().strip()
        self._known.keep(name, data)
        return name

    @property
    def directory(self) -> Path:
        """Where git keeps what belongs to the repository."""
        if not self._known.directory:
            self._known.directory = self.text("rev-parse", "--absolute-git-dir")
        return Path(self._known.directory)

    def setting(self, name: str) -> str:
        """Return a setting, from wherever git has it; empty without one."""
        if self._known.settings is None:
            lines = self.run("config", "--list", "-z", codes=(0, 1)).decode("utf-8", "replace")
            pairs = (line.partition("\n") for line in lines.split("\0"))
            self._known.settings = {key: value.strip() for key, _, value in pairs}
        return self._known.settings.get(name, "")

    def set(self, name: str, value: str) -> None:
        """Set a setting of this repository."""
        if self.setting(name) != value:
            self.run("config", name, value)

    def _call(
        self,
        words: Sequence[str],
        data: bytes | None = None,
        *,
        given: IO[bytes] | None = None,
        into: IO[bytes] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        settings = [word for one in (*_SAFE, *self.extra) for word in ("-c", one)]
        if words[0] in _CHANGING:
            self._known.settings = None
        nothing = None if data is not None or self.asks else subprocess.DEVNULL
        try:
            return subprocess.run(  # noqa: S603 - git, as it is found on the reader's path
                ["git", *settings, *words],  # noqa: S607 - as above
                cwd=self.folder,
                input=data,
                stdin=given or nothing,
                stdout=into or subprocess.PIPE,
                stderr=subprocess.PIPE,
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
    refused = _REFUSED.search(line)
    if refused:
        place = shlex.quote(refused[1].strip("'"))
        return f"ls -ld {place}, and the folder that it is in"
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
