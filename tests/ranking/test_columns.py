"""Numbers in plain Python do what an array of NumPy does."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from readlist.ranking.columns import Column

JOBS: list[Callable[[Any, Any], Any]] = [
    lambda one, other: one + other,
    lambda one, other: one + 0.5,
    lambda one, other: one - other,
    lambda one, other: one * other,
    lambda one, other: one * -2.0,
    lambda one, other: (one * other < 0.1) * other,
    lambda one, other: (one + other)[1:-1],
]


@pytest.mark.parametrize("job", JOBS)
def test_a_column_is_like_an_array(job: Callable[[Any, Any], Any]) -> None:
    """Every operator gives the same numbers."""
    chance = random.Random(1)
    one, other = ([chance.uniform(-1, 1) for _ in range(20)] for _ in range(2))
    found = job(Column(one), Column(other))
    wanted = job(np.array(one), np.array(other))
    assert found.tolist() == pytest.approx(wanted.tolist())
    assert found.sum() == pytest.approx(wanted.sum())
    assert found.dot(found) == pytest.approx(wanted.dot(wanted))
