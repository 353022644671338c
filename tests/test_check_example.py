"""``examples/check-references.yml`` checks a bibliography as far as it can here."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it publishes no types

from scholar_sim import ScholarSim

PATH = Path(__file__).parents[1] / "examples" / "check-references.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(PATH.read_text())
(CHECK,) = [one for one in WORKFLOW["jobs"]["check"]["steps"] if one.get("name") == "Check"]
GOOD = """@article{plain, title = {A Plain Article With Nothing Wrong}, year = 2024,
  author = {Quill, Ada and Marsh, Ben}, doi = {10.5555/sim.plain}}
"""
GONE = """@article{gone, title = {Too Good to Be True}, author = {Quill, Ada}, year = 2024,
  doi = {10.5555/sim.retracted.pub}}
"""


@pytest.fixture
def sim(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScholarSim]:
    """Run simulated services that the workflow's commands are sent to."""
    with ScholarSim(synthetic=0, latency=0, enforce=False) as running:
        monkeypatch.setenv("READLIST_HOSTS", running.hosts)
        yield running


def check(text: str, folder: Path) -> tuple[int, str, str]:
    """Run the step over a bibliography; return its code, its output and its summary."""
    folder.mkdir(exist_ok=True)
    (folder / "references.bib").write_text(text)
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "readlist").write_text(f'#!/bin/bash\nexec "{sys.executable}" -m readlist "$@"\n')
    (programs / "readlist").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "BIBLIOGRAPHY": "references.bib",
        "READLIST_HOME": str(folder / ".readlist-home"),
        "READLIST_NO_INPUT": "1",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, (folder / "summary.md").read_text()


def test_the_workflow_may_do_no_more_than_read() -> None:
    """It needs no secret, and no expression stands inside a command."""
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "${{" not in CHECK["run"]
    assert "secrets." not in PATH.read_text()


def test_a_bibliography_that_stands_passes(sim: ScholarSim, tmp_path: Path) -> None:
    """The job is green, and its summary empty."""
    assert check(GOOD, tmp_path / "w") == (0, "", "")


def test_a_retracted_reference_fails_the_job(sim: ScholarSim, tmp_path: Path) -> None:
    """The summary names the reference and the notice, and no other."""
    code, shown, summary = check(GOOD + GONE, tmp_path / "w")
    assert code == 1
    assert summary == shown
    assert [line.split("\t")[:2] for line in shown.splitlines()] == [["gone", "retracted"]]
    assert "10.5555/sim.retraction.notice" in shown


def test_a_service_that_is_down_fails_nothing(sim: ScholarSim, tmp_path: Path) -> None:
    """What could not be asked about is named as unchecked."""
    sim.faults([{"fault": "503", "match": {}}])
    code, shown, _ = check(GONE, tmp_path / "w")
    assert code == 0
    assert "gone\tunchecked" in shown
