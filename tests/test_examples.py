"""What stands in `examples/` works as it says."""

import os
import subprocess
import sys
from pathlib import Path

from support.tests_kit import Run

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_annotated_list_is_shown(run: Run) -> None:
    """`readlist --file examples/reading-list.toml show --all` shows its papers without a word."""
    outcome = run("--file", str(EXAMPLES / "reading-list.toml"), "show", "--all")
    assert outcome.code == 0
    assert len(outcome.lines) == 9
    assert outcome.err == ""


def test_the_digest_lists_what_was_read_and_starred(run: Run, home: Path) -> None:
    """The script runs on a piped readlist and prints Markdown."""
    run("read", "mixtral")
    folder = home / "bin"
    folder.mkdir()
    program = folder / "readlist"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m readlist "$@"\n')
    program.chmod(0o755)
    found = subprocess.run(
        ["bash", str(EXAMPLES / "weekly-digest.sh")],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "## Read\n\n- [Mixtral of Experts](https://arxiv.org/abs/2401.04088)" in found.stdout
    assert "## Starred, still unread" in found.stdout
    assert found.stderr == ""


def _script(name: str, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(EXAMPLES / name), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_plan_is_made_from_python(run: Run) -> None:
    """A paper a day, what to read next first."""
    run("reading", "mixtral")
    found = _script("reading_plan.py", "3")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines()[:2] == [
        "Sat 2026-11-21  Mixtral of Experts",
        "                you are reading it",
    ]


def test_an_authors_papers_are_starred_from_python(run: Run) -> None:
    """As one change; a list that is broken is told in two lines."""
    run("show", "-n", "1")
    found = _script("star_an_author.py", "jiang")
    assert (found.returncode, found.stderr) == (0, "")
    assert "2401.04088  Mixtral of Experts" in found.stdout
    assert run("undo").code == 0


def test_an_example_ends_as_the_program_does(run: Run, home: Path) -> None:
    """With the two lines and the exit code of a broken list."""
    (home / "readlist.toml").write_text("[[paper\n")
    found = _script("star_an_author.py", "jiang")
    assert found.returncode == 6
    assert [line.split(":")[0] for line in found.stderr.splitlines()] == ["error", "try"]


def test_a_whole_round_is_gone_from_python(run: Run, home: Path) -> None:
    """Import, triage, mark, add, export and undo, without the command line."""
    run("init", "--empty")
    before = (home / "readlist.toml").read_text()
    article = home / "article.md"
    article.write_text(
        "- [Ring Attention](https://arxiv.org/abs/2310.01889)\n"
        "- [Mistral 7B](https://arxiv.org/abs/2310.06825)\n"
        "- [Attention Sinks](https://arxiv.org/abs/2309.17453)\n"
    )
    words = (str(article), "attention", str(home / "list.bib"))
    found = _script("from_document.py", *words, "--undo")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"3 new, 2 kept, 3 in {home / 'list.bib'}\n6 changes undone\n"
    assert (home / "readlist.toml").read_text() == before
    found = _script("from_document.py", *words)
    assert found.returncode == 0
    statuses = {
        row.split("\t")[0]: row.split("\t")[1] for row in run("show", "--all", "--plain").lines
    }
    assert statuses["2310.06825"] == "skipped"
    assert sorted(statuses.values()) == ["reading", "skipped", "unread", "unread"]
