"""Words like one that was typed with a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.library.browsing.similar import Vocabulary, has_slip

LETTERS = st.text("abcdefghij", min_size=5, max_size=12)


@given(LETTERS, st.integers(0, 4), st.sampled_from(["drop", "double", "change", "swap"]))
def test_one_slip_is_found_wherever_it_is(word: str, place: int, kind: str) -> None:
    """A letter too few, too many, another one, or two in the wrong order."""
    head, tail = word[:place], word[place:]
    typed = {
        "drop": head + tail[1:],
        "double": head + "z" + tail,
        "change": f"{head}z{tail[1:]}",
        "swap": head + tail[1::-1] + tail[2:],
    }[kind]
    assert has_slip(typed, word)
    assert has_slip(typed, f"{word}s")
    assert word in Vocabulary([f"other {word} words"]).similar(typed)


@pytest.mark.parametrize("typed", ["transforemr", "trnasfromer", "xxansformer"])
def test_two_slips_are_another_word(typed: str) -> None:
    """Unless its letters stand there in order."""
    assert has_slip(typed, "transformer") == (typed == "transforemr")


def test_short_words_and_signs_are_like_nothing() -> None:
    """Two letters are in every second word, and a pattern is no word."""
    vocabulary = Vocabulary(["mixture of experts", "(a+b)*c"])
    assert not vocabulary.similar("mx")
    assert not vocabulary.similar("a+b)*")
    assert vocabulary.similar("mxt") == ["mixture"]
