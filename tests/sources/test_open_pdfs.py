"""Where a paper's PDF may lie in the open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.metadata import Metadata
from readlist.sources.open_pdfs import PdfSearch, own_places
from scholar_sim import ScholarSim
from support.source_kit import access_for


@pytest.fixture(scope="module")
def sim() -> Iterator[ScholarSim]:
    """Run the simulated services."""
    with ScholarSim(synthetic=0, latency=0, enforce=False) as running:
        yield running


def known(identifier: str, pdf: str = "") -> Metadata:
    """Return facts of a paper."""
    doi = identifier.removeprefix("doi:")
    return Metadata(
        identifier, 0, "Winds", (), "", (), "2024", "", doi=doi, source="Crossref", pdf=pdf
    )


@pytest.mark.parametrize(
    ("name", "venue", "address"),
    [
        ("acl:2020.acl-main.703", "", "https://aclanthology.org/2020.acl-main.703.pdf"),
        ("doi:10.18653/v1/2020.acl-main.703", "", "https://aclanthology.org/2020.acl-main.703.pdf"),
        ("doi:10.18653/v1/p19-1001", "", "https://aclanthology.org/P19-1001.pdf"),
        ("openreview:SimAccept1", "", "https://openreview.net/pdf?id=SimAccept1"),
        (
            "doi:10.1101/2024.02.30.500001",
            "bioRxiv",
            "https://www.biorxiv.org/content/10.1101/2024.02.30.500001.full.pdf",
        ),
        (
            "doi:10.64898/2026.01.02.123456",
            "medRxiv",
            "https://www.medrxiv.org/content/10.64898/2026.01.02.123456.full.pdf",
        ),
        ("url:https://example.org/a/paper.pdf", "", "https://example.org/a/paper.pdf"),
        ("url:https://example.org/a/paper.html", "", ""),
        ("doi:10.1101/gr.123456.100", "Genome Research", ""),
        ("pmid:1", "", ""),
    ],
)
def test_venues_keep_their_own(name: str, venue: str, address: str) -> None:
    """The Anthology, OpenReview, bioRxiv and medRxiv, and an address of a PDF."""
    assert list(own_places([name], venue)) == ([address] if address else [])


def test_the_order_is_from_the_surest_to_the_page(sim: ScholarSim, tmp_path: Path) -> None:
    """What the registry said, then Unpaywall with a mail address, OpenAlex, and the page."""
    access = access_for(sim.hosts, tmp_path, mail="me@example.org")
    sim.reset_log()
    facts = known("doi:10.5555/sim.plain", pdf="https://example.org/first.pdf")
    found = list(PdfSearch(facts, access).addresses())
    assert found[0] == "https://example.org/first.pdf"
    assert found[1].startswith("https://landing.test/pdf/")
    hosts = list(dict.fromkeys(record["host"] for record in sim.records()))
    assert hosts == [
        "api.unpaywall.org", "api.openalex.org", "api.semanticscholar.org", "doi.org",
        "landing.test",
    ]  # fmt: skip


def test_nobody_is_asked_before_the_first_address_was_no_use(
    sim: ScholarSim, tmp_path: Path
) -> None:
    """The search is lazy; without a mail address Unpaywall is never asked."""
    sim.reset_log()
    facts = known("doi:10.5555/sim.plain", pdf="https://example.org/first.pdf")
    search = PdfSearch(facts, access_for(sim.hosts, tmp_path))
    addresses = search.addresses()
    next(addresses)
    assert sim.records() == []
    list(addresses)
    assert "api.unpaywall.org" not in {record["host"] for record in sim.records()}


def test_services_in_trouble_are_told(sim: ScholarSim, tmp_path: Path) -> None:
    """And others are asked all the same."""
    sim.faults([{"fault": "403", "match": {"host": "openalex"}}])
    search = PdfSearch(known("doi:10.5555/sim.plain"), access_for(sim.hosts, tmp_path))
    assert list(search.addresses())
    assert len(search.troubles) == 1
    sim.faults([])


def test_what_is_switched_off_is_not_named(sim: ScholarSim, tmp_path: Path) -> None:
    """Neither the venue's own PDF nor a service."""
    off = frozenset({"acl", "openalex", "semanticscholar", "pages"})
    sim.reset_log()
    search = PdfSearch(known("doi:10.18653/v1/p19-1001"), access_for(sim.hosts, tmp_path, off=off))
    assert list(search.addresses()) == []
    assert sim.records() == []
