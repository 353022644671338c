"""The separation is the one that costs least."""

import random
from array import array
from dataclasses import replace
from itertools import pairwise

import pytest

from readlist.ranking.plain import PlainRows, PlainWeights
from readlist.ranking.solver import Background, Separation, Task, separate
from readlist.ranking.vector import FeatureVector

TERMS, FACTORS, LATENT = 12, 4, 0.5


def made(seed: int, count: int) -> tuple[Task, PlainRows, PlainWeights]:
    """Return a task with examples of both sides that overlap, these, and their mean."""
    chance = random.Random(seed)
    zero = PlainWeights([0.0] * (TERMS + 1), [0.0] * FACTORS, LATENT)
    vectors, sides, costs = [], [], []
    for number in range(count):
        places = tuple(chance.sample(range(1, TERMS + 1), 5))
        values = array("f", [chance.random() for _ in places])
        latent = array("b", [chance.randint(-127, 127) for _ in range(FACTORS)])
        vectors.append(FeatureVector((0, 0, *places), array("f", [0.0, 0.0, *values]), 0.8, latent))
        sides.append(1.0 if number % 3 else -1.0)
        costs.append(chance.uniform(0.05, 2.0))
    rows = PlainRows(vectors, zero)
    mean = rows.sum([0.1] * count)
    background = Background(-1.0, 0.7, rows.products(mean), mean.product(mean))
    task = Task(rows, LATENT, sides, costs, background)
    return task, rows, mean


def cost(task: Task, rows: PlainRows, mean: PlainWeights, whole: PlainWeights, b: float) -> float:
    """Return what a separation costs: its length, the offset's too, and all errors squared."""
    lengths = whole.product(whole) + b * b
    values = zip(rows.products(whole), task.sides, task.costs, strict=True)
    errors = [each * max(0.0, 1 - side * (value + b)) ** 2 for value, side, each in values]
    background = task.background
    value = background.side * (whole.product(mean) + b)
    return lengths / 2 + sum(errors) + background.cost * max(0.0, 1 - value) ** 2


def whole_weights(found: Separation, rows: PlainRows, mean: PlainWeights) -> PlainWeights:
    """Return the weights of a separation."""
    whole = rows.sum(found.coefficients)
    whole.add(mean, found.background)
    return whole


@pytest.mark.parametrize("seed", range(8))
def test_nothing_near_costs_less(seed: int) -> None:
    """A step from the solution in any direction makes it dearer, up to the solver's tolerance."""
    task, rows, mean = made(seed, 20)
    found = separate(task)
    whole = whole_weights(found, rows, mean)
    least = cost(task, rows, mean, whole, found.offset)
    chance = random.Random(seed)
    for _ in range(50):
        moved = whole.copy()
        moved.terms = [0.0, *(weight + chance.gauss(0, 0.05) for weight in moved.terms[1:])]
        moved.factors = [weight + chance.gauss(0, 0.05) for weight in moved.factors]
        offset = found.offset + chance.gauss(0, 0.05)
        assert cost(task, rows, mean, moved, offset) > least - 1e-4


@pytest.mark.parametrize("seed", range(8))
def test_values_are_those_of_the_weights(seed: int) -> None:
    """The value of each example is its product with the weights, plus the offset."""
    task, rows, mean = made(seed, 20)
    found = separate(task)
    products = rows.products(whole_weights(found, rows, mean))
    assert found.values == pytest.approx([one + found.offset for one in products], abs=1e-9)


def test_examples_beyond_the_margin_have_no_say() -> None:
    """Those whose value is beyond their margin have next to no coefficient, the others have one."""
    task, _, _ = made(3, 30)
    found = separate(replace(task, costs=[50.0 * each for each in task.costs]))
    inside = [v * side < 1 for v, side in zip(found.values, task.sides, strict=True)]
    assert not all(inside)
    assert [abs(weight) > 0.1 for weight in found.coefficients] == inside


def test_a_dearer_example_is_nearer_to_its_side() -> None:
    """What an error costs decides how far the separation gives way."""
    task, _, _ = made(5, 12)
    values = []
    for dearer in (0.1, 1.0, 10.0):
        costs = [dearer * task.costs[0], *task.costs[1:]]
        values.append(separate(replace(task, costs=costs)).values[0] * task.sides[0])
    assert all(less < more for less, more in pairwise(values))
