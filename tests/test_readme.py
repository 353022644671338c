"""Every command in the README works as it stands there."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from support.tests_kit import Run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(marker: str) -> str:
    """Return the shell block behind a marker."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert found, marker
    return found[1]


def test_the_five_commands_work(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run one after the other on the first list, each ends well."""
    monkeypatch.chdir(tmp_path)
    commands = [shlex.split(line, comments=True) for line in block("five commands").splitlines()]
    with ArxivSim(synthetic=5) as arxiv:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{arxiv.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        outcomes = {words[1]: run(*words[1:]) for words in commands}
    assert list(outcomes) == ["add", "show", "read", "note", "export"]
    assert {name: outcome.code for name, outcome in outcomes.items()} == dict.fromkeys(outcomes, 0)
    assert "2402.01739" in outcomes["show"].out
    exported = (tmp_path / "reading-list.md").read_text(encoding="utf-8")
    assert "- [x] [Mixtral of Experts]" in exported


def test_links_lead_somewhere() -> None:
    """Every file that the README links or shows is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.setup
@pytest.mark.skipif(
    not os.environ.get("READLIST_TEST_SETUP"),
    reason="needs the package index; .ci/run sets READLIST_TEST_SETUP=1",
)
def test_the_first_command_sets_up_and_shows_the_list(tmp_path: Path, home: Path) -> None:
    """In a copy of the repository, with nothing installed, it ends in the table of the seed."""
    copy = tmp_path / "copy"
    leave = shutil.ignore_patterns(".git", ".venv*", "*cache*", ".hypothesis", "dist")
    shutil.copytree(ROOT, copy, ignore=leave)
    found = subprocess.run(
        ["bash", "-c", block("set up and run")],
        cwd=copy,
        env={**os.environ, "FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "moe" in found.stdout
    assert "Mixtral of Experts" in found.stdout
    assert "49 papers" in found.stderr
