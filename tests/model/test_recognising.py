"""Identifiers are found in lines and texts, with their places, and nothing that only looks so."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.identifiers import Identifier
from readlist.model.recognising import recognise

RECORDINGS = Path(__file__).parents[3] / "shared" / "scholar_recordings"


def ids(text: str, *, numbers: bool = True) -> list[str]:
    """Return what a text names, in the list's spelling."""
    return [str(found) for _, found in recognise(text, numbers=numbers)]


LINES = {
    "see https://doi.org/10.1000/182, and 10.1000/a,10.1000/b.": [
        "doi:10.1000/182", "doi:10.1000/a", "doi:10.1000/b"],
    "[A](https://doi.org/10.1000/182) (doi:10.1016/S0140-6736(98)90001-1).": [
        "doi:10.1000/182", "doi:10.1016/s0140-6736(98)90001-1"],
    "https://www.biorxiv.org/content/10.1101/2023.09.11.556673v1,https://x.com/a/1 b": [
        "doi:10.1101/2023.09.11.556673"],
    "- https://example.org/paper.html": ["url:https://example.org/paper.html"],
    "1. <https://example.org/paper.html>": ["url:https://example.org/paper.html"],
    "see https://example.org/paper.html": [],
    "PMID: 34265844; PMCID: PMC8371605. doi: 10.1038/s41586-021-03819-2.": [
        "pmid:34265844", "doi:10.1038/s41586-021-03819-2"],
    "ISBN 0262035618 (pbk), 9780262035613; ISBN 978 0 262 03561 3 2016": ["isbn:9780262035613"] * 3,
    "phone 0262035618, order 123-456-789, 9780262035614": [],
    "N19-1423, 2020.acl-main.703 and hep-th/9901001, arXiv:2310.06825v2 [cs.CL], 2305.18290": [
        "acl:N19-1423", "acl:2020.acl-main.703", "hep-th/9901001", "2310.06825", "2305.18290"],
    "https://dl.acm.org/doi/abs/10.1145/3503221.3508418)》（2022年3月）分析": [
        "doi:10.1145/3503221.3508418"],
    "参见10.1038/x的论文，arXiv:2310.06825。": ["doi:10.1038/x", "2310.06825"],
    "<doi>10.1006/jtbi.1999.1048</doi> {{cite|doi=10.1000/182|title=x}}": [
        "doi:10.1006/jtbi.1999.1048", "doi:10.1000/182"],
    "@a{x, doi = {10.1000/xyz}, url={https://openreview.net/forum?id=BJij4yg0Z}}": [
        "doi:10.1000/xyz", "openreview:BJij4yg0Z"],
    "https://export.arxiv.org/api/query?id_list=2310.06825,2305.18290": [
        "2310.06825", "2305.18290"],
    "`Foo <https://example.org/a.pdf>`_, `Bar <https://doi.org/10.1000/182>`__": [
        "doi:10.1000/182"],
    "- `<https://example.org/a.pdf>`_": ["url:https://example.org/a.pdf"],
    r"doi = {10.1007/978-3-319-94120-2\_35}, url = {https://doi.org/10.1007/JHEP02\(2012\)142}": [
        "doi:10.1007/978-3-319-94120-2_35", "doi:10.1007/jhep02(2012)142"],
    r"\href{https://doi.org/10.3847/1538-3881/ae4d0c}{Scalable lists}": [
        "doi:10.3847/1538-3881/ae4d0c"],
    "doi 10/abcd, and 10/12 of them": ["doi:10/abcd"],
    "the ratio 10.1234 / 5, version 10.1000, 34265844": [],
    "a link https://arxiv.org/list/cs.CL/recent": [],
    "https://scholar.google.com/scholar?q=10.1000/182 in prose": [],
    "https://zh.wikipedia.org/wiki/论文": ["url:https://zh.wikipedia.org/wiki/论文"],
    "doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2 b": [
        "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"],
}  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_a_line_gives_what_it_names(line: str, expected: list[str]) -> None:
    """Everything that identifies a paper is found once, in order; a page only where it is alone."""
    assert ids(line) == expected


def test_lines_are_read_one_by_one() -> None:
    """A page alone on its line counts, and places are those in the whole text."""
    text = "Some words.\nhttps://example.org/a\n\nsee 10.1000/182.\n"
    found = recognise(text)
    assert [(text[a:b], str(one)) for (a, b), one in found] == [
        ("https://example.org/a", "url:https://example.org/a"),
        ("10.1000/182", "doi:10.1000/182"),
    ]


def test_a_number_without_a_mark_counts_only_where_it_may() -> None:
    """In the middle of a line it may be a measure; with a mark, or alone, it is none."""
    line = "at 2310.06825 GeV, arXiv:2305.18290"
    assert ids(line) == ["2310.06825", "2305.18290"]
    assert ids(line, numbers=False) == ["2305.18290"]
    assert ids("2310.06825", numbers=False) == ["2310.06825"]


@given(st.text(max_size=300))
def test_no_text_is_too_much(text: str) -> None:
    """Places lie in the text, in order, and what is found is in the list's spelling."""
    found = recognise(text)
    assert [span for span, _ in found] == sorted(span for span, _ in found)
    for (start, end), one in found:
        assert 0 <= start < end <= len(text)
        assert str(Identifier.parse(str(one))) == str(one)


PIECES = st.sampled_from([
    "10.1000/", "doi:", "https://", "doi.org/", "(", ")", "<1:", ">", ".", ",", " ", "\n", "ISBN ",
    "978-", "2310.06825", "arXiv:", "http://a.org/", "?id=", "openreview.net/forum", "%2F", "v1",
    "|x=", "](", "PMID ", "P18-1238", "年", "，", "\x00", "\ud800", "\u200b", "１０．１０３８／",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_mixture_of_marks_is_too_much(text: str) -> None:
    """Pieces of identifiers put together in any way are read, or not, without a fault."""
    for (start, end), one in recognise(text):
        assert 0 <= start < end <= len(text)
        assert Identifier.parse(str(one)).key == one.key


@pytest.mark.parametrize(
    "piece",
    ["https://", "10.1000/a,", "10.1000/((", "arxiv.org/abs/", "10.1111.1111", "2310.06825",
     "978-0-", "doi:", "x.org/10.1/a.full.full", "%2525", "a.b.c/", "1-1-1-", "https://a.org/x "],
)  # fmt: skip
def test_reading_takes_steps_in_proportion(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile line is handed to the reader of identifiers in bounded words only."""
    lengths: list[int] = []
    plain = Identifier.try_parse

    def counted(text: str) -> Identifier | None:
        lengths.append(len(text))
        return plain(text)

    monkeypatch.setattr(Identifier, "try_parse", counted)
    recognise(piece * (60_000 // len(piece)))
    assert max(lengths, default=0) <= 4_100
    assert sum(lengths) <= 60_000


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="recorded answers are not here")
def test_dois_that_services_gave_are_read_as_they_are() -> None:
    """A DOI of a recorded answer is read bare, marked and in its address, as the same."""
    found: set[str] = set()
    for path in RECORDINGS.glob("api.crossref.org/*.json"):
        try:
            message = json.loads(path.read_text("utf-8")).get("message")
        except (ValueError, AttributeError):
            continue
        items = message.get("items", [message]) if isinstance(message, dict) else []
        found |= {item["DOI"] for item in items if isinstance(item, dict) and "DOI" in item}
    assert len(found) > 20
    for doi in sorted(found):
        expected = str(Identifier.parse(doi))
        assert expected.removeprefix("doi:") in (doi.lower(), doi.lower().partition("v1")[0])
        for form in (f"doi:{doi}", f"https://doi.org/{doi}", f"({doi})", f"see {doi}, and"):
            assert ids(form) == [expected], form
