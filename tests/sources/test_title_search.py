"""A title finds its paper when that is sure, and papers to choose from when it is not."""

from pathlib import Path

import pytest

from readlist.errors import ServiceError
from readlist.metadata import Metadata
from readlist.sources import Access, decide, search_title
from readlist.sources.reading import paper
from readlist.title_match import Wanted
from scholar_sim import ScholarSim
from support.source_kit import access_for


def made(identifier: str, title: str, **facts: object) -> Metadata:
    """Return an invented paper."""
    given = {"authors": ("Ada Quill",), "published": "2024", **facts}
    return paper(identifier, "test", title=title, **given)


def test_a_title_is_found_at_crossref(sim: ScholarSim, access: Access) -> None:
    """What arXiv does not have Crossref is asked for."""
    found = search_title("A Plain Article With Nothing Wrong", access, ask_arxiv=lambda _query: ())
    assert found.sure is not None
    assert found.sure.id == "doi:10.5555/sim.plain"


def test_arxiv_comes_first(sim: ScholarSim, access: Access) -> None:
    """A sure match at arXiv needs no other service."""
    mine = made("2401.00001", "A Plain Article With Nothing Wrong")
    found = search_title(mine.title, access, ask_arxiv=lambda _query: [mine])
    assert found.sure == mine
    assert not sim.records()


def test_a_title_that_nobody_has_finds_nothing(access: Access) -> None:
    """Nothing is taken that is only somewhat like the title."""
    found = search_title("Quantum knitting of porcelain elephants at dawn", access)
    assert found.sure is None


def test_services_that_fail_are_named(sim: ScholarSim, tmp_path: Path) -> None:
    """Nothing found while a service is down is no proof that there is nothing."""
    sim.faults([{"fault": "500", "match": {"host": "api.crossref.org"}}])

    def down(_query: str) -> list[Metadata]:
        raise ServiceError("arXiv is down")

    found = search_title("A Plain Article", access_for(sim.hosts, tmp_path), ask_arxiv=down)
    assert found.sure is None
    assert len(found.troubles) == 2


@pytest.mark.parametrize(
    ("title", "year", "sure"),
    [
        ("Adaptive Lists for Reading", None, True),
        ("adaptive lists for reading.", 2024, True),
        ("Adaptive Lists for Reading", 2019, False),
        ("Adaptive Lists for Writing", None, False),
        ("Comment on: Adaptive Lists for Reading", None, False),
        ("Adaptive Lists", None, False),
    ],
)
def test_only_a_sure_match_is_taken(title: str, year: int | None, sure: bool) -> None:
    """Another year, another word or a comment makes another paper."""
    found = [made("doi:10.1/a", "Adaptive Lists for Reading"), made("doi:10.1/b", "Other Things")]
    assert bool(decide(Wanted(title, year, ("Quill",)), found).sure) is sure


def test_two_papers_of_one_title_are_offered() -> None:
    """Two different papers with the very title: the reader chooses."""
    title = "Adaptive Lists for Reading"
    found = [made("doi:10.1/a", title), made("doi:10.1/b", title, authors=("Bo Marsh",))]
    result = decide(Wanted(title), found)
    assert result.sure is None
    assert len(result.offered) == 2


def test_a_preprint_and_its_article_are_one_paper() -> None:
    """Forms of one work are no rivals: the first one found is taken."""
    title = "Adaptive Lists for Reading"
    preprint = made("2401.00001", title)
    article = made("doi:10.1/a", title, type="article-journal", preprints=("2401.00001",))
    assert decide(Wanted(title), [preprint, article]).sure == preprint
