"""Identifiers are found in every form people write; what only looks so is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.mentions import identifiers
from support.document_kit import found_in, ids_in

FORMS = {
    "arXiv:2310.06825": "2310.06825",
    "arXiv:2310.06825v2 [cs.CL] 10 Oct 2023": "2310.06825",
    "arXiv preprint arXiv:2401.04088, 2024.": "2401.04088",
    "arxiv 2203.15556": "2203.15556",
    "ARXIV: 2106.09685": "2106.09685",
    "arXiv：２３１０．０６８２５（全角）": "2310.06825",
    "arXiv preprint:1908.03557 (2019)": "1908.03557",
    "arXiv e-print 1908.03557": "1908.03557",
    "arXiv no. 1908.03557": "1908.03557",
    "arXiv.2310.06825": "2310.06825",
    "(arXiv 2310.06825)": "2310.06825",
    "CoRR abs/1701.06538": "1701.06538",
    "hep-th/9901001": "hep-th/9901001",
    "arXiv:hep-th/9901001v3": "hep-th/9901001",
    "math.GT/0309136": "math/0309136",
    "cond-mat/0102536，见": "cond-mat/0102536",
    "doi:10.48550/arXiv.2310.06825": "2310.06825",
    "10.48550/ARXIV.2202.01037": "2202.01037",
    "oai:arXiv.org:2310.06825": "2310.06825",
    "2310.06825": "2310.06825",
    "[2310.06825]": "2310.06825",
    "“2310.06825”": "2310.06825",
    "(2310.06825), and": "2310.06825",
    "2310.06825v1 paged": "2310.06825",
    "ask re 2310.06825?": "2310.06825",
    "downloads/2402.03300.pdf": "2402.03300",
    "~/papers/1810.04805_bert.pdf": "1810.04805",
    "pdf/2401.04088": "2401.04088",
    "2310.06825。另见": "2310.06825",
    "论文2310.06825的": "2310.06825",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_is_found(text: str) -> None:
    """Once, whatever stands around it."""
    assert ids_in(text, "x.txt") == [FORMS[text]]


ADDRESSES = """
https://arxiv.org/abs/2310.01889 http://arxiv.org/pdf/2310.01889v1.pdf
https://www.arxiv.org/html/2310.01889v2 https://browse.arxiv.org/format/2310.01889
https://export.arxiv.org/abs/2310.01889 https://cn.arxiv.org/ps/2310.01889
https://arxiv.org/pdf/2310.01889?context=cs.CL#page=3 http://xxx.lanl.gov/abs/2310.01889
https://ar5iv.org/abs/2310.01889 https://ar5iv.labs.arxiv.org/html/2310.01889
https://www.alphaxiv.org/overview/2310.01889 https://huggingface.co/papers/2310.01889
https://hf.co/papers/2310.01889 https://paperswithcode.com/paper/arxiv/2310.01889
https://www.arxiv-vanity.com/papers/2310.01889/ https://www.semanticscholar.org/arxiv/2310.01889
https://api.semanticscholar.org/graph/v1/paper/ARXIV:2310.01889?fields=title
https://scholar.google.com/scholar?q=arXiv%3A2310.01889
https://scholar.google.com/scholar_lookup?arxiv_id=2310.01889
https://ui.adsabs.harvard.edu/abs/arXiv:2310.01889
https://ui.adsabs.harvard.edu/abs/2023arXiv231001889L/abstract
https://inspirehep.net/api/arxiv/2310.01889 https://scirate.com/arxiv/2310.01889
https://www.emergentmind.com/papers/2310.01889 https://doi.org/10.48550/arXiv.2310.01889
https://www.connectedpapers.com/api/redirect/arxiv/2310.01889
https://r.jina.ai/https://arxiv.org/abs/2310.01889 https://papers.cool/arxiv/2310.01889
https://web.archive.org/web/20231012000000/https://arxiv.org/abs/2310.01889
https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fabs%2F2310.01889&sa=D
https://www.zhihu.com/link?target=https%3A//arxiv.org/abs/2310.01889
https://example.com/r?u=https%253A%252F%252Farxiv.org%252Fabs%252F2310.01889
https://img.shields.io/badge/arXiv-2310.01889-b31b1b.svg
https://dblp.org/rec/journals/corr/abs-2310-01889
""".split()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_understood(address: str) -> None:
    """arXiv, its mirrors, the sites built on it, and addresses inside addresses."""
    found = addresses.identifier(address)
    assert found is not None
    assert found.base == "2310.01889"


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/list/cs.CL/2310",
        "https://arxiv.org/a/smith_j_1",
        "https://arxiv.org/year/cs/23",
        "https://example.com/abs/2310.06825",
        "https://github.com/acme/tool/releases/tag/v2310.06825",
        "https://zenodo.org/record/2310068",
        "http://example.com/hep-th/12345",
        "https://example.com/physics/0504123",
        "https://www.biorxiv.org/content/10.1101/2023.09.11.556673v1",
        "https://psyarxiv.com/2310.06825",
        "https://arxiv.org/abs/https://doi.org/10.1080/18811248.2011.9711675",
        "https://vixra.org/abs/2310.0012",
    ],
)
def test_other_addresses_carry_none(address: str) -> None:
    """Listings, other archives, other sites, versions of programs."""
    assert addresses.identifier(address) is None
    assert ids_in(f"see {address} there", "x.txt") == []


@pytest.mark.parametrize(
    "text",
    [
        "on 2023.10.12, again 2023.1012 and 20231012.12345",
        "it costs 1234.56789 USD, or 2310.06825 EUR, or $2310.06825",
        "2313.12345 and 1499.1234 are months that never were",
        "0703.0001 is before April 2007, 1412.12345 too long, 2310.0682 too short",
        "2310.00000 begins at one",
        "doi 10.1109/CVPR.2012.01256, 10.3389/fnins.2012.00118, 10.1016/j.cpc.2010.10774",
        "call +49 2310.06825, fax 2310.06825",
        "build 2205.14135-rc1, firmware 1906.02691.0, v2310.06825, kernel 5.15.0-1906.02691",
        "10.23.2310.06825 and 2310.06825N",
        "2112.10752 keV at 1406.2661 MHz, sigma = 1512.03385 +- 0.2",
        "part X1706.03762, commit 1706.03762ab, order #1810.04805",
        "record/2630433, data/2310068, and/9901001, hep-th/12345",
        "阅读量2310.06万，¥2310.06825，价格：2310.06825元",
        "2310.06 and 2310-06825 and 2310 06825",
        "0.5 2.25 2310.06825 17.5 3.25 8.125 are measurements",
    ],
)
def test_what_only_looks_so_is_none(text: str) -> None:
    """Dates, prices, phone numbers, versions, measures, impossible months and lengths."""
    assert ids_in(text, "x.txt") == []


def test_a_list_goes_on_after_the_word() -> None:
    """One arXiv in front of several numbers is enough."""
    text = "arXiv:2305.18290, 2203.02155; 1707.06347 and 2402.03300、2501.12948, 12 others"
    assert ids_in(text, "x.txt") == [
        "2305.18290", "2203.02155", "1707.06347", "2402.03300", "2501.12948",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "damaged", "why"),
    [
        ("https://arxiv.org/abs/2310.1482", "2310.1482", "five digits"),
        ("arXiv:2310.0682 and more", "2310.0682", "five digits"),
        ("arXiv:2313.12345", "2313.12345", "no month 13"),
        ("arXiv:hep-th/12345", "hep-th/12345", "form"),
        ("arXiv:23100.6825", "23100.6825", "form"),
        ("[x](https://arxiv.org/abs/astro-ph/97042656)", "astro-ph/97042656", "form"),
        ("10.48550/arXiv.2310.068255", "2310.068255", "five digits"),
    ],
)
def test_damage_is_reported_and_not_repaired(text: str, damaged: str, why: str) -> None:
    """The text comes back as it is, with the reason, and makes no entry."""
    findings = found_in(text)
    assert not [entry for entry in findings.entries if entry.arxiv_id]
    assert [doubt.text for doubt in findings.doubtful] == [damaged]
    assert why in findings.doubtful[0].why


def test_a_link_that_shows_another_number_is_doubtful() -> None:
    """The address counts; the reader hears of it."""
    findings = found_in("- [arXiv:2310.06825](https://arxiv.org/abs/1706.03762)\n")
    assert [entry.arxiv_id for entry in findings.entries] == ["1706.03762"]
    assert findings.doubtful[0].why == "its link leads to 1706.03762"


def test_the_highest_version_is_not_invented() -> None:
    """The first version that is named is kept, the line is that of the first mention."""
    (entry,) = found_in("2310.06825\n\nsee arXiv:2310.06825v2\n", "x.txt").entries
    assert (entry.version, entry.line) == (2, 1)


GLUE = st.sampled_from(
    ["arXiv:", "arxiv.org/abs/", "https://", " ", "\n", ",", "。", "(", ")", "[", "]", "v2",
     "hep-th/", "/", ".", "-", "doi:10.48550/arXiv.", "2310", "06825", "9901001", "$",
     "x", "论文", "%2F"]
)  # fmt: skip


@given(st.lists(GLUE, max_size=24).map("".join))
def test_every_identifier_occurs_in_the_text(text: str) -> None:
    """After folding, unquoting and joining of lines, the digits of each stand in the input."""
    bare = re.sub(r"\s", "", addresses.opened(text.replace("\n", "")))
    for base in ids_in(text, "x.txt"):
        assert base.rpartition("/")[2] in bare
        assert ArxivId.try_parse(base) is not None


@given(st.lists(st.integers(1, 99_999), max_size=12))
def test_order_and_duplicates(numbers: list[int]) -> None:
    """Entries come in order of first appearance, one a paper."""
    named = [f"2310.{number:05d}" for number in numbers]
    text = "\n".join(f"- Paper arXiv:{name}" for name in named)
    assert ids_in(text) == list(dict.fromkeys(named))


@given(st.text(max_size=120))
def test_any_text_is_searched(text: str) -> None:
    """Nothing fails, whatever the text; what is found lies inside it."""
    for found in identifiers.find_arxiv(text):
        assert 0 <= found.start < found.end <= len(text)
    identifiers.damaged_arxiv(text)
    addresses.damaged(text)
