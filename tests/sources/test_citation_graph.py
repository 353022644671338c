"""What services say of the works around a paper is read without trust."""

import json

import pytest

from readlist.http.web import UnfitError
from readlist.sources.citation_graph import (
    Relation,
    citing_address,
    read_links,
    read_papers,
    read_works,
    scholar_address,
    works_address,
)
from support.source_kit import answer

WORK = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.5555/X.1",
    "title": "A <i>Work</i>",
    "authorships": [{"author": {"display_name": "Ada Lovelace"}}],
    "publication_date": "2020-02-03",
    "cited_by_count": 7,
    "locations": [{"landing_page_url": "https://arxiv.org/abs/2001.00001v2"}],
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
}


def test_links_are_numbers_of_works() -> None:
    """Only OpenAlex's own numbers count, each once, whatever else a list holds."""
    data = {
        "id": "https://openalex.org/W1",
        "referenced_works": [
            "https://openalex.org/W2",
            "https://openalex.org/W2",
            3,
            "https://x/A1",
        ],
        "related_works": None,
    }
    links = read_links(answer(json.dumps(data)))
    assert links
    assert (links.own, links.cites, links.similar) == ("W1", ("W2",), ())
    assert read_links(answer("gone", status=404)) is None
    with pytest.raises(UnfitError):
        read_links(answer('{"id": "W?"}'))


def test_a_work_has_the_best_of_its_identifiers() -> None:
    """arXiv's goes before the DOI, and the DOI before PubMed's number."""
    (one,) = read_works(answer(json.dumps({"results": [WORK, {"id": "x"}, None]})))
    assert one.names == ("2001.00001", "doi:10.5555/x.1", "pmid:123")
    assert (one.metadata.id, one.metadata.title) == ("2001.00001", "A Work")
    assert (one.citations, one.graph_id) == (7, "W1")
    with pytest.raises(UnfitError):
        list(read_works(answer('{"results": 3}')))


def test_papers_that_may_not_be_told_are_passed_over() -> None:
    """Some publishers forbid their references: there is null in place of the list or a paper."""
    paper = {"title": "P", "externalIds": {"DOI": "10.5555/p"}, "citationCount": -4}
    data = {"data": [{"citedPaper": paper}, {"citedPaper": None}, {}, 3]}
    (one,) = read_papers(answer(json.dumps(data)), Relation.CITES)
    assert (one.names, one.citations) == (("doi:10.5555/p",), 0)
    assert not list(read_papers(answer('{"data": null}'), Relation.CITES))
    similar = answer(json.dumps({"recommendedPapers": [paper]}))
    assert [n.metadata.title for n in read_papers(similar, Relation.SIMILAR)] == ["P"]


def test_addresses_name_papers_as_services_do() -> None:
    """Identifiers are written into addresses with what could end a path spelt out."""
    assert "filter=openalex:W1|W2&" in works_address(["W1", "W2"])
    assert "filter=cites:W1&" in citing_address("W1")
    address = scholar_address("doi:10.5555/a?b#c", Relation.CITED_BY)
    assert "/paper/DOI:10.5555/a%3Fb%23c/citations?" in address
    assert "/forpaper/ARXIV:2310.06825?" in scholar_address("2310.06825", Relation.SIMILAR)
    assert not scholar_address("isbn:9780262035613", Relation.CITES)
