"""Identifiers are found in texts, each at its place."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.recognising import recognise


def names(text: str, *, numbers: bool = True) -> list[str]:
    """Return the identifiers of a text as the list spells them."""
    return [str(found) for _, found in recognise(text, numbers=numbers)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://doi.org/10.1145/3292500.3330701, and arXiv:2310.06825.",
         ["doi:10.1145/3292500.3330701", "2310.06825"]),
        ("doi:10.1000/182;doi:10.1000/183", ["doi:10.1000/182", "doi:10.1000/183"]),
        ("(PMID: 34265844; doi 10.1038/s41586-021-03819-2)",
         ["pmid:34265844", "doi:10.1038/s41586-021-03819-2"]),
        ("[paper](https://aclanthology.org/2020.acl-main.703/) [code](https://github.com/a/b)",
         ["acl:2020.acl-main.703"]),
        ("Deep Learning. ISBN 978-0-262-03561-3, MIT Press", ["isbn:9780262035613"]),
        ("论文：https://openreview.net/forum?id=rygGQyrFvH，代码见后。", ["openreview:rygGQyrFvH"]),
        ("in 2020.acl-main.703 they show", ["acl:2020.acl-main.703"]),
        # Links in prose count only where they carry an identifier.
        ("My page is https://example.org/a and that is all.", []),
        ("https://example.org/a", ["url:https://example.org/a"]),
        ("- https://example.org/a", ["url:https://example.org/a"]),
        # Numbers that are something else.
        ("It costs 9780262 or 34265844 in all, page 2020.", []),
    ],
)  # fmt: skip
def test_identifiers_are_found(text: str, found: list[str]) -> None:
    """In order, and nothing else."""
    assert names(text) == found


def test_places_are_those_of_the_text() -> None:
    """From the first character of an identifier to behind its last, over several lines."""
    text = "first line\n- doi:10.1000/182 and\n2310.06825v2\n"
    spans = [text[start:end] for (start, end), _ in recognise(text)]
    assert spans == ["doi:10.1000/182", "2310.06825v2"]


@given(st.text(max_size=300))
def test_any_text_is_looked_through(text: str) -> None:
    """Nothing is raised, and places lie in the text, in order."""
    end = 0
    for (start, stop), _ in recognise(text):
        assert 0 <= start < stop <= len(text)
        assert start >= end or stop == end
        end = max(end, start)


@pytest.mark.parametrize(
    "piece", ["10.1000/", "doi:", "https://", "978-", "a.", "<1:", "[](", "10.1000/a(", "PMID: "]
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Twice the text takes about twice the calls, whatever is repeated."""

    def calls(count: int) -> int:
        total = 0

        def note(_frame: object, event: str, _arg: object) -> None:
            nonlocal total
            total += event in ("call", "c_call")

        text = piece * count
        sys.setprofile(note)
        try:
            recognise(text)
        finally:
            sys.setprofile(None)
        return total

    calls(10)
    assert calls(4000) < 3 * calls(2000) + 1000
