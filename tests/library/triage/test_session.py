"""The papers of a triage in their order."""

from hypothesis import given
from hypothesis import strategies as st

from readlist.library.order_cache import Recalled
from readlist.library.taste import Choice
from readlist.library.triage import Verdict
from readlist.library.triage.session import TriageQueue
from readlist.paper import Paper
from readlist.scale import Account


def choices(*names: str) -> list[Choice]:
    """Return choices of papers with these titles as identifiers."""
    return [Choice(Paper(name, title=name), 0.5) for name in names]


def order(queue: TriageQueue) -> list[str]:
    """Return the identifiers from the first to the last."""
    while queue.step(-1):
        continue
    found = []
    while queue.current:
        found.append(queue.current.paper.id)
        if not queue.step(1):
            break
    return found


def test_steps_stay_within_the_papers() -> None:
    """There is no paper before the first and none behind the last."""
    queue = TriageQueue(choices("a", "b"))
    assert not queue.step(-1)
    assert queue.step(1)
    assert not queue.step(1)
    assert queue.current is not None
    assert (queue.current.paper.id, queue.position, len(queue)) == ("b", 2, 2)


def test_advancing_passes_over_decided_papers_and_comes_round() -> None:
    """Behind the last undecided paper come those that were passed over; then nothing."""
    queue = TriageQueue(choices("a", "b", "c"))
    queue.step(1)
    queue.verdicts["b"] = Verdict.READ
    queue.advance()
    assert queue.current is not None
    assert queue.current.paper.id == "c"
    queue.verdicts["c"] = Verdict.READ
    queue.advance()
    assert queue.current is not None
    assert queue.current.paper.id == "a"
    queue.verdicts["a"] = Verdict.LATER
    queue.advance()
    assert queue.current is None
    assert queue.undecided == []


def test_a_new_order_moves_only_what_is_ahead() -> None:
    """What was seen, the paper looked at and decided ones stay; unknown ones are not let in."""
    queue = TriageQueue(choices("a", "b", "c", "d", "e"))
    queue.step(1)
    queue.verdicts["d"] = Verdict.SKIPPED
    queue.reorder(choices("z", "e", "a", "d", "c", "b"))
    assert queue.current is not None
    assert queue.current.paper.id == "b"
    assert order(queue) == ["a", "b", "e", "c", "d"]


def test_a_new_order_keeps_newer_values() -> None:
    """A paper that changed while the order was worked out is not set back."""
    queue = TriageQueue(choices("a", "b"))
    queue.replace(Paper("b", title="b", star=True))
    queue.reorder(choices("b"))
    queue.step(1)
    assert queue.current is not None
    assert queue.current.paper.star


def test_a_search_keeps_to_what_passes() -> None:
    """Steps see only fitting papers; a search that finds nothing changes nothing."""
    queue = TriageQueue(choices("ab", "b", "ac", "c"))
    assert queue.search(lambda paper: "c" in paper.id)
    assert queue.current is not None
    assert (queue.current.paper.id, len(queue), queue.searching) == ("ac", 2, True)
    assert not queue.search(lambda paper: "z" in paper.id)
    assert (len(queue), queue.searching) == (4, False)
    assert queue.search(None)


@given(st.permutations("abcdef"), st.integers(0, 5), st.sets(st.sampled_from("abcdef")))
def test_no_order_loses_a_paper(new: list[str], steps: int, decided: set[str]) -> None:
    """Whatever comes back from the ranking, every paper stays, and the current one stays put."""
    queue = TriageQueue(choices(*"abcdef"))
    for _ in range(steps):
        queue.step(1)
    current = queue.current
    queue.verdicts |= dict.fromkeys(decided, Verdict.READ)
    queue.reorder(choices(*new[: 6 - len(decided)]))
    assert queue.current == current
    assert sorted(order(queue)) == list("abcdef")


def test_a_search_follows_what_changes() -> None:
    """A paper that has the words no more is passed over, one that has them now is not."""
    queue = TriageQueue(choices("a", "b", "c", "d"))
    assert queue.search(lambda paper: not paper.star)
    queue.replace(Paper("b", star=True))
    assert (queue.position, len(queue), queue.whole) == (1, 3, 4)
    assert queue.step(1)
    assert queue.current is not None
    assert (queue.current.paper.id, queue.position) == ("c", 2)
    queue.replace(Paper("b"))
    assert (queue.position, len(queue)) == (3, 4)
    queue.go_to(Paper("d"))
    assert not queue.step(1)
    assert queue.step(-1)
    assert queue.current.paper.id == "c"


def test_whether_anything_is_learned_follows_what_is_said() -> None:
    """An order that the ranking made is told as such, before and behind the current paper."""
    queue = TriageQueue(choices("a", "b"))
    assert not queue.learned
    said = Recalled(0.5, None, Account)
    queue.explain([Choice(Paper("b"), 0.5, learned=said)])
    assert queue.learned
