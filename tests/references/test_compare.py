"""References differ from the work only where no reader would take them for it."""

import pytest

from readlist.metadata import Notice
from readlist.references import Reference, differences, is_preprint_server
from readlist.references.compare import may_be_same_venue, same_title
from support.reference_kit import work


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Attention Is All You Need", "Attention is all you need."),
        ("Sparse Experts for Long Documents", "Sparse Experts for Long Documents: A Study"),
        (r"Erd{\H{o}}s and $\alpha$-stable graphs", "Erdős and α-stable graphs"),
        ("Modelling colour in pre-training", "Modeling color in pretraining"),
        ("Words & Pictures at Scale", "Words and pictures at scale"),
        ("The Lottery Ticket Hypothesis", "Lottery Ticket Hypothesis"),
        ("Langauge Models are Few-Shot Learners", "Language Models are Few-Shot Learners"),
        ("RETRACTED ARTICLE: Too Good to Be True", "Too Good to Be True"),
        ("Ｗｉｄｅ Letters in Titles", "Wide letters in titles"),
    ],
)
def test_spellings_of_one_title_are_one(one: str, other: str) -> None:
    """Case, TeX, hyphens, typing errors, small words and a missing subtitle do not differ."""
    assert same_title(one, other)
    assert same_title(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Attention Is Not All You Need", "Attention Is All You Need"),
        ("Unsupervised Learning of Words", "Supervised Learning of Words"),
        ("GPT-3 in Practice", "GPT-4 in Practice"),
        ("Scaling Laws for Vision Models", "Scaling Laws for Language Models"),
        ("Sparse Experts", "Sparse Experts Reconsidered for Long Documents"),
        ("Deep Learning", "Deep Learning: Methods"),
    ],
)
def test_an_altered_title_is_another(one: str, other: str) -> None:
    """One telling word more, fewer or exchanged is another title."""
    assert not same_title(one, other)
    assert not same_title(other, one)


@pytest.mark.parametrize(
    "authors",
    [
        ("Ada Lovelace", "Grace Hopper", "Alan Turing"),
        ("Lovelace, A.", "Hopper, G.", "Turing, A."),
        ("Lovelace, Ada", "others"),
        ("A. Lovelace et al.",),
        ("Ada Lovelace", "Alan Turing"),
    ],
)
def test_authors_may_be_shortened(authors: tuple[str, ...]) -> None:
    """Initials, "and others" and a list that is cut are no differences."""
    assert not differences(Reference(authors=authors), work())


def test_umlauts_may_be_written_in_two_letters() -> None:
    """A name keeps its bearer whether its umlaut is written ü, u or ue."""
    people = work(authors=("Jürgen Schmidhüber", "Jörg Groß"))
    for authors in (("Schmidhueber, J.", "Gross, J."), ("Schmidhuber, J.", "Groß, J.")):
        assert not differences(Reference(authors=authors), people)


@pytest.mark.parametrize(
    "authors",
    [
        ("Grace Hopper", "Ada Lovelace", "Alan Turing"),
        ("Grace Hopper",),
        ("Ada Lovelace", "Alan Turing", "Grace Hopper"),
        ("Ada Lovelace", "Edsger Dijkstra"),
    ],
)
def test_swapped_and_foreign_authors_differ(authors: tuple[str, ...]) -> None:
    """Another first author, another order or somebody who did not write it is a difference."""
    (found,) = differences(Reference(authors=authors), work())
    assert found.field == "authors"
    assert found.found == "Ada Lovelace; Grace Hopper; Alan Turing"


def test_a_shared_given_name_makes_no_one_the_same() -> None:
    """Two authors of one given name are two; a name cut at another place is still one."""
    people = work(authors=("Wen Ivanov", "Wen Eriksson", "Diego de las Casas"))
    assert differences(Reference(authors=("Wen Eriksson", "Wen Ivanov")), people)
    assert not differences(Reference(authors=("Ivanov Wen", "Casas, Diego de las")), people)


def test_whoever_is_not_named_may_be_in_a_group() -> None:
    """Beside a group, a further person is no difference; another first author is."""
    one = work(authors=("Ada Lovelace", "The LHCb Collaboration"))
    assert not differences(Reference(authors=("Ada Lovelace", "Roel Aaij")), one)
    assert differences(Reference(authors=("Roel Aaij",)), one)


def test_groups_are_not_compared() -> None:
    """A collaboration is written in too many ways to be called wrong."""
    one = work(authors=("The LHCb Collaboration",))
    assert not differences(Reference(authors=("Roel Aaij",)), one)


@pytest.mark.parametrize(
    ("year", "differs"), [(2020, 0), (2021, 0), (2022, 0), (2018, 1), (2025, 1)]
)
def test_a_year_may_be_that_of_print(year: int, differs: int) -> None:
    """One year beside the known one is none; more is a difference."""
    assert len(differences(Reference(year=year), work())) == differs


def test_a_preprint_may_be_cited_with_the_years_until_it_appeared() -> None:
    """Between the first version and the publication no year is wrong."""
    preprint = work(id="2001.00001", version=1, published="2020-01-02", venue="")
    assert not differences(Reference(year=2021), preprint, work(published="2023"))
    assert not differences(Reference(year=2023), preprint, work(published="2023"))
    assert not differences(Reference(year=2023, venue="NeurIPS"), preprint)
    assert differences(Reference(year=2023), preprint)
    assert differences(Reference(year=2017), preprint, work(published="2023"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. Mach. Learn. Res.", "Journal of Machine Learning Research"),
        ("JMLR", "Journal of Machine Learning Research"),
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("Nat. Commun.", "Nature Communications"),
        ("NeurIPS 2017", "Advances in Neural Information Processing Systems"),
        (
            "Proc. of the 34th Intl. Conf. on Machine Learning",
            "International Conference on Machine Learning",
        ),
        ("Neural Computation", "Neural Computation 9(8)"),
    ],
)
def test_short_names_of_venues_may_be_the_same(one: str, other: str) -> None:
    """Abbreviations and initials are no difference, nor is what nobody can tell."""
    assert may_be_same_venue(one, other)
    assert may_be_same_venue(other, one)


def test_venues_that_share_no_word_are_two() -> None:
    """A journal's name written out that has nothing in common with the other is wrong."""
    assert not may_be_same_venue("Physical Review Letters", "Machine Learning Research")
    (found,) = differences(Reference(venue="Annals of Mathematics and Logic"), work())
    assert (found.field, found.found) == ("venue", "Journal of Machine Learning Research")


def test_a_title_of_another_work_says_it_all() -> None:
    """Where the identifier is another paper's, its authors and year are not told one by one."""
    reference = Reference(title="Growing Tomatoes on Mars", authors=("Mark Watney",), year=1999)
    (found,) = differences(reference, work())
    assert found.other_work


@pytest.mark.parametrize("venue", ["arXiv preprint arXiv:2310.06825", "CoRR", "bioRxiv", "SSRN"])
def test_preprint_servers_are_no_venues(venue: str) -> None:
    """A reference that names a server of preprints cites no publication."""
    assert is_preprint_server(venue)
    assert Reference(venue=venue).is_of_preprint
    assert not Reference(venue="Nature").is_of_preprint


def test_notices_that_take_a_paper_back_are_told_from_others() -> None:
    """A correction or an expression of concern is no retraction."""
    assert Notice("retraction").is_retraction
    assert not Notice("correction").is_retraction
    assert not Notice("expression_of_concern").is_retraction
