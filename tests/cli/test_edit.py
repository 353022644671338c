"""``readlist edit``: the editor works on a copy, and nothing it saves is lost."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.errors import FileError
from support.library_kit import SMALL
from support.tests_kit import Run

MakeList = Callable[[str], Path]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return what sets an editor: Python statements on `path` and `text`; tells its log."""
    log = tmp_path / "arguments.txt"

    def make(*statements: str, name: str = "vim") -> Path:
        script = tmp_path / name
        body = "\n".join(
            [
                f"#!{sys.executable}",
                "import sys, pathlib",
                "path = pathlib.Path(sys.argv[-1])",
                "text = path.read_text(encoding='utf-8')",
                f"with open({str(log)!r}, 'a') as log: print(*sys.argv[1:-1], file=log)",
                f"times = len(open({str(log)!r}).readlines())",
                *statements,
            ]
        )
        script.write_text(body)
        script.chmod(0o755)
        monkeypatch.setenv("EDITOR", shlex.quote(str(script)))
        return log

    return make


def test_an_edit_is_taken_over_and_can_be_undone(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """What was saved is the list, byte for byte; undo brings the old one back."""
    path = make_list(SMALL)
    editor("path.write_text(text.replace('curious', 'bored') + '# end')")
    result = run("edit")
    assert (result.code, result.out) == (0, "")
    assert result.err == "The list was changed. Undo: readlist undo\n"
    assert path.read_text() == SMALL.replace("curious", "bored") + "# end"
    assert run("undo").code == 0
    assert path.read_text() == SMALL


def test_an_edit_of_papers_is_undone_around_later_changes(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """An edit inside papers is kept paper by paper, so that other hand edits do not matter."""
    path = make_list(SMALL)
    editor("path.write_text(text.replace('curious', 'bored'))")
    run("edit")
    path.write_text(path.read_text().replace("# my papers", "# our papers"))
    assert run("undo").code == 0
    assert path.read_text() == SMALL.replace("# my papers", "# our papers")


def test_a_broken_list_that_was_left_is_broken_still(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """The error and its exit code, as of every other command."""
    make_list(f"{SMALL}\n<<<<<<< HEAD\n=======\n>>>>>>> b\n")
    editor("pass")
    result = run("edit")
    assert result.code == 6
    assert "The list is unchanged.\nerror:" in result.err
    assert "a merge left a conflict here" in result.err


def test_nothing_saved_is_nothing_changed(
    run: Run, make_list: MakeList, editor: Callable[..., Path], home: Path
) -> None:
    """An editor that is left without saving changes nothing and leaves nothing."""
    make_list(SMALL)
    editor("pass")
    assert run("edit").err == "The list is unchanged.\n"
    assert list((home / "state" / "edit").iterdir()) == []


def test_a_broken_edit_is_kept_beside_the_old_list(
    run: Run, make_list: MakeList, editor: Callable[..., Path], home: Path
) -> None:
    """Without a terminal the old list stays, and the edited text is where the error says."""
    path = make_list(SMALL)
    editor("path.write_text(text + '[[paper]\\n')")
    result = run("edit")
    (kept,) = (home / "state" / "edit").iterdir()
    assert result.code == 6
    assert "your edit was not saved" in result.err
    assert str(kept) in result.err
    assert path.read_text() == SMALL
    assert kept.read_text() == SMALL + "[[paper]\n"


@pytest.mark.parametrize(("name", "place"), [("vim", "+21"), ("notepad", "")])
def test_a_broken_edit_opens_again_at_its_line(
    run: Run, make_list: MakeList, editor: Callable[..., Path], name: str, place: str
) -> None:
    """On a terminal the editor opens again, at the line where it knows how to say that."""
    path = make_list(SMALL)
    log = editor(
        "text = text + '[[paper]\\n' if times == 1 else text.replace('[[paper]\\n', '# mended\\n')",
        "path.write_text(text)",
        name=name,
    )
    result = run("edit", asks=True, input="y\n")
    assert result.code == 0
    lines = SMALL.count("\n") + 1
    assert log.read_text().splitlines() == ["", place.replace("21", str(lines))]
    assert path.read_text() == SMALL + "# mended\n"


def test_a_broken_list_can_be_mended(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """A list that no command can read is opened at its line and taken when it is sound."""
    path = make_list("schema = 1\n[[paper]\n")
    log = editor("path.write_text(text.replace('[[paper]\\n', ''))")
    result = run("edit")
    assert result.code == 0
    assert "line 2" in result.err
    assert log.read_text() == "+2\n"
    assert path.read_text() == "schema = 1\n"


def test_a_list_that_changed_meanwhile_is_not_overwritten(
    run: Run, make_list: MakeList, editor: Callable[..., Path], home: Path
) -> None:
    """A change made while the editor was open stays; the edited text is kept."""
    path = make_list(SMALL)
    other = SMALL.replace("curious", "amused")
    editor(f"path.write_text('# mine')\npathlib.Path({str(path)!r}).write_text({other!r})")
    result = run("edit")
    assert result.code == 6
    assert "changed by another program in the meantime" in result.err
    assert path.read_text() == other
    (kept,) = (home / "state" / "edit").iterdir()
    assert kept.read_text() == "# mine"


def test_an_editor_that_fails_changes_nothing(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """An editor that ends with an error is believed: nothing is taken over."""
    path = make_list(SMALL)
    editor("path.write_text('x = 1')", "sys.exit(3)")
    result = run("edit")
    assert result.code == 1
    assert "exited with code 3" in result.err
    assert path.read_text() == SMALL


def test_without_an_editor_the_reader_is_told(run: Run, make_list: MakeList) -> None:
    """No editor set is a mistake on the command line, with what to do."""
    make_list(SMALL)
    result = run("edit")
    assert result.code == 2
    assert "no editor is set" in result.err


def test_odd_values_are_named_after_the_edit(
    run: Run, make_list: MakeList, editor: Callable[..., Path]
) -> None:
    """A value that makes no sense does not stop the edit, but it is named with its line."""
    make_list(SMALL)
    editor("path.write_text(text.replace('\"unread\"', '\"someday\"'))")
    result = run("edit")
    assert result.code == 0
    assert "line 4: 2401.04088: status = 'someday'" in result.err


def test_what_fails_after_the_change_only_warns(
    run: Run,
    make_list: MakeList,
    editor: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list is changed by then, and no line says otherwise."""
    path = make_list(SMALL)
    editor("path.write_text(text + '# end')")

    def refuse(_self: Path, **_words: bool) -> None:
        raise OSError(5, "Input/output error")

    def unreadable(_self: object) -> None:
        raise FileError(f"cannot read {path}: Input/output error", "check the disk")

    monkeypatch.setattr("readlist.cli.commands.edit.Path.unlink", refuse)
    monkeypatch.setattr("readlist.library.workspace.Workspace.papers", unreadable)
    result = run("edit")
    assert result.code == 0
    assert path.read_text() == SMALL + "# end"
    assert result.err.startswith("The list was changed. Undo: readlist undo\nnote: the copy ")
    assert f"note: the list was not read again: cannot read {path}" in result.err
