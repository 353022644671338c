"""Dismissals in the history: taken back and made again among changes of the list."""

from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.library import collecting, discovering, marking, undoing
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.paper import Status
from support.library_kit import SMALL, list_text, open_workspace


@pytest.fixture
def workspace() -> Workspace:
    """Return a library with a small list."""
    return open_workspace(SMALL)[0]


def test_dismissals_are_undone_in_their_turn(workspace: Workspace) -> None:
    """Between two changes of the list, each step takes back its own, in any number at once."""
    marking.mark(workspace, list(workspace.papers())[:1], Status.READ)
    after_mark = list_text(workspace)
    assert discovering.turn_down(
        workspace, {"2611.00001": "Birds", "2611.00002": ""}
    ).identifiers == ("2611.00001", "2611.00002")
    marking.star(workspace, list(workspace.papers())[:1])
    assert [entry.what for entry in undoing.history(workspace)][1] == "dismiss 2 papers"
    undoing.undo(workspace, 2)
    assert workspace.dismissed.read() == {}
    assert list_text(workspace) == after_mark
    undoing.redo(workspace)
    assert workspace.dismissed.read().keys() == {"2611.00001", "2611.00002"}
    undoing.undo(workspace, 2)
    assert (list_text(workspace), workspace.dismissed.read()) == (SMALL, {})
    undoing.redo(workspace, 3)
    assert len(workspace.dismissed.read()) == 2
    assert len(undoing.history(workspace)) == 3


def test_only_what_was_dismissed_is_taken_back(workspace: Workspace) -> None:
    """Earlier dismissals stay; a second one of the same paper is no change."""
    workspace.paths.dismissed.write_text("# mine\n2611.00001 2026-01-01\n")
    assert discovering.turn_down(workspace, {"2611.00001": "Birds"}).identifiers == ()
    assert undoing.history(workspace) == ()
    assert discovering.turn_down(
        workspace, {"2611.00001": "Birds", "2611.00002": "Gates"}
    ).identifiers == ("2611.00002",)
    assert undoing.history(workspace)[0].what == "dismiss 2611.00002 Gates"
    undoing.undo(workspace)
    assert workspace.paths.dismissed.read_text() == "# mine\n2611.00001 2026-01-01\n"


def test_a_dismissal_is_undone_though_the_list_was_edited_since(workspace: Workspace) -> None:
    """It has nothing to do with what the reader changed by hand."""
    discovering.turn_down(workspace, {"2611.00001": "Birds"})
    edited = SMALL.replace("Mixture", "Mixtures")
    workspace.paths.list.write_text(edited)
    undoing.undo(workspace)
    assert (list_text(workspace), workspace.dismissed.read()) == (edited, {})


def test_what_cannot_be_written_is_not_in_the_history(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk behind the record: nothing was dismissed, and nothing is to undo."""

    def full(path: Path, *_args: object, **_words: object) -> None:
        raise FileError(f"cannot write {path}: no space", "free some space")

    with monkeypatch.context() as patch:
        patch.setattr("readlist.library.dismissed.rewrite", full)
        with pytest.raises(FileError, match="no space"):
            discovering.turn_down(workspace, {"2611.00001": "Birds"})
    assert undoing.history(workspace) == ()
    assert discovering.turn_down(workspace, {"2611.00001": "Birds"}).identifiers == ("2611.00001",)


def test_a_first_dismissal_makes_the_list() -> None:
    """As any other first change does, so that there is a list to keep a history of."""
    workspace, _ = open_workspace()
    workspace.paths.list.unlink(missing_ok=True)
    discovering.turn_down(workspace, {"2611.00001": "Birds"})
    assert workspace.paths.list.exists()
    undoing.undo(workspace)
    assert workspace.dismissed.read() == {}


def test_an_undone_dismissal_gives_way_to_a_new_change(workspace: Workspace) -> None:
    """After another change there is nothing to make again, as with changes of the list."""
    discovering.turn_down(workspace, {"2611.00001": "Birds"})
    undoing.undo(workspace)
    collecting.add(workspace, ["2611.00005"], AddOptions(fetch=False))
    assert workspace.journal.undone() == ()


def test_a_dismissed_paper_that_is_added_is_dismissed_no_longer() -> None:
    """It would count as disliked for ever; the reader is told, and other lines stay."""
    workspace, heard = open_workspace(SMALL)
    discovering.turn_down(workspace, {"2611.00001": "Birds", "2611.00002": "Gates"})
    collecting.add(workspace, ["2611.00001"], AddOptions(fetch=False))
    assert workspace.dismissed.read().keys() == {"2611.00002"}
    assert heard.said[-1] == "No longer dismissed: 2611.00001."
