"""`related` shows where papers lead: the best and most cited first, what is listed marked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scholar_sim import ScholarSim
from support.document_kit import pdf
from support.tests_kit import Run

PLAIN = "10.5555/sim.plain"


@pytest.fixture(scope="module")
def _services() -> Iterator[ScholarSim]:
    with ScholarSim(synthetic=12, latency=0, enforce=False) as running:
        yield running


@pytest.fixture
def sim(_services: ScholarSim, run: Run, monkeypatch: pytest.MonkeyPatch) -> ScholarSim:
    """Return simulated services, and a list with a paper that cites two others."""
    _services.faults([])
    monkeypatch.setenv("READLIST_HOSTS", _services.hosts)
    assert run("init", "--empty").code == 0
    assert run("add", PLAIN).code == 0
    _services.reset_log()
    return _services


def cited_by(sim: ScholarSim, doi: str) -> set[str]:
    """Return the DOIs that a simulated work cites."""
    return {name.lower() for name in sim.by_doi[doi].refs}


def test_what_a_paper_cites_is_found(run: Run, sim: ScholarSim) -> None:
    """Each work comes once, whoever knows it, with identifier, title and authors."""
    found = json.loads(run("related", PLAIN, "--cites", "--json").out)
    assert {one["id"] for one in found} == {f"doi:{doi}" for doi in cited_by(sim, PLAIN)}
    for one in found:
        assert one["relations"] == ["cites"]
        assert one["title"]
        assert one["authors"]
        assert one["cited_by"] == 1
        assert one["status"] is None


def test_what_cites_a_paper_is_found(run: Run, sim: ScholarSim) -> None:
    """The other direction is asked for by its option."""
    target = next(iter(cited_by(sim, PLAIN)))
    assert run("add", target).code == 0
    found = json.loads(run("related", target, "--cited-by", "--json").out)
    (own,) = [one for one in found if one["id"] == f"doi:{PLAIN}"]
    assert own["relations"] == ["cited-by"]
    assert own["status"] == "unread"
    assert found[-1] == own


def test_rows_can_be_added(run: Run, sim: ScholarSim) -> None:
    """What is shown with a number is added by it."""
    shown = run("related", PLAIN, "--cites", terminal=True)
    assert "from OpenAlex, Semantic Scholar" in shown.out
    assert run("add", "1", terminal=True).code == 0
    listed = run("show", "--ids").lines
    assert len(listed) == 2
    assert set(listed) - {f"doi:{PLAIN}"} <= {f"doi:{doi}" for doi in cited_by(sim, PLAIN)}


def test_answers_are_kept_for_a_month(run: Run, sim: ScholarSim) -> None:
    """The same is not asked twice, and works without the network; a month later it is asked."""
    first = run("related", PLAIN, "--json").out
    sim.reset_log()
    assert run("--offline", "related", PLAIN, "--json").out == first
    assert not sim.records()
    assert run("related", PLAIN, "--json", env={"READLIST_TODAY": "2030-01-01"}).code == 0
    assert sim.records()


def test_a_list_leads_to_what_most_of_it_cites(run: Run, sim: ScholarSim) -> None:
    """Without a paper, works that several papers cite come first; listed ones are left out."""
    dois = [doi for doi, work in sim.by_doi.items() if work.refs and "syn" in doi][:6]
    for doi in dois:
        run("add", doi)
    listed = set(run("show", "--ids").lines)
    found = json.loads(run("related", "--json").out)
    counts = [one["cited_by"] for one in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1
    assert not listed & {one["id"] for one in found}


def test_offline_the_pdf_and_the_list_answer(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """References are read out of the paper's own PDF where nobody can be asked."""
    path = tmp_path / "own.pdf"
    path.write_bytes(pdf(["My Own Draft", "", "References", "[1] A. Turing. arXiv:2401.04088"]))
    assert run("add", str(path), "--yes", "--offline").code == 0
    (own,) = [name for name in run("show", "--ids").lines if name.startswith("local:")]
    found = json.loads(run("--offline", "related", own, "--cites", "--json").out)
    assert [one["id"] for one in found] == ["2401.04088"]


def test_who_cannot_be_asked_is_named(run: Run, sim: ScholarSim) -> None:
    """One service that is down leaves what the other knows; both down is exit 5."""
    sim.faults([{"fault": "503", "match": {"host": "api.openalex.org"}}])
    half = run("related", PLAIN, "--cites", "--json")
    assert half.code == 0
    assert json.loads(half.out)
    assert "OpenAlex" in half.err
    sim.faults([{"fault": "503", "match": {}}])
    none = run("related", PLAIN, "--cited-by")
    assert none.code == 5


def test_wrong_words_are_told(run: Run, sim: ScholarSim) -> None:
    """A relation without a paper, and two forms at once, are errors of usage."""
    assert run("related", "--cites").code == 2
    assert run("related", PLAIN, "--json", "--ids").code == 2
