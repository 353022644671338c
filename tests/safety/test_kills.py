"""Kill -9 at any moment: the list is the old one or the new one, and what was said is true."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arxiv_sim import ArxivSim
from support.safety_kit import Ran, Runner, list_of, papers_in, runner

Papers = dict[str, dict[str, Any]]
PAPERS = 12
KILLS = 300
SEED = 20261121


@pytest.fixture
def runs(make_list: Callable[[str], Path]) -> Iterator[Runner]:
    """Make a list and give what runs commands on it."""
    make_list(list_of(PAPERS))
    with runner() as given:
        yield given


class Commands:
    """Makes up commands, and knows what each must have done to the papers."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.count = 0

    def next(self, before: Papers) -> tuple[list[str], Callable[[Papers], Papers]]:
        """Return a command line, and what it makes of the papers."""
        self.count += 1
        number = self.count
        chosen = self.random.choice(sorted(before)) if before else "2401.00001"
        kind = self.random.choice(["add", "read", "note", "topic", "remove", "star"])
        if kind == "add" or not before:
            new = f"2402.{number:05d}"
            return (
                ["add", "--no-fetch", new],
                lambda papers: (
                    papers | {new: {"id": new, "status": "unread", "added": date(2026, 11, 21)}}
                ),
            )
        if kind == "remove" and len(before) > PAPERS:
            return ["remove", chosen, "--yes"], lambda papers: {
                name: paper for name, paper in papers.items() if name != chosen
            }

        def changed(**values: Any) -> Callable[[Papers], Papers]:
            return lambda papers: papers | {chosen: papers[chosen] | values}

        if kind == "read":
            done = before[chosen].get("finished", date(2026, 11, 21))
            return ["read", chosen], changed(status="read", finished=done)
        if kind == "note":
            old = before[chosen].get("notes", "").rstrip()
            line = f"2026-11-21  token {number}\n"
            notes = f"{old}\n{line}" if old else line
            return ["note", chosen, f"token {number}"], changed(notes=notes)
        if kind == "topic":
            topics = [*before[chosen].get("topics", []), f"x{number}"]
            return ["topic", chosen, f"+x{number}"], changed(topics=topics)
        return ["star", chosen], changed(star=True)


def check(before: bytes, after: bytes, wanted: Papers, ran: Ran, args: list[str]) -> None:
    """Make sure that a list is the old one or the wanted one, and what was said is true."""
    if after == before:
        told = ran.acknowledged and papers_in(before) != wanted
        assert not told, f"{args} said {ran.err!r} and did nothing"
        return
    assert papers_in(after) == wanted, f"{args} left something else"
    comments = set(re.findall(rb"# remark \d+", before))
    assert comments <= set(re.findall(rb"# remark \d+", after))


@pytest.mark.slow
def test_three_hundred_kills_at_random_moments(
    home: Path, runs: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old or new, whole; acknowledged implies present; the next run works; undo goes all back."""
    path, commands = home / "readlist.toml", Commands()
    states = [path.read_bytes()]
    killed = turn = 0
    span = 0.08  # seconds; follows the length of a run on this machine
    while killed < KILLS:
        turn += 1
        before = path.read_bytes()
        undo = turn % 4 == 3 and len(states) > 1
        if undo:
            args, wanted = ["undo"], papers_in(states[-2])
        else:
            args, effect = commands.next(papers_in(before))
            wanted = effect(papers_in(before))
        ran = runs(args, after=commands.random.uniform(0, span))
        killed += ran.code is None
        span *= 1.01 if ran.code is None else 0.97
        after = path.read_bytes()
        if undo:
            assert after in (before, states[-2])
            assert not ran.acknowledged or after == states[-2]
            states = states[:-1] if after != before else states
        else:
            check(before, after, wanted, ran, args)
            states += [after] if after != before else []
    assert len(states) > 10, "some runs came through"
    for state in reversed(states[:-1][-100:]):
        assert runs(["undo"]).code == 0
        assert path.read_bytes() == state
    left = [found.name for found in home.iterdir() if found.name.startswith(".")]
    assert left == [], "the next runs cleared away what the killed ones left"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "stride"),
    [
        (["read", "2401.00003"], 1),
        (["undo", "2"], 1),
        (["add", "--no-fetch", "2402.00001"], 2),
        (["note", "2401.00003", "token"], 2),
        (["remove", "2401.00003", "2401.00004", "--yes"], 2),
        (["undo", "--redo"], 2),
    ],
    ids=["read", "undo", "add", "note", "remove", "redo"],
)
def test_a_kill_at_every_system_call(
    home: Path, runs: Runner, args: list[str], stride: int
) -> None:
    """At each file operation in turn: old or new, whole, and the next run finishes the work.

    For two commands at every operation, for the others, which go the same way, at some.
    """
    path, history = home / "readlist.toml", home / "state" / "history"
    for word in ("read", "star", "skip"):
        assert runs([word, "2401.00001"]).code == 0
    if "--redo" in args:
        assert runs(["undo"]).code == 0
    old = path.read_bytes()
    record = {found: found.read_bytes() for found in history.iterdir()}
    assert runs(args).code == 0
    new = path.read_bytes()
    assert new != old
    at, seen = 1 - stride, set()
    while True:
        at += stride
        path.write_bytes(old)
        for found, content in record.items():
            found.write_bytes(content)
        ran = runs(args, at=at)
        seen.add(path.read_bytes())
        assert seen <= {old, new}
        if ran.acknowledged:
            assert path.read_bytes() == new
        if ran.code is not None:
            break
        if at % 4 == 0 and path.read_bytes() == old:  # the crash is as if nothing had been asked
            assert runs(args).code == 0
            assert path.read_bytes() == new
    assert at > 40
    assert seen == {old, new}
    assert runs(["star", "2401.00005"]).code == 0
    left = [found.name for found in home.iterdir() if found.name.startswith(".")]
    assert left == [], "the next run cleared away what the killed ones left"


@pytest.mark.slow
def test_kills_while_fetching(
    home: Path, runs: Runner, monkeypatch: pytest.MonkeyPatch, make_list: Callable[[str], Path]
) -> None:
    """A fetch that is killed again and again ends with every fact and every PDF in place."""
    with ArxivSim(synthetic=30) as arxiv:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{arxiv.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{arxiv.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        known = list(arxiv.corpus.papers)[:6]
        path = make_list("schema = 1\n" + "".join(f'[[paper]]\nid = "{i}"\n' for i in known))
        with runner() as here:
            for turn in range(40):
                here(["fetch", "--pdf"], after=0.02 + turn / 200)
                papers = papers_in(path.read_bytes())
                assert list(papers) == known
                for pdf in (home / "library").rglob("*.pdf"):
                    assert pdf.read_bytes().rstrip().endswith(b"%%EOF"), "a PDF in sight is whole"
            here(["fetch", "--pdf"])
        papers = papers_in(path.read_bytes())
        assert [paper for paper in papers.values() if not paper.get("title")] == []
