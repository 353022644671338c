"""Undo and redo: byte for byte where nothing else happened, with care where it did."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import FileError, NotFoundError
from readlist.files import write_atomic
from readlist.library import collecting, marking, undoing, upkeep
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.list_file import file
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from support.library_kit import SMALL, list_text, open_workspace
from support.list_texts import list_texts

FIRST, SECOND = "2401.04088", "2310.06825"


def paper(workspace: Workspace, identifier: str) -> Paper:
    """Return a paper of the list."""
    found = workspace.papers().get(identifier)
    assert found is not None
    return found


def read(workspace: Workspace, identifier: str) -> None:
    """Mark a paper as read."""
    marking.mark(workspace, [paper(workspace, identifier)], Status.READ)


def edit_by_hand(workspace: Workspace, old: str, new: str) -> None:
    """Replace some text of the list, as an editor would."""
    text = list_text(workspace)
    assert old in text
    workspace.paths.list.write_text(text.replace(old, new), encoding="utf-8")


def bare(workspace: Workspace, *identifiers: str) -> None:
    """Add papers without asking arXiv."""
    collecting.add(workspace, identifiers, AddOptions(fetch=False))


def test_the_last_change_is_taken_back_and_made_again() -> None:
    """Undo gives the old bytes, redo the new ones, and both say what they did."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    changed = list_text(workspace)
    report = undoing.undo(workspace)
    assert list_text(workspace) == SMALL
    assert report.entries[0].what == f"read {FIRST} Mixture of Winds"
    assert report.following is None
    undoing.redo(workspace)
    assert list_text(workspace) == changed


def perform(workspace: Workspace, papers: ReadingList, what: str) -> None:
    """Do one of the changes of the commands to the first papers of a list."""
    chosen = [found for found in list(papers)[:2] if found.id]
    actions: dict[str, Callable[[], object]] = {
        "read": lambda: marking.mark(workspace, chosen, Status.READ),
        "skip": lambda: marking.mark(workspace, chosen, Status.SKIPPED),
        "star": lambda: marking.star(workspace, chosen),
        "note": lambda: marking.add_note(workspace, chosen, 'two\nlines """ and \\ a tail'),
        "topic": lambda: marking.change_topics(workspace, chosen, ["new one"], ["moe"]),
        "remove": lambda: marking.remove(workspace, chosen),
        "add": lambda: bare(workspace, "2401.99999", "hep-th/9901099"),
        "seed": lambda: upkeep.init(workspace, seed=True),
    }
    actions[what]()


CHANGES = ["read", "skip", "star", "note", "topic", "remove", "add"]


@pytest.fixture(scope="module")
def no_sync() -> Iterator[None]:
    """Let the many lists of a property test not wait for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


@pytest.mark.usefixtures("no_sync")
@given(list_texts(), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3))
def test_undo_gives_the_old_bytes_for_every_list_and_change(text: str, what: list[str]) -> None:
    """For every list L and changes c: undo(c(L)) == L, byte for byte; and redo gives c(L)."""
    workspace, _ = open_workspace(None)
    workspace.journal.path.unlink(missing_ok=True)
    workspace.paths.list.write_bytes(text.encode())
    states = [text.encode()]
    for name in what:
        try:
            perform(workspace, workspace.papers(), name)
        except FileError as error:
            assert "without loss" in error.problem  # noqa: PT017 - sometimes
        if workspace.paths.list.read_bytes() != states[-1]:
            states.append(workspace.paths.list.read_bytes())
    for state in reversed(states[:-1]):
        undoing.undo(workspace)
        assert workspace.paths.list.read_bytes() == state
    if len(states) > 1:
        undoing.redo(workspace, 9)
    assert workspace.paths.list.read_bytes() == states[-1]


def test_many_changes_are_taken_back_in_one_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo of three changes writes the list once, and redo of two goes forward by two."""
    workspace, _ = open_workspace()
    states = [SMALL]
    for identifier in (FIRST, SECOND, "hep-th/9901001"):
        read(workspace, identifier)
        states.append(list_text(workspace))
    writes = []
    real = write_atomic

    def counting(path: Path, data: bytes, **others: Any) -> None:
        writes.append(data)
        real(path, data, **others)

    monkeypatch.setattr(file, "write_atomic", counting)
    assert len(undoing.undo(workspace, 7).entries) == 3
    assert (list_text(workspace), len(writes)) == (SMALL, 1)
    report = undoing.redo(workspace, 2)
    assert list_text(workspace) == states[2]
    assert report.following is not None


def test_hand_edits_elsewhere_stay() -> None:
    """A change is taken back and made again around what was edited by hand since."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    edit_by_hand(workspace, "# the next one matters", "# the next one matters a lot")
    edit_by_hand(workspace, 'title = "A Small Wind"', 'title = "A Wind"')
    by_hand = list_text(workspace)
    undoing.undo(workspace)
    assert list_text(workspace) == SMALL.replace("matters", "matters a lot").replace(
        "A Small Wind", "A Wind"
    )
    undoing.redo(workspace)
    assert list_text(workspace) == by_hand


def test_an_edited_paper_is_not_overwritten_unasked() -> None:
    """When the touched paper was edited since, the difference is shown and nothing changes."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    edit_by_hand(workspace, 'mood = "curious"', 'mood = "bored"')
    by_hand = list_text(workspace)
    with pytest.raises(FileError, match="edited there since") as caught:
        undoing.undo(workspace)
    assert list_text(workspace) == by_hand
    assert '    +mood = "bored"' in caught.value.details
    assert "--force" in caught.value.remedy


def test_a_forced_undo_can_be_taken_back() -> None:
    """The edit that --force overwrites comes back with a redo, byte for byte."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    edit_by_hand(workspace, 'mood = "curious"', 'mood = "bored"')
    by_hand = list_text(workspace)
    undoing.undo(workspace, force=True)
    assert list_text(workspace) == SMALL
    undoing.redo(workspace)
    assert list_text(workspace) == by_hand


def test_an_undo_of_many_that_cannot_go_through_changes_nothing() -> None:
    """All of the changes are taken back or none; the error says how far it could go."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    edit_by_hand(workspace, 'mood = "curious"', 'mood = "bored"')
    read(workspace, SECOND)
    before = list_text(workspace)
    with pytest.raises(FileError) as caught:
        undoing.undo(workspace, 2)
    assert list_text(workspace) == before
    assert "readlist undo 1" in caught.value.details[-1]
    assert len(undoing.history(workspace)) == 2
    undoing.undo(workspace, 1)
    assert len(undoing.history(workspace)) == 1


def test_what_was_taken_back_by_hand_is_taken_back() -> None:
    """A paper that is as before already needs no write, and the next undo goes further back."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    read(workspace, SECOND)
    workspace.paths.list.write_text(SMALL.replace("# my papers", "# mine"), encoding="utf-8")
    assert len(undoing.undo(workspace, 2).entries) == 2
    assert list_text(workspace) == SMALL.replace("# my papers", "# mine")
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undoing.undo(workspace)


def test_removed_papers_come_back_after_the_file_was_emptied() -> None:
    """All papers removed, the rest edited by hand: undo puts the papers back."""
    workspace, _ = open_workspace()
    marking.remove(workspace, list(workspace.papers()))
    edit_by_hand(workspace, "# my papers", "# no papers")
    undoing.undo(workspace)
    assert [found.id for found in workspace.papers()] == [FIRST, SECOND, "hep-th/9901001"]
    assert list_text(workspace).startswith("# no papers")


def test_added_papers_go_again_after_edits_elsewhere() -> None:
    """Undo of an addition removes just the added papers."""
    workspace, _ = open_workspace()
    bare(workspace, "2401.99998", "2401.99999")
    edit_by_hand(workspace, "# my papers", "# our papers")
    undoing.undo(workspace)
    assert list_text(workspace).rstrip() == SMALL.replace("# my", "# our").rstrip()


def test_a_new_change_ends_the_redoing() -> None:
    """After a new change nothing can be redone; a change that fails leaves the redo in place."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    undoing.undo(workspace)
    read(workspace, SECOND)
    with pytest.raises(NotFoundError, match="nothing to redo"):
        undoing.redo(workspace)


def test_a_crash_between_record_and_write_is_no_change() -> None:
    """A change that was recorded and never made is not what undo takes back."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    sha = workspace.document().sha256
    workspace.journal.append("star it", "", sha, "0" * 64, [])
    assert [entry.what for entry in undoing.history(workspace)] == [
        f"read {FIRST} Mixture of Winds"
    ]
    report = undoing.undo(workspace)
    assert report.entries[0].what.startswith("read")
    assert list_text(workspace) == SMALL


def test_a_list_that_is_gone_is_not_quietly_made_anew() -> None:
    """Once a list was changed, its absence is an error and not a first use."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    workspace.paths.list.unlink()
    for use in (workspace.papers, lambda: marking.star(workspace, [])):
        with pytest.raises(FileError, match="is gone") as caught:
            use()
        assert "readlist init" in caught.value.remedy
    assert upkeep.init(workspace, empty=True).made


def test_nothing_to_undo_is_said() -> None:
    """A fresh list, and a list that is not there, have nothing to undo or redo."""
    for text in (SMALL, None):
        workspace, _ = open_workspace(text)
        workspace.paths.list.unlink(missing_ok=True)
        for repeat in (partial(undoing.undo, workspace), partial(undoing.redo, workspace)):
            with pytest.raises(NotFoundError, match="nothing to"):
                repeat()


def test_a_damaged_history_changes_nothing_wrongly() -> None:
    """A record whose texts do not fit is not applied blindly."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    changed = list_text(workspace)
    path = workspace.journal.path
    path.write_bytes(path.read_bytes().replace(b"Mixture", b"Tincture"))
    with pytest.raises(FileError):
        undoing.undo(workspace)
    assert list_text(workspace) == changed
    path.write_bytes(b"\x00garbage" * 99)
    with pytest.raises(NotFoundError):
        undoing.undo(workspace)


def test_a_history_that_cannot_be_written_keeps_the_list() -> None:
    """Without a record there is no change and no undo."""
    workspace, _ = open_workspace()
    workspace.paths.state.mkdir()
    workspace.paths.history.write_text("a file in the way")
    with pytest.raises(FileError, match="cannot record the change"):
        read(workspace, FIRST)
    assert list_text(workspace) == SMALL


def test_each_list_has_its_own_history(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Undo in one list takes back nothing of another."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    monkeypatch.setenv("READLIST_FILE", str(tmp_path / "other.toml"))
    other, _ = open_workspace()
    with pytest.raises(NotFoundError):
        undoing.undo(other)
    read(other, SECOND)
    undoing.undo(other)
    undoing.undo(workspace)
    assert list_text(workspace) == list_text(other) == SMALL


def test_a_clock_set_back_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of changes is that in which they were made, whatever the dates say."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    middle = list_text(workspace)
    monkeypatch.setenv("READLIST_TODAY", "1999-01-01")
    read(workspace, SECOND)
    undoing.undo(workspace)
    assert list_text(workspace) == middle
    undoing.undo(workspace)
    assert list_text(workspace) == SMALL


def test_a_list_that_was_converted_to_crlf_is_undone() -> None:
    """An editor that changed all line ends does not stand in the way."""
    workspace, _ = open_workspace()
    read(workspace, FIRST)
    crlf = list_text(workspace).replace("\n", "\r\n").encode()
    workspace.paths.list.write_bytes(crlf)
    undoing.undo(workspace)
    assert workspace.paths.list.read_bytes() == SMALL.replace("\n", "\r\n").encode()
