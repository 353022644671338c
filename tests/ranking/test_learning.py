"""Marks become a linear model: what they weigh, and what its values mean."""

import random

import pytest

from readlist.ranking.features import features_of
from readlist.ranking.learning import learn
from readlist.ranking.packed import Packed
from readlist.ranking.plain import PlainSpace
from readlist.ranking.term_model import shipped_model

SUBJECTS = (
    "gate expert route sparse load token balance layer".split(),
    "tulip bulb water soil spring garden rose seed".split(),
    "wind storm gust cloud rain pressure front sky".split(),
)
EACH = 20


def made() -> PlainSpace:
    """Return papers of three subjects, one subject after the other."""
    chance = random.Random(1)
    texts = [
        (" ".join(chance.choices(words, k=4)), " ".join(chance.choices(words, k=30)))
        for words in SUBJECTS
        for _ in range(EACH)
    ]
    found = [features_of(title, abstract, shipped_model()) for title, abstract in texts]
    return PlainSpace(Packed.of(found))


@pytest.mark.parametrize("count", [1, 2, 5, 10])
def test_likes_raise_their_subject(count: int) -> None:
    """However many are liked, their subject is likely and another is not."""
    space = made()
    learned = learn(space, dict.fromkeys(range(count), 1.0))
    odds = learned.log_odds(space)
    assert min(odds[count:EACH]) > max(odds[EACH:])
    assert min(odds[count:EACH]) > -2
    assert max(odds[EACH:]) < -4


def test_dislikes_lower_their_subject() -> None:
    """Of two subjects that are liked equally the one with a disliked paper is less likely."""
    space = made()
    learned = learn(space, {0: 1.0, EACH: 1.0, EACH + 1: -1.0})
    odds = learned.log_odds(space)
    assert sum(odds[2:EACH]) > sum(odds[EACH + 2 : 2 * EACH]) > sum(odds[2 * EACH + 2 :])


def test_factors_count_less_the_more_is_disliked() -> None:
    """They say most while only likes are known."""
    space = made()
    latent = [
        learn(space, {0: 1.0} | dict.fromkeys(range(EACH, EACH + count), -1.0)).weights.latent
        for count in (0, 1, 5, EACH)
    ]
    assert latent == sorted(latent, reverse=True)
    assert latent[0] == pytest.approx(0.12)
    assert latent[-1] == pytest.approx(0.03, abs=1e-3)


def test_marks_of_every_paper_can_be_learned_from() -> None:
    """Without others there is no background, and that is no error."""
    space = made()
    opinions = {place: 1.0 if place < EACH else -1.0 for place in range(len(space.vectors))}
    learned = learn(space, opinions)
    odds = learned.log_odds(space)
    assert min(odds[:EACH]) > max(odds[EACH:])
