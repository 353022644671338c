"""Plurals and forms of verbs, by their endings."""

import pytest

from readlist.inflections import inflections


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("experts", "expert"),
        ("queries", "query"),
        ("query", "queries"),
        ("training", "trained"),
        ("trained", "train"),
        ("stopped", "stop"),
        ("uses", "use"),
        ("biases", "bias"),
        ("losses", "loss"),
    ],
)
def test_a_word_has_its_inflections(typed: str, form: str) -> None:
    """Plurals and the forms of verbs are known by their endings."""
    assert form in inflections(typed)


@pytest.mark.parametrize("word", ["is", "bus", "glass", "red", "king", "专家", "gpt4"])
def test_short_and_odd_words_keep_their_endings(word: str) -> None:
    """No stem is made by cutting a word to pieces."""
    assert not {"i", "bu", "glas", "r", "k", "gpt"} & set(inflections(word))
