"""The review of an import: decisions, taken back one by one, and the plan that comes of them."""

from pathlib import Path

import pytest

from readlist.errors import UsageError
from readlist.library.importing import adding
from readlist.library.importing.plan import CandidateKind, ImportOptions
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ItemSort
from readlist.library.undoing import undo
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from support.library_kit import list_text, open_workspace
from support.review_kit import CONTESTED, NEW, OTHER, TEXT, item_of, open_review, scan

LULLS = "Lulls"


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """Return the review of the document."""
    return open_review(tmp_path)[1]


def imported(workspace: Workspace, review: Review) -> list[str]:
    """Import what was decided and return the identifiers that were added."""
    options = ImportOptions(fetch=False)
    return [p.id for p in adding.import_papers(workspace, review.outcome(), options).added]


def test_everything_new_is_there_and_taken(review: Review) -> None:
    """In the order of the document; what the list has is not decided about."""
    sorts = [(item.sort, item.taken, item.id) for item in review.items]
    assert sorts == [
        (ItemSort.NEW, True, NEW),
        (ItemSort.NEW, True, OTHER),
        (ItemSort.CONFLICT, True, CONTESTED),
        (ItemSort.TITLE, False, ""),
    ]
    assert (review.taken, review.total, review.dirty) == (3, 4, False)


def test_what_is_left_out_is_not_imported(tmp_path: Path) -> None:
    """The cursor goes on by itself; the rest comes in one step, undone in one."""
    workspace, review, _ = open_review(tmp_path)
    before = list_text(workspace)
    assert review.take(on=False) == f"left out  {NEW}"
    assert review.at == 1
    assert imported(workspace, review) == [OTHER, CONTESTED]
    undo(workspace)
    assert list_text(workspace) == before


def test_an_untouched_review_is_the_plan(tmp_path: Path) -> None:
    """Nothing decided: the same papers and conflicts as without a review."""
    workspace, review, _ = open_review(tmp_path)
    _, plan = scan(workspace, tmp_path)
    outcome = review.outcome()
    assert outcome.of_kind(*{c.kind for c in plan.candidates if c.entry.id}) == tuple(
        c for c in (*outcome.candidates,) if c.entry.id
    )
    assert outcome.conflicts == plan.conflicts
    assert imported(workspace, review) == [NEW, OTHER, CONTESTED]


def test_titles_and_topics_are_the_readers(tmp_path: Path) -> None:
    """Corrected ones go onto the list; topics in the spelling that is there."""
    workspace, review, _ = open_review(tmp_path)
    review.retitle("  Gusts\x1b[31m ")
    review.retopic("MOE, winds")
    imported(workspace, review)
    paper = workspace.papers().get(NEW)
    assert paper is not None
    assert (paper.title, paper.topics) == ("Gusts", ("moe", "winds"))


def test_a_title_of_several_is_chosen(tmp_path: Path) -> None:
    """It is no conflict any longer."""
    workspace, review, _ = open_review(tmp_path)
    offers = item_of(review, "Tempests").offers
    assert [offer.title for offer in offers] == [
        "Tempests Without Attention",
        "Hurricanes as Graphs of Words",
    ]
    review.choose(2)
    assert review.outcome().conflicts == ()
    imported(workspace, review)
    paper = workspace.papers().get(CONTESTED)
    assert paper is not None
    assert paper.title == "Hurricanes as Graphs of Words"


def test_a_title_alone_needs_an_identifier(tmp_path: Path) -> None:
    """It cannot be taken without; an address does, one that is on the list does not."""
    workspace, review, _ = open_review(tmp_path)
    item_of(review, LULLS)
    with pytest.raises(UsageError, match="which paper"):
        review.take()
    with pytest.raises(UsageError, match="is on the list"):
        review.identify("2310.06825")
    with pytest.raises(UsageError, match="nothing"):
        review.identify("nothing")
    review.identify("https://arxiv.org/abs/2310.00009")
    assert "2310.00009" in imported(workspace, review)


def test_every_decision_is_taken_back(review: Review) -> None:
    """The last one first, the cursor where it was; then there is none."""
    start = list(review.items)
    review.take(on=False)
    review.retitle("Other")
    review.take_all(on=False)
    assert review.taken == 0
    assert review.undo() == "2 more left out"
    assert str(review.undo()).startswith("title corrected")
    assert review.at == 1
    assert review.undo() == f"left out  {NEW}"
    assert (list(review.items), review.at, review.undo()) == (start, 0, None)


def test_words_keep_to_some(review: Review) -> None:
    """All of them count, in any case; decisions over all are over those then."""
    assert review.find("STORMS tempests")
    assert [item.id for item in review.items] == [CONTESTED]
    review.take_all(on=False)
    assert review.taken == 2
    assert not review.find("nosuch")
    assert review.find("")
    assert len(review.items) == 4


@pytest.mark.parametrize("act", ["take", "choose", "retitle", "retopic", "identify"])
def test_nothing_found_is_nothing_to_decide(tmp_path: Path, act: str) -> None:
    """And no fault."""
    _, review, _ = open_review(tmp_path, "nothing here\n")
    arguments: dict[str, tuple[object, ...]] = {"take": (), "choose": (1,)}
    with pytest.raises(UsageError):
        getattr(review, act)(*arguments.get(act, ("x",)))
    assert review.undo() is None


@pytest.mark.parametrize(
    ("act", "value"), [("retitle", " "), ("retopic", "none"), ("choose", 3), ("choose", 0)]
)
def test_what_cannot_be_is_refused(review: Review, act: str, value: object) -> None:
    """And nothing is decided."""
    item_of(review, "Tempests")
    with pytest.raises(UsageError):
        getattr(review, act)(value)
    assert not review.dirty


def test_the_lines_of_the_document_stand_beside(tmp_path: Path) -> None:
    """The one that counts and its neighbours; of a long one the part that matters."""
    _, review, excerpts = open_review(tmp_path)
    item = item_of(review, "Doldrums")
    around = excerpts.around(item.source, item.line, item.title)
    assert [number for number, _ in around] == [3, 4]
    assert around[1][1] == TEXT.splitlines()[3]
    long = "- <b>x</b> " * 9_000 + "**Long Winds of Models** https://arxiv.org/abs/2310.00007"
    _, review, excerpts = open_review(tmp_path, long)
    (part,) = excerpts.around(review.items[0].source, 1, "2310.00007")
    assert "2310.00007" in part[1]
    assert len(part[1]) < 1_000
    assert "<b>" not in part[1]
    assert excerpts.around("nosuch.md", 3) == [(3, "")]


def a_found(identifier: str, title: str) -> Metadata:
    """Return a paper as a search gives it."""
    return Metadata(
        id=identifier,
        version=1,
        title=title,
        authors=(Author("Lou Lark"), Author("Max May")),
        abstract="",
        categories=(),
        published="2023-10-01",
        updated="",
    )


def test_one_of_the_papers_that_a_search_found_is_chosen(tmp_path: Path) -> None:
    """It has that paper's identifier from then on, and is taken; one on the list is known."""
    workspace, _ = open_workspace(offline=True)
    _, plan = scan(workspace, tmp_path)
    offered = (
        a_found("2310.00011", "Lulls and Their Experts, a Survey"),
        a_found("doi:10.1145/3292500.3330701", "Lulls and Experts"),
        a_found("2401.04088", "Mixture of Winds"),
    )
    plan = plan._replace(
        candidates=tuple(
            c._replace(offered=offered, looked_up=True) if c.kind is CandidateKind.TITLE else c
            for c in plan.candidates
        )
    )
    review = Review(plan, workspace.papers())
    item = item_of(review, LULLS)
    assert item.offers[0].told == "Lark and May 2023 2310.00011"
    assert not item.taken
    review.choose(2)
    assert review.taken == 4
    assert "doi:10.1145/3292500.3330701" in imported(workspace, review)
    again = Review(plan, workspace.papers())
    item_of(again, LULLS)
    again.choose(3)
    (chosen,) = (c for c in again.outcome().candidates if c.found)
    assert (chosen.kind, chosen.entry.id) == (CandidateKind.KNOWN, "2401.04088")
