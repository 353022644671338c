"""Identifiers in running text: every mark, and every word that says a number is something else."""

import pytest

from readlist.mentions import identifiers

NUMBER = "2310.06825"


def found(text: str) -> list[str]:
    """Return the identifiers in a text."""
    return [str(hit.id) for hit in identifiers.find(text)]


@pytest.mark.parametrize(
    "mark",
    [
        "arXiv:", "arxiv.org ", "arXiv preprint arXiv:", "ar{X}iv:", "doi: 10.48550/arXiv.",
        "10.48550/arxiv.", "arXiv e-print ", "arXiv eprints: ", "arXiv preprints ", "arXiv id ",
        "arXiv IDs ", "arXiv no ", "arXiv number ", "arXiv identifier ", "arXiv abs/", "arXiv pdf ",
        "arXiv paper ", "arXiv version ", "arXiv nr ", "arXiv:cs ", "arXiv:[stat ", "arXiv hep ",
        "CoRR, abs/", "e-print: ", "eprint arXiv:", "preprint ", "abs/", "pdf/", "html/",
    ],
)  # fmt: skip
def test_every_mark_introduces_an_identifier(mark: str) -> None:
    """With nothing else around it."""
    assert found(f"{mark}{NUMBER}") == [NUMBER]


@pytest.mark.parametrize(
    "ahead",
    [
        *"phone tel telephone fax mobile call room raum price cost total sum invoice order".split(),
        *"part no nr version versions ver build release firmware kernel rev revision".split(),
        *"ip isbn issn pmid pmcid doi rfc sha commit ticket id sku serial account iban".split(),
        *"coordinate coordinates lat lon sigma mass energy energies report-no qq zip msc".split(),
        *"usd eur chf gbp".split(),
        *("version is", "price was", "build of", "mass at", "rev. to", "total about", "kernel now"),
        *("+49 30 ", "电话：", "价格", "编号: ", "费", "版本", "阅读量：", "$", "€", "£", "¥", "₹"),
        *("=", "<", ">", "~"),
    ],
)  # fmt: skip
def test_a_number_behind_a_word_for_something_else_is_no_identifier(ahead: str) -> None:
    """A number alone counts only where nothing says what else it is."""
    assert found(f"see {ahead} {NUMBER}") == []


@pytest.mark.parametrize(
    "behind",
    [
        *"eV keV GHz kg ms MW mV nm µs Mbit kbps Pa K".split(),
        *"usd eur chf gbp rmb cny jpy krw dollar dollars euros yuan percent pct km cm".split(),
        *"second seconds minutes hours days years points tokens params parameters pages".split(),
        *"万 亿 元 円 원 美元 千 百 ° +-2 +/-2 ±2 ×2 x2".split(),
    ],
)  # fmt: skip
def test_a_number_before_a_unit_is_no_identifier(behind: str) -> None:
    """Measures, money and products look the same."""
    assert found(f"about {NUMBER} {behind}") == []


def test_a_number_alone_is_one() -> None:
    """Which proves that the words above are what speaks against it."""
    assert found(f"see {NUMBER} soon") == [NUMBER]
