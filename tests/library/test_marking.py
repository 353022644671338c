"""Marks change the papers they are about, say what they changed, and nothing else."""

from datetime import date

import pytest

from library_kit import SMALL, list_text, open_library
from readlist.errors import NotFoundError, UsageError
from readlist.paper import Status


def test_reading_a_paper_dates_it_and_unreading_takes_the_date() -> None:
    """The day a paper became read is kept, stays when it is marked again, and goes with it."""
    library, _ = open_library()
    papers = library.resolve(["mixture"])
    change = library.mark(papers, Status.READ)[0]
    assert change.changed
    assert change.after is not None
    assert change.after.finished == date(2026, 11, 21)
    again = library.mark(papers, Status.READ)[0]
    assert not again.changed
    library.mark(papers, Status.READ, date(2026, 1, 2))
    assert "finished = 2026-01-02" in list_text(library)
    library.mark(papers, Status.UNREAD)
    assert list_text(library) == SMALL


def test_marking_as_it_is_leaves_the_file_alone() -> None:
    """Doing a thing twice is no change, no error and no step to undo."""
    library, _ = open_library()
    library.star(library.resolve(["2310.06825"]))
    library.mark(library.resolve(["9901001", "2310.06825"][1:]), Status.READING)
    library.mark(library.resolve(["hep-th/9901001"]), Status.UNREAD)
    assert list_text(library) == SMALL
    assert library.history() == ()


def test_a_star_is_a_key_that_comes_and_goes() -> None:
    """Without a star there is no key."""
    library, _ = open_library()
    library.star(library.resolve(["2310.06825"]), on=False)
    assert "star" not in list_text(library)
    library.star(library.resolve(["2310.06825"]))
    assert list_text(library) == SMALL


def test_notes_gather_dated_lines() -> None:
    """Each note is a line with its day, and earlier ones stay as they are."""
    library, _ = open_library()
    papers = library.resolve(["2401.04088"])
    library.add_note(papers, "first\x1b[31m thought")
    library.add_note(papers, "second\nwith more")
    notes = library.resolve(["2401.04088"])[0].notes
    assert notes == "2026-11-21  first thought\n2026-11-21  second\nwith more\n"
    library.add_note(papers, "", replace=True)
    assert list_text(library) == SMALL


def test_an_empty_note_is_refused() -> None:
    """Nothing is written for nothing."""
    library, _ = open_library()
    with pytest.raises(UsageError, match="empty"):
        library.add_note(library.resolve(["2401.04088"]), "  \n")


def test_topics_are_added_behind_and_taken_away() -> None:
    """The theme stays first, a topic is there once, and the comment behind it stays."""
    library, _ = open_library()
    papers = library.resolve(["2401.04088"])
    library.change_topics(papers, add=["scaling", "MOE"])
    assert 'topics = ["moe", "scaling"]   # by hand' in list_text(library)
    library.change_topics(papers, remove=["moe", "scaling"])
    assert "# by hand" in list_text(library)
    assert library.resolve(["2401.04088"])[0].topics == ()


@pytest.mark.parametrize("name", ["", "none", "+x", "a,b"])
def test_some_words_are_no_topics(name: str) -> None:
    """Empty names, the word for having none, and separators are refused."""
    library, _ = open_library()
    with pytest.raises(UsageError, match="cannot be a topic"):
        library.change_topics(library.resolve(["2401.04088"]), add=[name])


def test_renaming_a_topic_may_join_two() -> None:
    """Every paper that has it gets the new name, once."""
    library, _ = open_library()
    library.change_topics(library.resolve(["2310.06825"]), add=["moe"])
    changes = library.rename_topic("MoE", "experts")
    assert sorted(change.paper.id for change in changes) == ["2310.06825", "2401.04088"]
    library.rename_topic("small-models", "experts")
    assert library.papers().topics == {"experts": (0, 2)}
    with pytest.raises(NotFoundError):
        library.rename_topic("moe", "x")


def test_removing_leaves_comments_and_can_be_undone() -> None:
    """A comment above the next paper stays, and undo gives the same bytes."""
    library, _ = open_library()
    library.remove(library.resolve(["2401.04088"]))
    text = list_text(library)
    assert "Mixture" not in text
    assert "# the next one matters" in text
    assert "# my papers" in text
    library.undo()
    assert list_text(library) == SMALL
