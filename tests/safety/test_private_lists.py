"""Two files, one list: any sequence of changes says what a plain list would; no kill parts them."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from readlist.errors import FileError, NotFoundError
from readlist.files import write_atomic
from readlist.library import collecting, joining_papers, marking, undoing
from readlist.library.list_changes import update
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.list_file.file import list_file_at
from readlist.paper import OWN_KEYS, Paper, Status
from readlist.paths import find_paths
from support.private_kit import SHARED, make_private, opened, tables
from support.safety_kit import Runner, runner

_numbers = st.integers(0, 30)


class PrivateSequence(RuleBasedStateMachine):
    """The same commands on a private list and on a plain one, which is the model."""

    @initialize()
    def begin(self) -> None:
        """Begin with three papers each."""
        home = find_paths(usual=True).data
        for name in ("lists", "private", "state", "cache"):
            shutil.rmtree(home / name, ignore_errors=True)
        make_private(home)
        (home / "readlist.toml").write_text(SHARED)
        self.home = home
        self.states: list[tuple[bytes, bytes]] = []
        self.added = 0

    @property
    def both(self) -> tuple[Workspace, Workspace]:
        """The workspaces of the two lists, as a new run opens them."""
        return opened("group"), opened("default")

    def files(self) -> tuple[bytes, bytes]:
        """Return the bytes of the private list's two files."""
        paths = opened("group").paths
        assert paths.private is not None
        own = paths.private.read_bytes() if paths.private.exists() else b""
        return paths.list.read_bytes(), own

    def run(self, job: Any) -> None:
        """Do the same in both lists."""
        before = self.files()
        for workspace in self.both:
            job(workspace, list(workspace.papers()))
        if self.files() != before:
            self.states.append(before)

    @rule(number=_numbers, status=st.sampled_from(Status))
    def mark(self, number: int, status: Status) -> None:
        """Give a paper a status."""
        self.run(lambda w, papers: marking.mark(w, _some(papers, number), status))

    @rule(number=_numbers, on=st.booleans())
    def star(self, number: int, on: bool) -> None:
        """Star a paper, or take the star away."""
        self.run(lambda w, papers: marking.star(w, _some(papers, number), on=on))

    @rule(number=_numbers, text=st.sampled_from(["a", "b c", "<<<<<<< x", '"""', "\\"]))
    def note(self, number: int, text: str) -> None:
        """Add a note."""
        self.run(lambda w, papers: marking.add_note(w, _some(papers, number), text))

    @rule(number=_numbers, day=st.sampled_from([None, date(2026, 12, 1)]))
    def due(self, number: int, day: date | None) -> None:
        """Say by when a paper is to be read, and change its topics in the same step."""
        values = {"due": day, "topics": ["t"], "notes": None if day is None else "n\n"}
        self.run(lambda w, papers: update(w, "due", _some(papers, number), lambda _: values))

    @rule(first=_numbers, second=_numbers)
    def remove(self, first: int, second: int) -> None:
        """Take papers off."""
        self.run(lambda w, p: marking.remove(w, [*_some(p, first), *_some(p, second)]))

    @rule(first=_numbers, second=_numbers)
    def join(self, first: int, second: int) -> None:
        """Join two entries."""

        def job(workspace: Workspace, papers: list[Paper]) -> None:
            chosen = {one.id: one for one in [*_some(papers, first), *_some(papers, second)]}
            if len(chosen) == 2:
                joining_papers.join_papers(workspace, list(chosen.values()))

        self.run(job)

    @rule(star=st.booleans(), status=st.sampled_from([None, Status.READ, Status.UNREAD]))
    def add(self, star: bool, status: Status | None) -> None:
        """Add a paper, marked at once."""
        self.added += 1
        options = AddOptions(fetch=False, star=star, status=status, topics=("new",))
        name = f"2402.{self.added:05d}"
        self.run(lambda w, _: collecting.add(w, [name], options))

    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        """Take back some steps; both files are what they were, byte for byte."""
        count = min(count, len(self.states))
        if count:
            for workspace in self.both:
                undoing.undo(workspace, count)
            assert self.files() == self.states[-count]
            del self.states[-count:]

    @rule()
    def redo(self) -> None:
        """Make a step again, where there is one."""
        before = self.files()
        done = []
        for workspace in self.both:
            try:
                undoing.redo(workspace)
                done.append(True)
            except NotFoundError:
                done.append(False)
        assert done[0] == done[1]
        if self.files() != before:
            self.states.append(before)

    @invariant()
    def says_the_same(self) -> None:
        """Every paper says what it says in the plain list; others have nothing of the marks."""
        group, usual = self.both
        mine = [{**one.to_table(), "id": one.id} for one in group.papers()]
        assert mine == [one.to_table() for one in usual.papers()]
        began = {one["id"]: one for one in _papers(SHARED)}
        for name, table in tables(group.paths.list).items():
            had = began.get(name, {"status": "unread"})
            assert {k: table[k] for k in OWN_KEYS if k in table} == {
                k: had[k] for k in OWN_KEYS if k in had
            }


def _some(papers: list[Paper], number: int) -> list[Paper]:
    return [papers[number % len(papers)]] if papers else []


def _papers(text: str) -> list[dict[str, Any]]:
    import tomllib  # noqa: PLC0415 - here alone

    return list(tomllib.loads(text)["paper"])


TestPrivateSequence = PrivateSequence.TestCase
TestPrivateSequence.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def runs(home: Path) -> Iterator[Runner]:
    """Make the private list and give what runs commands on it."""
    make_private(home)
    with runner() as given:
        yield given


@pytest.mark.slow
@pytest.mark.parametrize(
    "args",
    [
        ["add", "--no-fetch", "2402.00001", "--star"],
        ["remove", "2310.06825", "2401.04088", "--yes"],
        ["undo"],
        ["undo", "--redo"],
    ],
    ids=["add", "remove", "undo", "redo"],
)
def test_a_kill_at_every_system_call(
    home: Path, runs: Runner, tmp_path: Path, args: list[str]
) -> None:
    """Both files are the old ones or both are the new ones, once the next run has looked."""
    paths = opened("group").paths
    assert paths.private is not None
    assert runs(["-L", "group", "note", "2310.06825", "mine"]).code == 0
    if args[0] == "undo":
        assert runs(["-L", "group", "remove", "2310.06825", "--yes"]).code == 0
    if "--redo" in args:
        assert runs(["-L", "group", "undo"]).code == 0
    kept = tmp_path / "kept"
    shutil.copytree(home, kept)
    old = _files(paths.list, paths.private)
    assert runs(["-L", "group", *args]).code == 0
    new = _files(paths.list, paths.private)
    assert old[0] != new[0]
    assert old[1] != new[1]
    at, seen = 1, set()
    while True:
        at += 2
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        ran = runs(["-L", "group", *args], at=at)
        now = _files(paths.list, paths.private, recover=True)
        assert now in (old, new)
        seen.add(now)
        assert not ran.acknowledged or now == new
        if ran.code is not None:
            break
    assert seen == {old, new}
    left = [one.name for one in paths.private.parent.iterdir() if one.name.startswith(".")]
    assert left == []


@pytest.mark.parametrize(
    ("edited", "entries"),
    [
        ("before", {"2310.06825"}),
        ("after", set()),
        ("else", {"2310.06825"}),
    ],
)
def test_what_a_kill_left_is_ended(home: Path, edited: str, entries: set[str]) -> None:
    """By what the shared list says; where that was edited since, no word goes missing."""
    workspace = make_private(home, own='schema = 1\n\n[[paper]]\nid = "2310.06825"\nstar = true\n')
    own = workspace.paths.private
    assert own is not None
    path = workspace.paths.list
    old = _files(path, own)
    marking.remove(workspace, [paper for paper in workspace.papers() if paper.id == "2310.06825"])
    new = _files(path, own)
    told = {
        "shared": [sha256(old[0]).hexdigest(), sha256(new[0]).hexdigest()],
        "own": sha256(new[1]).hexdigest(),
        "text": new[1].decode(),
    }
    own.write_bytes(old[1])
    own.with_name(".group.toml.pending").write_text(json.dumps(told))
    raw = {"before": old[0], "after": new[0], "else": b"# by hand\n" + new[0]}[edited]
    path.write_bytes(raw)
    workspace.file.read()
    assert (path.read_bytes(), set(tables(own))) == (raw, entries)
    assert [one.name for one in own.parent.iterdir()] == ["group.toml"]


def test_a_full_disk_leaves_both_as_they_were(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write it is that fails."""
    workspace = make_private(home)
    paths = workspace.paths
    assert paths.private is not None
    before = _files(paths.list, paths.private)
    real = write_atomic
    for failing in range(3):
        calls = iter(range(10))

        def full(path: Path, data: bytes, **others: Any) -> None:
            if next(calls) == failing:  # noqa: B023 - called before the loop goes on
                raise FileError("no space left", "free some")
            real(path, data, **others)

        monkeypatch.setattr("readlist.list_file.private_file.write_atomic", full)
        with pytest.raises(FileError, match="no space left"):
            collecting.add(opened("group"), ["2402.00001"], AddOptions(fetch=False, star=True))
        monkeypatch.setattr("readlist.list_file.private_file.write_atomic", real)
        assert _files(paths.list, paths.private, recover=True) == before
        assert undoing.history(opened("group")) == ()


def _files(path: Path, own: Path, *, recover: bool = False) -> tuple[bytes, bytes]:
    if recover:
        list_file_at(path, own).read()
    return path.read_bytes(), own.read_bytes() if own.exists() else b""
