"""Orders that were learned once are kept until something that they are made from changes."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

from library_kit import open_library
from readlist.library import Library
from readlist.library.orders import Order
from readlist.library.taste import Choice
from readlist.paper import Paper, Status
from readlist.ranking import Ranker
from readlist.reading_list import Filters
from taste_kit import BIRDS, ROUTING, TASTE, a_metadata, put_abstracts

INBOX = Filters(statuses=frozenset({Status.INBOX}))
GATE, BREAD, SONGS = "2101.00004", "2101.00005", "2101.00003"


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count how often something is learned; files are believed by their times at once."""
    monkeypatch.setattr("readlist.index.look.SETTLED", 0)
    counts: list[int] = []
    rank = Ranker.rank

    def counted(self: Ranker, marks: dict[int, float], also: Sequence[int]) -> object:
        counts.append(len(marks))
        return rank(self, marks, also)

    monkeypatch.setattr(Ranker, "rank", counted)
    yield counts
    counts.clear()


@pytest.fixture
def library() -> Library:
    """Return the library of a reader with taste, with an order that is kept."""
    library, _ = open_library(TASTE)
    put_abstracts(library.paths.library)
    return library


def again(library: Library) -> Library:
    """Open the same library as the next command does."""
    return Library(library.paths, library.settings, library.notices)


def answers(library: Library, filters: Filters = INBOX) -> list[tuple[str, float, list[str]]]:
    """Return what to read next, as it would be shown."""
    return [(c.paper.id, c.score, c.words) for c in library.next(filters)]


def test_the_same_question_is_learned_once(library: Library, learned: list[int]) -> None:
    """The second command gives the same papers, scores and reasons without learning."""
    first = answers(library)
    assert learned
    learned.clear()
    assert answers(again(library)) == first
    assert not learned


def test_limits_and_directions_share_an_order(library: Library, learned: list[int]) -> None:
    """What is cut, and from which end, needs no learning; counts stay right."""
    whole = library.select(Filters(sort="rank"), frozenset()).papers
    learned.clear()
    few = again(library).select(Filters(sort="rank", limit=2), frozenset())
    assert (few.papers, few.cut) == (whole[:2], len(whole) - 2)
    last = again(library).select(Filters(sort="rank", limit=2, backwards=True), frozenset())
    assert last.papers == whole[::-1][:2]
    assert not learned


def test_hidden_papers_are_counted_from_a_kept_order(library: Library, learned: list[int]) -> None:
    """What the status leaves out is told the second time too."""
    asked = Filters(sort="rank"), frozenset({Status.UNREAD})
    first = library.select(*asked)
    learned.clear()
    assert again(library).select(*asked) == first
    assert first.hidden[Status.INBOX] == 3
    assert not learned


def test_reasons_that_were_not_kept_are_worked_out(library: Library, learned: list[int]) -> None:
    """Only the first few keep their reasons; the others get theirs, once, when asked."""
    everything = Filters(statuses=frozenset())
    first = answers(library, everything)
    assert len(first) == 7
    learned.clear()
    assert answers(again(library), everything) == first
    assert len(learned) == 1


def _mark(library: Library) -> None:
    library.mark([p for p in library.papers() if p.id == BREAD], Status.READ)


def _star(library: Library) -> None:
    library.star([p for p in library.papers() if p.id == BREAD])


def _edit(library: Library) -> None:
    path = library.paths.list
    path.write_text(path.read_text().replace('"Bread"', '"Bread of Garden Birds"'))


def _dismiss(library: Library) -> None:
    library.dismiss([a_metadata("2611.00009", title="Gates", abstract=ROUTING)])


def _fetch(library: Library) -> None:
    library.shelf.write_metadata(a_metadata(BREAD, title="Bread", abstract=BIRDS))


@pytest.mark.parametrize("change", [_mark, _star, _edit, _dismiss, _fetch])
def test_whatever_is_learned_from_makes_a_new_order(
    library: Library, learned: list[int], change: Callable[[Library], None]
) -> None:
    """A mark, a star, a hand edit, a dismissal or a new abstract is taken into account at once."""
    answers(library)
    change(library)
    learned.clear()
    found = answers(again(library))
    assert learned
    unkept = again(library)
    unkept.paths.index.unlink()
    assert answers(unkept) == found


def test_a_day_later_everything_is_looked_at_again(
    library: Library, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files on the shelf that somebody else changed are noticed a day later."""
    answers(library)
    learned.clear()
    monkeypatch.setenv("READLIST_TODAY", "2099-01-01")
    answers(again(library))
    assert learned


def test_an_order_that_is_damaged_is_learned_anew(library: Library, learned: list[int]) -> None:
    """The index may hold anything: then it is no order."""
    first = answers(library)
    library.index.close()
    with sqlite3.connect(library.paths.index) as connection:
        connection.execute("UPDATE feature SET data = x'5b5d' WHERE kind = 'order'")
    connection.close()
    learned.clear()
    assert answers(again(library)) == first
    assert learned


def test_a_change_while_learning_is_not_kept(
    library: Library, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order of which nobody knows what it was made from is not found again."""
    rank = library.rank

    def meddled(papers: Sequence[Paper], every: Iterable[Paper] | None = None) -> list[Choice]:
        found = rank(papers, every)
        library.paths.dismissed.write_text("2611.00009 2026-11-22\n")
        return found

    monkeypatch.setattr(library, "rank", meddled)
    answers(library)
    library.paths.dismissed.unlink()
    learned.clear()
    answers(again(library))
    assert learned


def test_papers_without_identifier_are_not_mixed_up(learned: list[int]) -> None:
    """An order is kept by identifiers; a list with papers that have none keeps no order."""
    library, _ = open_library('schema = 1\n[[paper]]\ntitle = "A"\n[[paper]]\ntitle = "B"\n')
    for _ in range(2):
        found = again(library).select(Filters(sort="rank"), frozenset()).papers
        assert [paper.title for paper in found] == ["A", "B"]
    assert not learned


def test_old_orders_do_not_pile_up(library: Library, learned: list[int]) -> None:
    """With a new state all orders of older ones are forgotten."""
    answers(library)
    answers(library, Filters())
    _mark(library)
    answers(again(library))
    assert learned
    connection = sqlite3.connect(library.paths.index)
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
    order = Order.of([Choice(Paper("2101.00001"), 0.5)], {Status.READ: 2})
    assert Order.from_bytes(order.to_bytes()) == order
