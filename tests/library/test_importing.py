"""Documents become entries: what is new is added once, what is odd is named, nothing is made up."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.errors import ReadlistError
from readlist.library import reading, resolve, undoing
from readlist.library.importing import adding, scanning
from readlist.library.importing.adding import ImportReport
from readlist.library.importing.plan import CandidateKind, ImportOptions
from readlist.library.workspace import Workspace
from readlist.paper import Status
from support.library_kit import list_text, open_workspace

ARTICLE = """\
# A month of winds

## Mixtures of Experts

**Ada's Winds: Routing Gusts to Experts** https://arxiv.org/abs/2310.00001
Code: https://github.com/ada/winds

## Reasoning

**Harbours of Thought: Waiting Before Answering** https://arxiv.org/abs/2310.00002

**Quite Another Storm: Diffusing Programs** https://arxiv.org/abs/2310.00001
Code: https://github.com/storm/programs

A slip of the pen: arXiv:2310.1234

## Small models

**Mixture of Winds** https://arxiv.org/abs/2401.04088
"""

PAPERS = [
    ("2310.00001", "Ada's Winds: Routing Gusts to Experts"),
    ("2310.00002", "Harbours of Thought: Waiting Before Answering"),
    ("2310.00003", "Quite Another Storm: Diffusing Programs"),
    ("2310.00004", "Quite Another Calm: Diffusing Poems"),
]


@pytest.fixture
def winds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv that knows the papers of the article, and their neighbours."""
    rows = [
        {
            "id": identifier,
            "version": 1,
            "title": title,
            "authors": ["Ada Archer"],
            "abstract": "Wind.",
            "categories": ["cs.LG"],
            "published": "2023-10-01T00:00:00Z",
            "updated": "2023-10-01T00:00:00Z",
        }
        for identifier, title in PAPERS
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with ArxivSim(corpus=corpus, synthetic=0) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


def found_by(report: ImportReport) -> list[tuple[str, str]]:
    """Return the titles that were looked up and found, with their identifiers."""
    return [(c.entry.title, c.found.id) for c in report.looked_up if c.found]


def imported(workspace: Workspace, text: str, options: ImportOptions | None = None) -> ImportReport:
    """Import a text that is piped in."""
    options = options or ImportOptions()
    scanned, failed = scanning.scan(workspace, ["-"], text.encode)
    assert failed == []
    return adding.import_papers(
        workspace, scanning.plan_import(workspace, scanned, options), options
    )


def test_an_article_becomes_entries(winds: ArxivSim) -> None:
    """New papers come to the inbox with theme, code, source and arXiv's own title, in one write."""
    workspace, _ = open_workspace()
    report = imported(workspace, ARTICLE)
    assert [paper.id for paper in report.added] == ["2310.00001", "2310.00002"]
    first = resolve.resolve_papers(workspace, ["2310.00001"])[0]
    assert first.title == "Ada's Winds: Routing Gusts to Experts"
    assert (first.status, first.source) == (Status.INBOX, "-")
    assert first.topics == ("Mixtures of Experts",)
    assert reading.details(workspace, first).metadata is not None
    assert len(undoing.history(workspace)) == 1
    assert len(winds.records()) == 1


def test_one_identifier_under_two_names_is_decided_by_arxivs_title(winds: ArxivSim) -> None:
    """The name that fits keeps the paper; the other is named, and its code does not come along."""
    workspace, _ = open_workspace()
    report = imported(workspace, ARTICLE)
    assert [wrong.name.text for wrong in report.wrong] == [
        "Quite Another Storm: Diffusing Programs"
    ]
    assert resolve.resolve_papers(workspace, ["2310.00001"])[0].code == (
        "https://github.com/ada/winds",
    )


def test_a_wrong_link_is_searched_by_title(winds: ArxivSim) -> None:
    """With `resolve` the paper behind the wrong link is found, next to a similar title."""
    workspace, _ = open_workspace()
    report = imported(workspace, ARTICLE, ImportOptions(resolve=True))
    assert found_by(report) == [("Quite Another Storm: Diffusing Programs", "2310.00003")]
    assert resolve.resolve_papers(workspace, ["2310.00003"])[0].code == (
        "https://github.com/storm/programs",
    )


def test_titles_without_link_are_looked_up_and_remembered(winds: ArxivSim) -> None:
    """A strict match is taken, a part of a title only offered; a second run asks nothing."""
    text = (
        "# Reading\n\n"
        '- "Harbours of Thought: Waiting Before Answering" (2023)\n'
        '- "Quite Another: Diffusing" (2023)\n'
    )
    workspace, _ = open_workspace()
    plan = scanning.plan_import(
        workspace, scanning.scan(workspace, ["-"], text.encode)[0], ImportOptions()
    )
    assert {candidate.kind for candidate in plan.candidates} == {CandidateKind.TITLE}
    report = imported(workspace, text, ImportOptions(resolve=True))
    assert [identifier for _, identifier in found_by(report)] == ["2310.00002"]
    asked = len(winds.records())
    undoing.undo(workspace)
    again, _ = open_workspace(None)
    report = imported(again, text, ImportOptions(resolve=True))
    assert [identifier for _, identifier in found_by(report)] == ["2310.00002"]
    assert len(winds.records()) == asked


def test_without_network_the_document_is_the_source() -> None:
    """Titles and code come from the document, and what is known is left alone."""
    workspace, _ = open_workspace(offline=True)
    report = imported(workspace, ARTICLE, ImportOptions(blurbs=True, status=Status.UNREAD))
    assert [paper.title for paper in report.added] == [title for _, title in PAPERS[:2]]
    assert {paper.status for paper in report.added} == {Status.UNREAD}
    assert report.wrong == ()


def test_topics_join_those_of_the_list_where_they_are_the_same_word() -> None:
    """A heading that is nearly a topic is that topic; options replace or leave out headings."""
    text = '[[paper]]\nid = "2401.04088"\ntopics = ["mixture-of-experts"]\n'
    workspace, _ = open_workspace(text, offline=True)
    scanned, _ = scanning.scan(workspace, ["-"], ARTICLE.encode)
    topics = [
        c.topics for c in scanning.plan_import(workspace, scanned, ImportOptions()).candidates
    ]
    assert topics[:2] == [("mixture-of-experts",), ("Reasoning",)]
    for wanted in ((), ("survey",)):
        plan = scanning.plan_import(workspace, scanned, ImportOptions(topics=wanted))
        assert {candidate.topics for candidate in plan.candidates} == {wanted}


def test_what_arxiv_does_not_have_is_not_added(winds: ArxivSim) -> None:
    """An identifier of the right form that names no paper is reported, not put on the list."""
    workspace, _ = open_workspace()
    report = imported(workspace, "See arXiv:2310.09999 and arXiv:2310.00002.")
    assert [paper.id for paper in report.added] == ["2310.00002"]
    assert [identifier for identifier, _ in report.failed] == ["2310.09999"]
    assert "2310.09999" not in list_text(workspace)


def test_several_documents_are_one_import(tmp_path: Path) -> None:
    """A folder is read file by file, a paper in two of them comes once, bad files are named."""
    folder = tmp_path / "notes"
    (folder / ".hidden").mkdir(parents=True)
    (folder / ".hidden" / "x.md").write_text("arXiv:2310.00009")
    (folder / "a.md").write_text("arXiv:2310.00001\n")
    (folder / "b.txt").write_text("arXiv:2310.00002 and arXiv:2310.00001\n")
    (folder / "c.txt").write_text("")
    workspace, _ = open_workspace(offline=True)
    scanned, failed = scanning.scan(workspace, [str(folder), str(tmp_path / "none.md")], bytes)
    plan = scanning.plan_import(workspace, scanned, ImportOptions())
    assert [c.entry.arxiv_id for c in plan.candidates] == ["2310.00001", "2310.00002"]
    assert [Path(c.source).name for c in plan.candidates] == ["a.md", "b.txt"]
    assert [Path(one.source).name for one in failed] == ["c.txt", "none.md"]
    assert all(isinstance(one.fault, ReadlistError) for one in failed)


def test_a_page_is_not_loaded_when_the_network_is_off() -> None:
    """An address is an error that says how to go on, and nothing is sent."""
    workspace, _ = open_workspace(offline=True)
    scanned, failed = scanning.scan(workspace, ["https://example.org/list"], bytes)
    assert scanned == []
    assert "is off" in failed[0].fault.problem


SHARED = Path(__file__).parents[3] / "shared" / "documents" / "set"


@pytest.mark.skipif(not SHARED.exists(), reason="the two articles are not here")
@pytest.mark.parametrize(
    ("article", "most_missing"),
    [("seed0_zh_tencent.txt", {"2310.17680"}), ("seed1_zh_bitget.txt", set())],
)
def test_the_articles_of_the_seed_give_its_papers(article: str, most_missing: set[str]) -> None:
    """Every identifier that an article links is in the seed, and the wrong link is flagged."""
    workspace, _ = open_workspace(None, offline=True)
    scanned, _ = scanning.scan(workspace, [str(SHARED / article)], bytes)
    plan = scanning.plan_import(workspace, scanned, ImportOptions())
    with_id = [c for c in plan.candidates if c.entry.arxiv_id]
    assert with_id
    assert {c.kind for c in with_id} == {CandidateKind.KNOWN}
    code = {c.entry.arxiv_id: c.entry.code for c in with_id}
    for paper in workspace.papers():
        if code.get(paper.id) and paper.code:
            assert set(code[paper.id]) & set(paper.code), paper.id
    if most_missing:
        assert [conflict.id for conflict in plan.conflicts] == ["2310.14820"]
        assert not most_missing & set(code)
