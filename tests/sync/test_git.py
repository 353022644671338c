"""Git as it is run: what counts as offline, refused or too large, and what it never does."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import UsageError
from readlist.sync import git as git_module
from readlist.sync.git import Git, GitError, OfflineError, RemoteRefusedError, check_version, masked
from support.git_kit import git as run_git


@pytest.fixture
def repository(tmp_path: Path) -> Git:
    """Return a repository with a commit of a file, a link and a folder."""
    run_git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "file").write_bytes(b"one\r\n")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_bytes(b"x" * 10)
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "-qm", "x")
    return Git(tmp_path)


def test_blobs_are_bytes(repository: Git) -> None:
    """Read and kept as they are; what is not there is none."""
    assert repository.blob("HEAD", "file") == b"one\r\n"
    assert repository.blob("HEAD", "folder/inside") == b"x" * 10
    assert repository.blob("HEAD", "nothing") is None
    name = repository.store(b"a\r\nb")
    assert repository.run("cat-file", "blob", name) == b"a\r\nb"


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("fatal: write error: No space left on device", "free some space"),
        ("error: file write error (Disk quota exceeded)", "free some space"),
        ("fatal: Unable to create '/a b/.git/index.lock': File exists.", "rm '/a b/.git/index"),
        ("/my list/.git: Permission denied", "ls -ld '/my list/.git', and"),
        ("fatal: cannot open '/a/.git/x': Read-only file system", "ls -ld /a/.git/x, and"),
        ("fatal: something else", "readlist doctor"),
    ],
)
def test_failures_of_git_have_their_remedy(said: str, remedy: str) -> None:
    """What helps fits what git said."""
    assert git_module._remedy(said).startswith(remedy)


@pytest.mark.parametrize("name", ["link", "folder"])
def test_only_files_are_taken(repository: Git, name: str) -> None:
    """A link could lead anywhere."""
    with pytest.raises(GitError, match=f"{name} is not a regular file"):
        repository.blob("HEAD", name)


def test_large_files_are_not_taken(repository: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit they are."""
    monkeypatch.setattr(git_module, "LARGEST", 10)
    assert repository.blob("HEAD", "folder/inside") == b"x" * 10
    monkeypatch.setattr(git_module, "LARGEST", 9)
    with pytest.raises(GitError, match="too large"):
        repository.blob("HEAD", "folder/inside")


def test_the_limit_is_64_megabytes() -> None:
    """As the contract says."""
    assert git_module.LARGEST == 64 * 1024 * 1024


def test_failures_are_told_in_gits_words(repository: Git) -> None:
    """On one line; other exit codes may be no failure."""
    with pytest.raises(GitError, match=r"git cat-file failed: fatal: .*nothing"):
        repository.run("cat-file", "blob", "nothing")
    assert repository.text("config", "--get", "no.such", codes=(0, 1)) == ""
    assert repository.succeeds("rev-parse", "HEAD")
    assert not repository.succeeds("rev-parse", "--verify", "-q", "nothing")


SAID = {
    "fatal: unable to access 'https://a/': Could not resolve host: a": OfflineError,
    "ssh: connect to host a port 22: Connection refused\nfatal: Could not read": OfflineError,
    "fatal: unable to connect to a: Network is unreachable": OfflineError,
    "fatal: unable to access 'https://': The requested URL returned error: 403": RemoteRefusedError,
    "fatal: unable to access 'https://': The requested URL returned error: 404": RemoteRefusedError,
    "fatal: Authentication failed for 'https://a/'": RemoteRefusedError,
    "git@a: Permission denied (publickey).\nfatal: Could not read": RemoteRefusedError,
    "fatal: '/nowhere' does not appear to be a git repository": RemoteRefusedError,
    "": RemoteRefusedError,
}


@pytest.mark.parametrize(("said", "error"), SAID.items())
def test_no_network_is_told_from_a_refusal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, error: type[Exception]
) -> None:
    """Offline is no error of the remote's; a refusal is one."""

    def answer(*_: object, **__: object) -> Any:
        return subprocess.CompletedProcess([], 128, b"", said.encode())

    monkeypatch.setattr("readlist.sync.git.subprocess.run", answer)
    with pytest.raises(error):
        Git(tmp_path).reach("fetch")


def test_what_ends_well_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever else git said."""
    done = subprocess.CompletedProcess([], 0, b"refs\n", b"warning: denied")
    monkeypatch.setattr("readlist.sync.git.subprocess.run", lambda *_, **__: done)
    assert Git(tmp_path).reach("ls-remote") == "refs\n"


def test_a_remote_that_never_answers_is_offline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After five minutes."""
    limits: list[float] = []

    def hang(*_: object, timeout: float, **__: object) -> Any:
        limits.append(timeout)
        raise subprocess.TimeoutExpired("git", timeout)

    monkeypatch.setattr("readlist.sync.git.subprocess.run", hang)
    with pytest.raises(OfflineError, match="fetch did not finish in 300 s"):
        Git(tmp_path).reach("fetch")
    assert limits == [300]


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("git version 2.30.0", True),
        ("git version 2.39.5 (Apple Git-154)", True),
        ("git version 3.1", True),
        ("git version 2.29.3", False),
        ("git version 1.40", False),
        ("something else", False),
    ],
)
def test_old_versions_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, *, fits: bool
) -> None:
    """2.30 is the oldest that has what is used."""
    done = subprocess.CompletedProcess([], 0, said.encode(), b"")
    monkeypatch.setattr("readlist.sync.git.subprocess.run", lambda *_, **__: done)
    if fits:
        check_version(Git(tmp_path))
        return
    with pytest.raises(UsageError, match="too old"):
        check_version(Git(tmp_path))


def test_a_machine_without_git_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="no git") as caught:
        check_version(Git(tmp_path))
    assert "2.30" in caught.value.remedy


def test_passwords_are_never_shown() -> None:
    """Neither of addresses nor in what git says of them."""
    assert masked("https://me:secret@a.org/x.git") == "https://***@a.org/x.git"
    assert masked("https://token@a.org/x@y.git") == "https://***@a.org/x@y.git"
    assert masked("git@a.org:x.git") == "git@a.org:x.git"
    said = b"hint: x\nfatal: no access to 'https://me:secret@a.org/'\n"
    assert git_module._first_line(said) == "fatal: no access to 'https://***@a.org/'"
    assert git_module._first_line(b"\nremote: hello\n") == "remote: hello"
    assert git_module._first_line(b"") == "it did not say why"


def seen(monkeypatch: pytest.MonkeyPatch, git: Git, data: bytes | None = None) -> dict[str, Any]:
    """Return how the program is started."""
    calls: list[dict[str, Any]] = []

    def noted(words: list[str], **options: Any) -> Any:
        calls.append({"words": words, **options})
        return subprocess.CompletedProcess([], 0, b"", b"")

    monkeypatch.setattr("readlist.sync.git.subprocess.run", noted)
    git.run("status", data=data)
    return calls[0]


def test_nobody_is_asked_who_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No password, no passphrase, no unknown host: it fails instead of waiting."""
    call = seen(monkeypatch, Git(tmp_path))
    assert call["stdin"] == subprocess.DEVNULL
    assert call["env"]["GIT_TERMINAL_PROMPT"] == "0"
    assert (call["env"]["GIT_ASKPASS"], call["env"]["SSH_ASKPASS"]) == ("true", "true")
    assert "BatchMode=yes" in call["env"]["GIT_SSH_COMMAND"]
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    assert seen(monkeypatch, Git(tmp_path))["env"]["GIT_SSH_COMMAND"] == "ssh -i key"
    asking = seen(monkeypatch, Git(tmp_path, asks=True))
    assert asking["stdin"] is None
    assert "GIT_TERMINAL_PROMPT" not in asking["env"]
    assert seen(monkeypatch, Git(tmp_path), b"x")["stdin"] is None


def test_the_surroundings_of_another_git_do_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A hook or an editor that git started has set where its repository is: ours is elsewhere."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_CONFIG_COUNT"):
        monkeypatch.setenv(name, "elsewhere")
    call = seen(monkeypatch, Git(tmp_path))
    assert (
        not {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_CONFIG_COUNT"} & call["env"].keys()
    )
    assert call["env"]["LC_ALL"] == "C"
    assert call["cwd"] == tmp_path
    other = Git(tmp_path, index="/tmp/index", extra=("user.name=x",))
    call = seen(monkeypatch, other)
    assert call["env"]["GIT_INDEX_FILE"] == "/tmp/index"
    assert call["words"][-3:] == ["-c", "user.name=x", "status"]
    assert "core.hooksPath=/dev/null" in call["words"]
    assert os.environ["GIT_DIR"] == "elsewhere"
