"""Features are what they always were, however they are worked out."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.ranking import features_of_many
from readlist.ranking.features import Features, features_of
from readlist.ranking.term_model import shipped_model
from readlist.ranking.terms import singular
from support.ranking_kit import invented

_BREAK = re.compile(r"[.,;:!?()\[\]{}\"、。，；：！？（）「」『』]+")
TEXTS = [
    ("", ""),
    ("Sparse Experts", ""),
    ("", "A gate, a wind; gates_2 (of 3.5) don't - \n\t know\x1fwords."),
    ("Graph neural networks for molecules", "We learn graph networks. We learn GRAPH networks!"),
    ("Über Größen\u2014naïve façade", "ﬁne-tuning of Schrödinger’s µ-cats: ½ Å \u2028 and more"),
    ("half \ud800 a character", "language models and \udfff half a sign"),
    ("many", "deep learning " * 300),
    ("endless", " ".join(f"word{number}" for number in range(3_000))),
    ("neural", "attention is all you need. " * 700),
    *invented(40),
]


def plainly(title: str, abstract: str) -> Features:
    """Return features as they were first made, term by term, but for plurals."""

    def found(text: str) -> list[str]:
        text = text[:20_000]
        text = text if text.isascii() else unicodedata.normalize("NFKC", text)
        terms: list[str] = []
        for phrase in _BREAK.split(text.lower()):
            words = [*map(singular, re.findall(r"\b\w\w+\b", phrase))]
            terms += [*words, *(" ".join(pair) for pair in pairwise(words))]
        return terms

    def numbered(terms: Sequence[str]) -> dict[int, int]:
        counts = (
            dict(Counter(terms).most_common(4_000)) if len({*terms}) > 4_000 else Counter(terms)
        )
        return {crc32(key.encode("utf-8", "replace")): count for key, count in counts.items()}

    body, heading = numbered(found(title) + found(abstract)), numbered(found(title))
    both = [*body.values(), *heading.values()]
    return Features(
        array("I", [*body, *(number ^ 0x5BD1E995 for number in heading)]),
        bytes(min(round(32 * (1 + log(count))), 255) for count in both),
        len(body),
        shipped_model().latent(body),
    )


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_features_are_those_of_the_plain_way(text: tuple[str, str]) -> None:
    """Bit for bit, whatever the text: what is kept in an index stays true."""
    assert features_of(*text, shipped_model()) == plainly(*text)


def test_many_papers_have_the_same_features() -> None:
    """Bit for bit what each has by itself, in the order of the papers."""
    model = shipped_model()
    assert features_of_many(TEXTS, model) == [features_of(*text, model) for text in TEXTS]
    assert features_of_many([], model) == []


WORDS = st.sampled_from(
    "deep graph neural the of model, learning. wind é 稀疏 x_1 ½ \n -".split(" ")
)


@given(st.lists(st.tuples(st.text(max_size=30), st.lists(WORDS).map(" ".join)), max_size=4))
def test_any_papers_have_the_same_features(texts: list[tuple[str, str]]) -> None:
    """Whatever is in their texts."""
    model = shipped_model()
    assert features_of_many(texts, model) == [features_of(*text, model) for text in texts]
