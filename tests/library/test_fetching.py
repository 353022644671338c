"""Fetching completes papers, politely and without losing what came."""

import pytest

from arxiv_sim import ArxivSim
from readlist.errors import ArxivError
from readlist.library import fetching, reading, resolve
from support.library_kit import open_workspace


def bare(identifiers: list[str]) -> str:
    """Return a list of bare identifiers."""
    return "".join(f'[[paper]]\nid = "{identifier}"\n\n' for identifier in identifiers)


def test_250_papers_take_three_requests(arxiv: ArxivSim) -> None:
    """A hundred identifiers go into a request, and every paper gets its facts."""
    wanted = sorted(i for i in arxiv.corpus.papers if not i.startswith("2401.9"))[:250]
    workspace, _ = open_workspace(bare(wanted))
    report = fetching.fetch(workspace, fetching.fetch_plan(workspace, list(workspace.papers())))
    assert len(report.facts) == 250
    assert len(arxiv.records()) == 3
    assert all(paper.title for paper in workspace.papers())


def test_what_is_complete_is_not_asked_for_again(arxiv: ArxivSim) -> None:
    """A second fetch sends nothing, unless it is forced."""
    workspace, _ = open_workspace(bare(["1706.03762"]))
    fetching.fetch(workspace, fetching.fetch_plan(workspace, list(workspace.papers())))
    again, _ = open_workspace(None)
    assert fetching.fetch_plan(again, list(again.papers())).facts == ()
    assert len(fetching.fetch_plan(again, list(again.papers()), force=True).facts) == 1
    assert len(arxiv.records()) == 1


def test_the_readers_words_stay(arxiv: ArxivSim) -> None:
    """A title that the reader wrote is not replaced by arXiv's."""
    workspace, _ = open_workspace('[[paper]]\nid = "1706.03762"\ntitle = "The one"\n')
    fetching.fetch(workspace, fetching.fetch_plan(workspace, list(workspace.papers())))
    paper = resolve.resolve_papers(workspace, ["1706.03762"])[0]
    assert paper.title == "The one"
    assert paper.authors


def test_pdfs_come_whole_and_missing_ones_are_named(arxiv: ArxivSim) -> None:
    """A PDF is in place and readable by path; a paper without one is said, not an error."""
    workspace, _ = open_workspace(bare(["1706.03762", "2401.90009"]))
    plan = fetching.fetch_plan(workspace, list(workspace.papers()), pdfs=True)
    report = fetching.fetch(workspace, plan)
    assert [pdf.id for pdf in report.pdfs] == ["1706.03762"]
    assert [identifier for identifier, _ in report.missing] == ["2401.90009"]
    again, _ = open_workspace(None)
    path = reading.pdf_of(again, resolve.resolve_papers(again, ["1706.03762"])[0])
    assert path is not None
    assert report.pdfs[0].path.read_bytes().startswith(b"%PDF-")


def test_what_came_before_a_fault_stays(arxiv: ArxivSim) -> None:
    """The first batch is on the list although the second failed."""
    wanted = sorted(i for i in arxiv.corpus.papers if not i.startswith("2401.9"))[:150]
    arxiv.faults({"fault": "403", "skip": 1})
    workspace, _ = open_workspace(bare(wanted))
    report = fetching.fetch(workspace, fetching.fetch_plan(workspace, list(workspace.papers())))
    assert len(report.facts) == 100
    assert report.fault is not None
    assert sum(bool(paper.title) for paper in workspace.papers()) == 100


def test_offline_is_said_before_anything_is_sent() -> None:
    """Exit 5 with the way out, when there is something to fetch."""
    workspace, _ = open_workspace(offline=True)
    with pytest.raises(ArxivError, match="network is off"):
        fetching.fetch_plan(workspace, list(workspace.papers()))
