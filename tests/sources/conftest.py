"""Simulated services on loopback, and access to them that does not wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.sources import Access
from scholar_sim import ScholarSim
from support.source_kit import access_for


@pytest.fixture(scope="session")
def _services() -> Iterator[ScholarSim]:
    with ScholarSim(synthetic=10, latency=0, enforce=False) as running:
        yield running


@pytest.fixture
def sim(_services: ScholarSim) -> ScholarSim:
    """Return the simulated services, without faults and with an empty log."""
    _services.faults([])
    _services.set(openreview_challenge=True, s2_busy=0.0, openalex_spent=False)
    _services.reset_log()
    return _services


@pytest.fixture
def access(sim: ScholarSim, tmp_path: Path) -> Access:
    """Return access to the simulated services."""
    return access_for(sim.hosts, tmp_path)
