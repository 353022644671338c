"""What happened on arXiv to papers of the list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arxiv_sim import ArxivSim
from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError
from readlist.library import reading, undoing, updating
from readlist.library.updating import UpdateKind, compare
from readlist.library.workspace import Workspace
from support.library_kit import list_text, open_workspace
from support.taste_kit import ROUTING, a_metadata, news_corpus, row, submit

LIST = """\
schema = 1

[[paper]]
id = "2611.00001"
title = "First Title"
authors = ["Eve Elm", "Fay Fir"]
categories = ["cs.CL"]

[[paper]]
id = "2611.00002"
title = "My own name for it"
"""
ROWS = (row("2611.00001", "First Title", ROUTING), row("2611.00002", "Second Title", ROUTING))


@pytest.fixture
def arxiv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv with two papers."""
    with ArxivSim(corpus=news_corpus(tmp_path / "corpus.jsonl", ROWS)) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_RSS", f"{running.base}/rss/")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


@pytest.fixture
def workspace(arxiv: ArxivSim) -> Workspace:
    """Return a library that has looked at both papers two days ago."""
    assert arxiv.base
    workspace, _ = open_workspace(LIST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READLIST_TODAY", "2026-11-19")
        report = updating.updates(workspace, workspace.papers().papers)
    assert (report.looked_at, report.first_looks, report.updates) == (2, 2, ())
    return workspace


def revise(arxiv: ArxivSim, identifier: str, title: str, **fields: Any) -> None:
    """Submit a second version."""
    changed = row(f"{identifier}v2", title, ROUTING, updated="2026-11-21T08:00:00Z", **fields)
    submit(arxiv, changed)


def look(workspace: Workspace) -> dict[str, list[str]]:
    """Return the kinds of news by identifier."""
    report = updating.updates(workspace, workspace.papers().papers)
    return {u.paper.id: [str(one.kind) for one in u.news] for u in report.updates}


def test_nothing_new_is_no_news(workspace: Workspace) -> None:
    """A paper that is as it was is not named."""
    assert look(workspace) == {}


def test_versions_titles_and_journals_are_told(workspace: Workspace, arxiv: ArxivSim) -> None:
    """Everything that changed, once a paper."""
    revise(arxiv, "2611.00001", "Final Title", journal_ref="J. Found. 12 (2026) 3", doi="10.1/x")
    assert look(workspace) == {"2611.00001": ["version", "published", "retitled"]}


def test_withdrawals_are_told(workspace: Workspace, arxiv: ArxivSim) -> None:
    """The comment is all that arXiv says of it."""
    revise(arxiv, "2611.00002", "Second Title", comment="This paper has been withdrawn: error in 3")
    assert look(workspace) == {"2611.00002": ["withdrawn", "version"]}


def test_news_are_told_until_they_are_kept(workspace: Workspace, arxiv: ArxivSim) -> None:
    """Looking changes nothing; the second look the same day asks arXiv nothing."""
    revise(arxiv, "2611.00001", "Final Title")
    asked = len(arxiv.records())
    before = list_text(workspace)
    assert look(workspace) == look(workspace)
    assert len(arxiv.records()) == asked + 1
    assert list_text(workspace) == before
    report = updating.updates(workspace, workspace.papers().papers)
    assert [paper.id for paper in updating.apply_updates(workspace, report.updates)] == [
        "2611.00001"
    ]
    assert look(workspace) == {}


def test_the_list_follows_only_what_the_reader_left_alone(
    workspace: Workspace, arxiv: ArxivSim
) -> None:
    """A title that is still arXiv's changes with it, one of the reader's own stays; undo works."""
    before = list_text(workspace)
    revise(arxiv, "2611.00001", "Final Title", authors=["Eve Elm", "Gus Gum"])
    revise(arxiv, "2611.00002", "Another Title")
    report = updating.updates(workspace, workspace.papers().papers)
    changed = updating.apply_updates(workspace, report.updates)
    assert [paper.id for paper in changed] == ["2611.00001"]
    first, second = workspace.papers()
    assert (first.title, first.authors) == ("Final Title", ("Eve Elm", "Gus Gum"))
    assert second.title == "My own name for it"
    known = workspace.paper_files.read_metadata(ArxivId("2611.00002"))
    assert known is not None
    assert known.title == "Another Title"
    undoing.undo(workspace)
    assert list_text(workspace) == before


def test_a_first_look_tells_withdrawals_only(arxiv: ArxivSim) -> None:
    """There is nothing to compare with but the paper's own word."""
    revise(arxiv, "2611.00001", "Other Title", comment="This paper has been withdrawn")
    workspace, _ = open_workspace(LIST)
    assert look(workspace) == {"2611.00001": ["withdrawn"]}
    assert reading.taken_back(workspace, workspace.papers()) == {"2611.00001": "withdrawn"}
    assert look(workspace) == {}


def test_papers_that_arxiv_does_not_have_are_named(arxiv: ArxivSim) -> None:
    """With the reason."""
    assert arxiv.base
    workspace, _ = open_workspace('schema = 1\n[[paper]]\nid = "2611.09999"\n[[paper]]\nid = "x"\n')
    report = updating.updates(workspace, workspace.papers().papers)
    assert [identifier for identifier, _ in report.missing] == ["2611.09999"]
    assert report.looked_at == 0


def test_a_fault_keeps_what_came_before(workspace: Workspace, arxiv: ArxivSim) -> None:
    """The report carries the fault."""
    arxiv.faults([{"match": {"endpoint": "api"}, "fault": "403"}])
    report = updating.updates(workspace, workspace.papers().papers)
    assert isinstance(report.fault, ArxivError)
    assert report.updates == ()


def test_offline_is_refused() -> None:
    """Only arXiv knows."""
    workspace, _ = open_workspace(LIST, offline=True)
    with pytest.raises(ArxivError, match="network is off"):
        updating.updates(workspace, workspace.papers().papers)


def test_comparing_ignores_what_went_away() -> None:
    """A DOI that arXiv dropped, or an older answer, is no news."""
    old = a_metadata("2611.00001", version=2, doi="10.1/x", title="T")
    assert compare(old, a_metadata("2611.00001", version=1, title="T")) == ()
    news = compare(a_metadata("2611.00001", title="T"), old)
    assert [one.kind for one in news] == [UpdateKind.VERSION, UpdateKind.PUBLISHED]
    assert (news[1].before, news[1].after) == ("", "doi:10.1/x")
