"""What the reader marked decides the order, from the first mark on, and says why in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.ranking import Ranked, Ranker, features_of
from readlist.ranking.term_model import shipped_model

PAPERS = [
    ("Routing winds to sparse experts", "A gate sends each gust to two of eight experts."),
    ("Sparse experts with balanced gates", "The experts share the load; a gate routes gusts."),
    ("Growing tulips in sandy soil", "Bulbs, water and patience give flowers in spring."),
    ("Watering roses", "Flowers and bulbs want water in the morning, says the gardener."),
    ("Gates for gusts: routing revisited", "Which experts does the gate choose, and why?"),
    ("An untold paper", ""),
]


def order(ranked: list[Ranked]) -> list[int]:
    """Return the positions in order."""
    return [one.index for one in ranked]


def test_one_like_is_enough() -> None:
    """With a single liked paper its kind comes first, and other kinds last."""
    ranked = Ranker(PAPERS).rank({0: True})
    assert set(order(ranked)[:2]) == {1, 4}
    assert set(order(ranked)) == {1, 2, 3, 4, 5}


def test_dislikes_alone_push_their_kind_down() -> None:
    """With nothing liked, what is like the disliked paper comes last."""
    assert order(Ranker(PAPERS).rank({2: False}))[-1] == 3


def test_more_marks_turn_the_order() -> None:
    """The same ranker learns again from other marks; features are made once."""
    ranker = Ranker(PAPERS)
    assert order(ranker.rank({0: True, 2: False}))[0] in (1, 4)
    assert order(ranker.rank({2: True, 0: False}))[0] == 3


def test_scores_are_chances_and_fall() -> None:
    """Scores lie between 0 and 1 and fall from the first to the last."""
    scores = [one.score for one in Ranker(PAPERS).rank({0: True, 3: False})]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 2 * scores[-1]


def test_without_marks_nothing_is_known() -> None:
    """Every paper has the same score and its own place, and there are no reasons."""
    ranked = Ranker(PAPERS).rank({})
    assert order(ranked) == list(range(len(PAPERS)))
    assert {one.score for one in ranked} == {0.5}
    assert ranked[0].reasons == ()


def test_reasons_are_words_of_the_paper() -> None:
    """The terms that moved a paper most stand in its own text, without stop words."""
    best = Ranker(PAPERS).rank({0: True, 2: False})[0]
    text = " ".join(PAPERS[best.index]).casefold()
    assert best.reasons
    for words, weight in best.reasons:
        assert all(word in text for word in words.casefold().split())
        assert weight
    assert not {"the", "of", "and"} & {words for words, _ in best.reasons}


def test_weights_count() -> None:
    """A heavier like outweighs a lighter one."""
    ranker = Ranker(PAPERS)
    for heavy, light, near in ((0, 2, {1, 4}), (2, 0, {3})):
        first = ranker.rank({heavy: 3.0, light: 0.2})[0]
        assert first.index in near


def test_known_features_give_the_same_order() -> None:
    """Features that were made before rank as the texts do; without texts there are no reasons."""
    model = shipped_model()
    known = [features_of(title, abstract, model) for title, abstract in PAPERS]
    again = Ranker.of(known, PAPERS.__getitem__).rank({0: True})
    fresh = Ranker(PAPERS).rank({0: True})
    assert order(again) == order(fresh)
    assert again[0].reasons == fresh[0].reasons
    assert Ranker.of(known).rank({0: True})[0].reasons == ()


def test_another_text_gives_no_reasons_of_its_terms() -> None:
    """A text that changed since is not explained by what was said of the one before."""
    known = [features_of(title, abstract, shipped_model()) for title, abstract in PAPERS]
    best = Ranker.of(known, lambda _: ("Sourdough", "")).rank({0: True})[0]
    assert best.reasons == ()


@pytest.mark.parametrize("marks", [{0: True, 2: False}, {0: True, 3: True}])
def test_both_ways_explain_alike(marks: dict[int, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """With NumPy and without it a paper has the same reasons, a marked one too."""
    plain = {one.index: one for one in Ranker(PAPERS).rank(marks, also=[0])}
    monkeypatch.setattr("readlist.ranking.ranker.is_large", lambda *_: True)
    fast = {one.index: one for one in Ranker(PAPERS).rank(marks, also=[0])}
    assert plain.keys() == fast.keys()
    for place, one in plain.items():
        assert fast[place].account.start == pytest.approx(one.account.start, rel=1e-5)
        words = dict(one.reasons)
        assert dict(fast[place].reasons) == pytest.approx(words, rel=1e-4)


def test_other_languages_are_ranked_too() -> None:
    """Chinese titles without blanks between words are told apart."""
    papers = [("稀疏专家模型的路由", ""), ("花园里的郁金香", ""), ("专家模型与稀疏路由", "")]
    assert order(Ranker(papers).rank({0: True}))[0] == 2


def test_a_mark_beyond_the_papers_is_an_error() -> None:
    """A position that is no paper is named."""
    with pytest.raises(IndexError, match="no paper 9"):
        Ranker(PAPERS).rank({9: True})


@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=12),
    st.dictionaries(st.integers(0, 11), st.booleans() | st.floats(-3, 3), max_size=6),
)
def test_any_papers_and_marks_give_an_order(
    papers: list[tuple[str, str]], marks: dict[int, bool | float]
) -> None:
    """Empty, equal and odd texts and any marks: each unmarked paper once, the same every time."""
    kept = {place: mark for place, mark in marks.items() if place < len(papers)}
    ranked = Ranker(papers).rank(kept)
    assert sorted(order(ranked)) == [n for n in range(len(papers)) if n not in kept]
    assert all(0 <= one.score <= 1 for one in ranked)
    again = Ranker(papers).rank(kept)
    assert [(one.index, one.score) for one in again] == [(o.index, o.score) for o in ranked]
    assert all(isinstance(one.reasons, tuple) for one in ranked[:3])


def test_marked_papers_can_be_ranked_by_the_other_marks() -> None:
    """Of liked papers the one that is like another liked one comes before the one that is not."""
    marks = {0: True, 1: True, 3: True}
    ranked = Ranker(PAPERS).rank(marks, also=[0, 3])
    places = order(ranked)
    assert set(places) == {0, 2, 3, 4, 5}
    assert places.index(0) < places.index(3)


def test_marks_of_their_own_do_not_explain_papers() -> None:
    """The reasons of a marked paper are those that the other marks give."""
    ranked = Ranker(PAPERS).rank({0: True, 3: True}, also=[0, 3])
    routing = next(one for one in ranked if one.index == 0)
    alone = next(one for one in Ranker(PAPERS).rank({3: True}) if one.index == 0)
    assert routing.score < 0.5
    for_it = {words for words, weight in routing.reasons if weight > 0}
    assert for_it <= {words for words, weight in alone.reasons if weight > 0}
    assert not for_it & {"sparse experts", "experts", "routing"}
