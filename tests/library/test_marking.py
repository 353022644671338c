"""Marks change the papers they are about, say what they changed, and nothing else."""

from datetime import date

import pytest

from readlist.errors import NotFoundError, UsageError
from readlist.library import marking, resolve, undoing
from readlist.paper import Status
from support.library_kit import SMALL, list_text, open_workspace


def test_reading_a_paper_dates_it_and_unreading_takes_the_date() -> None:
    """The day a paper became read is kept, stays when it is marked again, and goes with it."""
    workspace, _ = open_workspace()
    papers = resolve.resolve_papers(workspace, ["mixture"])
    change = marking.mark(workspace, papers, Status.READ)[0]
    assert change.changed
    assert change.after is not None
    assert change.after.finished == date(2026, 11, 21)
    again = marking.mark(workspace, papers, Status.READ)[0]
    assert not again.changed
    marking.mark(workspace, papers, Status.READ, date(2026, 1, 2))
    assert "finished = 2026-01-02" in list_text(workspace)
    marking.mark(workspace, papers, Status.UNREAD)
    assert list_text(workspace) == SMALL


def test_marking_as_it_is_leaves_the_file_alone() -> None:
    """Doing a thing twice is no change, no error and no step to undo."""
    workspace, _ = open_workspace()
    marking.star(workspace, resolve.resolve_papers(workspace, ["2310.06825"]))
    marking.mark(
        workspace, resolve.resolve_papers(workspace, ["9901001", "2310.06825"][1:]), Status.READING
    )
    marking.mark(workspace, resolve.resolve_papers(workspace, ["hep-th/9901001"]), Status.UNREAD)
    assert list_text(workspace) == SMALL
    assert undoing.history(workspace) == ()


def test_a_star_is_a_key_that_comes_and_goes() -> None:
    """Without a star there is no key."""
    workspace, _ = open_workspace()
    marking.star(workspace, resolve.resolve_papers(workspace, ["2310.06825"]), on=False)
    assert "star" not in list_text(workspace)
    marking.star(workspace, resolve.resolve_papers(workspace, ["2310.06825"]))
    assert list_text(workspace) == SMALL


def test_notes_gather_dated_lines() -> None:
    """Each note is a line with its day, and earlier ones stay as they are."""
    workspace, _ = open_workspace()
    papers = resolve.resolve_papers(workspace, ["2401.04088"])
    marking.add_note(workspace, papers, "first\x1b[31m thought")
    marking.add_note(workspace, papers, "second\nwith more")
    notes = resolve.resolve_papers(workspace, ["2401.04088"])[0].notes
    assert notes == "2026-11-21  first thought\n2026-11-21  second\nwith more\n"
    marking.add_note(workspace, papers, "", replace=True)
    assert list_text(workspace) == SMALL


def test_an_empty_note_is_refused() -> None:
    """Nothing is written for nothing."""
    workspace, _ = open_workspace()
    with pytest.raises(UsageError, match="empty"):
        marking.add_note(workspace, resolve.resolve_papers(workspace, ["2401.04088"]), "  \n")


def test_topics_are_added_behind_and_taken_away() -> None:
    """The theme stays first, a topic is there once, and the comment behind it stays."""
    workspace, _ = open_workspace()
    papers = resolve.resolve_papers(workspace, ["2401.04088"])
    marking.change_topics(workspace, papers, add=["scaling", "MOE"])
    assert 'topics = ["moe", "scaling"]   # by hand' in list_text(workspace)
    marking.change_topics(workspace, papers, remove=["moe", "scaling"])
    assert "# by hand" in list_text(workspace)
    assert resolve.resolve_papers(workspace, ["2401.04088"])[0].topics == ()


@pytest.mark.parametrize("name", ["", "none", "+x", "a,b"])
def test_some_words_are_no_topics(name: str) -> None:
    """Empty names, the word for having none, and separators are refused."""
    workspace, _ = open_workspace()
    with pytest.raises(UsageError, match="cannot be a topic"):
        marking.change_topics(
            workspace, resolve.resolve_papers(workspace, ["2401.04088"]), add=[name]
        )


def test_renaming_a_topic_may_join_two() -> None:
    """Every paper that has it gets the new name, once."""
    workspace, _ = open_workspace()
    marking.change_topics(workspace, resolve.resolve_papers(workspace, ["2310.06825"]), add=["moe"])
    changes = marking.rename_topic(workspace, "MoE", "experts")
    assert sorted(change.paper.id for change in changes) == ["2310.06825", "2401.04088"]
    marking.rename_topic(workspace, "small-models", "experts")
    assert workspace.papers().topics == {"experts": (0, 2)}
    with pytest.raises(NotFoundError):
        marking.rename_topic(workspace, "moe", "x")


def test_removing_leaves_comments_and_can_be_undone() -> None:
    """A comment above the next paper stays, and undo gives the same bytes."""
    workspace, _ = open_workspace()
    marking.remove(workspace, resolve.resolve_papers(workspace, ["2401.04088"]))
    text = list_text(workspace)
    assert "Mixture" not in text
    assert "# the next one matters" in text
    assert "# my papers" in text
    undoing.undo(workspace)
    assert list_text(workspace) == SMALL


def test_marks_together_are_one_change() -> None:
    """Status, star and topics; what is not named stays."""
    workspace, _ = open_workspace()
    before = list_text(workspace)
    papers = list(workspace.papers())
    marks = marking.MarksToSet(Status.READ, star=True, add=("winds",), remove=("MOE",))
    changes = marking.mark_all(workspace, papers[:2], marks)
    assert [(c.paper.status, c.paper.star, c.paper.topics) for c in changes] == [
        (Status.READ, True, ("winds",)),
        (Status.READ, True, ("small-models", "winds")),
    ]
    assert len({change.entry for change in changes}) == 1
    undoing.undo(workspace)
    assert list_text(workspace) == before
    assert not marking.mark_all(workspace, papers[:1], marking.MarksToSet(star=False))[0].changed
