"""Fetching completes papers, politely and without losing what came."""

import pytest

from arxiv_sim import ArxivSim
from library_kit import open_library
from readlist.errors import ArxivError


def bare(identifiers: list[str]) -> str:
    """Return a list of bare identifiers."""
    return "".join(f'[[paper]]\nid = "{identifier}"\n\n' for identifier in identifiers)


def test_250_papers_take_three_requests(arxiv: ArxivSim) -> None:
    """A hundred identifiers go into a request, and every paper gets its facts."""
    wanted = sorted(i for i in arxiv.corpus.papers if not i.startswith("2401.9"))[:250]
    library, _ = open_library(bare(wanted))
    report = library.fetch(library.fetch_plan(list(library.papers())))
    assert len(report.facts) == 250
    assert len(arxiv.records()) == 3
    assert all(paper.title for paper in library.papers())


def test_what_is_complete_is_not_asked_for_again(arxiv: ArxivSim) -> None:
    """A second fetch sends nothing, unless it is forced."""
    library, _ = open_library(bare(["1706.03762"]))
    library.fetch(library.fetch_plan(list(library.papers())))
    again, _ = open_library(None)
    assert again.fetch_plan(list(again.papers())).facts == ()
    assert len(again.fetch_plan(list(again.papers()), force=True).facts) == 1
    assert len(arxiv.records()) == 1


def test_the_readers_words_stay(arxiv: ArxivSim) -> None:
    """A title that the reader wrote is not replaced by arXiv's."""
    library, _ = open_library('[[paper]]\nid = "1706.03762"\ntitle = "The one"\n')
    library.fetch(library.fetch_plan(list(library.papers())))
    paper = library.resolve(["1706.03762"])[0]
    assert paper.title == "The one"
    assert paper.authors


def test_pdfs_come_whole_and_missing_ones_are_named(arxiv: ArxivSim) -> None:
    """A PDF is in place and readable by path; a paper without one is said, not an error."""
    library, _ = open_library(bare(["1706.03762", "2401.90009"]))
    plan = library.fetch_plan(list(library.papers()), pdfs=True)
    report = library.fetch(plan)
    assert [pdf.id for pdf in report.pdfs] == ["1706.03762"]
    assert [identifier for identifier, _ in report.missing] == ["2401.90009"]
    again, _ = open_library(None)
    path = again.pdf(again.resolve(["1706.03762"])[0])
    assert path is not None
    assert report.pdfs[0].path.read_bytes().startswith(b"%PDF-")


def test_what_came_before_a_fault_stays(arxiv: ArxivSim) -> None:
    """The first batch is on the list although the second failed."""
    wanted = sorted(i for i in arxiv.corpus.papers if not i.startswith("2401.9"))[:150]
    arxiv.faults({"fault": "403", "skip": 1})
    library, _ = open_library(bare(wanted))
    report = library.fetch(library.fetch_plan(list(library.papers())))
    assert len(report.facts) == 100
    assert report.fault is not None
    assert sum(bool(paper.title) for paper in library.papers()) == 100


def test_offline_is_said_before_anything_is_sent() -> None:
    """Exit 5 with the way out, when there is something to fetch."""
    library, _ = open_library(offline=True)
    with pytest.raises(ArxivError, match="switched off"):
        library.fetch_plan(list(library.papers()))
