"""The papers most like one paper."""

import random
from importlib import import_module

import pytest

from readlist.ranking import Packed, Ranker, features_of, nearest
from readlist.ranking.term_model import shipped_model

SUBJECTS = {
    "experts": "sparse mixture of experts routing tokens gate network load balance",
    "birds": "songs of garden birds recorded at dawn spectrogram species classification",
    "proofs": "elliptic curves theorem proof modular forms number theory conjecture",
    "stars": "supernova redshift galaxy survey telescope photometry dark energy",
}


def made(count: int, seed: int = 1) -> tuple[list[str], Packed]:
    """Return subjects and papers in turn of each subject."""
    chance = random.Random(seed)
    subjects = [list(SUBJECTS)[number % len(SUBJECTS)] for number in range(count)]
    texts = [" ".join(chance.sample(SUBJECTS[one].split(), 6)) for one in subjects]
    model = shipped_model()
    return subjects, Packed.of([features_of(text, text, model) for text in texts])


def test_few_papers_are_ranked_by_all_their_terms() -> None:
    """Of a short list the order is that of a ranking with this one mark."""
    _, features = made(80)
    order = nearest(features, 5, [place for place in range(80) if place != 5])
    assert order == [found.index for found in Ranker.of(features).rank({5: True})]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_of_many_those_of_the_subject_come_first(place: int) -> None:
    """A short choice by subject loses none of the nearest."""
    subjects, features = made(700)
    order = nearest(features, place, [other for other in range(700) if other != place])
    assert len(order) == 300
    assert {subjects[other] for other in order[:100]} == {subjects[place]}


def test_of_very_many_the_same_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """NumPy chooses as plain Python does."""
    _, papers = made(700)
    others = list(range(1, 700))
    plain = nearest(papers, 0, others)
    monkeypatch.setattr(import_module("readlist.ranking.nearest"), "_MANY", 0)
    assert nearest(papers, 0, others) == plain


def test_without_subjects_shared_terms_choose() -> None:
    """A paper in words that the model does not know finds those in the same words."""
    texts = [f"qwrtz{n % 7} plmkn{n % 7} vbcxy{n % 7}" for n in range(700)]
    features = Packed.of([features_of(text, "", shipped_model()) for text in texts])
    assert not features.features(0).latent
    order = nearest(features, 3, [other for other in range(700) if other != 3])
    assert {texts[other] for other in order[:99]} == {texts[3]}


def test_only_the_given_papers_are_compared() -> None:
    """What is not among them is not returned; nothing is like a paper among none."""
    _, features = made(40)
    assert set(nearest(features, 0, [4, 9, 11])) == {4, 9, 11}
    assert nearest(features, 0, [4, 9, 11])[0] == 4
    assert nearest(features, 0, []) == []
