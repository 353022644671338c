"""Texts are cut into words and pairs of neighbours, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.ranking.stop_words import STOP_WORDS
from readlist.ranking.terms import keys, singular, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("a b", []),
        ("Sparse Experts", ["sparse", "expert", "sparse expert"]),
        ("gates, winds", ["gate", "wind"]),
        ("gates (winds) blow", ["gate", "wind", "blow"]),
        ("well-known x", ["well", "known", "well known"]),
        ("稀疏专家", ["稀疏", "疏专", "专家"]),
        ("LLMs以及test", ["llm", "以及", "test"]),
        ("GPT模型 test", ["gpt", "模型", "test"]),
        ("ﬁne tuning", ["fine", "tuning", "fine tuning"]),
    ],
)
def test_a_text_is_cut(text: str, wanted: list[str]) -> None:
    """Words of two letters or more, pairs within a phrase, neighbouring signs without blanks."""
    assert sorted(keys(text)) == sorted(wanted)


@given(st.text(max_size=80))
def test_both_ways_of_cutting_agree(text: str) -> None:
    """Terms with their surfaces, which give reasons, are those that papers are compared by."""
    assert sorted(keys(text)) == sorted(term.key for term in terms(text))


def test_surfaces_keep_names_and_drop_capitals() -> None:
    """A sentence's first word is written small, a name as its authors write it."""
    found = {term.key: term.surface for term in terms("Tuning LoRA adapters")}
    assert found["tuning"] == "tuning"
    assert found["lora adapter"] == "LoRA adapters"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("experts", "expert"),
        ("llms", "llm"),
        ("policies", "policy"),
        ("losses", "loss"),
        ("approaches", "approach"),
        ("indexes", "index"),
        ("sizes", "size"),
        ("loss", "loss"),
        ("analysis", "analysis"),
        ("corpus", "corpus"),
        ("gas", "gas"),
        ("ties", "ties"),
        ("towards", "towards"),
        ("expert", "expert"),
    ],
)
def test_a_plural_is_compared_as_its_singular(word: str, wanted: str) -> None:
    """Endings of plurals go; short words, stop words and those that only look like plurals stay."""
    assert singular(word) == wanted


def test_a_stop_word_is_still_one() -> None:
    """What is no reason does not become one without its last letter."""
    assert {singular(word) for word in STOP_WORDS} == STOP_WORDS


def test_an_endless_text_is_cut_short() -> None:
    """Time is bounded whatever the text."""
    assert len(keys("word " * 50_000)) < 10_000
