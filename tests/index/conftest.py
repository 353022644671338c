"""A list with its index."""

from pathlib import Path

import pytest

from support.index_kit import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk without a list yet."""
    return Desk(tmp_path)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file count as left alone from the moment it was written."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
