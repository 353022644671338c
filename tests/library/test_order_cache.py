"""Orders that were learned once are kept until something that they are made from changes."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import pytest

from readlist.library import choosing, discovering, marking
from readlist.library.order_cache import Order
from readlist.library.taste import Taste
from readlist.library.taste_values import Marked
from readlist.library.workspace import Workspace
from readlist.paper import Status
from readlist.ranking import Ranker
from readlist.reading_list import Filters
from readlist.scale import Account
from support.library_kit import open_workspace
from support.taste_kit import BIRDS, ROUTING, TASTE, a_metadata, put_abstracts

INBOX = Filters(statuses=frozenset({Status.INBOX}))
GATE, BREAD, SONGS = "2101.00004", "2101.00005", "2101.00003"


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count how often something is learned; files are believed by their times at once."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
    counts: list[int] = []
    judge = Ranker.judge

    def counted(self: Ranker, marks: dict[int, float]) -> object:
        counts.append(len(marks))
        return judge(self, marks)

    monkeypatch.setattr(Ranker, "judge", counted)
    yield counts
    counts.clear()


@pytest.fixture
def workspace() -> Workspace:
    """Return the library of a reader with taste, with an order that is kept."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    return workspace


def again(workspace: Workspace) -> Workspace:
    """Open the same library as the next command does."""
    return Workspace(workspace.paths, workspace.settings, workspace.notices)


def answers(workspace: Workspace, filters: Filters = INBOX) -> list[tuple[str, float, list[str]]]:
    """Return what to read next, as it would be shown."""
    return [(c.paper.id, c.score, c.words) for c in choosing.next_papers(workspace, filters)]


def test_the_same_question_is_learned_once(workspace: Workspace, learned: list[int]) -> None:
    """The second command gives the same papers, scores and reasons without learning."""
    first = answers(workspace)
    assert learned
    learned.clear()
    assert answers(again(workspace)) == first
    assert not learned


def test_limits_and_directions_share_an_order(workspace: Workspace, learned: list[int]) -> None:
    """What is cut, and from which end, needs no learning; counts stay right."""
    whole = choosing.select(workspace, Filters(sort="rank"), frozenset()).papers
    learned.clear()
    few = choosing.select(again(workspace), Filters(sort="rank", limit=2), frozenset())
    assert (few.papers, few.cut) == (whole[:2], len(whole) - 2)
    last = choosing.select(
        again(workspace), Filters(sort="rank", limit=2, backwards=True), frozenset()
    )
    assert last.papers == whole[::-1][:2]
    assert not learned


def test_hidden_papers_are_counted_from_a_kept_order(
    workspace: Workspace, learned: list[int]
) -> None:
    """What the status leaves out is told the second time too."""
    asked = Filters(sort="rank"), frozenset({Status.UNREAD})
    first = choosing.select(workspace, *asked)
    learned.clear()
    assert choosing.select(again(workspace), *asked) == first
    assert first.hidden[Status.INBOX] == 3
    assert not learned


def test_reasons_that_were_not_kept_are_worked_out(
    workspace: Workspace, learned: list[int]
) -> None:
    """Only the first few keep their reasons; the others get theirs, once, when asked."""
    everything = Filters(statuses=frozenset())
    first = answers(workspace, everything)
    assert len(first) == 7
    learned.clear()
    assert answers(again(workspace), everything) == first
    assert len(learned) == 1


def _mark(workspace: Workspace) -> None:
    marking.mark(workspace, [p for p in workspace.papers() if p.id == BREAD], Status.READ)


def _star(workspace: Workspace) -> None:
    marking.star(workspace, [p for p in workspace.papers() if p.id == BREAD])


def _edit(workspace: Workspace) -> None:
    path = workspace.paths.list
    path.write_text(path.read_text().replace('"Bread"', '"Bread of Garden Birds"'))


def _dismiss(workspace: Workspace) -> None:
    discovering.dismiss(workspace, [a_metadata("2611.00009", title="Gates", abstract=ROUTING)])


def _fetch(workspace: Workspace) -> None:
    workspace.paper_files.write_metadata(a_metadata(BREAD, title="Bread", abstract=BIRDS))


@pytest.mark.parametrize("change", [_mark, _star, _edit, _dismiss, _fetch])
def test_whatever_is_learned_from_makes_a_new_order(
    workspace: Workspace, learned: list[int], change: Callable[[Workspace], None]
) -> None:
    """A mark, a star, a hand edit, a dismissal or a new abstract is taken into account at once."""
    answers(workspace)
    change(workspace)
    learned.clear()
    found = answers(again(workspace))
    assert learned
    unkept = again(workspace)
    unkept.paths.index.unlink()
    anew = answers(unkept)
    # A new index adds the terms up in another order: the last digits may differ.
    assert [(one, words) for one, _, words in anew] == [(one, words) for one, _, words in found]
    assert [score for _, score, _ in anew] == pytest.approx([score for _, score, _ in found])


def test_a_day_later_everything_is_looked_at_again(
    workspace: Workspace, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files in the library that somebody else changed are noticed a day later."""
    answers(workspace)
    learned.clear()
    monkeypatch.setenv("READLIST_TODAY", "2099-01-01")
    answers(again(workspace))
    assert learned


def test_an_order_that_is_damaged_is_learned_anew(workspace: Workspace, learned: list[int]) -> None:
    """The index may hold anything: then it is no order."""
    first = answers(workspace)
    workspace.index.close()
    with sqlite3.connect(workspace.paths.index) as connection:
        connection.execute("UPDATE feature SET data = x'5b5d' WHERE kind = 'order'")
    connection.close()
    learned.clear()
    assert answers(again(workspace)) == first
    assert learned


def test_a_change_while_learning_is_not_kept(
    workspace: Workspace, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order of which nobody knows what it was made from is not found again."""
    ranks = Taste.ranks

    def meddled(taste: Taste, papers: Iterable[Marked]) -> object:
        found = ranks(taste, papers)
        workspace.paths.dismissed.write_text("2611.00009 2026-11-22\n")
        return found

    monkeypatch.setattr(Taste, "ranks", meddled)
    answers(workspace)
    workspace.paths.dismissed.unlink()
    learned.clear()
    answers(again(workspace))
    assert learned


def test_an_order_of_before_is_enough_to_begin_with(
    workspace: Workspace, learned: list[int]
) -> None:
    """Nothing is learned; what came since stands behind."""
    inbox = Filters(statuses=frozenset({Status.INBOX}), sort="rank")
    before = choosing.select(workspace, inbox, frozenset()).papers
    _mark(workspace)
    path = workspace.paths.list
    new = '\n[[paper]]\nid = "2101.00099"\ntitle = "Gates"\nstatus = "inbox"\n'
    path.write_text(path.read_text().replace("\n[[paper]]", f"{new}\n[[paper]]", 1))
    learned.clear()
    run = again(workspace)
    found = choosing.select_at_once(run, inbox, frozenset(), run.papers())
    wanted = [paper.id for paper in before if paper.id != BREAD]
    assert [paper.id for paper in found.papers] == [*wanted, "2101.00099"]
    few = choosing.select_at_once(run, inbox._replace(limit=1), frozenset(), run.papers())
    assert [paper.id for paper in few.papers] == wanted[:1]
    assert few.cut == len(wanted)
    assert not learned


def test_papers_without_identifier_are_not_mixed_up(learned: list[int]) -> None:
    """An order is kept by identifiers; a list with papers that have none keeps no order."""
    workspace, _ = open_workspace('schema = 1\n[[paper]]\ntitle = "A"\n[[paper]]\ntitle = "B"\n')
    for _ in range(2):
        found = choosing.select(again(workspace), Filters(sort="rank"), frozenset()).papers
        assert [paper.title for paper in found] == ["A", "B"]
    assert not learned


def test_old_orders_do_not_pile_up(workspace: Workspace, learned: list[int]) -> None:
    """With a new state all orders of older ones are forgotten."""
    answers(workspace)
    answers(workspace, Filters())
    _mark(workspace)
    answers(again(workspace))
    assert learned
    connection = sqlite3.connect(workspace.paths.index)
    count = connection.execute("SELECT count(*) FROM feature WHERE kind = 'order'").fetchone()
    connection.close()
    assert count == (1,)


@pytest.mark.parametrize("data", [b"", b"[]", b"[1, 2, 3]", b'[{}, {}, {"a": 1}]', b"\xff"])
def test_damaged_bytes_are_no_order(data: bytes) -> None:
    """Whatever is not an order is refused as a whole."""
    with pytest.raises(ValueError, match=r".*"):
        Order.from_bytes(data)


def test_orders_survive_being_kept() -> None:
    """What was put into bytes comes out again."""
    ranks = [("2101.00001", 0.25), ("2101.00002", None)]
    order = Order.of(ranks, {Status.READ: 2}, lambda _: Account((("gate", 0.5),), -1.0))
    assert list(order.accounts) == ["2101.00001"]
    assert Order.from_bytes(order.to_bytes()) == order
