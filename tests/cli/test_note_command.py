"""`readlist note`: text, standard input, the editor."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run


@pytest.fixture
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that makes a shell script the editor; the file is ``$1``."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def make(script: str) -> None:
        path = tmp_path / "my editor"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("VISUAL", f"'{path}'")

    return make


def test_a_text_becomes_a_dated_line(run: Run, small: Path) -> None:
    """Words behind the paper are one text; the notes can be printed."""
    result = run("note", "mixture", "top-2", "routing")
    assert result.err == (
        "Noted: 2401.04088 Mixture of Winds: 2026-11-21 top-2 routing. Undo: readlist undo\n"
    )
    run("note", "mixture", "second")
    assert run("note", "mixture", "--show").out == (
        "2026-11-21  top-2 routing\n2026-11-21  second\n"
    )


def test_a_text_can_come_from_standard_input(run: Run, small: Path) -> None:
    """``-`` reads all of it."""
    run("note", "mixture", "-", input="one\ntwo\n")
    assert run("note", "mixture", "--show").out == "2026-11-21  one\ntwo\n"


def test_notes_can_be_replaced_and_cleared(run: Run, small: Path) -> None:
    """``--replace`` puts the text in the place of all notes; an empty one clears them."""
    run("note", "mixture", "old")
    run("note", "mixture", "--replace", "new")
    assert run("note", "mixture", "--show").out == "new\n"
    assert run("note", "mixture", "--replace", "").code == 0
    assert small.read_text() == SMALL


def test_no_text_opens_the_editor(
    run: Run, small: Path, editor: Callable[[str], None], tmp_path: Path
) -> None:
    """The notes are in the file; what is saved takes their place; the file goes away."""
    run("note", "mixture", "old")
    editor('grep -q "old" "$1" && printf "mine\\n" > "$1"')
    result = run("note", "mixture", asks=True)
    assert (result.code, result.err.splitlines()[0][:6]) == (0, "Noted:")
    assert run("note", "mixture", "--show").out == "mine\n"
    assert not list(tmp_path.glob("readlist-*"))


@pytest.mark.parametrize("script", [":", ': > "$1"', 'printf "\\n\\n" > "$1"'])
def test_an_unchanged_or_empty_file_changes_nothing(
    run: Run, small: Path, editor: Callable[[str], None], script: str
) -> None:
    """Leaving the editor without a word loses no note."""
    run("note", "mixture", "old")
    before = small.read_text()
    editor(script)
    result = run("note", "mixture", "--edit")
    assert result.code == 0
    assert "The notes are" in result.err
    assert small.read_text() == before


def test_a_failing_editor_loses_nothing(
    run: Run, small: Path, editor: Callable[[str], None], tmp_path: Path
) -> None:
    """The list stays, and the file with what was saved is named."""
    editor('printf "half" > "$1"; exit 3')
    result = run("note", "mixture", "--edit")
    assert result.code == 1
    assert "exited with code 3; nothing was changed." in result.err
    (kept,) = tmp_path.glob("readlist-*")
    assert kept.read_text() == "half"
    assert str(kept) in result.err
    assert small.read_text() == SMALL


def test_notes_changed_meanwhile_are_not_overwritten(
    run: Run, small: Path, editor: Callable[[str], None], tmp_path: Path
) -> None:
    """What another program wrote while the editor was open stays."""
    editor(f'sed -i \'s/mood = "curious"/notes = "theirs"/\' \'{small}\'; printf "mine" > "$1"')
    result = run("note", "mixture", "--edit")
    assert result.code == 1
    assert "were changed by another program in the meantime" in result.err
    assert 'notes = "theirs"' in small.read_text()
    assert next(tmp_path.glob("readlist-*")).read_text() == "mine"


def test_without_an_editor_there_is_a_way(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says how to set one, and how to do without."""
    monkeypatch.setenv("PATH", "")
    result = run("note", "mixture", asks=True)
    assert (result.code, result.err.splitlines()) == (
        2,
        [
            "error: no editor is set.",
            'try: export EDITOR=PROGRAM, or readlist note 2401.04088 "text"',
        ],
    )


@pytest.mark.parametrize("command", ["/nosuch/editor --wait", "'unbalanced"])
def test_a_broken_editor_setting_is_named(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A program that is not there, and a command that cannot be split."""
    monkeypatch.setenv("EDITOR", command)
    result = run("note", "mixture", "--edit")
    assert (result.code, result.err[:14]) == (2, "error: EDITOR ")


def test_a_script_needs_a_text(run: Run, small: Path) -> None:
    """Without a terminal there is no editor to open."""
    result = run("note", "mixture")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "error: note needs TEXT, or a terminal for the editor.",
    )


def test_notes_of_several_papers_cannot_be_edited_at_once(run: Run, small: Path) -> None:
    """But a line can be added to all of them."""
    run("show", "--all", terminal=True)
    assert run("note", "1-2", "--edit", terminal=True).code == 2
    assert run("note", "1-2", "same line", terminal=True).code == 0
