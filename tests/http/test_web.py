"""Hosts are asked at their pace, once for everything, and never beyond what is allowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.errors import ServiceError
from readlist.http.addresses import target
from readlist.http.errors import NonsenseError, RefusedError
from readlist.http.hosts import Hosts
from readlist.http.web import Answer, UnfitError
from scholar_sim import ScholarSim
from support.source_kit import Clock, web_for

PLAIN = "https://api.crossref.org/works/10.5555%2Fsim.plain"
CROSSREF = {"host": "api.crossref.org"}


@pytest.fixture(scope="module")
def _services() -> Iterator[ScholarSim]:
    with ScholarSim(synthetic=0, latency=0, enforce=False) as running:
        yield running


@pytest.fixture
def sim(_services: ScholarSim) -> ScholarSim:
    """Return the simulated services with an empty log."""
    _services.faults([])
    _services.reset_log()
    return _services


def test_nothing_is_asked_twice(sim: ScholarSim, tmp_path: Path) -> None:
    """Answers are kept for the run, those that there is nothing, and faults, too."""
    web = web_for(sim.hosts, tmp_path)
    unknown = "https://api.crossref.org/works/10.5555%2Fnothing"
    for _ in range(3):
        assert web.get(PLAIN).found
        assert web.get(unknown).status == 404
    assert len(sim.records()) == 2
    sim.faults([{"fault": "403", "match": CROSSREF}])
    for _ in range(2):
        with pytest.raises(RefusedError):
            web.get(PLAIN + "x")
    assert len(sim.records()) == 3


def test_a_host_is_asked_at_its_pace(sim: ScholarSim, tmp_path: Path) -> None:
    """Crossref's public pool takes a request every 0.22 s; a transform of doi.org counts."""
    clock = Clock()
    web = web_for(sim.hosts, tmp_path, clock=clock)
    web.get(PLAIN)
    web.get("https://doi.org/10.5555/sim.italic", accept="application/vnd.citationstyles.csl+json")
    hosts = [record["host"] for record in sim.records()]
    assert hosts == ["api.crossref.org", "doi.org", "api.crossref.org"]
    assert sum(clock.waited) >= 0.22


def test_two_processes_share_a_pace(sim: ScholarSim, tmp_path: Path) -> None:
    """What another run asked counts: the gate is a file."""
    clock = Clock()
    web_for(sim.hosts, tmp_path, clock=clock).get(PLAIN)
    web_for(sim.hosts, tmp_path, clock=clock).get(PLAIN + "x")
    assert sum(clock.waited) >= 0.22


@pytest.mark.parametrize("fault", ["503;retry_after=2", "500", "reset", "truncate"])
def test_a_passing_fault_is_tried_again(fault: str, sim: ScholarSim, tmp_path: Path) -> None:
    """A second try mends it."""
    sim.faults([{"fault": fault, "match": CROSSREF, "count": 1}])
    assert web_for(sim.hosts, tmp_path).get(PLAIN).found


def test_a_failing_host_is_left_out_and_said_so_once(sim: ScholarSim, tmp_path: Path) -> None:
    """After two questions without answer it is asked no more; others are."""
    said: list[str] = []
    web = web_for(sim.hosts, tmp_path, warn=said.append)
    sim.faults([{"fault": "500", "match": CROSSREF}])
    for number in range(4):
        with pytest.raises(ServiceError):
            web.get(f"{PLAIN}{number}")
    assert len([r for r in sim.records() if r["host"] == "api.crossref.org"]) == 6
    assert web.is_left_out("api.crossref.org")
    assert len(said) == 1
    assert web.get("https://api.openalex.org/works/doi:10.5555%2Fsim.plain").found


def test_an_unfit_answer_is_asked_for_again(sim: ScholarSim, tmp_path: Path) -> None:
    """A judge may send an answer back, once."""
    seen: list[Answer] = []

    def judge(answer: Answer) -> None:
        seen.append(answer)
        raise UnfitError("it is not good enough")

    with pytest.raises(NonsenseError) as caught:
        web_for(sim.hosts, tmp_path).get(PLAIN, judge=judge)
    assert "not good enough" in caught.value.problem
    assert len(seen) == 2


def test_headers_go_to_no_other_host(sim: ScholarSim, tmp_path: Path) -> None:
    """A key for one service does not follow a redirect to another."""
    web = web_for(sim.hosts, tmp_path)
    web.get("https://doi.org/10.5555/sim.plain", headers={"Authorization": "Bearer secret"})
    first, second = sim.records()
    assert first["headers"]["Authorization"] == "Bearer secret"
    assert "Authorization" not in second["headers"]


@pytest.mark.parametrize("to", ["http://127.0.0.1:9/x", "http://localhost/x", "http://10.0.0.1/"])
def test_a_redirect_leads_into_no_private_network(to: str, sim: ScholarSim, tmp_path: Path) -> None:
    """Where a page leads to this machine or its network, nothing is sent there."""
    sim.faults([{"fault": "redirect", "params": {"to": to}, "match": CROSSREF}])
    with pytest.raises(RefusedError):
        web_for(sim.hosts, tmp_path).get(PLAIN)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "https://[::1]/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest",
        "https://localhost/x",
        "https://printer.local/",
        "https://user:word@example.org/",
        "ftp://example.org/",
        "https:///x",
        "https://[broken/",
    ],
)
def test_some_addresses_are_never_asked(address: str) -> None:
    """Private networks, passwords and other schemes are refused before anything is sent."""
    with pytest.raises(ServiceError):
        target(address, Hosts())


def test_an_address_is_asked_by_https() -> None:
    """A page that is named by http is asked for by https, without its fragment."""
    assert target("http://example.org:80/a?b#c", Hosts()).sent == "https://example.org/a?b"


def test_a_name_that_leads_to_this_machine_is_refused() -> None:
    """Who is at the other end counts, not how an address is spelt."""
    with pytest.raises(RefusedError):
        target("https://example.org/", Hosts()).meet("127.0.0.1")
    target("https://example.org/", Hosts()).meet("93.184.216.34")


def test_a_large_answer_is_taken_as_it_comes(sim: ScholarSim, tmp_path: Path) -> None:
    """By whoever asked, after redirects and at the host's pace; it is not remembered."""
    clock = Clock()
    web = web_for(sim.hosts, tmp_path, clock=clock)
    address = "https://landing.test/pdf/plain.pdf"
    for _ in range(2):
        assert web.stream(address, lambda reply: b"".join(reply.pieces())).startswith(b"%PDF-")
    assert len(sim.records()) == 2
    assert sum(clock.waited) >= 0.9
    assert web.stream("https://landing.test/pdf/none.pdf", lambda reply: reply.status) == 404
    with pytest.raises(RefusedError):
        web.stream("https://localhost/paper.pdf", lambda reply: reply.status)


def test_a_run_remembers_no_more_than_memory_holds(
    sim: ScholarSim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest answers go first; the last one always stays, however large it is."""
    monkeypatch.setattr("readlist.http.web._MOST_KEPT", 6_000)
    web = web_for(sim.hosts, tmp_path)
    pages = [f"https://landing.test/pdf/{key}.pdf" for key in ("plain", "mathml-title", "plain")]
    for address in pages[:2]:
        for _ in range(2):
            assert len(web.get(address).body) > 2_000
    assert len(sim.records()) == 2
    monkeypatch.setattr("readlist.http.web._MOST_KEPT", 1)
    web.get(PLAIN)
    web.get(PLAIN)
    web.get(pages[0])
    assert len(sim.records()) == 4
