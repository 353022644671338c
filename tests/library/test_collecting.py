"""Papers are added by identifier, with what arXiv says of them or without."""

from arxiv_sim import ArxivSim
from readlist.library import collecting, fetching, reading, resolve
from readlist.library.reports import AddOptions
from readlist.paper import Status
from support.library_kit import SMALL, list_text, open_workspace

ISSUE = [
    "2310.06825",
    "hep-th/9711200",
    "https://arxiv.org/abs/1706.03762v5",
    "arXiv:math.GT/0309136",
]


def test_papers_come_in_one_request_with_their_facts(arxiv: ArxivSim) -> None:
    """Identifiers of every form are asked for together; abstracts stay out of the list."""
    workspace, _ = open_workspace("schema = 1\n# mine\n")
    report = collecting.add(workspace, ["hep-th/9711200", *ISSUE[2:], "0704.0001"], AddOptions())
    assert [paper.id for paper in report.added] == [
        "hep-th/9711200",
        "1706.03762",
        "math/0309136",
        "0704.0001",
    ]
    assert len(arxiv.records()) == 1
    assert all(paper.title and paper.authors and paper.published for paper in report.added)
    text = list_text(workspace)
    assert text.startswith("schema = 1\n# mine\n")
    assert "version = 5" in text
    facts = reading.details(workspace, report.added[0]).metadata
    assert facts is not None
    assert facts.abstract
    assert facts.abstract[:40] not in text


def test_adding_again_changes_nothing(arxiv: ArxivSim) -> None:
    """What is there is said to be there; no request, no new bytes."""
    workspace, _ = open_workspace()
    before = list_text(workspace)
    report = collecting.add(workspace, ["2401.04088v2", "2310.06825"], AddOptions())
    assert [paper.id for paper in report.known] == ["2401.04088", "2310.06825"]
    assert report.added == ()
    assert list_text(workspace) == before
    assert arxiv.records() == []


def test_what_cannot_be_added_is_named_and_the_rest_is_added(arxiv: ArxivSim) -> None:
    """Bad words, papers that do not exist and good ones in one go."""
    workspace, _ = open_workspace()
    report = collecting.add(
        workspace, ["0704.0001", "2310.0682", "9912.00001", "2912.99999"], AddOptions()
    )
    assert [paper.id for paper in report.added] == ["0704.0001"]
    reasons = dict(report.failed)
    assert set(reasons) == {"2310.0682", "9912.00001", "2912.99999"}
    assert "five digits" in reasons["2310.0682"]
    assert "no such paper" in reasons["2912.99999"]
    assert "2912.99999" not in list_text(workspace)


def test_without_network_papers_are_kept_bare_and_completed_later(arxiv: ArxivSim) -> None:
    """Nothing that the reader asked for is lost; `fetch` fills it in, and only what is missing."""
    offline, _ = open_workspace(offline=True)
    report = collecting.add(
        offline, ["1706.03762"], AddOptions(topics=("classics",), note="see it")
    )
    assert [paper.id for paper in report.bare] == ["1706.03762"]
    online, _ = open_workspace(None)
    plan = fetching.fetch_plan(online, resolve.resolve_papers(online, ["1706.03762"]))
    assert fetching.fetch(online, plan).facts == ("1706.03762",)
    paper = resolve.resolve_papers(online, ["1706.03762"])[0]
    assert paper.title
    assert paper.topics == ("classics",)
    assert paper.notes == "2026-11-21  see it\n"


def test_a_refusing_arxiv_leaves_bare_papers_and_the_reason(arxiv: ArxivSim) -> None:
    """The fault is reported, and the papers are on the list all the same."""
    arxiv.faults({"fault": "503"})
    workspace, _ = open_workspace()
    report = collecting.add(workspace, ["1706.03762"], AddOptions())
    assert report.fault is not None
    assert report.fault.exit_code == 5
    assert 'id = "1706.03762"' in list_text(workspace)


def test_a_dry_run_writes_nothing(arxiv: ArxivSim) -> None:
    """What would be added is told, the file is as it was."""
    workspace, _ = open_workspace()
    report = collecting.add(
        workspace, ["1706.03762"], AddOptions(dry_run=True, status=Status.INBOX)
    )
    assert report.added[0].title
    assert list_text(workspace) == SMALL


def test_hostile_titles_arrive_clean(arxiv: ArxivSim) -> None:
    """Escapes and line breaks of a feed reach neither the list nor the library."""
    workspace, _ = open_workspace()
    collecting.add(workspace, ["2401.90001", "2401.90002", "2401.90011"], AddOptions())
    text = list_text(workspace)
    assert not any(ord(c) < 32 and c != "\n" for c in text)
    assert not any(0x7F <= ord(c) < 0xA0 for c in text)
    assert len(resolve.resolve_papers(workspace, ["2401.90011"])[0].authors) == 1200


def test_what_fails_after_papers_were_added_only_warns() -> None:
    """The papers are on the list; that they count as dismissed still is a note."""
    workspace, heard = open_workspace(offline=True)
    workspace.paths.dismissed.mkdir()
    report = collecting.add(workspace, ["2401.00077"], AddOptions())
    assert [paper.id for paper in report.added] == ["2401.00077"]
    assert "2401.00077" in list_text(workspace)
    assert any("dismissed papers stay dismissed: cannot read" in line for line in heard.warned)
