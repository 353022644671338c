"""The papers of a triage in their order."""

from hypothesis import given
from hypothesis import strategies as st

from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.tui.desk import Verdict
from readlist.tui.pile import Pile


def choices(*names: str) -> list[Choice]:
    """Return choices of papers with these titles as identifiers."""
    return [Choice(Paper(name, title=name), 0.5) for name in names]


def order(pile: Pile) -> list[str]:
    """Return the identifiers from the first to the last."""
    while pile.step(-1):
        continue
    found = []
    while pile.current:
        found.append(pile.current.paper.id)
        if not pile.step(1):
            break
    return found


def test_steps_stay_within_the_papers() -> None:
    """There is no paper before the first and none behind the last."""
    pile = Pile(choices("a", "b"))
    assert not pile.step(-1)
    assert pile.step(1)
    assert not pile.step(1)
    assert pile.current is not None
    assert (pile.current.paper.id, pile.position, len(pile)) == ("b", 2, 2)


def test_advancing_passes_over_decided_papers_and_comes_round() -> None:
    """Behind the last undecided paper come those that were passed over; then nothing."""
    pile = Pile(choices("a", "b", "c"))
    pile.step(1)
    pile.verdicts["b"] = Verdict.READ
    pile.advance()
    assert pile.current is not None
    assert pile.current.paper.id == "c"
    pile.verdicts["c"] = Verdict.READ
    pile.advance()
    assert pile.current is not None
    assert pile.current.paper.id == "a"
    pile.verdicts["a"] = Verdict.LATER
    pile.advance()
    assert pile.current is None
    assert pile.undecided == []


def test_a_new_order_moves_only_what_is_ahead() -> None:
    """What was seen, the paper looked at and decided ones stay; unknown ones are not let in."""
    pile = Pile(choices("a", "b", "c", "d", "e"))
    pile.step(1)
    pile.verdicts["d"] = Verdict.SKIPPED
    pile.reorder(choices("z", "e", "a", "d", "c", "b"))
    assert pile.current is not None
    assert pile.current.paper.id == "b"
    assert order(pile) == ["a", "b", "e", "c", "d"]


def test_a_new_order_keeps_newer_values() -> None:
    """A paper that changed while the order was worked out is not set back."""
    pile = Pile(choices("a", "b"))
    pile.replace(Paper("b", title="b", star=True))
    pile.reorder(choices("b"))
    pile.step(1)
    assert pile.current is not None
    assert pile.current.paper.star


def test_a_search_keeps_to_what_passes() -> None:
    """Steps see only fitting papers; a search that finds nothing changes nothing."""
    pile = Pile(choices("ab", "b", "ac", "c"))
    assert pile.search(lambda paper: "c" in paper.id)
    assert pile.current is not None
    assert (pile.current.paper.id, len(pile), pile.searching) == ("ac", 2, True)
    assert not pile.search(lambda paper: "z" in paper.id)
    assert (len(pile), pile.searching) == (4, False)
    assert pile.search(None)


@given(st.permutations("abcdef"), st.integers(0, 5), st.sets(st.sampled_from("abcdef")))
def test_no_order_loses_a_paper(new: list[str], steps: int, decided: set[str]) -> None:
    """Whatever comes back from the ranking, every paper stays, and the current one stays put."""
    pile = Pile(choices(*"abcdef"))
    for _ in range(steps):
        pile.step(1)
    current = pile.current
    pile.verdicts |= dict.fromkeys(decided, Verdict.READ)
    pile.reorder(choices(*new[: 6 - len(decided)]))
    assert pile.current == current
    assert sorted(order(pile)) == list("abcdef")
