"""Papers become vectors of fixed length, and weights add them up."""

from array import array

import pytest

from readlist.ranking.features import Features, features_of
from readlist.ranking.space import FeatureVector, Space, WeightVector
from readlist.ranking.term_model import shipped_model

TEXTS = [
    ("Sparse experts route winds", "A gate sends each wind to sparse experts."),
    ("Sparse experts in a storm", "Each storm has a gate; experts route it."),
    ("Winds and storms", "A gate to the storm, each wind to a storm."),
    ("", "Each gate has a storm."),
    ("", ""),
]
LATENT = 0.3


def features() -> list[Features]:
    """Return the features of the texts."""
    return [features_of(title, abstract, shipped_model()) for title, abstract in TEXTS]


def test_a_paper_has_the_length_of_its_blocks() -> None:
    """Texts and titles of any length weigh the same, and factors as much as is asked for."""
    rows = Space([*features(), *features()]).vectors
    both = rows[0].square(0.0)
    assert 1 < both < 1.5
    assert rows[1].square(0.0) == pytest.approx(both)
    assert rows[0].square(LATENT) == pytest.approx(both + LATENT)
    assert rows[3].square(0.0) == pytest.approx(1.0)
    assert rows[4].square(LATENT) == 0.0


def test_terms_of_its_own_make_a_paper_less_like_others() -> None:
    """They take a share of its length, so that what it has in common counts less."""
    texts = [("", "gates and winds"), ("", "gates and winds"), ("", "gates and winds of rubies")]
    rows = Space([features_of(*text, shipped_model()) for text in texts]).vectors
    weights = WeightVector([0.0] * 10, [])
    weights.add(rows[:1], [1.0])
    assert weights.dot(rows[1]) == pytest.approx(1.0)
    assert weights.dot(rows[2]) < 0.8


def test_a_sum_has_the_products_of_its_parts() -> None:
    """The product with a sum of papers is the sum of the products with each."""
    space = Space(features())
    one, two = space.zeros(), space.zeros()
    one.add(space.vectors[:1], [2.0])
    two.add(space.vectors[1:], [-1.0, 0.5, 1.0, 3.0])
    both = space.zeros()
    both.add(space.vectors, [2.0, -1.0, 0.5, 1.0, 3.0])
    for weights in (one, two, both):
        weights.latent = LATENT
    for row in space.vectors:
        assert both.dot(row) == pytest.approx(one.dot(row) + two.dot(row))
    assert both.product(one) == pytest.approx(one.product(one) + two.product(one))
    one.add_weights(two, 1.0)
    assert one.terms == pytest.approx(both.terms)
    assert one.factors == pytest.approx(both.factors)


def test_a_paper_times_itself_is_its_square() -> None:
    """Products and squares agree."""
    space = Space(features())
    for row in space.vectors:
        weights = space.zeros()
        weights.latent = LATENT
        weights.add([row], [1.0])
        assert weights.dot(row) == pytest.approx(row.square(LATENT))


def test_the_total_is_the_sum_of_all() -> None:
    """Every paper is in it once."""
    space = Space(features())
    total, added = space.total(), space.zeros()
    added.add(space.vectors, [1.0] * len(space.vectors))
    assert total.terms == added.terms
    assert total.factors == added.factors


def test_terms_of_one_paper_only_have_no_place() -> None:
    """What no other paper has tells nothing about likeness."""
    kept = features()
    space = Space(kept)
    alone = set(kept[2].terms) - {term for one in (*kept[:2], *kept[3:]) for term in one.terms}
    shared = set(kept[0].terms) & set(kept[1].terms)
    assert alone
    assert all(space.place(term) is None for term in alone)
    assert all(space.place(term) for term in shared)


def test_terms_of_nearly_all_papers_count_nothing() -> None:
    """In a pile of some size a term that every paper has makes none alike."""
    common = [Features(array("I", [1, 2 + n // 2]), b"  ", 2, array("b")) for n in range(40)]
    space = Space(common)
    weights = space.zeros()
    weights.add(space.vectors[:1], [1.0])
    assert weights.dot(space.vectors[1]) == pytest.approx(1.0)
    assert weights.dot(space.vectors[2]) == 0.0


def test_papers_without_words_change_nothing() -> None:
    """They have no factors, and adding them leaves weights as they were."""
    row = FeatureVector((0, 0), array("f", [0.0, 0.0]), 1.0, array("b"))
    weights = WeightVector([0.0, 0.5], [0.25, 0.75])
    weights.add([row], [3.0])
    assert weights.terms == [0.0, 0.5]
    assert weights.factors == [0.25, 0.75]
    assert weights.dot(row) == 0.0
