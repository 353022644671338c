"""Identifiers of one paper are one entry, and those of several are several."""

import pytest

from support.document_kit import found_in

TITLE = "Counting Leaves: A Study of Wind"
ARXIV, DOI = "2310.06825", "doi:10.1000/leaf.3"
LINKS = (
    "[arXiv](https://arxiv.org/abs/2310.06825)",
    "[DOI](https://doi.org/10.1000/leaf.3)",
    "[OpenReview](https://openreview.net/forum?id=rygGQyrFvH)",
)


@pytest.mark.parametrize(
    "text",
    [
        f"- **{TITLE}** {LINKS[1]} {LINKS[0]}\n",
        f"- {TITLE}. A. Archer. Leaf 3 (2020). doi:10.1000/leaf.3, arXiv:2310.06825\n",
        f"- [{TITLE}](https://doi.org/10.1000/leaf.3), Journal of Leaves, 259 (arXiv:2310.06825)\n",
        f"| Title | A | B |\n|---|---|---|\n| {TITLE} | {LINKS[0]} | {LINKS[1]} |\n",
        f"### {TITLE}\n\n{LINKS[0]}\n\n{LINKS[1]}\n",
        f"- {TITLE}\n  - {LINKS[0]}\n  - {LINKS[1]}\n",
    ],
)
def test_several_identifiers_of_one_paper_are_one_entry(text: str) -> None:
    """arXiv's comes first, the others follow, in one line, a row, or below the title."""
    (found,) = found_in(text).entries
    assert (found.id, found.also, found.title) == (ARXIV, (DOI,), TITLE)


def test_the_order_of_kinds_is_kept() -> None:
    """DOI, OpenReview, then pages."""
    (found,) = found_in(
        f"- {TITLE} {LINKS[2]} [PMLR](https://proceedings.mlr.press/v1/a1.html) {LINKS[1]}\n"
    ).entries
    assert (found.id, found.also) == (
        DOI, ("openreview:rygGQyrFvH", "url:https://proceedings.mlr.press/v1/a1.html"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The study of Archer (doi:10.1000/leaf.3) follows that of Bow (arXiv:2310.06825).\n",
        "- [Oak](https://doi.org/10.1000/leaf.3), [Ash](https://arxiv.org/abs/2310.06825)\n",
        "# Papers\n\n- doi:10.1000/leaf.3\n- arXiv:2310.06825\n",
        "doi:10.1000/leaf.3\narXiv:2310.06825\n",
    ],
)
def test_identifiers_of_several_papers_stay_apart(text: str) -> None:
    """Words, titles and lines part them."""
    found = found_in(text).entries
    assert {entry.id for entry in found} == {ARXIV, DOI}
    assert all(not entry.also for entry in found)


def test_a_preprint_and_its_article_are_one_where_labels_say_so() -> None:
    """Two DOIs of one paper."""
    (found,) = found_in(
        f"- **{TITLE}** [bioRxiv](https://doi.org/10.1101/2020.01.02.123456) {LINKS[1]}\n"
    ).entries
    assert {found.id, *found.also} == {DOI, "doi:10.1101/2020.01.02.123456"}


def test_places_that_share_an_identifier_are_one_paper() -> None:
    """A list that names a paper twice, each time by another identifier."""
    (found,) = found_in(
        f"- {TITLE} {LINKS[0]} {LINKS[1]}\n\nLater:\n\n- [{TITLE}](https://doi.org/10.1000/leaf.3)\n"
    ).entries
    assert (found.id, found.also) == (ARXIV, (DOI,))


WIKIPEDIA = """<h2>References</h2><ol><li><cite>Archer, Ada (2021).
<a href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8371605">
"Counting Leaves: A Study of Wind"</a>.
<i>Leaf</i>. <b>596</b> (7873): 583–589. <a href="/wiki/Bibcode">Bibcode</a>:<a
href="https://ui.adsabs.harvard.edu/abs/2021Leaf.596..583A">2021Leaf.596..583A</a>. doi:<a
href="https://doi.org/10.1000%2Fleaf.3">10.1000/leaf.3</a>. ISSN 0028-0836. PMC <a
href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8371605">8371605</a>. PMID <a
href="https://pubmed.ncbi.nlm.nih.gov/34265844">34265844</a>.</cite></li></ol>"""
PUBLISHER = """<h2>References</h2><ul><li>1. Archer, A. et al. Counting Leaves: A Study of Wind.
<i>Leaf</i> <b>596</b>, 583–589 (2021). <a href="https://doi.org/10.1000/leaf.3">Article</a>
<a href="https://pubmed.ncbi.nlm.nih.gov/34265844">PubMed</a>
<a href="http://www.ncbi.nlm.nih.gov/pmc/articles/PMC8371605">PubMed Central</a>
<a href="http://scholar.google.com/scholar_lookup?title=Counting">Google Scholar</a></li></ul>"""


@pytest.mark.parametrize("page", [WIKIPEDIA, PUBLISHER])
def test_references_of_pages_are_one_paper_each(page: str) -> None:
    """Encyclopedias and publishers link every catalogue that knows a paper."""
    (found,) = found_in(page, "page.html").entries
    assert (found.id, found.title, found.also[0]) == (DOI, TITLE, "pmid:34265844")
