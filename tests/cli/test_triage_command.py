"""``readlist triage``: around the screen, and the real thing in tmux."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.taste_kit import TASTE, put_abstracts
from support.tests_kit import Run
from support.tmux_kit import TMUX, Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open a terminal of 80 columns and 24 lines."""
    opened = Terminal(tmp_path, 80, 24)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def taste(make_list: Callable[[str], Path], home: Path) -> Path:
    """Make the list of a reader with taste."""
    put_abstracts(home / "library")
    return make_list(TASTE)


def test_without_a_terminal_other_commands_are_named(run: Run) -> None:
    """Exit code 2, and what does the same in scripts."""
    outcome = run("triage")
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        "error: triage needs a terminal.",
        "try: readlist show -s inbox, and then read, unread, skip and star",
    ]


@pytest.mark.parametrize("name", ["READLIST_NO_INPUT", "TERM"])
def test_a_terminal_that_cannot_be_used_is_none(run: Run, name: str) -> None:
    """Nobody can be asked, or nothing can be drawn."""
    assert run("triage", asks=True, env={name: "dumb"}).code == 2


def test_an_empty_inbox_points_at_the_rest(run: Run, make_list: Callable[[str], Path]) -> None:
    """Nothing waits for a decision, but there is something to read."""
    make_list(TASTE.replace('"inbox"', '"read"'))
    outcome = run("triage", asks=True)
    assert outcome.code == 0
    assert "The inbox is empty. readlist triage -u goes through 2 papers." in outcome.err


def test_filters_without_result_are_told(run: Run) -> None:
    """Nothing matches, exit code 0."""
    outcome = run("triage", "--year", "1999", asks=True)
    assert (outcome.code, outcome.err) == (0, "Nothing matches.\n")


def test_an_unknown_topic_is_refused(run: Run) -> None:
    """As everywhere."""
    assert run("triage", "-t", "mo", asks=True).code == 2


def test_nothing_but_triage_loads_textual(home: Path) -> None:
    """Commands that only look never wait for it."""
    assert home.is_dir()
    code = (
        "import sys; from readlist.cli.group import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit('textual' in sys.modules)"
    )
    for words in (
        ["show"],
        ["next", "--help"],
        ["triage"],
        ["discover", "--following"],
        ["--help"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, words


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_session_in_a_real_terminal(terminal: Terminal, taste: Path) -> None:
    """Decide, note, undo, resize, suspend, come back, Ctrl-C: all is kept, the terminal is sane."""
    command = f"{sys.executable} -m readlist triage"
    terminal.type("stty -g > before; set -m", "Enter")
    terminal.type(command, "Enter")
    terminal.wait_for("1 of 3")
    terminal.type("s")
    terminal.wait_for("last: skipped")
    terminal.type("u")
    terminal.wait_for("took back: skipped")
    terminal.type("n", "sung well", "Enter")
    terminal.wait_for("last: note")
    terminal.type("r")
    terminal.wait_for("last: read")
    terminal.resize(60, 15)
    terminal.wait_for("q quit")
    terminal.type("C-z")
    terminal.wait_for("topped")
    terminal.type("fg", "Enter")
    terminal.wait_for("2 of 3")
    terminal.type("l")
    terminal.wait_for("last: later")
    terminal.type("C-c")
    terminal.wait_for("2 decided: 1 later, 1 read. Undo: readlist undo. Next:")
    terminal.type("echo code $?", "Enter")
    terminal.wait_for("code 130")
    text = taste.read_text()
    assert "2026-11-21  sung well" in text
    assert text.count('status = "inbox"') == 1
    terminal.type('[ "$(cat before)" = "$(stty -g)" ] && echo sane; rm before', "Enter")
    terminal.wait_for("\nsane")
