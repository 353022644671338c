"""What is done to papers while the list is on the screen, and taking it back."""

from dataclasses import replace

import pytest

from readlist.errors import FileError, NotFoundError, UsageError
from readlist.library import marking
from readlist.library.browsing.actions import BrowseActions
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from support.library_kit import SMALL, list_text, open_workspace


@pytest.fixture
def workspace() -> Workspace:
    """Return a library with a small list."""
    return open_workspace(SMALL)[0]


@pytest.fixture
def actions(workspace: Workspace) -> BrowseActions:
    """Return what changes it."""
    return BrowseActions(workspace)


def papers(actions: BrowseActions) -> list[Paper]:
    """Return the papers of the list."""
    return list(actions.papers())


def test_several_papers_are_one_step(actions: BrowseActions, workspace: Workspace) -> None:
    """On disk at once; one undo gives the exact bytes back."""
    done = actions.mark(papers(actions), Status.READ)
    assert [one.status for one in done.papers] == [Status.READ] * 3
    assert list_text(workspace).count('status = "read"') == 3
    back = actions.undo()
    assert back is not None
    assert [one.status for one in back.papers] == [Status.UNREAD, Status.READING, Status.UNREAD]
    assert list_text(workspace) == SMALL
    assert actions.undo() is None


def test_stars_go_only_where_all_have_one(actions: BrowseActions) -> None:
    """One key for both directions."""
    one, two, *_ = papers(actions)
    assert (one.star, two.star) == (False, True)
    assert [p.star for p in actions.star([one, two]).papers] == [True, True]
    assert [p.star for p in actions.star(papers(actions)[:2]).papers] == [False, False]


def test_notes_and_topics(actions: BrowseActions) -> None:
    """As the commands do it; what cannot be is refused."""
    one = papers(actions)[0]
    assert actions.add_note([one], "hello").papers[0].notes == "2026-11-21  hello\n"
    assert actions.set_topics([one], ["-moe", "+new"]).papers[0].topics == ("new",)
    with pytest.raises(UsageError):
        actions.set_topics([one], ["none"])


def test_a_merge_joins_into_the_first(actions: BrowseActions, workspace: Workspace) -> None:
    """One undo brings both back."""
    one, two, *_ = papers(actions)
    done = actions.merge([two, one])
    assert done.moved
    assert done.papers[0].id == two.id
    assert [p.id for p in papers(actions)] == [two.id, "hep-th/9901001"]
    assert actions.undo()
    assert list_text(workspace) == SMALL
    with pytest.raises(UsageError):
        actions.merge([one])


def test_what_changes_nothing_is_no_step(actions: BrowseActions) -> None:
    """Undo takes back the thing before it."""
    one = papers(actions)[0]
    actions.star([one])
    assert actions.mark([one], Status.UNREAD).entry is None
    back = actions.undo()
    assert back
    assert back.what == "star"


def test_what_others_changed_is_noticed(actions: BrowseActions, workspace: Workspace) -> None:
    """Also when a change of one's own comes right after it."""
    mine = papers(actions)
    assert not actions.has_changed()
    actions.mark(mine[:1], Status.READ)
    assert not actions.has_changed()
    marking.star(workspace, mine[:1])
    assert actions.has_changed()
    actions.mark(mine[1:2], Status.READ)
    assert actions.has_changed()
    actions.papers()
    assert not actions.has_changed()


def test_undo_stops_where_others_changed_the_list(
    actions: BrowseActions, workspace: Workspace
) -> None:
    """It takes back what was done here, nothing else."""
    one = papers(actions)[0]
    actions.star([one])
    marking.mark(workspace, [one], Status.READ)
    with pytest.raises(FileError, match="no longer the last change"):
        actions.undo()


def test_papers_that_are_gone_are_told(actions: BrowseActions, workspace: Workspace) -> None:
    """Those that are left are changed."""
    mine = papers(actions)
    marking.remove(workspace, mine[:1])
    assert actions.mark(mine, Status.READ).moved
    with pytest.raises(NotFoundError, match=mine[0].id):
        actions.mark(mine[:1], Status.READ)


def test_copies(actions: BrowseActions) -> None:
    """Identifiers a line each, keys as in a citation, BibTeX without the remark at its head."""
    mine = papers(actions)[:2]
    assert actions.identifiers(mine) == "2401.04088\n2310.06825"
    assert len(actions.keys(mine).split(",")) == 2
    text = actions.bibtex(mine[:1])
    assert text.startswith("@")
    assert text.count("@") == 1
    assert "Mixture of Winds" in text


def test_a_fetch_offline_is_refused(workspace: Workspace) -> None:
    """In words; a PDF that is there already needs no network."""
    offline = Workspace(workspace.paths, workspace.settings, workspace.notices, offline=True)
    actions = BrowseActions(offline)
    with pytest.raises(Exception, match="network is off"):
        actions.reader().fetch(papers(actions)[:1], pdfs=True)


def test_every_paper_has_reasons(actions: BrowseActions) -> None:
    """The best first, as next has them."""
    choices = actions.reader().choices()
    assert next(iter(choices)) == "2310.06825"
    assert choices["2310.06825"].words[0] == "you are reading it"


def test_what_others_change_of_a_private_list_is_noticed(workspace: Workspace) -> None:
    """Its marks are in a file of their own."""
    private = workspace.paths.data / "private" / "lab.toml"
    paths = replace(workspace.paths, private=private)
    actions = BrowseActions(Workspace(paths, workspace.settings, workspace.notices))
    assert not actions.has_changed()
    private.parent.mkdir()
    private.write_text("schema = 1\n", "utf-8")
    assert actions.has_changed()
