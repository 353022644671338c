"""Real git carries every pair of changes, any order of syncs, and death at every step."""

import itertools
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from readlist.list_file import ListDocument
from readlist.sync import merge
from readlist.sync.git import Git, GitError
from support.git_kit import Machine, git, text
from support.library_kit import SMALL
from support.sync_kit import BASE as LIST
from support.sync_kit import CHANGES, lost, papers

KINDS = [
    *("add", "add other", "add same, starred", "remove", "read", "skip", "read other", "star"),
    *("note", "note other", "topic", "topic other", "move", "edit", "edit other", "comment"),
    *("reorder", "CRLF", "own key", "own key other", "merge", "import", "due", "head"),
]
"""Single changes of one side."""
PAIRS = list(itertools.combinations(KINDS, 2))
NAMED = [
    *("add", "remove", "read", "skip", "star", "note", "topic", "move", "edit", "comment"),
    *("reorder", "CRLF", "own key", "merge", "import"),
]


LONG = bool(os.environ.get("READLIST_TEST_LONG"))
"""Whether everything is run, which takes ten minutes: else each way of git has a quarter of the
pairs, another one each, so that all of them are merged, and the others a part."""
HOWS = ("merge", "pull", "rebase", "pull --rebase")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "part"),
    list(itertools.product(HOWS, range(4))) if LONG else list(zip(HOWS, range(4), strict=True)),
)
def test_every_pair_by_git_itself(
    machines: Callable[[str], Machine], tmp_path: Path, how: str, part: int
) -> None:
    """With the driver: no conflict, and what comes of it is what the merge gives."""
    first, folder = machines("a"), tmp_path / "a"
    path = folder / "readlist.toml"
    path.write_text(LIST, newline="")
    assert first("sync", "--init").code == 0
    base = git(folder, "rev-parse", "HEAD")
    for number, name in enumerate(KINDS):
        git(folder, "checkout", "-q", "-B", f"side-{number}", base)
        path.write_text(CHANGES[name](LIST), newline="")
        git(folder, "commit", "-q", "--allow-empty", "-am", name)
    for one, other in PAIRS[part::4]:
        here, there = (f"side-{KINDS.index(name)}" for name in (one, other))
        git(folder, "checkout", "-q", "-B", "main", here)
        words = {
            "merge": ["merge", "-q", "-m", "m", there],
            "rebase": ["rebase", "-q", there],
            "pull": ["pull", "-q", "--no-rebase", "--no-edit", ".", there],
            "pull --rebase": ["pull", "-q", "--rebase", ".", there],
        }[how]
        git(folder, *words)
        raw = path.read_bytes()
        ListDocument.parse(raw, path)
        sides = [CHANGES[name](LIST) for name in (one, other)]
        merged = merge(LIST.encode(), *(side.encode() for side in sides))
        assert papers(raw) == papers(merged.raw), (one, other)
        told = {(decision.paper, decision.key) for decision in merged.decisions}
        assert lost(sides[0], sides[1], raw.decode(), told) == [], (one, other)


@pytest.fixture
def fresh(pair: list[Machine], remote: Path, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Return what brings two machines and their remote back to where they share a list."""
    kept = tmp_path / "kept"
    places = [tmp_path / "a", tmp_path / "b", remote]
    for place in places:
        shutil.copytree(place, kept / place.name)

    def again() -> None:
        for place in places:
            shutil.rmtree(place)
            shutil.copytree(kept / place.name, place)

    yield again
    shutil.rmtree(kept)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6) if LONG else (2,))
def test_every_pair_by_sync(
    pair: list[Machine], remote: Path, tmp_path: Path, part: int, fresh: Callable[[], None]
) -> None:
    """Both machines agree; every change of both is there, or told to whom it overrules."""
    first, second = pair
    for machine, name in zip(pair, "ab", strict=True):
        (tmp_path / name / "readlist.toml").write_text(LIST, newline="")
        assert machine("sync").code == 0
    commit = git(remote, "rev-parse", "main")
    starts = {name: tmp_path / f"start-{name}" for name in "ab"}
    for name, start in starts.items():
        shutil.copytree(tmp_path / name, start)
    for one, other in list(itertools.combinations_with_replacement(NAMED, 2))[part::6]:
        for name, start in starts.items():
            shutil.rmtree(tmp_path / name)
            shutil.copytree(start, tmp_path / name)
        git(remote, "update-ref", "refs/heads/main", commit)
        sides = [CHANGES[name](LIST) for name in (one, other)]
        for name, side in zip("ab", sides, strict=True):
            (tmp_path / name / "readlist.toml").write_text(side, newline="")
        said = [machine("sync") for machine in (first, second, first)]
        assert [run.code for run in said] == [0, 0, 0], (one, other, said)
        assert text(tmp_path, "a") == text(tmp_path, "b"), (one, other)
        decisions = merge(LIST.encode(), *(side.encode() for side in sides)).decisions
        told = {(decision.paper, decision.key) for decision in decisions}
        merged = (tmp_path / "a" / "readlist.toml").read_bytes().decode()
        assert lost(sides[0], sides[1], merged, told) == [], (one, other)
        heard = said[1].err + said[2].err + first("sync", "--status").out
        for decision in decisions:
            assert decision.command in heard, (one, other, decision)


class _Copy:
    """A machine with what was done on it, the newest last: a token, or nothing for a merge."""

    def __init__(self, run: Machine, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.done: list[str] = []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6) if LONG else (4,))
def test_any_order_of_changes_and_syncs(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path, seed: int
) -> None:
    """Three to five machines, two hundred steps: all agree, and what was not undone is there.

    Every change brings a word that occurs nowhere else; the model is the set of those words.
    """
    chance = random.Random(seed)
    copies: list[_Copy] = []
    for name in "abcde"[: chance.randint(3, 5)]:
        machine = machines(name)
        if not copies:
            (tmp_path / name / "readlist.toml").write_text(SMALL)
        done = machine("sync", "--init", str(remote))
        assert done.code == 0
        copies.append(_Copy(machine, tmp_path / name))
        copies[-1].done += _merges(done.err)
    wanted: set[str] = set()
    for number in range(200):
        copy = chance.choice(copies)
        act = chance.choice(
            ["sync", "sync", "undo", "note", "topic", "add", "hand", "star", "read"]
        )
        _act(copy, act, f"w{number:04d}", wanted, chance)
    for copy in [*copies, *copies]:
        assert copy.run("sync").code == 0
    texts = {(copy.folder / "readlist.toml").read_text() for copy in copies}
    assert len(texts) == 1
    (merged,) = texts
    there = {word for word in (f"w{number:04d}" for number in range(200)) if word in merged}
    assert there == wanted
    assert all(merged.count(word) == 1 for word in wanted)
    papers(merged)


def _merges(said: str) -> list[str]:
    """Return one empty word for every merge that was told, which is a step of undo."""
    return [""] * (said.count("Merged: ") + said.count("Merged again"))


def _act(copy: _Copy, act: str, word: str, wanted: set[str], chance: random.Random) -> None:
    path = copy.folder / "readlist.toml"
    paper = chance.choice(["2401.04088", "2310.06825", "hep-th/9901001"])
    if act == "sync":
        done = copy.run("sync")
        assert done.code == 0, done.err
        copy.done += _merges(done.err)
    elif act == "undo":
        done = copy.run("undo")
        if done.code == 0:
            taken = copy.done.pop()
            assert (not taken) == ("Undone: sync" in done.err), done.err
            wanted.discard(taken)
        else:
            assert done.code in (3, 6), done.err
    elif act == "hand":
        path.write_text(path.read_text() + f"# {word}\n")
        wanted.add(word)
    else:
        words = {
            "note": ["note", paper, word],
            "topic": ["topic", paper, f"+{word}"],
            "add": ["add", f"https://example.org/{word}", "--no-fetch"],
            "star": ["star", paper],
            "read": ["read", paper],
        }[act]
        before = path.read_text()
        done = copy.run(*words)
        assert done.code == 0 or (done.code == 3 and paper not in before)  # undone with a merge
        if path.read_text() != before:
            copy.done.append(word)
            if act not in ("star", "read"):
                wanted.add(word)


class Killed(BaseException):
    """What stands for a process that is gone."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "part"),
    list(itertools.product(("killed", "failing"), range(4)))
    if LONG
    else [("killed", 1), ("failing", 3)],
)
def test_an_end_between_any_two_steps_of_git(
    *,
    pair: list[Machine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fresh: Callable[[], None],
    fault: str,
    part: int,
) -> None:
    """The process dies, or git fails as on a full disk: the next sync goes on, nothing is lost."""
    first, second = pair
    real = Git._call
    for step in range(part + 1, 400, 4):
        fresh()
        first("note", "mixture", "here")
        first("discover", "--follow", "cs.CL")
        assert first("sync").code == 0
        second("note", "mixture", "there")
        second("discover", "--follow", "cs.CV")
        calls = itertools.count(1)

        def ending(git: Git, *words: Any, **given: Any) -> object:
            if next(calls) == step:  # noqa: B023 - called before the loop goes on
                if fault == "killed":
                    raise Killed
                raise GitError("No space left on device", "free some space")
            return real(git, *words, **given)

        with monkeypatch.context() as patch:
            patch.setattr(Git, "_call", ending)
            try:
                ended = second("sync").code
            except Killed:
                ended = -9
        if ended == 0 and next(calls) <= step:
            break
        for machine in (second, first, second):
            done = machine("sync")
            assert done.code == 0, (step, done.err)
        assert text(tmp_path, "a") == text(tmp_path, "b"), step
        for piece in ("  here\n", "  there\n"):
            assert text(tmp_path, "a").count(piece) == 1, step
        follow = [(tmp_path / name / "follow.toml").read_text() for name in "ab"]
        assert all("cs.CL" in one and "cs.CV" in one for one in follow), step
    assert 20 < step < 390


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2) if LONG else (0,))
def test_a_full_disk(
    pair: list[Machine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fresh: Callable[[], None],
    part: int,
) -> None:
    """Whichever write it is that fails: an error, and the next sync does all of it."""
    first, second = pair
    real = os.write
    step = part - 1
    while True:
        step += 2
        fresh()
        first("note", "mixture", "here")
        assert first("sync").code == 0
        second("note", "mixture", "there")
        calls = itertools.count(1)

        def full(descriptor: int, data: bytes) -> int:
            if next(calls) == step:  # noqa: B023 - called before the loop goes on
                raise OSError(28, "No space left on device")
            return real(descriptor, data)

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            second("sync")
        if next(calls) <= step:
            break
        for machine in (second, first, second):
            assert machine("sync").code == 0
        assert text(tmp_path, "a") == text(tmp_path, "b"), step
        for piece in ("  here\n", "  there\n"):
            assert text(tmp_path, "a").count(piece) == 1, step
    assert step > 4


@pytest.mark.slow
def test_many_syncs_at_once(pair: list[Machine], remote: Path, tmp_path: Path) -> None:
    """Several on each machine while others mark papers: all come through, all marks are there."""
    import sys  # noqa: PLC0415 - to start others

    def start(name: str, *words: str) -> subprocess.Popen[bytes]:
        environ = {**os.environ, "READLIST_HOME": str(tmp_path / name)}
        return subprocess.Popen([sys.executable, "-m", "readlist", *words], env=environ)

    running = [
        start(name, *words)
        for number in range(3)
        for name in "ab"
        for words in (["sync", "-q"], ["note", "mixture", f"word-{name}{number}", "-q"])
    ]
    assert [one.wait() for one in running] == [0] * len(running)
    for machine in (*pair, *pair):
        assert machine("sync").code == 0
    assert text(tmp_path, "a") == text(tmp_path, "b")
    for number, name in itertools.product(range(3), "ab"):
        assert text(tmp_path, "a").count(f"word-{name}{number}\n") == 1
