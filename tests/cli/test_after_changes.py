"""What is said once the list was changed: the truth, and nothing that was not asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run


@pytest.fixture(autouse=True)
def _small(make_list: Callable[[str], Path]) -> None:
    """Work on the small list."""
    make_list(SMALL)


def test_what_fails_after_a_change_only_warns(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper is off the list, and its PDF is named as what is left."""

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("readlist.paper_files.PaperFiles.remove_pdfs", refuse)
    result = run("remove", "2310.06825")
    assert result.code == 0
    assert "note: the PDFs of 2310.06825 are still there: Permission denied" in result.err
    assert "Undo: readlist undo" in result.err
    assert "2310.06825" not in (home / "readlist.toml").read_text()


def test_a_copy_that_stays_only_warns(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written in the editor is in the list, whatever becomes of the editor's file."""
    editor = home / "editor"
    editor.write_text('#!/bin/sh\nprintf "mine" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name.startswith("readlist-"):
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    result = run("note", "2310.06825", "--edit")
    assert result.code == 0
    assert "is still there: Permission denied" in result.err
    assert 'notes = """\nmine' in (home / "readlist.toml").read_text()


def test_without_hints_nothing_is_said_of_undo(run: Run, home: Path) -> None:
    """With one paper, with many, and from every command that changes the list."""
    (home / "config.toml").write_text("hints = false\n")
    (home / "many.md").write_text("1706.03762 and 1706.03763\n")
    for line in ("star 2310.06825", "add 1706.03762 --no-fetch", "import many.md --no-fetch"):
        result = run(*line.replace("many.md", str(home / "many.md")).split())
        assert result.code == 0
        assert "ndo" not in result.err


def test_what_was_not_read_is_not_counted(run: Run, home: Path) -> None:
    """A document that is not there holds neither no papers nor nothing new."""
    (home / "many.md").write_text("1706.03762\n")
    result = run("import", "nosuch.md")
    assert "No papers" not in result.err
    assert "Nothing new" not in result.err
    both = run("import", str(home / "many.md"), "nosuch.md", "--dry-run")
    assert both.code == 2
    assert "1 new" in both.err
