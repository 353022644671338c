"""`examples/exports/` is what readlist makes of the list it starts with, to the byte."""

import os
import subprocess
import sys
from pathlib import Path

from support.tests_kit import Run

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_examples_are_up_to_date(run: Run, home: Path) -> None:
    """`examples/export-all.sh examples/exports` would change nothing."""
    run("show")
    folder = home / "bin"
    folder.mkdir()
    program = folder / "readlist"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m readlist "$@"\n')
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", str(EXAMPLES / "export-all.sh"), str(EXAMPLES / "exports"), "--check"],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_changed_list_makes_them_out_of_date(run: Run) -> None:
    """`--check` fails after a paper was read, and names the file."""
    run("read", "mixtral")
    outcome = run("export", "-o", str(EXAMPLES / "exports" / "list.md"), "--check")
    assert outcome.code == 1
    assert "list.md is out of date" in outcome.err
