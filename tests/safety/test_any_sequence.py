"""Any sequence of commands, hand edits, undos and redos, against a simple model."""

import os
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from readlist.errors import NotFoundError
from readlist.library import collecting, marking, undoing
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from support.library_kit import open_workspace
from support.safety_kit import list_of, papers_in

Papers = dict[str, dict[str, Any]]
TODAY = date(2026, 11, 21)
_numbers = st.integers(0, 30)
_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)


class AnySequence(RuleBasedStateMachine):
    """A list of papers as plain dictionaries, and the changes that undo and redo know of it.

    A hand edit touches the head of the file or one's own key of a paper that no change touched
    since, so that every undo has to succeed.
    """

    workspace: Workspace

    @initialize()
    def begin(self) -> None:
        """Begin with a list of five papers."""
        self.workspace, _ = open_workspace(list_of(5))
        self.workspace.journal.path.unlink(missing_ok=True)
        self.papers: Papers = papers_in(self.raw())
        self.done: list[tuple[Papers, Papers]] = []
        self.undone: list[tuple[Papers, Papers]] = []
        self.remarks = set(re.findall(rb"# remark \d+\n", self.raw()))
        self.heads: list[str] = []
        self.added = 0

    def raw(self) -> bytes:
        """Return the bytes on disk."""
        return self.workspace.paths.list.read_bytes()

    def pick(self, number: int) -> Paper:
        """Return some paper of the list."""
        every = list(self.workspace.papers())
        return every[number % len(every)]

    def changed(self, **papers: dict[str, Any] | None) -> None:
        """Note what a command did: papers with their new tables, None for removed ones."""
        before = {name: self.papers.get(name) for name in papers}
        if before == papers:
            return
        self.apply(papers)
        self.done.append((before, papers))  # type: ignore[arg-type] # None is no table
        self.undone.clear()

    def apply(self, papers: dict[str, Any]) -> None:
        """Put tables into the model, or take them out."""
        for name, table in papers.items():
            if table is None:
                self.papers.pop(name, None)
            else:
                self.papers[name] = table

    @rule(number=_numbers, status=st.sampled_from(Status))
    def mark(self, number: int, status: Status) -> None:
        """Give a paper a status."""
        if not self.papers:
            return
        paper = self.pick(number)
        marking.mark(self.workspace, [paper], status)
        table = dict(self.papers[paper.id])
        finished = table.pop("finished", TODAY)
        table["status"] = str(status)
        if status is Status.READ:
            table["finished"] = finished if paper.status is Status.READ else TODAY
        self.changed(**{paper.id: table})

    @rule(number=_numbers, on=st.booleans())
    def star(self, number: int, on: bool) -> None:
        """Star a paper or take the star away."""
        if not self.papers:
            return
        paper = self.pick(number)
        marking.star(self.workspace, [paper], on=on)
        table = {name: value for name, value in self.papers[paper.id].items() if name != "star"}
        self.changed(**{paper.id: table | ({"star": True} if on else {})})

    @rule(number=_numbers, words=_words)
    def note(self, number: int, words: str) -> None:
        """Add a note."""
        if not self.papers:
            return
        paper = self.pick(number)
        marking.add_note(self.workspace, [paper], f"n {words} n")
        table = self.papers[paper.id]
        notes = f"{table.get('notes', '')}2026-11-21  n {words} n\n"
        self.changed(**{paper.id: table | {"notes": notes}})

    @rule(first=_numbers, second=_numbers)
    def remove(self, first: int, second: int) -> None:
        """Remove two papers."""
        if not self.papers:
            return
        chosen = {paper.id: paper for paper in (self.pick(first), self.pick(second))}
        marking.remove(self.workspace, list(chosen.values()))
        self.changed(**dict.fromkeys(chosen))

    @rule(count=st.integers(1, 3))
    def add(self, count: int) -> None:
        """Add some papers."""
        new = [f"2402.{self.added + number:05d}" for number in range(1, count + 1)]
        self.added += count
        collecting.add(self.workspace, new, AddOptions(fetch=False))
        self.changed(**{i: {"id": i, "status": "unread", "added": TODAY} for i in new})

    @rule()
    def edit_the_head(self) -> None:
        """Write a line at the top of the file by hand."""
        line = f"# by hand {len(self.heads)}\n"
        self.heads.append(line)
        self.workspace.paths.list.write_bytes(line.encode() + self.raw())

    @rule(number=_numbers)
    def edit_a_paper(self, number: int) -> None:
        """Change one's own key of a paper that no change knows of."""
        touched = {name for pair in self.done + self.undone for name in pair[0]}
        free = [name for name in self.papers if name not in touched and "mine" in self.papers[name]]
        if not free:
            return
        name = free[number % len(free)]
        rank = self.papers[name]["mine"]["rank"]
        old, new = f'{name}"   # paper', f'{name}"   # paper'
        text = self.raw().decode()
        start = text.index(old)
        place = text.index(f"mine.rank = {rank}\n", start)
        line = f"mine.rank = {rank + 100}\n"
        text = text[:place] + line + text[place + len(f"mine.rank = {rank}\n") :]
        assert new in text
        self.workspace.paths.list.write_bytes(text.encode())
        self.papers[name] = self.papers[name] | {"mine": {"rank": rank + 100}}

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        """Take changes back."""
        self.repeat(partial(undoing.undo, self.workspace), self.done, self.undone, steps, 0)

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        """Make changes again."""
        self.repeat(partial(undoing.redo, self.workspace), self.undone, self.done, steps, 1)

    def repeat(
        self, action: Any, source: list[Any], target: list[Any], steps: int, side: int
    ) -> None:
        """Move changes over, as undo and redo do."""
        if not source:
            with pytest.raises(NotFoundError):
                action(steps)
            return
        action(steps)
        for _ in range(min(steps, len(source))):
            target.append(source.pop())
            self.apply(target[-1][side])

    @rule()
    @precondition(lambda self: bool(self.done))
    def all_the_way_back_and_forth(self) -> None:
        """Undo everything and redo everything: the same bytes."""
        before = self.raw()
        count = len(self.done)
        undoing.undo(self.workspace, count)
        undoing.redo(self.workspace, count)
        assert self.raw() == before

    @invariant()
    def the_list_is_the_model(self) -> None:
        """The papers are those of the model; comments and hand edits are there."""
        if not hasattr(self, "papers"):
            return
        raw = self.raw()
        assert papers_in(raw) == self.papers
        assert self.remarks <= set(re.findall(rb"# remark \d+\n", raw))
        head = "".join(reversed(self.heads))
        assert raw.decode().startswith(f"{head}# my list\nschema = 1\n")


@pytest.fixture(scope="module", autouse=True)
def _no_sync() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


@pytest.mark.slow
class TestAnySequence(AnySequence.TestCase):  # type: ignore[valid-type, misc] # made by Hypothesis
    """Run it, in the home that every test gets."""

    settings = settings(
        max_examples=40,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
