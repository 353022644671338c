"""Term vectors are read from a file and added up to the direction of a paper."""

import struct
from array import array
from math import hypot

import pytest

from readlist.ranking.features import body_number
from readlist.ranking.term_model import TermModel, shipped_model

TERMS = {"wind": (100, 0, 0), "gust": (80, 20, 0), "tulip": (0, 0, -90)}


def packed(magic: bytes = b"RLTERMS1") -> bytes:
    """Return a model of three terms and three factors as a file's bytes."""
    numbers = struct.pack("<3I", *map(body_number, TERMS))
    scales = struct.pack("<3H", 60_000, 30_000, 60_000)
    vectors = bytes(value + 128 for vector in TERMS.values() for value in vector)
    return struct.pack("<8sII", magic, 3, 3) + numbers + scales + vectors


def learned(*words: str) -> "array[int]":
    """Return the direction of a text with these words."""
    return TermModel.from_bytes(packed()).latent({body_number(word): 1 for word in words})


def test_a_term_alone_gives_its_own_direction() -> None:
    """The largest factor is 127, the others are in proportion."""
    assert list(learned("wind")) == [127, 0, 0]
    assert list(learned("tulip")) == [0, 0, -127]


def test_terms_add_up_by_their_scales() -> None:
    """A term of twice the scale counts twice as much."""
    assert list(learned("wind", "gust")) == [127, round(127 * 20 / 280), 0]


def test_unknown_words_have_no_direction() -> None:
    """Nothing is made up."""
    assert list(learned("unheard")) == []
    assert list(learned()) == []


def test_parts_are_in_proportion_to_what_terms_move() -> None:
    """What a term adds goes by its scale and its vector's product with the weights."""
    model, weights = TermModel.from_bytes(packed()), [0.5, -2.0, 1.5]
    wind, gust, tulip = (model.part(body_number(word), 1, weights) for word in TERMS)
    assert wind > 0
    assert gust == pytest.approx(0.0, abs=abs(wind) * 1e-9)  # 80 * 0.5 - 20 * 2
    assert tulip / wind == pytest.approx(-90 * 1.5 / (100 * 0.5))
    assert model.part(body_number("unheard"), 1, weights) == 0.0


def test_another_file_is_refused() -> None:
    """A file that is no model is an error."""
    with pytest.raises(ValueError, match="not a term model"):
        TermModel.from_bytes(packed(b"ANYTHING"))


def test_the_shipped_model_knows_subjects() -> None:
    """Words of one subject lie nearer to each other than to those of another."""

    def likeness(one: str, other: str) -> float:
        a, b = (shipped_model().latent({body_number(word): 1}) for word in (one, other))
        product: int = sum(x * y for x, y in zip(a, b, strict=True))
        return product / (hypot(*a) * hypot(*b))

    assert likeness("reinforcement", "reward") > likeness("reinforcement", "retrieval")
    assert likeness("retrieval", "document") > likeness("retrieval", "reward")
