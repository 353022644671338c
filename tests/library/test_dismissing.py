"""Dismissals in the history: taken back and made again among changes of the list."""

from pathlib import Path

import pytest

from library_kit import SMALL, list_text, open_library
from readlist.errors import FileError
from readlist.library import AddOptions, Library
from readlist.paper import Status


@pytest.fixture
def library() -> Library:
    """Return a library with a small list."""
    return open_library(SMALL)[0]


def test_dismissals_are_undone_in_their_turn(library: Library) -> None:
    """Between two changes of the list, each step takes back its own, in any number at once."""
    library.mark(list(library.papers())[:1], Status.READ)
    after_mark = list_text(library)
    assert library.turn_down({"2611.00001": "Birds", "2611.00002": ""}) == [
        "2611.00001",
        "2611.00002",
    ]
    library.star(list(library.papers())[:1])
    assert [entry.what for entry in library.history()][1] == "dismiss 2 papers"
    library.undo(2)
    assert library.dismissed.read() == {}
    assert list_text(library) == after_mark
    library.redo()
    assert library.dismissed.read().keys() == {"2611.00001", "2611.00002"}
    library.undo(2)
    assert (list_text(library), library.dismissed.read()) == (SMALL, {})
    library.redo(3)
    assert len(library.dismissed.read()) == 2
    assert len(library.history()) == 3


def test_only_what_was_dismissed_is_taken_back(library: Library) -> None:
    """Earlier dismissals stay; a second one of the same paper is no change."""
    library.paths.dismissed.write_text("# mine\n2611.00001 2026-01-01\n")
    assert library.turn_down({"2611.00001": "Birds"}) == []
    assert library.history() == ()
    assert library.turn_down({"2611.00001": "Birds", "2611.00002": "Gates"}) == ["2611.00002"]
    assert library.history()[0].what == "dismiss 2611.00002 Gates"
    library.undo()
    assert library.paths.dismissed.read_text() == "# mine\n2611.00001 2026-01-01\n"


def test_a_dismissal_is_undone_though_the_list_was_edited_since(library: Library) -> None:
    """It has nothing to do with what the reader changed by hand."""
    library.turn_down({"2611.00001": "Birds"})
    edited = SMALL.replace("Mixture", "Mixtures")
    library.paths.list.write_text(edited)
    library.undo()
    assert (list_text(library), library.dismissed.read()) == (edited, {})


def test_what_cannot_be_written_is_not_in_the_history(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk behind the record: nothing was dismissed, and nothing is to undo."""

    def full(path: Path, *_args: object, **_words: object) -> None:
        raise FileError(f"cannot write {path}: no space", "free some space")

    with monkeypatch.context() as patch:
        patch.setattr("readlist.library.dismissed.rewrite", full)
        with pytest.raises(FileError, match="no space"):
            library.turn_down({"2611.00001": "Birds"})
    assert library.history() == ()
    assert library.turn_down({"2611.00001": "Birds"}) == ["2611.00001"]


def test_a_first_dismissal_makes_the_list() -> None:
    """As any other first change does, so that there is a list to keep a history of."""
    library, _ = open_library()
    library.paths.list.unlink(missing_ok=True)
    library.turn_down({"2611.00001": "Birds"})
    assert library.paths.list.exists()
    library.undo()
    assert library.dismissed.read() == {}


def test_an_undone_dismissal_gives_way_to_a_new_change(library: Library) -> None:
    """After another change there is nothing to make again, as with changes of the list."""
    library.turn_down({"2611.00001": "Birds"})
    library.undo()
    library.add(["2611.00005"], AddOptions(fetch=False))
    assert library.journal.undone() == ()


def test_a_dismissed_paper_that_is_added_is_dismissed_no_longer() -> None:
    """It would count as disliked for ever; the reader is told, and other lines stay."""
    library, heard = open_library(SMALL)
    library.turn_down({"2611.00001": "Birds", "2611.00002": "Gates"})
    library.add(["2611.00001"], AddOptions(fetch=False))
    assert library.dismissed.read().keys() == {"2611.00002"}
    assert heard.said[-1] == "Dismissed no longer: 2611.00001."
