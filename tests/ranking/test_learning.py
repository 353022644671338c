"""Marks become a linear model: what they weigh, and what its values mean."""

import random

import pytest

from readlist.ranking.features import features_of
from readlist.ranking.learning import learn
from readlist.ranking.packed import Packed
from readlist.ranking.plain import PlainSpace
from readlist.ranking.term_model import shipped_model
from support.ranking_kit import WAYS, invented

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
    assert latent[-1] == pytest.approx(0.12 / (1 + EACH))


def test_marks_of_every_paper_can_be_learned_from() -> None:
    """Without others there is no background, and that is no error."""
    space = made()
    opinions = {place: 1.0 if place < EACH else -1.0 for place in range(len(space.vectors))}
    learned = learn(space, opinions)
    odds = learned.log_odds(space)
    assert min(odds[:EACH]) > max(odds[EACH:])


def first_of_subject(papers: int, likes: int) -> int:
    """Return how many of the first papers are of the liked subject."""
    space = PlainSpace(Packed.of([features_of(*one, shipped_model()) for one in invented(papers)]))
    marks = {5 * number: 1.0 for number in range(likes)}
    odds = learn(space, marks).log_odds(space)
    best = sorted((place for place in range(papers) if place not in marks), key=lambda p: -odds[p])
    return sum(place % 5 == 0 for place in best[: papers // 5 - likes])


def test_a_few_likes_take_the_best_fits_for_likes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits best without a mark tells more words of the subject, and more of it is found."""
    with_guesses = first_of_subject(400, 1)
    monkeypatch.setattr("readlist.ranking.learning._GUESSES", 0)
    assert with_guesses > first_of_subject(400, 1)


@pytest.mark.parametrize(("papers", "likes"), [(20, 1), (400, 6)])
def test_nothing_is_guessed_where_it_would_harm(
    papers: int, likes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a small pile the best fits may not fit at all, and six likes say enough themselves."""
    asked = []
    monkeypatch.setattr("readlist.ranking.learning.nlargest", lambda *_, **__: asked.append(1))
    first_of_subject(papers, likes)
    assert not asked


def test_a_guess_is_the_same_in_both_ways() -> None:
    """With NumPy and without it a single like gives the same values."""
    packed = Packed.of([features_of(*one, shipped_model()) for one in invented(400)])
    plain, fast = (learn(way(packed), {0: 1.0}).log_odds(way(packed)) for way in WAYS.values())
    assert fast == pytest.approx(plain, abs=1e-3)
