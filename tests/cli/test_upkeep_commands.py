"""`init`, `config`, `path`, and `readlist` alone."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.config import SETTINGS
from support.library_kit import SMALL
from support.tests_kit import Run


def test_the_first_command_makes_the_list(run: Run, home: Path) -> None:
    """It says so in one line on stderr; the second one does not."""
    result = run("show")
    assert result.code == 0
    assert len(result.lines) > 20
    assert result.err.count("\n") == 1
    assert result.err.startswith(f"Created {home / 'readlist.toml'} with ")
    assert run("show").err == ""


def test_init_makes_lists(run: Run, home: Path) -> None:
    """Empty ones, and the built-in papers added to those; again is no error."""
    path = home / "readlist.toml"
    assert run("init", "--empty").err == f"Created {path} with 0 papers.\n"
    assert run("show", terminal=True).err == "Nothing to show.\n"
    assert run("init").err == f"{path} already exists; nothing was changed.\n"
    assert run("init", "--seed").err.endswith("papers. Undo: readlist undo\n")
    assert run("init", "--seed").code == 0
    assert run("init", "--empty").code == 2
    assert run("init", "--empty", "--seed").code == 2


def test_another_list_can_be_named(run: Run, home: Path, tmp_path: Path) -> None:
    """``--file`` anywhere on the line, and READLIST_FILE."""
    other = tmp_path / "other.toml"
    other.write_text(SMALL)
    assert run("show", "--file", str(other), "--ids").lines[0] == "2401.04088"
    assert run("--file", str(other), "path").out == f"{other}\n"
    assert run("path", env={"READLIST_FILE": str(other)}).out == f"{other}\n"
    assert not (home / "readlist.toml").exists()


def test_places_are_shown(run: Run, home: Path) -> None:
    """One for scripts, all with their names."""
    assert run("path").out == f"{home / 'readlist.toml'}\n"
    assert run("path", "cache").out == f"{home / 'cache'}\n"
    rows = dict(line.split("\t") for line in run("path", "--all").lines)
    assert rows["library"] == str(home / "library")
    assert {"list", "library", "config", "cache", "state", "log"} == set(rows)
    assert run("path", "lst").err.splitlines()[-1] == "try: readlist path list"


def test_settings_are_listed_with_their_origin(run: Run) -> None:
    """Every one, with tabs between key, value, origin and description."""
    rows = [line.split("\t") for line in run("config").lines]
    assert [row[0] for row in rows] == list(SETTINGS)
    assert {len(row) for row in rows} == {4}
    row = run("config", env={"READLIST_TIMEOUT": "5"}).out.split("network.timeout\t")[1]
    assert row.startswith("5\tREADLIST_TIMEOUT\t")


def test_settings_are_changed_and_unset(run: Run, home: Path) -> None:
    """The file keeps the reader's comments."""
    (home / "config.toml").write_text("# mine\n")
    assert run("config", "hints", "false").err == "hints = false\n"
    assert run("config", "hints").out == "false\n"
    assert run("config", "--unset", "hints").err == "hints is true, the default.\n"
    assert (home / "config.toml").read_text() == "# mine\n"
    run("config", "discover.categories", "cs.CL", "cs.LG")
    assert run("config", "discover.categories").out == "cs.CL, cs.LG\n"
    warned = run("config", "network.timeout", "9", env={"READLIST_TIMEOUT": "5"})
    assert "note: READLIST_TIMEOUT is set and overrides the file" in warned.err


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["hint"], "there is no setting 'hint'."),
        (["hints", "maybe"], "hints must be true or false, not 'maybe'."),
        (["sources.off", "crosref"], "sources.off: there is no service 'crosref'"),
        (["sources.mailto", "nobody"], "sources.mailto is not a mail address: 'nobody'"),
        (["--unset", "hint"], "there is no setting 'hint'."),
        (["--edit"], "no editor is set."),
    ],
)
def test_wrong_settings_are_explained(run: Run, words: list[str], first: str) -> None:
    """Two lines, exit 2."""
    result = run("config", *words)
    assert (result.code, len(result.err.splitlines())) == (2, 2)
    assert result.err.startswith(f"error: {first}")


def test_settings_can_be_edited(run: Run, home: Path, tmp_path: Path) -> None:
    """The file is checked after the editor; a broken one is exit 6."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$TEXT" > "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    env = {"EDITOR": str(editor), "TEXT": "hints = false"}
    assert run("config", "--edit", env=env).err.endswith("is valid.\n")
    assert run("config", "hints").out == "false\n"
    result = run("config", "--edit", env=env | {"TEXT": "hints = 7"})
    assert (result.code, result.err.splitlines()[-1]) == (6, "try: readlist config --edit")


def test_alone_it_shows_how_the_list_stands(run: Run, make_list: Callable[[str], Path]) -> None:
    """Counts and what to go on with; in a pipe with tabs."""
    make_list(SMALL)
    assert run().lines[:2] == ["inbox\t0", "unread\t2"]
    assert run().lines[-3].startswith("next\t2310.06825\tA Small Wind\t")
    screen = run(terminal=True)
    assert screen.lines[0] == "3 papers: 2 unread, 1 reading"
    assert screen.lines[2].startswith("Next   2310.06825")
    assert "you are reading it" in screen.lines[2]


def test_hints_are_for_people_who_want_them(run: Run, make_list: Callable[[str], Path]) -> None:
    """Off in pipes, with ``-q`` and by the setting."""
    make_list(SMALL)
    assert "readlist open" in run(asks=True).err
    assert run().err == ""
    assert run("-q", asks=True).err == ""
    run("config", "hints", "false")
    assert run(asks=True).err == ""
