"""Undo and redo: byte for byte where nothing else happened, with care where it did."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library_kit import SMALL, list_text, open_library
from list_texts import list_texts
from readlist.errors import FileError, NotFoundError
from readlist.files import write_atomic
from readlist.library import AddOptions, Library
from readlist.list_file import change
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList

FIRST, SECOND = "2401.04088", "2310.06825"


def paper(library: Library, identifier: str) -> Paper:
    """Return a paper of the list."""
    found = library.papers().get(identifier)
    assert found is not None
    return found


def read(library: Library, identifier: str) -> None:
    """Mark a paper as read."""
    library.mark([paper(library, identifier)], Status.READ)


def edit_by_hand(library: Library, old: str, new: str) -> None:
    """Replace some text of the list, as an editor would."""
    text = list_text(library)
    assert old in text
    library.paths.list.write_text(text.replace(old, new), encoding="utf-8")


def bare(library: Library, *identifiers: str) -> None:
    """Add papers without asking arXiv."""
    library.add(identifiers, AddOptions(fetch=False))


def test_the_last_change_is_taken_back_and_made_again() -> None:
    """Undo gives the old bytes, redo the new ones, and both say what they did."""
    library, _ = open_library()
    read(library, FIRST)
    changed = list_text(library)
    report = library.undo()
    assert list_text(library) == SMALL
    assert report.entries[0].what == f"read {FIRST} Mixture of Winds"
    assert report.following is None
    library.redo()
    assert list_text(library) == changed


def perform(library: Library, papers: ReadingList, what: str) -> None:
    """Do one of the changes of the commands to the first papers of a list."""
    chosen = [found for found in list(papers)[:2] if found.id]
    actions: dict[str, Callable[[], object]] = {
        "read": lambda: library.mark(chosen, Status.READ),
        "skip": lambda: library.mark(chosen, Status.SKIPPED),
        "star": lambda: library.star(chosen),
        "note": lambda: library.add_note(chosen, 'two\nlines """ and \\ a tail'),
        "topic": lambda: library.change_topics(chosen, ["new one"], ["moe"]),
        "remove": lambda: library.remove(chosen),
        "add": lambda: bare(library, "2401.99999", "hep-th/9901099"),
        "seed": lambda: library.init(seed=True),
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
    library, _ = open_library(None)
    library.journal.path.unlink(missing_ok=True)
    library.paths.list.write_bytes(text.encode())
    states = [text.encode()]
    for name in what:
        try:
            perform(library, library.papers(), name)
        except FileError as error:
            assert "without loss" in error.problem  # noqa: PT017 - sometimes
        if library.paths.list.read_bytes() != states[-1]:
            states.append(library.paths.list.read_bytes())
    for state in reversed(states[:-1]):
        library.undo()
        assert library.paths.list.read_bytes() == state
    if len(states) > 1:
        library.redo(9)
    assert library.paths.list.read_bytes() == states[-1]


def test_many_changes_are_taken_back_in_one_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo of three changes writes the list once, and redo of two goes forward by two."""
    library, _ = open_library()
    states = [SMALL]
    for identifier in (FIRST, SECOND, "hep-th/9901001"):
        read(library, identifier)
        states.append(list_text(library))
    writes = []
    real = write_atomic

    def counting(path: Path, data: bytes, **others: Any) -> None:
        writes.append(data)
        real(path, data, **others)

    monkeypatch.setattr(change, "write_atomic", counting)
    assert len(library.undo(7).entries) == 3
    assert (list_text(library), len(writes)) == (SMALL, 1)
    report = library.redo(2)
    assert list_text(library) == states[2]
    assert report.following is not None


def test_hand_edits_elsewhere_stay() -> None:
    """A change is taken back and made again around what was edited by hand since."""
    library, _ = open_library()
    read(library, FIRST)
    edit_by_hand(library, "# the next one matters", "# the next one matters a lot")
    edit_by_hand(library, 'title = "A Small Wind"', 'title = "A Wind"')
    by_hand = list_text(library)
    library.undo()
    assert list_text(library) == SMALL.replace("matters", "matters a lot").replace(
        "A Small Wind", "A Wind"
    )
    library.redo()
    assert list_text(library) == by_hand


def test_an_edited_paper_is_not_overwritten_unasked() -> None:
    """When the touched paper was edited since, the difference is shown and nothing changes."""
    library, _ = open_library()
    read(library, FIRST)
    edit_by_hand(library, 'mood = "curious"', 'mood = "bored"')
    by_hand = list_text(library)
    with pytest.raises(FileError, match="edited there since") as caught:
        library.undo()
    assert list_text(library) == by_hand
    assert '    +mood = "bored"' in caught.value.details
    assert "--force" in caught.value.remedy


def test_a_forced_undo_can_be_taken_back() -> None:
    """The edit that --force overwrites comes back with a redo, byte for byte."""
    library, _ = open_library()
    read(library, FIRST)
    edit_by_hand(library, 'mood = "curious"', 'mood = "bored"')
    by_hand = list_text(library)
    library.undo(force=True)
    assert list_text(library) == SMALL
    library.redo()
    assert list_text(library) == by_hand


def test_an_undo_of_many_that_cannot_go_through_changes_nothing() -> None:
    """All of the changes are taken back or none; the error says how far it could go."""
    library, _ = open_library()
    read(library, FIRST)
    edit_by_hand(library, 'mood = "curious"', 'mood = "bored"')
    read(library, SECOND)
    before = list_text(library)
    with pytest.raises(FileError) as caught:
        library.undo(2)
    assert list_text(library) == before
    assert "readlist undo 1" in caught.value.details[-1]
    assert len(library.history()) == 2
    library.undo(1)
    assert len(library.history()) == 1


def test_what_was_taken_back_by_hand_is_taken_back() -> None:
    """A paper that is as before already needs no write, and the next undo goes further back."""
    library, _ = open_library()
    read(library, FIRST)
    read(library, SECOND)
    library.paths.list.write_text(SMALL.replace("# my papers", "# mine"), encoding="utf-8")
    assert len(library.undo(2).entries) == 2
    assert list_text(library) == SMALL.replace("# my papers", "# mine")
    with pytest.raises(NotFoundError, match="nothing to undo"):
        library.undo()


def test_removed_papers_come_back_after_the_file_was_emptied() -> None:
    """All papers removed, the rest edited by hand: undo puts the papers back."""
    library, _ = open_library()
    library.remove(list(library.papers()))
    edit_by_hand(library, "# my papers", "# no papers")
    library.undo()
    assert [found.id for found in library.papers()] == [FIRST, SECOND, "hep-th/9901001"]
    assert list_text(library).startswith("# no papers")


def test_added_papers_go_again_after_edits_elsewhere() -> None:
    """Undo of an addition removes just the added papers."""
    library, _ = open_library()
    bare(library, "2401.99998", "2401.99999")
    edit_by_hand(library, "# my papers", "# our papers")
    library.undo()
    assert list_text(library).rstrip() == SMALL.replace("# my", "# our").rstrip()


def test_a_new_change_ends_the_redoing() -> None:
    """After a new change nothing can be redone; a change that fails leaves the redo in place."""
    library, _ = open_library()
    read(library, FIRST)
    library.undo()
    read(library, SECOND)
    with pytest.raises(NotFoundError, match="nothing to redo"):
        library.redo()


def test_a_crash_between_record_and_write_is_no_change() -> None:
    """A change that was recorded and never made is not what undo takes back."""
    library, _ = open_library()
    read(library, FIRST)
    sha = library.document().sha256
    library.journal.append("star it", "", sha, "0" * 64, [])
    assert [entry.what for entry in library.history()] == [f"read {FIRST} Mixture of Winds"]
    report = library.undo()
    assert report.entries[0].what.startswith("read")
    assert list_text(library) == SMALL


def test_a_list_that_is_gone_is_not_quietly_made_anew() -> None:
    """Once a list was changed, its absence is an error and not a first use."""
    library, _ = open_library()
    read(library, FIRST)
    library.paths.list.unlink()
    for use in (library.papers, lambda: library.star([])):
        with pytest.raises(FileError, match="is gone") as caught:
            use()
        assert "readlist init" in caught.value.remedy
    assert library.init(empty=True).made


def test_nothing_to_undo_is_said() -> None:
    """A fresh list, and a list that is not there, have nothing to undo or redo."""
    for text in (SMALL, None):
        library, _ = open_library(text)
        library.paths.list.unlink(missing_ok=True)
        for repeat in (library.undo, library.redo):
            with pytest.raises(NotFoundError, match="nothing to"):
                repeat()


def test_a_damaged_history_changes_nothing_wrongly() -> None:
    """A record whose texts do not fit is not applied blindly."""
    library, _ = open_library()
    read(library, FIRST)
    changed = list_text(library)
    path = library.journal.path
    path.write_bytes(path.read_bytes().replace(b"Mixture", b"Tincture"))
    with pytest.raises(FileError):
        library.undo()
    assert list_text(library) == changed
    path.write_bytes(b"\x00garbage" * 99)
    with pytest.raises(NotFoundError):
        library.undo()


def test_a_history_that_cannot_be_written_keeps_the_list() -> None:
    """Without a record there is no change and no undo."""
    library, _ = open_library()
    library.paths.state.mkdir()
    library.paths.history.write_text("a file in the way")
    with pytest.raises(FileError, match="cannot record the change"):
        read(library, FIRST)
    assert list_text(library) == SMALL


def test_each_list_has_its_own_history(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Undo in one list takes back nothing of another."""
    library, _ = open_library()
    read(library, FIRST)
    monkeypatch.setenv("READLIST_FILE", str(tmp_path / "other.toml"))
    other, _ = open_library()
    with pytest.raises(NotFoundError):
        other.undo()
    read(other, SECOND)
    other.undo()
    library.undo()
    assert list_text(library) == list_text(other) == SMALL


def test_a_clock_set_back_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of changes is that in which they were made, whatever the dates say."""
    library, _ = open_library()
    read(library, FIRST)
    middle = list_text(library)
    monkeypatch.setenv("READLIST_TODAY", "1999-01-01")
    read(library, SECOND)
    library.undo()
    assert list_text(library) == middle
    library.undo()
    assert list_text(library) == SMALL


def test_a_list_that_was_converted_to_crlf_is_undone() -> None:
    """An editor that changed all line ends does not stand in the way."""
    library, _ = open_library()
    read(library, FIRST)
    crlf = list_text(library).replace("\n", "\r\n").encode()
    library.paths.list.write_bytes(crlf)
    library.undo()
    assert library.paths.list.read_bytes() == SMALL.replace("\n", "\r\n").encode()
