"""What a reference is called, and why."""

from dataclasses import replace

from readlist.metadata import Notice
from readlist.references import KnownWork, Reference, Standing, judge
from support.reference_kit import work

YEAR = 2026
CITED = Reference(
    title="Sparse Experts for Long Documents",
    authors=("Ada Lovelace",),
    year=2021,
    identifiers=("2001.00001",),
)
PREPRINT = work(id="2001.00001", version=2, published="2020-01-02", venue="", type="")
ARTICLE = work(id="doi:10.5555/x", source="Crossref")


def test_a_work_as_it_is_cited_is_ok() -> None:
    """Nothing to say is said with where it comes from."""
    found = judge(replace(CITED, venue="JMLR"), KnownWork(ARTICLE), YEAR)
    assert (found.standing, found.source) == (Standing.OK, "Crossref")
    assert found.evidence


def test_a_preprint_that_appeared_is_published() -> None:
    """The venue, the year and the DOI of the publication are the evidence."""
    found = judge(CITED, KnownWork(PREPRINT, ARTICLE), YEAR)
    assert found.standing is Standing.PUBLISHED
    assert found.published_as == "doi:10.5555/x"
    assert "Journal of Machine Learning Research 2021, doi:10.5555/x" in found.evidence
    assert found.source == "arXiv, Crossref"
    assert found.work == ARTICLE


def test_a_preprint_that_is_cited_as_published_is_ok() -> None:
    """Whoever names the publication's DOI or venue beside the preprint knows of it."""
    known = KnownWork(PREPRINT, ARTICLE)
    both = replace(CITED, identifiers=("2001.00001", "doi:10.5555/x"))
    assert judge(both, known, YEAR).standing is Standing.OK
    assert judge(replace(CITED, venue="JMLR"), known, YEAR).standing is Standing.OK
    on_server = replace(CITED, venue="arXiv preprint arXiv:2001.00001")
    assert judge(on_server, known, YEAR).standing is Standing.PUBLISHED


def test_retraction_goes_before_everything() -> None:
    """A retracted publication makes its preprint retracted, whatever else is wrong."""
    notice = Notice("retraction", "doi:10.5555/notice", "2023-04-05", "publisher")
    gone = replace(ARTICLE, notices=(notice,))
    found = judge(replace(CITED, year=1999), KnownWork(PREPRINT, gone), YEAR)
    assert found.standing is Standing.RETRACTED
    assert "2023-04-05, doi:10.5555/notice, publisher" in found.evidence
    assert "year" in found.evidence


def test_a_withdrawal_at_arxiv_counts_as_retracted() -> None:
    """arXiv announces it in the comment of a later version."""
    gone = replace(PREPRINT, comment="This paper has been withdrawn by the authors: error in 3.1")
    found = judge(CITED, KnownWork(gone), YEAR)
    assert found.standing is Standing.RETRACTED
    assert "error in 3.1" in found.evidence


def test_another_service_may_know_of_a_retraction() -> None:
    """What OpenAlex calls retracted is retracted, and OpenAlex is named."""
    found = judge(CITED, KnownWork(ARTICLE, retracted_by="OpenAlex"), YEAR)
    assert found.standing is Standing.RETRACTED
    assert found.source == "Crossref, OpenAlex"


def test_a_correction_is_told_and_is_ok() -> None:
    """Corrections and expressions of concern are evidence, not a verdict."""
    corrected = replace(ARTICLE, notices=(Notice("correction", "doi:10.5555/c"),))
    found = judge(CITED, KnownWork(corrected), YEAR)
    assert found.standing is Standing.OK
    assert "correction doi:10.5555/c" in found.evidence


def test_a_difference_says_what_is_right() -> None:
    """Both the cited and the true value are named."""
    found = judge(replace(CITED, year=1995), KnownWork(ARTICLE), YEAR)
    assert found.standing is Standing.DIFFERS
    assert found.evidence == "year: '1995' is '2021'"


def test_a_wrong_identifier_of_a_known_title_differs() -> None:
    """A DOI that nobody knows beside a title that exists is named with the right one."""
    known = KnownWork(ARTICLE, by_title=True, unknown=("doi:10.5555/typo",))
    found = judge(replace(CITED, identifiers=("doi:10.5555/typo",)), known, YEAR)
    assert found.standing is Standing.DIFFERS
    assert "doi:10.5555/typo" in found.evidence
    assert "doi:10.5555/x" in found.evidence


def test_an_identifier_of_another_work_differs() -> None:
    """Of two identifiers that belong to two works, the stray one is named."""
    stray = work(id="doi:10.5555/other", title="Growing Tomatoes")
    found = judge(CITED, KnownWork(ARTICLE, strays=(stray,)), YEAR)
    assert found.standing is Standing.DIFFERS
    assert "Growing Tomatoes" in found.evidence


def test_nobody_knows_it_is_never_more_than_that() -> None:
    """What is new may not be indexed yet; that is said and nothing is called made up."""
    old = judge(CITED, KnownWork(), YEAR)
    assert (old.standing, old.evidence) == (Standing.NOT_FOUND, "no service knows it")
    new = judge(replace(CITED, year=2026), KnownWork(), YEAR)
    assert new.standing is Standing.NOT_FOUND
    assert "too new" in new.evidence


def test_who_could_not_be_asked_leaves_it_unchecked() -> None:
    """A service that is down never makes a reference wrong or unknown."""
    found = judge(CITED, KnownWork(reason="Crossref did not answer", asked=False), YEAR)
    assert (found.standing, found.evidence) == (Standing.UNCHECKED, "Crossref did not answer")
