"""Entries of bibliographies keep every identifier of their own, in order, and no other."""

import json

import pytest

from support.document_kit import entry_of, found_in

BIB = r"""
@article{fold, title={Folding Leaves}, author={Archer, Ada}, journal={Leaf}, year={2021},
  doi={https://doi.org/10.1000/LEAF.21_(3)}, pmid={34265844}, eprint={2310.06825},
  archiveprefix={arXiv}, url={https://openreview.net/forum?id=rygGQyrFvH}}
@inproceedings{tex, title={Folding Twigs}, author={Archer, Ada}, year={2022},
  doi = {10.1000/978-3-319\_12}, isbn={978-0-262-03561-3}}
@book{tree, title={Trees}, author={Archer, Ada}, isbn={0-262-03561-8}, publisher={Grove}}
@article{page, title={Roots}, author={Archer, Ada}, journal={Roots}, year=2020,
  url={https://roots.example.org/12/roots.html}}
"""


def test_every_identifier_of_a_record_is_kept_best_known_first() -> None:
    """arXiv, DOI, OpenReview, PubMed; an ISBN only of a book; a page where nothing else is."""
    found = {entry.key: (entry.id, entry.also) for entry in found_in(BIB, "x.bib").entries}
    assert found == {
        "fold": (
            "2310.06825",
            ("doi:10.1000/leaf.21_(3)", "openreview:rygGQyrFvH", "pmid:34265844"),
        ),
        "tex": ("doi:10.1000/978-3-319_12", ()),
        "tree": ("isbn:9780262035613", ()),
        "page": ("url:https://roots.example.org/12/roots.html", ()),
    }


def test_facts_of_a_record_are_in_csls_words() -> None:
    """Types of BibTeX and RIS, and dates as exact as they are said."""
    thesis = entry_of(
        "@phdthesis{a, title={Bark}, author={Archer, Ada}, year=2019, month=mar, school={Oak}}",
        "a.bib",
    ).publication
    assert (thesis.type, thesis.genre, thesis.publisher, thesis.issued) == (
        "thesis", "PhD thesis", "Oak", "2019-03",
    )  # fmt: skip
    ris = "TY  - JOUR\nTI  - Bark\nAU  - Archer, Ada\nT2  - Wood\nVL  - 3\nIS  - 2\n"
    article = entry_of(f"{ris}SP  - 10\nEP  - 19\nDA  - 2019/03/02\nER  -\n", "a.ris").publication
    assert (article.type, article.venue, article.volume, article.issue, article.pages) == (
        "article-journal", "Wood", "3", "2", "10-19",
    )  # fmt: skip
    assert article.issued == "2019-03-02"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@misc{a, title={A Tool}, author={B}, doi={10.5281/zenodo.1}}", True),
        ("@misc{a, title={A Tool}, author={B}, url={https://github.com/a/b}}", True),
        ("@online{a, title={A Post}, author={B}, url={https://example.org/blog/a}}", True),
        ("@techreport{a, title={A Report}, author={B}, year=2001, doi={10.5281/zenodo.1}}", False),
        ("@misc{a, title={A Draft}, author={B}, year=2001}", False),
    ],
)
def test_programs_and_posts_are_named_and_are_no_papers(text: str, *, named: bool) -> None:
    """Data counts where it is cited as a paper; a draft without any address is one."""
    found = found_in(text, "x.bib")
    assert [bool(found.no_papers), bool(found.entries)] == [named, not named]


def test_a_record_with_a_title_alone_is_counted() -> None:
    """Without author, year and identifier nothing tells it from others."""
    found = found_in("@misc{a, title={Who Knows}}", "x.bib")
    assert not found.entries
    assert [one.title for one in found.not_on_arxiv] == ["Who Knows"]


def test_services_name_identifiers_in_words_of_their_own() -> None:
    """Semantic Scholar nests them, OpenAlex gives addresses, PubMed has tags."""
    semantic_scholar = {
        "title": "Leaves", "year": 2020, "authors": [{"name": "A. Archer"}],
        "externalIds": {"ACL": "2020.acl-main.703", "DOI": "10.1000/leaf", "PubMed": "34265844"},
    }  # fmt: skip
    openalex = {
        "title": "Trees", "doi": "https://doi.org/10.1000/tree", "type": "article",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/31308553"},
    }  # fmt: skip
    found = found_in(json.dumps({"data": [semantic_scholar, openalex]}), "x.json").entries
    assert [(e.id, e.also) for e in found] == [
        ("doi:10.1000/leaf", ("acl:2020.acl-main.703", "pmid:34265844")),
        ("doi:10.1000/tree", ("pmid:31308553",)),
    ]
    pubmed = "PMID- 31308553\nTI  - Trees.\nFAU - Archer, Ada\n"
    assert entry_of(pubmed, "x.nbib").id == "pmid:31308553"
