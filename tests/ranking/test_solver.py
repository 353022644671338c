"""The separation is the one that costs least."""

import random
from array import array
from itertools import pairwise

import pytest

from readlist.ranking.solver import Background, Example, Separation, separate
from readlist.ranking.space import FeatureVector, WeightVector

TERMS, FACTORS, LATENT = 12, 4, 0.5


def made(seed: int, count: int) -> tuple[list[Example], Background, WeightVector]:
    """Return examples of both sides that overlap, their background and weights that are 0."""
    chance = random.Random(seed)
    zero = WeightVector([0.0] * (TERMS + 1), [0.0] * FACTORS, LATENT)
    examples = []
    for number in range(count):
        places = tuple(chance.sample(range(1, TERMS + 1), 5))
        values = array("f", [chance.random() for _ in places])
        latent = array("b", [chance.randint(-127, 127) for _ in range(FACTORS)])
        row = FeatureVector((0, 0, *places), array("f", [0.0, 0.0, *values]), 0.8, latent)
        side = 1.0 if number % 3 else -1.0
        examples.append(Example(row, side, chance.uniform(0.05, 2.0)))
    mean = zero.copy()
    mean.add([example.vector for example in examples], [0.1] * count)
    dots = [mean.dot(example.vector) for example in examples]
    return examples, Background(-1.0, 0.7, dots, mean.product(mean)), mean


def cost(
    examples: list[Example],
    background: Background,
    mean: WeightVector,
    whole: WeightVector,
    b: float,
) -> float:
    """Return what a separation costs: its length, the offset's too, and all errors squared."""
    lengths = whole.product(whole) + b * b
    errors = [
        example.cost * max(0.0, 1 - example.side * (whole.dot(example.vector) + b)) ** 2
        for example in examples
    ]
    value = background.side * (whole.product(mean) + b)
    return lengths / 2 + sum(errors) + background.cost * max(0.0, 1 - value) ** 2


def whole_weights(found: Separation, mean: WeightVector) -> WeightVector:
    """Return the weights with the background in them."""
    whole = found.weights.copy()
    whole.add_weights(mean, found.background)
    return whole


@pytest.mark.parametrize("seed", range(8))
def test_nothing_near_costs_less(seed: int) -> None:
    """A step from the solution in any direction makes it dearer, up to the solver's tolerance."""
    examples, background, mean = made(seed, 20)
    found = separate(examples, background, mean.zeros())
    whole = whole_weights(found, mean)
    least = cost(examples, background, mean, whole, found.offset)
    chance = random.Random(seed)
    for _ in range(50):
        moved = whole.copy()
        moved.terms = [0.0, *(weight + chance.gauss(0, 0.05) for weight in moved.terms[1:])]
        moved.factors = [weight + chance.gauss(0, 0.05) for weight in moved.factors]
        offset = found.offset + chance.gauss(0, 0.05)
        assert cost(examples, background, mean, moved, offset) > least - 1e-4


@pytest.mark.parametrize("seed", range(8))
def test_values_are_those_of_the_weights(seed: int) -> None:
    """The value of each example is its product with the weights, plus the offset."""
    examples, background, mean = made(seed, 20)
    found = separate(examples, background, mean.zeros())
    whole = whole_weights(found, mean)
    for example, value in zip(examples, found.values, strict=True):
        assert value == pytest.approx(whole.dot(example.vector) + found.offset, abs=1e-9)


def test_examples_beyond_the_margin_have_no_say() -> None:
    """Without an example whose value is beyond its margin the separation is the same."""
    examples, background, mean = made(3, 30)
    examples = [Example(e.vector, e.side, 50.0 * e.cost) for e in examples]
    found = separate(examples, background, mean.zeros())
    kept = [v * e.side < 1 for e, v in zip(examples, found.values, strict=True)]
    assert not all(kept)
    dots = [dot for dot, keep in zip(background.dots, kept, strict=True) if keep]
    less = Background(background.side, background.cost, dots, background.square)
    again = separate(
        [e for e, keep in zip(examples, kept, strict=True) if keep], less, mean.zeros()
    )
    inside = [value for value, keep in zip(found.values, kept, strict=True) if keep]
    assert again.values == pytest.approx(inside, abs=0.05)


def test_a_dearer_example_is_nearer_to_its_side() -> None:
    """What an error costs decides how far the separation gives way."""
    examples, background, mean = made(5, 12)
    values = []
    for dearer in (0.1, 1.0, 10.0):
        first = Example(examples[0].vector, examples[0].side, dearer)
        found = separate([first, *examples[1:]], background, mean.zeros())
        values.append(found.values[0] * first.side)
    assert all(less < more for less, more in pairwise(values))
