"""Real git in tests, and machines that share a list by it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from support.tests_kit import Outcome

Machine = Callable[..., Outcome]
"""Runs a command line in a home of its own."""


def git(folder: Path, *words: str) -> str:
    """Run git as somebody with a name."""
    settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    done = subprocess.run(
        ["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def text(folder: Path, name: str) -> str:
    """Return the list of a machine."""
    return (folder / name / "readlist.toml").read_text()
