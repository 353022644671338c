"""Decisions of a triage: on disk at once, and taken back to the byte."""

from collections.abc import Callable

import pytest

from readlist.errors import FileError, NotFoundError, UsageError
from readlist.library import choosing, discovering, marking, undoing
from readlist.library.reports import AddOptions
from readlist.library.triage import Deed, Verdict
from readlist.library.triage.decisions import Decisions
from readlist.library.triage.session import TriageSession
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from support.library_kit import list_text, open_workspace
from support.taste_kit import BIRDS, ROUTING, TASTE, a_metadata, put_abstracts

OFFER = a_metadata("2611.00001", title="Songs in Winter", abstract=BIRDS)


@pytest.fixture
def workspace() -> Workspace:
    """Return the library of a reader with taste."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    return workspace


@pytest.fixture
def decisions(workspace: Workspace) -> Decisions:
    """Return decisions over the list and one discovery."""
    offered = Paper(OFFER.id, title=OFFER.title, status=Status.INBOX)
    taste = choosing.learn_taste(workspace, workspace.papers(), [(offered, OFFER.abstract)])
    return Decisions(workspace, taste, {OFFER.id: OFFER}, "readlist discover")


def listed(workspace: Workspace, identifier: str) -> Paper:
    """Return a paper as it is on disk."""
    paper = workspace.papers().get(identifier)
    assert paper is not None
    return paper


def offered(decisions: Decisions) -> Paper:
    """Return the discovery as a triage shows it."""
    facts = decisions.offers[OFFER.id]
    return Paper(facts.id, title=facts.title, status=Status.INBOX)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.LATER, Status.UNREAD),
        (Verdict.READ, Status.READ),
        (Verdict.SKIPPED, Status.SKIPPED),
    ],
)
def test_a_verdict_is_on_disk_and_can_be_taken_back(
    decisions: Decisions, workspace: Workspace, verdict: Verdict, status: Status
) -> None:
    """The status changes at once; taking it back gives the list's bytes again."""
    before = list_text(workspace)
    deed = decisions.decide(listed(workspace, "2101.00004"), verdict)
    assert listed(workspace, "2101.00004").status is status
    assert decisions.take_back(deed).status is Status.INBOX
    assert list_text(workspace) == before


def test_stars_topics_and_notes_are_on_disk(decisions: Decisions, workspace: Workspace) -> None:
    """Each is one change; a minus takes a topic away; a star goes as it came."""
    paper = listed(workspace, "2101.00003")
    paper = decisions.star(paper).after
    paper = decisions.set_topics(paper, ["dusk", "-birds"]).after
    paper = decisions.add_note(paper, "sung twice").after
    assert (paper.star, paper.topics) == (True, ("dusk",))
    assert paper == listed(workspace, "2101.00003")
    assert paper.notes == "2026-11-21  sung twice\n"
    assert not decisions.star(paper).after.star
    with pytest.raises(UsageError):
        decisions.set_topics(paper, ["none"])


def test_a_skipped_discovery_is_dismissed(decisions: Decisions, workspace: Workspace) -> None:
    """It never touches the list; taken back, it is offered again."""
    deed = decisions.decide(offered(decisions), Verdict.SKIPPED)
    assert OFFER.id in workspace.dismissed.read()
    assert list_text(workspace) == TASTE
    assert len(undoing.history(workspace)) == 1
    decisions.take_back(deed)
    assert undoing.history(workspace) == ()
    assert workspace.dismissed.read() == {}
    assert OFFER.id in decisions.offers


@pytest.mark.parametrize("verdict", [Verdict.LATER, Verdict.READ])
def test_a_kept_discovery_comes_onto_the_list(
    decisions: Decisions, workspace: Workspace, verdict: Verdict
) -> None:
    """With its facts and its source; taking it back takes it off again."""
    deed = decisions.decide(offered(decisions), verdict)
    paper = listed(workspace, OFFER.id)
    assert (paper.title, paper.source) == ("Songs in Winter", "readlist discover")
    assert (paper.finished is not None) == (verdict is Verdict.READ)
    assert decisions.card(paper).listed
    decisions.take_back(deed)
    assert list_text(workspace) == TASTE
    assert not decisions.card(offered(decisions)).listed


def test_a_starred_discovery_waits_undecided_on_the_list(
    decisions: Decisions, workspace: Workspace
) -> None:
    """A star is no verdict: the paper is in the inbox; one undo takes star and paper back."""
    deed = decisions.star(offered(decisions))
    assert listed(workspace, OFFER.id).status is Status.INBOX
    assert deed.after.star
    decisions.take_back(deed)
    assert list_text(workspace) == TASTE
    assert OFFER.id in decisions.offers


@pytest.mark.parametrize(
    "act",
    [
        lambda decisions, paper: decisions.decide(paper, Verdict.LATER),
        lambda decisions, paper: decisions.decide(paper, Verdict.READ),
        lambda decisions, paper: decisions.star(paper),
        lambda decisions, paper: decisions.set_topics(paper, ["dusk", "dusk", "-birds"]),
        lambda decisions, paper: decisions.add_note(paper, "sung twice"),
    ],
    ids=["later", "read", "star", "topic", "note"],
)
def test_what_is_done_with_a_discovery_is_one_change(
    decisions: Decisions, workspace: Workspace, act: Callable[[Decisions, Paper], Deed]
) -> None:
    """One entry of the history, so that one undo from outside takes all of it back."""
    deed = act(decisions, offered(decisions))
    assert listed(workspace, OFFER.id) == deed.after
    assert len(undoing.history(workspace)) == 1
    undoing.undo(workspace)
    assert list_text(workspace) == TASTE


def test_topics_and_notes_bring_a_discovery_onto_the_list(
    decisions: Decisions, workspace: Workspace
) -> None:
    """Undecided, with what was typed; a second act changes it there."""
    paper = decisions.set_topics(offered(decisions), ["dusk"]).after
    deed = decisions.add_note(paper, "sung twice")
    assert (deed.after.status, deed.after.topics) == (Status.INBOX, ("dusk",))
    assert deed.after.notes == "2026-11-21  sung twice\n"
    assert len(undoing.history(workspace)) == 2
    assert decisions.take_back(deed) == paper == listed(workspace, OFFER.id)


def test_what_makes_no_sense_leaves_a_discovery_alone(
    decisions: Decisions, workspace: Workspace
) -> None:
    """A refused topic or an empty note puts nothing on the list."""
    with pytest.raises(UsageError):
        decisions.set_topics(offered(decisions), ["none"])
    with pytest.raises(UsageError):
        decisions.add_note(offered(decisions), "\x1b")
    assert list_text(workspace) == TASTE
    assert OFFER.id in decisions.offers


def test_a_discovery_that_was_added_meanwhile_is_changed_there(
    decisions: Decisions, workspace: Workspace
) -> None:
    """Another process put it on the list: the decision counts, taking it back leaves it there."""
    discovering.take(workspace, OFFER, AddOptions(topics=("dusk",), status=Status.INBOX))
    before = list_text(workspace)
    deed = decisions.decide(offered(decisions), Verdict.READ)
    paper = listed(workspace, OFFER.id)
    assert (paper.status, paper.topics) == (Status.READ, ("dusk",))
    decisions.take_back(deed)
    assert list_text(workspace) == before
    assert decisions.card(paper).listed


def test_a_change_from_elsewhere_is_not_taken_back(
    decisions: Decisions, workspace: Workspace
) -> None:
    """If the last change of the list is another's, undo says so and leaves it."""
    deed = decisions.decide(listed(workspace, "2101.00004"), Verdict.READ)
    marking.star(workspace, [listed(workspace, "2101.00005")])
    text = list_text(workspace)
    with pytest.raises(FileError, match="no longer the last change"):
        decisions.take_back(deed)
    assert list_text(workspace) == text


def test_a_paper_that_went_away_is_reported(decisions: Decisions, workspace: Workspace) -> None:
    """Another process removed it while it was on the screen."""
    paper = listed(workspace, "2101.00004")
    marking.remove(workspace, [paper])
    with pytest.raises(NotFoundError, match="no longer on the list"):
        decisions.decide(paper, Verdict.READ)


def test_a_verdict_without_a_change_can_be_taken_back(
    decisions: Decisions, workspace: Workspace
) -> None:
    """Keeping an unread paper for later changes nothing; neither does taking that back."""
    deed = decisions.decide(listed(workspace, "2101.00006"), Verdict.LATER)
    assert deed.entry is None
    decisions.take_back(deed)
    assert list_text(workspace) == TASTE


def test_the_order_follows_decisions(decisions: Decisions, workspace: Workspace) -> None:
    """After skipping the experts, what is like them comes later than before."""
    inbox = [paper for paper in workspace.papers() if paper.status is Status.INBOX]
    assert decisions.order(inbox)[0].paper.id == "2101.00004"
    decisions.decide(listed(workspace, "2101.00003"), Verdict.READ)
    for identifier in ("2101.00001", "2101.00005"):
        decisions.decide(listed(workspace, identifier), Verdict.SKIPPED)
    assert (
        decisions.order([offered(decisions), listed(workspace, "2101.00004")])[0].paper.id
        == OFFER.id
    )


def test_a_paper_is_likened_to_one_that_was_liked(
    decisions: Decisions, workspace: Workspace
) -> None:
    """The nearest liked paper, not merely the nearest one."""
    like = decisions.paper(decisions.like(listed(workspace, "2101.00004")) or "")
    assert like is not None
    assert like.id == "2101.00001"


def test_a_course_goes_through_papers_and_back(decisions: Decisions, workspace: Workspace) -> None:
    """Decisions advance, undo returns, a second decision on a paper is the one that counts."""
    inbox = [paper for paper in workspace.papers() if paper.status is Status.INBOX]
    triage = TriageSession(decisions, decisions.order(inbox))
    first = triage.queue.current
    assert first is not None
    triage.decide(Verdict.LATER)
    triage.queue.step(-1)
    triage.decide(Verdict.READ)
    assert triage.queue.verdicts == {first.paper.id: Verdict.READ}
    triage.undo()
    assert triage.queue.verdicts == {first.paper.id: Verdict.LATER}
    assert triage.undo()
    assert triage.queue.verdicts == {}
    assert triage.undo() is None
    assert list_text(workspace) == TASTE


def test_a_course_searches_every_text(decisions: Decisions, workspace: Workspace) -> None:
    """Title, authors, topics and abstract; all words must be there."""
    inbox = [paper for paper in workspace.papers() if paper.status is Status.INBOX]
    triage = TriageSession(decisions, decisions.order(inbox))
    for words in ("balanced doe", "birch FOREST", "birds"):
        assert triage.search(words), words
    assert not triage.search("birch gate")
    assert "forest" not in ROUTING
    assert triage.search("")
    assert not triage.queue.searching
