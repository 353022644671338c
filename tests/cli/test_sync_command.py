"""`readlist sync`: one list on several machines, with real git."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.git_kit import Machine, git, text
from support.library_kit import SMALL
from support.tests_kit import Run


def settled(pair: list[Machine], folder: Path) -> str:
    """Let everybody sync until nothing is new; return the list that all have."""
    for machine in (*pair, *pair):
        assert machine("sync").code == 0
    assert text(folder, "a") == text(folder, "b")
    return text(folder, "a")


def test_before_set_up_it_says_how(run: Run, make_list: Callable[[str], Path]) -> None:
    """Exit 2, and the command."""
    make_list(SMALL)
    assert (run("sync").code, run("sync").err.splitlines()[1]) == (2, "try: readlist sync --init")


def test_the_untouched_built_in_list_gives_way(pair: list[Machine], tmp_path: Path) -> None:
    """The second machine has the papers of the remote, and none of the built-in ones."""
    assert settled(pair, tmp_path) == SMALL


def test_changes_of_both_sides_come_together(pair: list[Machine], tmp_path: Path) -> None:
    """Stars, topics and notes of the same paper, papers added and taken away."""
    first, second = pair
    for words in (("star", "mixture"), ("note", "mixture", "here"), ("topic", "mixture", "+x")):
        first(*words)
    for words in (("note", "mixture", "there"), ("topic", "mixture", "+y"), ("read", "mixture")):
        second(*words)
    second("add", "2311.00001", "--no-fetch")
    first("sync")
    told = second("sync")
    assert "Merged: change 2401.04088 Mixture of Winds" in told.err
    after = settled(pair, tmp_path)
    for piece in ("star = true", "  here\n", "  there\n", '"x"', '"y"', "2311.00001"):
        assert piece in after
    assert 'status = "read"' in after


def test_a_decision_is_told_to_whom_it_overrules(pair: list[Machine], tmp_path: Path) -> None:
    """At once, or when it arrives; and again in the status, with the way back."""
    first, second = pair
    first("skip", "mixture")
    second("read", "mixture")
    second("sync")
    told = first("sync")
    assert "status is read, not skipped" in told.err
    assert "readlist skip 2401.04088" in told.err
    assert "readlist skip 2401.04088" in first("sync", "--status").out
    assert "not skipped" not in second("sync").err
    assert 'status = "read"' in settled(pair, tmp_path)


def test_a_decision_arrives_with_a_fast_forward(pair: list[Machine]) -> None:
    """The machine that merged is not the one that was overruled."""
    first, second = pair
    first("skip", "mixture")
    first("sync")
    second("read", "mixture")
    assert "theirs was dropped" in second("sync").err
    assert "your value was dropped" in first("sync").err


def test_undo_of_a_merge_is_local(pair: list[Machine], tmp_path: Path) -> None:
    """The bytes from before come back; the next sync merges again and takes nothing away."""
    first, second = pair
    first("star", "mixture")
    first("sync")
    before = text(tmp_path, "b")
    second("sync")
    second("undo")
    assert text(tmp_path, "b") == before
    second("note", "mixture", "mine")
    assert "Merged again what you undid here" in second("sync").err
    after = settled(pair, tmp_path)
    assert after.count("star = true") == SMALL.count("star = true") + 1
    assert "  mine\n" in after


def test_undo_of_a_change_is_a_change(pair: list[Machine], tmp_path: Path) -> None:
    """It reaches the others like any other."""
    first, second = pair
    first("star", "mixture")
    settled(pair, tmp_path)
    first("undo")
    assert settled(pair, tmp_path) == SMALL
    assert second("undo").code == 0  # what came by sync, on this machine alone


def test_pull_by_hand_uses_the_same_merge(pair: list[Machine], tmp_path: Path) -> None:
    """Where a text merge would leave a conflict."""
    first, second = pair
    first("note", "mixture", "here")
    first("sync")
    second("note", "mixture", "there")
    git(tmp_path / "b", "commit", "-qam", "by hand")
    git(tmp_path / "b", "pull", "-q", "--no-rebase")
    merged = text(tmp_path, "b")
    assert "  here\n" in merged
    assert "  there\n" in merged
    assert settled(pair, tmp_path) == merged


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_marks_of_a_conflict_are_resolved(
    run: Run, make_list: Callable[[str], Path], style: str
) -> None:
    """With or without a repository; nothing of either side goes missing."""
    line = 'title = "Mixture of Winds"\n'
    base = f"||||||| base\n{line}" if style == "diff3" else ""
    ours, theirs = f"{line}star = true\n", f'{line}code = ["https://example.org/c"]\n'
    assert line in SMALL
    path = make_list(SMALL.replace(line, f"<<<<<<< a\n{ours}{base}=======\n{theirs}>>>>>>> b\n", 1))
    result = run("sync")
    assert (result.code, "is resolved" in result.err) == (0, True)
    after = path.read_text()
    assert "<<<<" not in after
    assert "star = true" in after
    assert "https://example.org/c" in after


def test_another_copy_is_merged(run: Run, make_list: Callable[[str], Path], tmp_path: Path) -> None:
    """In one step of undo; a copy that is not there is named."""
    path = make_list(SMALL)
    run("star", "mixture")
    here = path.read_text()
    copy = tmp_path / "readlist (conflicted copy).toml"
    copy.write_text(SMALL + '\n[[paper]]\nid = "2311.00001"\n')
    assert run("sync", "--with", str(copy)).code == 0
    assert "2311.00001" in path.read_text()
    assert "star = true" in path.read_text()
    run("undo")
    assert path.read_text() == here
    assert run("sync", "--with", str(tmp_path / "none.toml")).code == 2


def test_without_network_everything_is_kept(pair: list[Machine], remote: Path) -> None:
    """Offline is no error; a remote that refuses is exit 5."""
    first, _ = pair
    first("star", "mixture")
    offline = first("sync", "--offline")
    assert (offline.code, "Not pushed" in offline.err) == (0, True)
    remote.rename(remote.with_name("gone.git"))
    assert first("sync").code == 5


def test_private_files_are_never_committed(pair: list[Machine], tmp_path: Path) -> None:
    """Not even by ``git add .``."""
    first, _ = pair
    first("note", "mixture", "x")
    git(tmp_path / "a", "add", ".")
    names = set(git(tmp_path / "a", "ls-files").split())
    assert names == {"readlist.toml", ".gitattributes"}


def test_other_work_in_the_repository_is_not_touched(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """What is staged and changed there stays as it is, and is not in the commit."""
    folder = tmp_path / "a"
    first = machines("a")
    (folder / "readlist.toml").write_text(SMALL)
    (folder / "thesis.tex").write_text("one\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "thesis.tex")
    git(folder, "commit", "-qm", "thesis")
    (folder / "thesis.tex").write_text("two\n")
    git(folder, "add", "thesis.tex")
    assert first("sync", "--init", str(remote)).code == 0
    assert git(folder, "show", "HEAD:thesis.tex") == "one"
    assert git(folder, "diff", "--cached", "--name-only") == "thesis.tex"


@pytest.mark.parametrize(
    ("name", "words"),
    [("MERGE_HEAD", "in progress"), ("rebase-merge", "in progress")],
)
def test_what_a_person_began_is_left_alone(
    pair: list[Machine], tmp_path: Path, name: str, words: str
) -> None:
    """Exit 1, nothing is written."""
    first, _ = pair
    first("star", "mixture")
    head = git(tmp_path / "a", "rev-parse", "HEAD")
    (tmp_path / "a" / ".git" / name).write_text(f"{head}\n")
    result = first("sync")
    assert (result.code, words in result.err) == (1, True)
    assert git(tmp_path / "a", "rev-parse", "HEAD") == head


def test_a_detached_head_is_left_alone(pair: list[Machine], tmp_path: Path) -> None:
    """Exit 1, with what to do."""
    first, _ = pair
    git(tmp_path / "a", "checkout", "-q", "--detach")
    assert first("sync").code == 1


@pytest.mark.parametrize("kind", ["link", "broken", "newer"])
def test_a_hostile_remote_changes_nothing(
    pair: list[Machine], remote: Path, tmp_path: Path, kind: str
) -> None:
    """A link in the list's place, a file that is no list, a newer form."""
    first, _ = pair
    evil = tmp_path / "evil"
    git(tmp_path, "clone", "-q", str(remote), str(evil))
    target = evil / "readlist.toml"
    if kind == "link":
        target.unlink()
        target.symlink_to("/etc/passwd")
    else:
        target.write_text("[[paper\n" if kind == "broken" else f"schema = 99\n{SMALL}")
    git(evil, "commit", "-qam", "evil")
    git(evil, "push", "-q")
    first("star", "mixture")
    before = text(tmp_path, "a")
    assert first("sync").code in (1, 6)
    assert text(tmp_path, "a") == before


@pytest.mark.parametrize(
    "words", [("ADDRESS",), ("--init", "--status"), ("--init", "--", "--upload-pack=touch x")]
)
def test_wrong_words_are_refused(
    run: Run, make_list: Callable[[str], Path], words: tuple[str, ...]
) -> None:
    """Exit 2; nothing that looks like an option reaches git as an address."""
    make_list(SMALL)
    assert run("sync", *words).code == 2


def test_passwords_are_not_told(run: Run, make_list: Callable[[str], Path], home: Path) -> None:
    """Not in messages, not in the status."""
    make_list(SMALL)
    run("sync", "--init")
    git(home, "remote", "add", "origin", "https://ada:secret@127.0.0.1:9/x.git")
    told = run("sync")
    status = run("sync", "--status")
    assert "secret" not in told.err + told.out + status.out
    assert "***@127.0.0.1" in status.out


def test_the_past_of_a_copy_is_guessed_from_the_history(
    run: Run, make_list: Callable[[str], Path], tmp_path: Path
) -> None:
    """What only one side changed is taken from it; nothing is taken away, and that is told."""
    path = make_list(SMALL)
    run("star", "mixture")
    run("topic", "mixture", "+winds")
    copy = tmp_path / "readlist-DESKTOP.toml"
    # One table differs from every state: then the oldest one is taken.
    there = path.read_text().replace('topics = ["moe", "winds"]', 'topics = ["moe"]')
    copy.write_text(there.replace("Mixture of Winds", "A Mixture").replace("star = true\n", "", 1))
    run("note", "mixture", "here")
    told = run("sync", "--with", str(copy))
    assert told.code == 0
    assert "The copy is most like the list before 'star 2401.04088" in told.err
    assert "nothing is removed, unset or set back" in told.err
    after = path.read_text()
    for piece in ('"A Mixture"', "star = true", '"moe", "winds"', "  here\n"):
        assert piece in after
    assert "gave way" not in told.err
    again = run("sync", "--with", str(copy))
    assert again.code == 0
    assert path.read_text() == after
