"""Libraries to work with."""

from collections.abc import Iterator

import pytest

from arxiv_sim import ArxivSim


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv and point the settings at it, at a pace for tests."""
    with ArxivSim(synthetic=260) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_RSS", f"{running.base}/rss/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running
