"""Identifiers are read from every form people write, and never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.arxiv_id import ARCHIVES, ArxivId, NotAnArxivIdError


@st.composite
def new_ids(draw: st.DrawFn) -> ArxivId:
    """Identifiers of the form in use since April 2007."""
    year, month = draw(st.integers(7, 35)), draw(st.integers(1, 12))
    stamp = f"{year:02}{month:02}" if (year, month) >= (7, 4) else "0704"
    digits = 4 if stamp < "1501" else 5
    number = draw(st.integers(1, 10**digits - 1))
    return ArxivId(f"{stamp}.{number:0{digits}}", draw(st.none() | st.integers(1, 999)))


@st.composite
def old_ids(draw: st.DrawFn) -> ArxivId:
    """Identifiers of the form in use until March 2007."""
    year, month = draw(st.sampled_from([*range(92, 100), *range(7)])), draw(st.integers(1, 12))
    archive = draw(st.sampled_from(sorted(ARCHIVES)))
    number = draw(st.integers(1, 999))
    base = f"{archive}/{year:02}{month:02}{number:03}"
    return ArxivId(base, draw(st.none() | st.integers(1, 99)))


@given(new_ids() | old_ids())
def test_printing_and_parsing_give_the_same_identifier(identifier: ArxivId) -> None:
    """What is printed is read back, alone, in addresses and as a DOI."""
    assert ArxivId.parse(str(identifier)) == identifier
    assert ArxivId.parse(f"arXiv:{identifier}") == identifier
    assert ArxivId.parse(identifier.url) == identifier
    assert ArxivId.parse(f"{identifier.pdf_url}.pdf") == identifier
    assert ArxivId.parse(identifier.doi) == ArxivId(identifier.base)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the parser fail in another way, and folders never leave their parent."""
    found = ArxivId.try_parse(text)
    if found:
        assert "/" not in found.folder
        assert not found.folder.startswith(".")
        assert ArxivId.parse(str(found)) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2310.06825", "2310.06825"),
        ("  2310.06825v3, ", "2310.06825v3"),
        ("arXiv:2310.06825", "2310.06825"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("arXiv:math.GT/0309136", "math/0309136"),
        ("MATH/0309136v2", "math/0309136v2"),
        ("https://arxiv.org/abs/1706.03762v5", "1706.03762v5"),
        ("http://export.arxiv.org/pdf/1706.03762", "1706.03762"),
        ("https://arxiv.org/pdf/2310.06825v2.pdf#page=3", "2310.06825v2"),
        ("https://browse.arxiv.org/pdf/2310.01889.pdf", "2310.01889"),
        ("https://ar5iv.labs.arxiv.org/html/2310.06825", "2310.06825"),
        ("https://www.alphaxiv.org/abs/2310.06825", "2310.06825"),
        ("https://huggingface.co/papers/2401.04088", "2401.04088"),
        ("https://doi.org/10.48550/arXiv.2005.14165", "2005.14165"),
        ("10.48550/arxiv.2005.14165", "2005.14165"),
        ("https://api.semanticscholar.org/graph/v1/paper/arXiv:2310.06825", "2310.06825"),
        ("https%3A%2F%2Farxiv.org%2Fabs%2F2310.06825", "2310.06825"),
        ("２３１０．０６８２５", "2310.06825"),
        ("《2310.06825》。", "2310.06825"),
    ],
)
def test_every_way_of_writing_it_is_understood(text: str, expected: str) -> None:
    """Identifiers, addresses, DOIs and full-width digits give the identifier."""
    assert str(ArxivId.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2310.0682", "five digits"),
        ("1309.11911", "four digits"),
        ("2313.12345", "no month 13"),
        ("0703.1234", "April 2007"),
        ("2310.00000", "begin at 1"),
        ("2310.06825v0", "no version 0"),
        ("foo/0101001", "no archive 'foo'"),
        ("hep-th/0801001", "July 1991 to March 2007"),
        ("hep-th/9913001", "no month 13"),
        ("3", "not an arXiv identifier"),
        ("https://example.com/2310.06825", "not an arXiv identifier"),
        ("10.1145/3600006.3613165", "not an arXiv identifier"),
        ("", "not an arXiv identifier"),
    ],
)
def test_what_is_no_identifier_is_refused_with_the_reason(text: str, reason: str) -> None:
    """The message says what is wrong, and nothing is repaired."""
    with pytest.raises(NotAnArxivIdError, match=reason):
        ArxivId.parse(text)


def test_folders_of_two_papers_of_a_month_differ() -> None:
    """The dot is no file ending, and a slash is no folder."""
    assert ArxivId.parse("2310.06825").folder != ArxivId.parse("2310.12345").folder
    assert ArxivId.parse("hep-th/9901001").folder == "hep-th_9901001"
