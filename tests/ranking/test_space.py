"""Papers become vectors of fixed length, and weights add them up, in both ways alike."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from readlist.ranking.fast import FastSpace
from readlist.ranking.features import Features, features_of
from readlist.ranking.packed import Packed
from readlist.ranking.plain import PlainWeights
from readlist.ranking.space import Rows, Space
from readlist.ranking.term_model import shipped_model
from readlist.ranking.vector import FeatureVector
from support.ranking_kit import WAYS, invented

TEXTS = [
    ("Sparse experts route winds", "A gate sends each wind to sparse experts."),
    ("Sparse experts in a storm", "Each storm has a gate; experts route it."),
    ("Winds and storms", "A gate to the storm, each wind to a storm."),
    ("", "Each gate has a storm."),
    ("", ""),
]
LATENT = 0.3

Way = Callable[[Packed], Space[Any]]


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def way(request: pytest.FixtureRequest) -> Way:
    """Return one of the two ways to work with vectors."""
    found: Way = request.param
    return found


def packed(texts: Sequence[tuple[str, str]] = TEXTS) -> Packed:
    """Return papers with these texts."""
    return Packed.of([features_of(*text, shipped_model()) for text in texts])


def between(rows: Rows[Any], times: Sequence[float], latent: float) -> list[float]:
    """Return the products with a sum of papers."""
    return rows.between(rows.column(times), latent).tolist()


def test_a_paper_has_the_length_of_its_blocks(way: Way) -> None:
    """Texts and titles of any length weigh the same, and factors as much as is asked for."""
    space = way(packed([*TEXTS, *TEXTS]))
    rows = space.rows(range(5))
    squares, latent = rows.squares(0.0), rows.squares(LATENT)
    assert 1 < squares[0] < 1.5
    assert squares[1] == pytest.approx(squares[0])
    assert latent[0] == pytest.approx(squares[0] + LATENT)
    assert squares[3] == pytest.approx(1.0)
    assert latent[4] == 0.0
    assert space.vector(0).square(LATENT) == pytest.approx(latent[0])


def test_terms_of_its_own_make_a_paper_less_like_others(way: Way) -> None:
    """They take a share of its length, so that what it has in common counts less."""
    texts = [("", "gates and winds"), ("", "gates and winds"), ("", "gates and winds of rubies")]
    rows = way(packed(texts)).rows([0, 1, 2])
    like = between(rows, [1.0, 0.0, 0.0], 0.0)
    assert like[1] == pytest.approx(1.0)
    assert like[2] < 0.8


def test_a_sum_has_the_products_of_its_parts(way: Way) -> None:
    """The product with a sum of papers is the sum of the products with each."""
    space = way(packed())
    rows = space.rows(range(5))
    times = [2.0, -1.0, 0.5, 1.0, 3.0]
    one, two, both = (rows.sum(some) for some in ([2.0, 0, 0, 0, 0], [0.0, *times[1:]], times))
    for weights in (one, two, both):
        weights.latent = LATENT
    parts = zip(rows.products(one), rows.products(two), strict=True)
    whole = [a + b for a, b in parts]
    assert rows.products(both) == pytest.approx(whole)
    assert space.products(both) == pytest.approx(whole)
    assert between(rows, times, LATENT) == pytest.approx(whole)
    assert both.product(one) == pytest.approx(one.product(one) + two.product(one))
    one.add(two, 1.0)
    assert space.products(one) == pytest.approx(whole)
    one.scale(2.0)
    assert space.products(one) == pytest.approx([2 * value for value in whole])


def test_a_paper_times_itself_is_its_square(way: Way) -> None:
    """Products and squares agree."""
    rows = way(packed()).rows([3, 0, 4])
    for place, square in enumerate(rows.squares(LATENT)):
        times = [float(place == other) for other in range(3)]
        assert between(rows, times, LATENT)[place] == pytest.approx(square)


def test_the_total_is_the_sum_of_all(way: Way) -> None:
    """Every paper is in it once, and it belongs to who asked for it."""
    space = way(packed())
    added = space.rows(range(5)).sum([1.0] * 5)
    space.total().scale(0.0)
    assert space.products(space.total()) == pytest.approx(space.products(added))
    assert space.total().factors == pytest.approx(added.factors, abs=1e-6)


def test_terms_of_one_paper_only_have_no_place(way: Way) -> None:
    """What no other paper has tells nothing about likeness."""
    papers = packed()
    space = way(papers)
    for place in range(5):
        pairs = zip(papers.features(place).terms, space.places(place), strict=True)
        for term, where in pairs:
            assert (where in space.vector(place).places[2:]) == (papers.found[term] > 1)


def test_terms_of_nearly_all_papers_count_nothing(way: Way) -> None:
    """In a pile of some size a term that every paper has makes none alike."""
    common = [Features(array("I", [1, 2 + n // 2]), b"  ", 2, array("b")) for n in range(40)]
    rows = way(Packed.of(common)).rows([0, 1, 2])
    like = between(rows, [1.0, 0.0, 0.0], 0.0)
    assert like[1] == pytest.approx(1.0)
    assert like[2] == 0.0


def test_papers_are_taken_in_any_order(way: Way) -> None:
    """Rows of several blocks come back as they were asked for."""
    papers = packed(invented(1_200))
    space, places = way(papers), [1_199, 3, 600, 0, 511, 512]
    rows = space.rows(places)
    weights = space.rows([0, 5, 10]).sum([1.0, 1.0, -0.5])
    every = space.products(weights)
    assert rows.products(weights) == pytest.approx([every[place] for place in places], abs=1e-6)
    assert rows.squares(LATENT) == pytest.approx(
        [space.vector(place).square(LATENT) for place in places], abs=1e-6
    )


def test_both_ways_give_the_same_values() -> None:
    """Up to rounding: what one way learns holds for the other."""
    papers = packed(invented(700))
    found = []
    for way in WAYS.values():
        space = way(papers)
        weights = space.rows([0, 5, 3, 690]).sum([1.0, 2.0, -0.5, 1.0])
        weights.latent = LATENT
        weights.add(space.total(), -0.01)
        found.append(space.products(weights))
    assert found[0] == pytest.approx(found[1], abs=1e-6)


def test_many_terms_are_worked_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pieces together give what all at once gives."""
    papers = packed(invented(100))
    whole = between(FastSpace(papers).rows(range(100)), [1.0] * 100, LATENT)
    monkeypatch.setattr("readlist.ranking.arrays.AT_ONCE", 500)
    space = FastSpace(papers)
    rows = space.rows(range(100))
    assert between(rows, [1.0] * 100, LATENT) == pytest.approx(whole)
    assert space.products(space.total()) == pytest.approx(space.products(rows.sum([1.0] * 100)))


def test_papers_without_words_change_nothing() -> None:
    """They have no factors, and adding them leaves weights as they were."""
    row = FeatureVector((0, 0), array("f", [0.0, 0.0]), 1.0, array("b"))
    weights = PlainWeights([0.0, 0.5], [0.25, 0.75])
    weights.add_papers([row], [3.0])
    assert weights.terms == [0.0, 0.5]
    assert weights.factors == [0.25, 0.75]
    assert weights.dot(row) == 0.0


def test_no_papers_are_no_error(way: Way) -> None:
    """An empty list has vectors, too."""
    space = way(Packed.of([]))
    assert list(space.products(space.total())) == []
