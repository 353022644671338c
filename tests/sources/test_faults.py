"""Whatever a service does, a look-up ends with the right outcome, and the others are asked."""

from pathlib import Path

import pytest

from readlist.sources import Access, LookupOutcome, lookup
from scholar_sim import ScholarSim
from support.source_kit import Clock, Id, access_for

PLAIN = Id("doi", "10.5555/sim.plain")
TITLE = "A Plain Article With Nothing Wrong"
CROSSREF = {"host": "api.crossref.org"}
FAULTS = [
    *("503;retry_after=1", "503;retry_after=none", "429;retry_after=1", "429;huge=1", "403", "500"),
    *("404", "502", "reset", "close", "reset_mid", "truncate", "truncate_clean", "chunked_cut"),
    *("html200", "html200;ctype=application/json", "empty_body", "huge;mb=9", "wrong_work"),
    *(f"bad_json;kind={kind}" for kind in "cut nan utf8 dup list null deep".split()),
    *("redirect;to=loop", "redirect;to=https", "redirect;to=host", "status;code=418", "hang"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_passes_does_no_harm(fault: str, sim: ScholarSim, access: Access) -> None:
    """One bad answer of Crossref: the title is right all the same."""
    sim.faults([{"fault": fault, "match": CROSSREF, "count": 1}])
    found = lookup(PLAIN, access)
    assert found.metadata is not None
    assert found.metadata.title == TITLE
    assert found.outcome in (LookupOutcome.COMPLETE, LookupOutcome.INCOMPLETE)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_stops_no_other_service(
    fault: str, sim: ScholarSim, access: Access
) -> None:
    """Crossref never answers well: another service does, the paper is marked incomplete."""
    sim.faults([{"fault": fault, "match": CROSSREF}])
    found = lookup(PLAIN, access)
    assert found.metadata is not None
    assert found.metadata.title == TITLE
    assert found.outcome is LookupOutcome.INCOMPLETE
    asked = [r for r in sim.records() if r["host"] == "api.crossref.org"]
    assert len(asked) <= 6


@pytest.mark.parametrize("fault", ["503;retry_after=1", "reset", "html200", "403", "429;huge=1"])
def test_nobody_can_be_asked(fault: str, sim: ScholarSim, access: Access) -> None:
    """Where every service fails, the outcome is no statement about the paper."""
    sim.faults([{"fault": fault, "match": {"host": "."}}])
    found = lookup(PLAIN, access)
    assert found.outcome is LookupOutcome.UNREACHABLE
    assert found.troubles
    assert found.metadata is None


def test_a_doi_that_does_not_exist_is_unknown_though_a_service_fails(
    sim: ScholarSim, access: Access
) -> None:
    """doi.org has the last word: a DOI that it does not know is unknown."""
    sim.faults([{"fault": "500", "match": CROSSREF}])
    found = lookup(Id("doi", "10.5555/sim.does.not.exist"), access)
    assert found.outcome is LookupOutcome.UNKNOWN


@pytest.mark.parametrize("fault", ["wrong_ctype", "no_ctype", "chunked", "bad_json;kind=bom"])
def test_a_whole_record_is_taken_whatever_its_wrapping(
    fault: str, sim: ScholarSim, access: Access
) -> None:
    """A type that is missing or wrong, a byte order mark or chunks make no answer bad."""
    sim.faults([{"fault": fault, "match": CROSSREF}])
    assert lookup(PLAIN, access).outcome is LookupOutcome.COMPLETE


def test_escapes_do_not_reach_the_title(sim: ScholarSim, access: Access) -> None:
    """Terminal escapes and bidi marks are taken out of what a service says."""
    sim.faults([{"fault": "evil_text", "match": CROSSREF}])
    found = lookup(PLAIN, access)
    assert found.metadata is not None
    assert found.metadata.title.isprintable()
    assert "\u202e" not in found.metadata.title


def test_a_wish_for_a_pause_is_obeyed_up_to_a_minute(sim: ScholarSim, tmp_path: Path) -> None:
    """Retry-After of half a minute is waited for; after two hours' the service is left out."""
    clock, said = Clock(), list[str]()
    access = access_for(sim.hosts, tmp_path, clock=clock, warn=said.append)
    sim.faults([{"fault": "429;retry_after=30", "match": CROSSREF, "count": 1}])
    assert lookup(PLAIN, access).outcome is LookupOutcome.COMPLETE
    assert max(clock.waited) == pytest.approx(30, abs=1)
    sim.faults([{"fault": "429;huge=1", "match": CROSSREF, "count": 1}])
    assert lookup(Id("doi", "10.5555/sim.italic"), access).outcome is LookupOutcome.INCOMPLETE
    told = "note: Crossref asks to slow down (429); Crossref is not asked again in this run"
    assert said == [told]


def test_a_service_that_is_switched_off_is_not_asked(sim: ScholarSim, tmp_path: Path) -> None:
    """Only the services that the reader allows see a request."""
    off = frozenset({"crossref", "openalex", "semanticscholar"})
    access = access_for(sim.hosts, tmp_path, off=off)
    assert lookup(PLAIN, access).outcome is LookupOutcome.COMPLETE
    hosts = {record["host"] for record in sim.records()}
    assert not hosts & {"api.openalex.org", "api.semanticscholar.org"}
    nobody = access_for(sim.hosts, tmp_path, off=off | {"datacite", "doi", "biorxiv"})
    sim.reset_log()
    found = lookup(PLAIN, nobody)
    assert found.outcome is LookupOutcome.UNREACHABLE
    assert "are off" in found.troubles[0].problem
    assert not sim.records()


def test_openreview_behind_its_challenge_is_unreachable(sim: ScholarSim, access: Access) -> None:
    """The page that wants proof of a person is no paper, and not asked for again and again."""
    sim.set(openreview_challenge="all")
    found = lookup(Id("openreview", "SimAccept1"), access)
    assert found.outcome is LookupOutcome.UNREACHABLE
    assert found.metadata is None


def test_a_token_opens_openreview_and_stays_secret(sim: ScholarSim, tmp_path: Path) -> None:
    """With a token the API answers; the token is in a header, never in an address or an error."""
    sim.faults([{"fault": "500", "match": {"host": "^openreview.net"}}])
    access = access_for(sim.hosts, tmp_path, openreview_token="t0ps3cret")
    found = lookup(Id("openreview", "SimOldV1ab"), access)
    assert found.metadata is not None
    assert found.metadata.venue == "ICLR 2019 Poster"
    rejected = lookup(Id("openreview", "SimReject1"), access)
    assert rejected.metadata is not None
    assert rejected.metadata.venue == ""
    assert not any("t0ps3cret" in r["query"] + r["raw"] for r in sim.records())
    assert "t0ps3cret" not in repr(access) + repr(found)


def test_a_mail_address_goes_where_the_reader_was_told(sim: ScholarSim, tmp_path: Path) -> None:
    """Crossref learns it, and asks at its polite pace; OpenAlex does not."""
    access = access_for(sim.hosts, tmp_path, mail="reader@example.org")
    lookup(Id("doi", "10.5555/sim.italic"), access)
    agents = {record["host"]: record["ua"] for record in sim.records()}
    assert "mailto:reader@example.org" in agents["api.crossref.org"]
    assert "@" not in agents["api.openalex.org"]
