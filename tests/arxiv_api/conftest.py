"""A simulated arXiv on loopback, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.arxiv_api import ArxivApi, Service
from support.arxiv_service import service_for


@pytest.fixture(scope="session")
def _running() -> Iterator[ArxivSim]:
    with ArxivSim(synthetic=20) as running:
        yield running


@pytest.fixture
def sim(_running: ArxivSim) -> ArxivSim:
    """Return a simulated arXiv with its special papers, without faults and with an empty log."""
    _running.faults([])
    _running.reset_log()
    return _running


@pytest.fixture
def service(sim: ArxivSim, tmp_path: Path) -> Service:
    """Return a quick service at the simulated arXiv."""
    return service_for(sim.base, tmp_path)


@pytest.fixture
def api(service: Service) -> ArxivApi:
    """Return a client of the simulated arXiv."""
    return ArxivApi(service)
