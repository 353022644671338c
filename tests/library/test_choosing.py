"""What to read next, learned from marks."""

from dataclasses import replace

import pytest

from readlist.library import choosing, discovering, marking, reading
from readlist.library.choosing import spoken
from readlist.library.order_cache import Recalled
from readlist.library.taste import ASKED_FOR, Choice, choice_of, opinion
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.scale import Account, score_of, value_of
from support.library_kit import open_workspace
from support.taste_kit import BIRDS, TASTE, a_metadata, put_abstracts


@pytest.fixture
def workspace() -> Workspace:
    """Return the library of a reader with taste."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    return workspace


@pytest.mark.parametrize(
    ("status", "star", "said"),
    [
        (Status.READ, False, 1.0),
        (Status.READ, True, 1.5),
        (Status.READING, False, 1.0),
        (Status.UNREAD, True, 1.0),
        (Status.UNREAD, False, 0.0),
        (Status.INBOX, False, 0.0),
        (Status.SKIPPED, True, -1.0),
    ],
)
def test_marks_are_opinions(status: Status, *, star: bool, said: float) -> None:
    """Read, being read and starred is liked; skipped is not, whatever its star."""
    assert opinion(Paper("2101.00001", status=status, star=star)) == said


def test_what_is_read_and_starred_comes_first_then_the_best_fit(workspace: Workspace) -> None:
    """What is read, what is starred, what is like liked papers, and disliked kinds last."""
    order = [choice.paper.id for choice in choosing.next_papers(workspace, Filters())]
    assert order == ["2101.00007", "2101.00006", "2101.00004", "2101.00005", "2101.00003"]


def test_scores_lie_between_0_and_1_and_fall(workspace: Workspace) -> None:
    """The best comes first; above 0.9 there is only what the reader asked for himself."""
    choices = choosing.next_papers(workspace, Filters())
    scores = [choice.score for choice in choices]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[1] >= ASKED_FOR >= scores[2] > scores[-1] >= 0


def test_reasons_are_terms_of_the_paper(workspace: Workspace) -> None:
    """What speaks for a paper stands in its title or abstract."""
    best = choosing.next_papers(workspace, Filters(statuses=frozenset({Status.INBOX})))[0]
    text = f"{best.paper.title} {reading.abstract_of(workspace, best.paper)}".lower()
    assert best.words
    assert all(part in text for words in best.words for part in words.split())


def test_the_order_learns_from_marks(workspace: Workspace) -> None:
    """Marking bird songs as read and the experts as skipped turns the order round."""
    papers = workspace.papers()
    marking.mark(workspace, [p for p in papers if p.id == "2101.00002"], Status.READ)
    marking.mark(workspace, [p for p in papers if p.id == "2101.00001"], Status.SKIPPED)
    inbox = Filters(statuses=frozenset({Status.INBOX}))
    order = [choice.paper.id for choice in choosing.next_papers(workspace, inbox)]
    assert order[0] == "2101.00003"
    assert order[-1] == "2101.00004"


def test_dismissed_papers_are_learned_from(workspace: Workspace) -> None:
    """Turning down bird songs counts against bird songs, though nothing of the list is skipped."""
    marking.mark(workspace, [p for p in workspace.papers() if p.id == "2101.00002"], Status.UNREAD)
    inbox = Filters(statuses=frozenset({Status.INBOX}))
    discovering.dismiss(workspace, [a_metadata("2611.00009", title="Bird Songs", abstract=BIRDS)])
    after = {choice.paper.id: choice.score for choice in choosing.next_papers(workspace, inbox)}
    assert min(after, key=lambda one: after[one]) == "2101.00003"


def test_without_marks_what_waits_longest_comes_first() -> None:
    """A list on which nothing is marked has an order, too."""
    text = 'schema = 1\n[[paper]]\nid = "2101.00002"\nadded = 2026-02-02\n'
    workspace, _ = open_workspace(text + '[[paper]]\nid = "2101.00001"\nadded = 2026-01-01\n')
    choices = choosing.next_papers(workspace, Filters())
    assert [choice.paper.id for choice in choices] == ["2101.00001", "2101.00002"]
    assert spoken(choices[0]) == "waits since 2026-01-01"


def test_an_empty_list_has_nothing_next() -> None:
    """No papers, no order, no error."""
    workspace, _ = open_workspace("schema = 1\n")
    assert choosing.next_papers(workspace, Filters()) == []


def test_sorting_by_rank_cuts_after_the_order(workspace: Workspace) -> None:
    """The limit takes the best of all papers, and says how many it left out."""
    filters = Filters(sort="rank", limit=2)
    selection = choosing.select(workspace, filters, frozenset())
    assert [paper.id for paper in selection.papers] == ["2101.00007", "2101.00006"]
    assert selection.cut == 5
    assert workspace.choices["2101.00007"].words[0] == "you are reading it"
    backwards = choosing.select(workspace, filters._replace(backwards=True, limit=1), frozenset())
    assert backwards.papers[0].id == "2101.00002"


def test_decided_papers_come_last(workspace: Workspace) -> None:
    """In a ranking of everything, what was read stands behind, skipped papers at the end."""
    order = [choice.paper.id for choice in choosing.rank(workspace, workspace.papers().papers)]
    assert order[-2:] == ["2101.00001", "2101.00002"]


def test_the_nearest_papers_are_of_the_same_kind(workspace: Workspace) -> None:
    """A paper on experts is nearest to the other one on experts."""
    experts = workspace.papers().get("2101.00004")
    assert experts is not None
    near = choosing.nearest(workspace, experts, 2)
    assert near[0].id == "2101.00001"
    assert len(near) == 2
    assert choosing.nearest(workspace, Paper("2101.09999"), 2) == []


def test_what_is_learned_of_a_paper_counts_when_others_are_named(workspace: Workspace) -> None:
    """A paper that is read now is one that others can be like."""
    taste = choosing.learn_taste(workspace, workspace.papers())
    experts = workspace.papers().get("2101.00004")
    birds = workspace.papers().get("2101.00003")
    assert experts is not None
    assert birds is not None
    assert birds.id not in taste.nearest(experts, 9, liked=True)
    taste.learn(replace(birds, status=Status.READ))
    assert birds.id in taste.nearest(experts, 9, liked=True)


def test_reasons_are_spoken_with_the_state_first() -> None:
    """What the reader did, then at most three terms; what speaks against it stays unsaid."""
    words = ("gate", "experts", "sparse", "dense")
    choice = Choice(
        Paper("2101.00001"),
        0.9,
        "starred",
        said_of(0.1, ("birds", -0.3), *((w, 0.1) for w in words)),
    )
    assert spoken(choice) == "starred; gate, experts, sparse"


def said_of(score: float, *reasons: tuple[str, float], start: float = -5.0) -> Recalled:
    """Return what a ranking could say of a paper."""
    return Recalled(score, Account(reasons, start), Account)


@pytest.mark.parametrize("digits", [4, 2])
def test_what_moved_a_paper_adds_up_to_its_score(workspace: Workspace, digits: int) -> None:
    """The rounded weights add up to the rounded value, and the value is the score on the scale."""
    choices = choosing.rank(workspace, workspace.papers().papers)
    assert len(choices) == 7
    for choice in choices:
        terms = choice.terms(digits)
        assert round(sum(term.weight for term in terms), digits) == round(choice.value, digits)
        assert score_of(choice.value) == pytest.approx(choice.score, abs=1e-4)
        assert len({term.words for term in terms}) == len(terms)


def test_a_kept_order_adds_up_as_a_new_one(workspace: Workspace) -> None:
    """Found again, a paper has the same terms to the last digit."""
    first = [choice.terms() for choice in choosing.next_papers(workspace, Filters())]
    again, _ = open_workspace(None)
    assert [choice.terms() for choice in choosing.next_papers(again, Filters())] == first


def test_a_star_says_what_it_adds() -> None:
    """Its weight is what lies between the value by the words alone and the one with the star."""
    paper = Paper("2101.00001", star=True)
    choice = choice_of(paper, said_of(0.3, ("experts", 1.5)))
    terms = {term.words: term.weight for term in choice.terms()}
    assert terms["starred"] == pytest.approx(value_of(choice.score) - value_of(0.3), abs=1e-4)
    assert terms["starred"] > 0
    assert list(terms) == ["starred", "experts", "other words", "where values start"]


def test_what_is_held_below_starred_papers_says_so() -> None:
    """A fit that would pass what the reader asked for loses the rest in a line of its own."""
    choice = choice_of(Paper("2101.00001"), said_of(0.99, ("experts", 9.0)))
    assert choice.score == ASKED_FOR
    held = choice.terms()[0]
    assert held.words == "papers you named come first"
    assert held.weight < 0
    assert sum(term.weight for term in choice.terms()) == pytest.approx(choice.value, abs=1e-4)


def test_without_marks_every_paper_stands_in_the_middle() -> None:
    """Nothing moved it: no term, a value of 0, an even chance."""
    choice = choice_of(Paper("2101.00001"), None)
    assert (choice.terms(), choice.value, choice.score) == ([], 0.0, 0.5)


def test_a_first_look_is_followed() -> None:
    """How many papers were looked at, once, and not a word of abstracts that are not there."""
    workspace, heard = open_workspace(TASTE)
    choosing.next_papers(workspace, Filters())
    assert [("Reading titles", done, 7) for done in range(7)] == heard.works[-7:]
    assert heard.said == []
    heard.works.clear()
    choosing.next_papers(workspace, Filters())
    assert heard.works == []
