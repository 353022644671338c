"""Texts and queries for full text search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.index.query_terms import (
    QueryTerm,
    as_it_was,
    expression,
    made_ready,
    mark_words,
    terms_of,
)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\u200b\u2063\\$")))
def test_what_was_made_ready_can_be_shown(text: str) -> None:
    """Nothing but the form of characters changes on the way into the index and back."""
    import unicodedata  # noqa: PLC0415 - only here

    form = text if text.isascii() else unicodedata.normalize("NFKC", text)
    assert as_it_was(made_ready(text)) == form


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (["expert", "routing"], [QueryTerm("expert", False), QueryTerm("routing", False)]),
        (["expert routing"], [QueryTerm("expert", False), QueryTerm("routing", False)]),
        (['"expert routing"'], [QueryTerm("expert routing", False, phrase=True)]),
        (['"expert', 'routing"'], [QueryTerm("expert routing", False, phrase=True)]),
        (["quant*"], [QueryTerm("quant", True)]),
        (["*"], []),
        (['""', "-", "(", "  "], []),
        (['say "hi'], [QueryTerm("say", False), QueryTerm("hi", False, phrase=True)]),
        (["专家"], [QueryTerm("专家", False)]),
    ],
)
def test_queries_are_words_prefixes_and_phrases(words: list[str], terms: list[QueryTerm]) -> None:
    """What people type is read as words, beginnings of words and phrases in quotes."""
    assert terms_of(words) == terms


def test_nothing_typed_is_syntax() -> None:
    """Operators and quotes of FTS5 are words like any other."""
    query = expression(
        [QueryTerm('a" OR b:', False, phrase=True), QueryTerm("NOT", True)], ("title",)
    )
    assert query == '{title} : ("a"" or b:" AND "not"*)'


def test_other_spellings_stand_behind_the_text() -> None:
    """They can be found, and are never shown."""
    ready = made_ready("Łukasz on pre-training with α-entmax")
    assert as_it_was(ready) == "Łukasz on pre-training with α-entmax"
    assert {"lukasz", "pretraining", "alphaentmax"} <= set(ready.split("\u2063")[1].split())


def test_matches_are_marked_in_any_spelling() -> None:
    """The word that a reader sees is marked, however it was typed."""
    marked = mark_words(
        "Łukasz and Experts in pre-training", terms_of(["lukasz", "expert"]), "<", ">"
    )
    assert marked == "<Łukasz> and <Experts> in pre-training"
    assert mark_words("pre-training", terms_of(["pretraining"]), "<", ">") == "<pre-training>"
