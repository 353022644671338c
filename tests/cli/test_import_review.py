"""``readlist import`` asks what is wanted: one question, a pager for much, a screen for all."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.review_kit import CONTESTED, NEW, OTHER, TEXT
from support.tests_kit import Run
from support.tmux_kit import TMUX, Terminal


@pytest.fixture(autouse=True)
def listed(make_list: Callable[[str], Path]) -> Path:
    """Make the small list."""
    return make_list(SMALL)


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the path of a document with everything that is decided about."""
    path = tmp_path / "winds.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open a terminal of 80 columns and 24 lines."""
    opened = Terminal(tmp_path, 80, 24)
    yield opened
    opened.close()


def test_the_question_names_the_screen_where_it_can_be_shown(run: Run, article: str) -> None:
    """Not on a terminal that cannot draw; what is no answer is no."""
    words = ("import", article, "--offline")
    asked = run(*words, asks=True, input="what\n")
    assert "Add 3 to the list? [Y/n, r to go through it]" in asked.err
    assert "added" not in asked.err
    dumb = run(*words, asks=True, input="r\n", env={"TERM": "dumb"})
    assert "Add 3 to the list? [Y/n]" in dumb.err
    assert "added" not in dumb.err


@pytest.mark.parametrize("option", ["--yes", "--dry-run", "--json"])
def test_a_review_excludes_what_asks_nothing(run: Run, article: str, option: str) -> None:
    """As told, in two lines."""
    result = run("import", article, "--review", option)
    assert (result.code, len(result.err.splitlines())) == (2, 2)
    assert "--review asks about everything" in result.err


def test_a_review_needs_a_terminal(run: Run, article: str) -> None:
    """Exit code 2, and what to do instead."""
    result = run("import", article, "--review")
    assert result.code == 2
    assert result.err.splitlines() == [
        "error: import --review needs a terminal.",
        "try: the same with --dry-run, and then with --yes",
    ]


@pytest.mark.parametrize(("option", "paged"), [((), True), (("--yes",), False)])
def test_much_goes_through_the_pager(
    run: Run, tmp_path: Path, option: tuple[str, ...], *, paged: bool
) -> None:
    """What is longer than the screen, and before the question; not where nothing is asked."""
    path, pager, seen = tmp_path / "many.md", tmp_path / "pager", tmp_path / "seen"
    lines = (f"- Wind {n} of Many Models https://arxiv.org/abs/2310.{n:05}" for n in range(1, 99))
    path.write_text("\n".join(lines))
    pager.write_text(f"#!/bin/sh\ncat > '{seen}'\n")
    pager.chmod(0o755)
    result = run(
        *("import", str(path), "--offline", *option),
        asks=True, input="n\n", env={"READLIST_PAGER": str(pager), "LINES": "24"},
    )  # fmt: skip
    assert seen.exists() is paged
    assert result.code == 0
    if paged:
        assert seen.read_text().count("Wind") == 98
        assert "Add 98 to the list?" in result.err


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_review_in_a_real_terminal(terminal: Terminal, article: str, listed: Path) -> None:
    """Leave out, correct, choose, import; Ctrl-C imports nothing; the terminal stays sane."""
    command = f"{sys.executable} -m readlist import --offline {article}"
    terminal.type("stty -g > before", "Enter")
    terminal.type(f"{command} --review", "Enter")
    terminal.wait_for("3 of 4 taken")
    terminal.type("s")
    terminal.wait_for(f"left out  {NEW}")
    terminal.type("C-c")
    terminal.wait_for("Nothing was imported.")
    terminal.type("echo code $?", "Enter")
    terminal.wait_for("code 130")
    assert listed.read_text() == SMALL
    terminal.type("clear", "Enter")
    terminal.type(command, "Enter")
    terminal.wait_for("r to go through it]")
    terminal.type("r", "Enter")
    terminal.wait_for("3 of 4 taken")
    terminal.type("s")
    terminal.wait_for("2 of 4 taken")
    terminal.type("e", " Twice", "Enter")
    terminal.wait_for("title corrected")
    terminal.type("j", "2")
    terminal.wait_for("it is 'Hurricanes")
    terminal.type("Enter")
    terminal.wait_for("2 added. Undo: readlist undo")
    text = listed.read_text()
    assert NEW not in text
    assert f'id = "{OTHER}"\ntitle = "Doldrums of Large Models Twice"' in text
    assert f'id = "{CONTESTED}"\ntitle = "Hurricanes as Graphs of Words"' in text
    # On a line of its own, even where the shell's prompt comes after what is typed.
    terminal.type(r"""[ "$(cat before)" = "$(stty -g)" ] && printf '\nsane\n'""", "Enter")
    terminal.wait_for("\nsane")
