"""A simulated arXiv for commands that ask it."""

from collections.abc import Iterator

import pytest

from arxiv_sim import ArxivSim


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv and point the environment at it, at a pace for tests."""
    with ArxivSim(synthetic=20) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running
