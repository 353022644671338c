"""``readlist browse`` and the commands that have its screen: around it, and the thing in tmux."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.taste_kit import TASTE, put_abstracts
from support.tests_kit import Run
from support.tmux_kit import TMUX, Terminal


@pytest.fixture(autouse=True)
def taste(make_list: Callable[[str], Path], home: Path) -> Path:
    """Make the list of a reader with taste."""
    put_abstracts(home / "library")
    return make_list(TASTE)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open a terminal of 80 columns and 24 lines."""
    opened = Terminal(tmp_path, 80, 24)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (["browse"], "readlist show"),
        (["show", "-i"], "readlist show"),
        (["next", "-i"], "readlist next"),
        (["search", "bird songs", "-i"], "readlist search 'bird songs'"),
    ],
)
def test_without_a_terminal_other_commands_are_named(
    run: Run, words: list[str], instead: str
) -> None:
    """Exit code 2, and what does the same in scripts."""
    outcome = run(*words)
    assert outcome.code == 2
    what = "search -i" if words[0] == "search" else " ".join(words)
    assert outcome.err.splitlines() == [f"error: {what} needs a terminal.", f"try: {instead}"]


def test_an_unknown_topic_is_refused(run: Run) -> None:
    """As everywhere."""
    assert run("browse", "-t", "mo", asks=True).code == 2


def test_commands_load_the_screen_only_when_it_is_asked_for(home: Path) -> None:
    """Commands that only look never wait for it."""
    assert home.is_dir()
    code = (
        "import sys; from readlist.cli.group import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit('textual' in sys.modules or 'readlist.cli.full_screen' in sys.modules)"
    )
    for words in (["show"], ["next"], ["search", "songs"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, words


needs_tmux = pytest.mark.skipif(
    TMUX is None or os.name != "posix", reason="needs tmux and a pseudo-terminal"
)


@needs_tmux
def test_a_session_in_a_real_terminal(terminal: Terminal, taste: Path) -> None:
    """Find, mark, undo, resize, suspend, leave: all is kept, the terminal is sane."""
    terminal.type("stty -g > before; set -m; PS1='ready> '", "Enter")
    terminal.type(f"{sys.executable} -m readlist browse --all", "Enter")
    terminal.wait_for("1/")
    terminal.type("/", "songs")
    terminal.wait_for("/status:all songs")
    terminal.type("Enter")
    terminal.type("r")
    terminal.wait_for("last: read")
    terminal.type("u")
    terminal.wait_for("took back: read")
    terminal.resize(40, 10)
    terminal.wait_for("/ find")
    terminal.type("C-z")
    terminal.wait_for("topped")
    terminal.type("fg", "Enter")
    terminal.type("*")
    terminal.wait_for("last: star")
    terminal.type("q")
    terminal.wait_for("1 change. Undo: readlist undo\nready>")
    text = taste.read_text()
    assert text.count("star = true") == TASTE.count("star = true") + 1
    terminal.type('[ "$(cat before)" = "$(stty -g)" ] && echo sane; rm before', "Enter")
    terminal.wait_for("\nsane")


@needs_tmux
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("search dusk -i", ["readlist search -i   1/", "Dawn Songs"]),
        ("next -i", ["readlist next -i   1/", "best match first"]),
    ],
)
def test_the_screens_of_other_commands(terminal: Terminal, words: str, shown: list[str]) -> None:
    """A search brings its order and what matched; next its reasons; Ctrl-C is told by the code."""
    terminal.type(f"{sys.executable} -m readlist {words}; echo code $?", "Enter")
    for text in shown:
        terminal.wait_for(text)
    terminal.type("C-c")
    terminal.wait_for("code 130")
