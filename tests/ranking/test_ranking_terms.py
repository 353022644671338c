"""Texts are cut into words and pairs of neighbours, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.ranking.terms import keys, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("a b", []),
        ("Sparse Experts", ["sparse", "experts", "sparse experts"]),
        ("gates, winds", ["gates", "winds"]),
        ("gates (winds) blow", ["gates", "winds", "blow"]),
        ("well-known x", ["well", "known", "well known"]),
        ("稀疏专家", ["稀疏", "疏专", "专家"]),
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
    assert found["lora adapters"] == "LoRA adapters"


def test_an_endless_text_is_cut_short() -> None:
    """Time is bounded whatever the text."""
    assert len(keys("word " * 50_000)) < 10_000
