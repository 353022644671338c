"""What stands in `examples/` works as it says."""

import os
import subprocess
import sys
from pathlib import Path

from tests_kit import Run

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
