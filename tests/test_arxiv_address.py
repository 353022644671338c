"""One recogniser for what `add`, papers on the command line and `import` are given."""

import pytest

from readlist.arxiv_address import codes, identifier, recognise, recognise_one
from readlist.mentions import identifiers

WRAPPED = """《{}》 〈{}〉 〔{}〕 「{}」 『{}』 〖{}〗 【{}】 （{}） ｢{}｣ «{}» ‹{}›
„{}“ ‚{}‘ ⟨{}⟩ *{}* **{}** _{}_
~~{}~~ `{}` {}/ {}… •{} ·{} {}\\ #{} "{}", [[{}]] →{} 📄{} <{}> ({}). {}、""".split()


@pytest.mark.parametrize("form", WRAPPED)
@pytest.mark.parametrize("paper", ["2310.06825", "hep-th/9901001v2", "arXiv:2310.06825v1"])
def test_marks_around_an_identifier_mean_nothing(form: str, paper: str) -> None:
    """Brackets, quotation marks, bullets and emphasis of any script."""
    assert list(map(str, recognise(form.format(paper)))) == [paper.removeprefix("arXiv:")]


@pytest.mark.parametrize("text", ["$2310.06825", "€2310.06825", "2310.06825x", "x2310.06825"])
def test_money_and_other_words_are_no_identifiers(text: str) -> None:
    """What says that it is something else."""
    assert recognise_one(text) is None


@pytest.mark.parametrize(
    ("address", "paper"),
    [
        ("https://urldefense.com/v3/__https://arxiv.org/abs/2310.06825__;!!x", "2310.06825"),
        ("http://xxx.soton.ac.uk/abs/math/0309136", "math/0309136"),
        ("https://www.google.com/search?q=arxiv+2310.06825", "2310.06825"),
        ("https://ui.adsabs.harvard.edu/abs/2012arXiv1207.0580H/abstract", "1207.0580"),
        ("https://ui.adsabs.harvard.edu/abs/2023arXiv231006825J", "2310.06825"),
        ("https://ui.adsabs.harvard.edu/abs/1997hep.th...11200M", "hep-th/9711200"),
        ("https://ui.adsabs.harvard.edu/abs/2002math.....11159P/abstract", "math/0211159"),
        ("https://dblp.org/rec/journals/corr/abs-2310-06825.html", "2310.06825"),
        ("oai:arXiv.org:hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_addresses_carry_papers(address: str, paper: str) -> None:
    """The same for all who ask."""
    assert str(identifier(address)) == paper
    assert str(recognise_one(address)) == paper


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("abs/2310.06825", "2310.06825"),
        ("CoRR abs/2310.06825", "2310.06825"),
        ("2310.06825v2 [cs.CL]", "2310.06825v2"),
        ("2310.06825v2 (1).pdf", "2310.06825v2"),
        ("~/Downloads/2310.06825v2.pdf", "2310.06825v2"),
        ("C:\\papers\\2310.06825.pdf", None),
    ],
)
def test_words_with_blanks_and_files_name_papers(text: str, paper: str | None) -> None:
    """As people copy them."""
    found = recognise_one(text)
    assert (str(found) if found else None) == paper


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("DBLP:journals/corr/abs-2310-06825", ["2310.06825"]),
        ("2023arXiv231006825J and 1999hep.th....1001M.", ["2310.06825", "hep-th/9901001"]),
        ("2000quant.ph.10001X", ["quant-ph/0010001"]),
        ("2023MNRAS.520.1234A, 1999hep.th..1001M, 2000abcd......1001X", []),
    ],
)
def test_keys_of_dblp_and_ads_are_read_in_running_text(text: str, papers: list[str]) -> None:
    """A bibcode has 19 characters and names an archive that there is."""
    assert sorted(str(x.id) for x in codes(text)) == papers
    assert [str(x.id) for x in identifiers.find_arxiv(text)] == papers
