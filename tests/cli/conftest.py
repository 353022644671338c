"""Simulated services for commands that ask them, and machines that share a list by git."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from scholar_sim import ScholarSim
from support.git_kit import Machine, git, text
from support.library_kit import SMALL
from support.tests_kit import Outcome, Run


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv and point the environment at it, at a pace for tests."""
    with ArxivSim(synthetic=20) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


@pytest.fixture(scope="module")
def _services() -> Iterator[ScholarSim]:
    with ScholarSim(synthetic=0, latency=0, enforce=False) as running:
        yield running


@pytest.fixture
def sim(_services: ScholarSim, run: Run, monkeypatch: pytest.MonkeyPatch) -> ScholarSim:
    """Return simulated services beside arXiv that this run is sent to, and an empty list."""
    _services.faults([])
    _services.reset_log()
    monkeypatch.setenv("READLIST_HOSTS", _services.hosts)
    assert run("init", "--empty").code == 0
    return _services


@pytest.fixture
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out of it."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


@pytest.fixture
def remote(tmp_path: Path, plain_git: None) -> Path:
    """Return an empty repository to push to."""
    path = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(path))
    return path


@pytest.fixture
def machines(run: Run, tmp_path: Path, plain_git: None) -> Callable[[str], Machine]:
    """Return a factory of machines: each runs commands in a home of its own."""

    def make(name: str) -> Machine:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)

        def call(*words: str) -> Outcome:
            return run(*words, env={"READLIST_HOME": str(folder)})

        return call

    return make


@pytest.fixture
def pair(machines: Callable[[str], Machine], remote: Path, tmp_path: Path) -> list[Machine]:
    """Return two machines that share the small list."""
    first, second = machines("a"), machines("b")
    (tmp_path / "a" / "readlist.toml").write_text(SMALL)
    assert first("sync", "--init", str(remote)).code == 0
    assert second("sync", "--init", str(remote)).code == 0
    assert text(tmp_path, "b") == SMALL
    return [first, second]
