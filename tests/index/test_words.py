"""Texts and queries for full text search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.index.words import Term, as_it_was, expression, made_ready, terms_of


@given(st.text(st.characters(codec="utf-8", exclude_characters="\u200b")))
def test_what_was_made_ready_can_be_shown(text: str) -> None:
    """Nothing but the form of characters changes on the way into the index and back."""
    import unicodedata  # noqa: PLC0415 - only here

    form = text if text.isascii() else unicodedata.normalize("NFKC", text)
    assert as_it_was(made_ready(text)) == form


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (["expert", "routing"], [Term("expert", False), Term("routing", False)]),
        (["expert routing"], [Term("expert", False), Term("routing", False)]),
        (['"expert routing"'], [Term("expert routing", False)]),
        (['"expert', 'routing"'], [Term("expert routing", False)]),
        (["quant*"], [Term("quant", True)]),
        (["*"], []),
        (['""', "-", "(", "  "], []),
        (['say "hi'], [Term("say", False), Term("hi", False)]),
        (["专家"], [Term("专家", False)]),
    ],
)
def test_queries_are_words_prefixes_and_phrases(words: list[str], terms: list[Term]) -> None:
    """What people type is read as words, beginnings of words and phrases in quotes."""
    assert terms_of(words) == terms


def test_nothing_typed_is_syntax() -> None:
    """Operators and quotes of FTS5 are words like any other."""
    query = expression([Term('a" OR b:', False), Term("NOT", True)], ("title",))
    assert query == '{title} : ("a"" OR b:" AND "NOT"*)'
