"""A conflict that a merge left in the list stops every command before it does anything."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

BESIDE = (
    'schema = 1\n\n[[paper]]\nid = "2401.04088"\n'
    '<<<<<<< HEAD\nstatus = "read"\n=======\nstatus = "skipped"\n>>>>>>> other\n'
)
IN_NOTE = (
    'schema = 1\n\n[[paper]]\nid = "2401.04088"\ntitle = "Winds"\nnotes = """\n'
    '<<<<<<< HEAD\nmine\n||||||| base\nold\n=======\ntheirs\n>>>>>>> other\n"""\n'
)
LINES = {BESIDE: 5, IN_NOTE: 7}
COMMANDS = [
    *("", "show", "show --all --json", "next", "search winds", "stats", "topic", "doctor"),
    *("info winds", "export", "read 2401.04088", "note winds x", "add 2310.06825 --no-fetch"),
    *("undo", "undo --list", "undo --redo", "fetch --offline", "remove winds", "init --seed"),
    *("discover --dismiss 2310.06825", "updates --offline", "init", "open winds", "triage"),
]


@pytest.mark.parametrize("text", [BESIDE, IN_NOTE], ids=["beside", "in a note"])
@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_names_the_conflict(
    run: Run, make_list: Callable[[str], Path], home: Path, text: str, words: str
) -> None:
    """Exit 6 with the line, and nothing is written."""
    path = make_list(text)
    result = run(*words.split(), asks=words == "triage")
    assert result.code == 6
    where = f"{path}, line {LINES[text]}, column 1: a merge left a conflict here"
    assert where in (result.out + result.err).replace("\n", " ")
    assert path.read_text(encoding="utf-8") == text
    assert not (home / "dismissed.txt").exists()


def test_a_conflict_is_found_behind_an_index(run: Run, make_list: Callable[[str], Path]) -> None:
    """The index of the list as it was does not hide what a merge did to it since."""
    make_list(SMALL)
    for _ in range(2):
        assert run("show", "--plain").code == 0
    make_list(SMALL + IN_NOTE.partition("\n")[2])
    for _ in range(2):
        assert run("show", "--plain").code == 6


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_a_note_that_looks_like_a_conflict_is_indented(
    run: Run, make_list: Callable[[str], Path], options: list[str]
) -> None:
    """By a space a line, so that the list stays one that commands take."""
    path = make_list(SMALL)
    text = "kept from a merge:\n<<<<<<< a\nmine\n||||||| b\n=======\ntheirs\n>>>>>>> c"
    assert run("note", "winds", "-", *options, input=text).code == 0
    notes = tomllib.loads(path.read_text(encoding="utf-8"))["paper"][0]["notes"]
    marks = ["<<<<<<< a", "||||||| b", "=======", ">>>>>>> c"]
    assert [line for line in notes.splitlines() if line.startswith(" ")] == [f" {m}" for m in marks]
    assert run("read", "winds").code == 0
    assert run("undo", "2").code == 0
    assert path.read_text(encoding="utf-8") == SMALL


def test_notes_of_new_papers_are_indented_too(run: Run, make_list: Callable[[str], Path]) -> None:
    """Whatever command writes them."""
    path = make_list(SMALL)
    text = "first\n<<<<<<< a\n=======\n>>>>>>> b"
    assert run("add", "2310.00001", "--no-fetch", "--note", text).code == 0
    assert "\n <<<<<<< a\n =======\n >>>>>>> b\n" in path.read_text(encoding="utf-8")
    assert run("show", "--plain").code == 0
