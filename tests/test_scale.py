"""From values to chances and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.scale import END, score_of, value_of


@given(st.floats(-END, END))
def test_a_value_comes_back_from_its_score(value: float) -> None:
    """The two ways of the scale are each other's inverse."""
    assert value_of(score_of(value)) == pytest.approx(value, abs=1e-4)


def test_the_scale_rises_from_0_to_1() -> None:
    """More is never less; nothing leaves the range; 0 is an even chance."""
    values = [-1e9, -END, -10.0, -3.8, -3.7, -1.0, 0.0, 1.0, 10.0, END, 1e9]
    scores = [score_of(value) for value in values]
    assert scores == sorted(scores)
    assert 0 <= scores[0] < 1e-9
    assert 1 - 1e-8 < scores[-1] <= 1
    assert score_of(0.0) == 0.5


def test_the_ends_have_values() -> None:
    """A score of 0 or 1, which no sum reaches, stands for the ends of the scale."""
    assert (value_of(0.0), value_of(1.0)) == (-END, END)
