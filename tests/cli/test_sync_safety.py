"""`readlist sync` where remotes are hostile, merges lie open, or the process dies in between."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.library import syncing
from readlist.sync import joining, merges, repository
from support.git_kit import Machine, git, text
from support.library_kit import SMALL
from support.sync_kit import papers
from support.tests_kit import Run


def pushed(remote: Path, folder: Path, **files: str) -> None:
    """Push files to the remote, by somebody without readlist."""
    clone = folder / f"clone-{len(list(folder.iterdir()))}"
    git(folder, "clone", "-q", str(remote), str(clone))
    for name, content in files.items():
        target = clone / name.replace("__", "/").replace("_dot_", ".")
        target.parent.mkdir(exist_ok=True, parents=True)
        target.write_text(content)
    git(clone, "add", "-f", ".")
    git(clone, "commit", "-qm", "by somebody else")
    git(clone, "push", "-q", "origin", "HEAD")


@pytest.mark.parametrize(
    "name", ["config_dot_toml", "library__x__own_dot_pdf", "README_dot_md", "cache__index_dot_db"]
)
def test_a_remote_puts_no_other_file_beside_the_list(
    pair: list[Machine], remote: Path, tmp_path: Path, name: str
) -> None:
    """Settings that ran programs could come that way; the files stay in the repository."""
    first, second = pair
    pushed(remote, tmp_path, **{name: "x = 1\n"})
    first("star", "mixture")
    assert first("sync").code == 0
    path = name.replace("__", "/").replace("_dot_", ".")
    assert not (tmp_path / "a" / path).exists() or path.startswith("cache")
    assert git(tmp_path / "a", "show", f"HEAD:{path}") == "x = 1"
    assert git(tmp_path / "a", "status", "--porcelain") == ""
    first("note", "mixture", "x")
    assert first("sync").code == second("sync").code == 0
    assert git(remote, "show", f"main:{path}") == "x = 1"
    assert text(tmp_path, "a") == text(tmp_path, "b")


def test_filters_and_attributes_of_a_remote_change_nothing(
    pair: list[Machine], remote: Path, tmp_path: Path
) -> None:
    """Not even those that are set up on this machine."""
    first, second = pair
    for name in ("a", "b"):
        git(tmp_path / name, "config", "filter.evil.clean", f"touch {tmp_path}/ran; cat")
        git(tmp_path / name, "config", "filter.evil.smudge", f"touch {tmp_path}/ran; cat")
    attributes = "* filter=evil text eol=crlf ident\nreadlist.toml merge=binary\n"
    pushed(remote, tmp_path, _dot_gitattributes=attributes)
    first("note", "mixture", "here")
    second("note", "mixture", "there")
    for machine in (first, second, first, second):
        assert machine("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    assert "  here\n" in text(tmp_path, "a")
    assert not (tmp_path / "ran").exists()


def test_hooks_do_not_run(pair: list[Machine], tmp_path: Path) -> None:
    """Those of the repository are for other work, and could wait for somebody."""
    first, _ = pair
    for name in ("pre-commit", "pre-push", "reference-transaction", "post-merge"):
        hook = tmp_path / "a" / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
        hook.chmod(0o755)
    first("star", "mixture")
    assert first("sync").code == 0
    assert not (tmp_path / "ran").exists()


def test_a_remote_that_declines_is_no_lost_race(
    pair: list[Machine], remote: Path, tmp_path: Path
) -> None:
    """Exit 5, with what it said; the commit is kept for later."""
    first, _ = pair
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    first("star", "mixture")
    result = first("sync")
    assert (result.code, "declined" in result.err) == (5, True)
    hook.unlink()
    assert "Pushed" in first("sync").err


def test_set_up_without_network_is_no_error(
    run: Run, make_list: Callable[[str], Path], home: Path, plain_git: None
) -> None:
    """The remote is kept, and asked at the next sync."""
    make_list(SMALL)
    result = run("sync", "--init", "https://127.0.0.1:9/x.git")
    assert (result.code, "Not pushed" in result.err) == (0, True)
    assert git(home, "remote", "get-url", "origin") == "https://127.0.0.1:9/x.git"


def test_an_address_is_found_from_here(
    run: Run, make_list: Callable[[str], Path], remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path counts from the folder of the command, not of the list."""
    make_list(SMALL)
    monkeypatch.chdir(remote.parent)
    assert run("sync", "--init", remote.name).code == 0
    assert git(remote, "show", "main:readlist.toml") == SMALL.strip()


def test_the_branch_of_the_remote_is_followed(
    machines: Callable[[str], Machine], tmp_path: Path, plain_git: None
) -> None:
    """Whatever it is called; a README of its own is no hindrance."""
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "trunk", str(bare))
    git(tmp_path, "clone", "-q", str(bare), str(tmp_path / "c"))
    pushed_from = tmp_path / "c"
    (pushed_from / "README.md").write_text("x\n")
    git(pushed_from, "add", ".")
    git(pushed_from, "commit", "-qm", "x")
    git(pushed_from, "push", "-q", "origin", "HEAD:trunk")
    first, second = machines("a"), machines("b")
    (tmp_path / "a" / "readlist.toml").write_text(SMALL)
    assert first("sync", "--init", str(bare)).code == 0
    assert second("sync", "--init", str(bare)).code == 0
    assert git(tmp_path / "a", "branch", "--show-current") == "trunk"
    assert text(tmp_path, "b") == SMALL
    assert git(bare, "ls-tree", "--name-only", "trunk").split() == [
        ".gitattributes", "README.md", "readlist.toml",
    ]  # fmt: skip


def test_another_remote_of_other_work_is_not_replaced(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """Exit 1 with the two ways on."""
    first = machines("a")
    (tmp_path / "a" / "readlist.toml").write_text(SMALL)
    git(tmp_path / "a", "init", "-q")
    git(tmp_path / "a", "remote", "add", "origin", "https://u:secret@example.org/x.git")
    result = first("sync", "--init", str(remote))
    assert (result.code, "secret" in result.err) == (1, False)
    assert "example.org" in git(tmp_path / "a", "remote", "get-url", "origin")


def opened(pair: list[Machine], folder: Path, *, driver: bool) -> None:
    """Let a merge by hand lie open on the second machine."""
    first, second = pair
    first("note", "mixture", "here")
    first("sync")
    second("note", "mixture", "there")
    git(folder / "b", "commit", "-qam", "by hand")
    git(folder / "b", "fetch", "-q")
    if driver:
        git(folder / "b", "config", "merge.readlist.driver", "false")
    else:
        git(folder / "b", "config", "--remove-section", "merge.readlist")
        (folder / "b" / ".git" / "info" / "attributes").unlink()
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=b", "merge", "-q", "FETCH_HEAD"],
        cwd=folder / "b", check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode != 0


@pytest.mark.parametrize("driver", [True, False])
def test_a_merge_that_lies_open_is_ended(
    pair: list[Machine], tmp_path: Path, *, driver: bool
) -> None:
    """From git's stages: with marks in the list, or ours where the driver gave up."""
    opened(pair, tmp_path, driver=driver)
    result = pair[1]("sync")
    assert (result.code, "is resolved" in result.err) == (0, True)
    assert not (tmp_path / "b" / ".git" / "MERGE_HEAD").exists()
    merged = text(tmp_path, "b")
    for piece in ("  here\n", "  there\n"):
        assert merged.count(piece) == 1
    assert pair[0]("sync").code == 0
    assert text(tmp_path, "a") == merged


def test_a_rebase_that_lies_open_is_mended_and_left(pair: list[Machine], tmp_path: Path) -> None:
    """The list is a list again; the rebase is the reader's to end (exit 1)."""
    opened(pair, tmp_path, driver=False)
    folder = tmp_path / "b"
    git(folder, "merge", "--abort")
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=b", "rebase", "-q", "origin/main"],
        cwd=folder, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode != 0
    result = pair[1]("sync")
    assert result.code == 1
    assert "in progress" in result.err
    assert "  here\n" in text(tmp_path, "b")
    assert "  there\n" in text(tmp_path, "b")
    git(folder, "-c", "core.editor=true", "rebase", "--continue")
    assert pair[1]("sync").code == 0


_STEPS = [
    (joining, "announce"), (merges, "keep"), (syncing, "adopt"), (syncing, "write_atomic"),
    (joining, "settle"), (joining, "stage"), (repository, "stage"), (repository, "write_tree"),
]  # fmt: skip


class Killed(BaseException):
    """What stands for a process that is gone."""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", _STEPS, ids=lambda one: f"{one[0].__name__}.{one[1]}")
def test_killed_between_the_steps(
    pair: list[Machine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: tuple[object, str],
    when: str,
) -> None:
    """The next sync goes on from there: nothing is lost, nothing comes twice or goes back."""
    first, second = pair
    first("skip", "mixture")
    first("note", "mixture", "here")
    first("sync")
    second("read", "mixture")
    second("note", "mixture", "there")
    module, name = step
    act = getattr(module, name)

    def killed(*args: object, **options: object) -> object:
        if when == "after":
            act(*args, **options)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        with contextlib.suppress(Killed):
            second("sync")
    second("star", "mixture")
    for machine in (second, first, second, first):
        assert machine("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    merged = papers(text(tmp_path, "a"))["2401.04088"]
    assert merged["status"] == "read"
    lines = merged["notes"].splitlines()
    assert [sum(line.endswith(f"  {word}") for line in lines) for word in ("here", "there")] == [
        1,
        1,
    ]
    assert "skip 2401.04088" in first("sync", "--status").out
    assert git(tmp_path / "b", "status", "--porcelain") == ""


def test_a_killed_merge_can_be_undone_safely(
    pair: list[Machine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the list was replaced, undone by the reader: it is merged again."""
    first, second = pair
    first("star", "mixture")
    first("sync")

    def killed(*args: object, **options: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(joining, "settle", killed)
        with pytest.raises(Killed):
            second("sync")
    assert second("undo").code == 0
    assert second("sync").code == 0
    assert first("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    assert text(tmp_path, "a").count("star = true") == SMALL.count("star = true") + 1


def test_the_lock_of_a_killed_git_is_named(pair: list[Machine], tmp_path: Path) -> None:
    """With what to do; then the next sync goes on."""
    second = pair[1]
    lock = tmp_path / "b" / ".git" / "index.lock"
    second("star", "mixture")
    lock.touch()
    told = second("sync")
    assert (told.code, told.err.splitlines()[-1]) == (
        1,
        f"try: rm {lock}, if no git is running there; then readlist sync",
    )
    lock.unlink()
    assert second("sync").code == 0
    assert git(tmp_path / "b", "status", "--porcelain") == ""


def test_two_syncs_at_once(pair: list[Machine], tmp_path: Path) -> None:
    """On one machine one waits for the other; on two, the slower one takes another round."""
    for number, machine in enumerate(pair):
        machine("note", "mixture", f"from {number}")
    words = [sys.executable, "-m", "readlist", "sync"]
    running = [
        subprocess.Popen(words, env={**os.environ, "READLIST_HOME": str(tmp_path / name)})
        for name in "abab"
    ]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    for machine in pair:
        assert machine("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    for number in range(2):
        assert text(tmp_path, "a").count(f"  from {number}\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("event", range(10, 400, 13))
def test_killed_for_real(pair: list[Machine], tmp_path: Path, event: int) -> None:
    """`kill -9` at any event of the interpreter leaves what the next sync goes on from."""
    first, second = pair
    first("note", "mixture", "here")
    first("sync")
    second("note", "mixture", "there")
    program = f"""
import os, signal, sys
seen = 0
def hook(event, details):
    global seen
    if event in ("open", "os.rename", "os.remove", "subprocess.Popen", "os.mkdir"):
        if event == "open" and not str(details[0]).startswith({str(tmp_path)!r}):
            return
        seen += 1
        if seen == {event // 4}:
            os.kill(os.getpid(), signal.SIGKILL)
from readlist.__main__ import main
sys.argv = ["readlist", "sync"]
sys.addaudithook(hook)
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True,
        env={**os.environ, "READLIST_HOME": str(tmp_path / "b")},
    )  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    (tmp_path / "b" / ".git" / "index.lock").unlink(missing_ok=True)  # git says so itself
    for machine in (second, first, second):
        assert machine("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    for piece in ("  here\n", "  there\n"):
        assert text(tmp_path, "a").count(piece) == 1
