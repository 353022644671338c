"""Anything may lie where readlist keeps its files: an error at once, or it is worked around."""

import os
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

SIDE_FILES = (
    *("dismissed.txt", "config.toml", "state/rows.json", "state/arxiv.gate"),
    *("cache/index.db", "cache/index.db.seal", "cache/index.db-journal", "cache/complete.tsv"),
    *("cache/updates.json", "cache/titles.json", ".readlist.toml.lock", ".dismissed.txt.lock"),
    *("library", "library/2310.06825", "library/2310.06825/metadata.json"),
    *("library/2310.06825/text.txt", "library/2310.06825/2310.06825v1.pdf"),
)
COMMANDS = (
    *("show", "show --has abstract --plain", "next", "info 2310.06825", "search wind", "doctor"),
    *("star 1", "undo --list", "undo", "stats", "export -f bibtex", "config hints false"),
    *("note 2310.06825 text", "open 2310.06825 --print", "__complete papers 2", "doctor --report"),
)


@pytest.mark.parametrize("kind", ["fifo", "folder"])
@pytest.mark.parametrize("name", SIDE_FILES)
def test_what_is_no_file_stops_no_command(run: Run, home: Path, name: str, kind: str) -> None:
    """Every command comes back with an exit code that says why, and with two lines if not 0."""
    path = home / "readlist.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert run("show").code == 0
    strange = home / name
    if strange.is_file():
        strange.unlink()
    elif strange.is_dir():
        strange.rmdir()
    strange.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(strange) if kind == "fifo" else strange.mkdir()
    for command in COMMANDS:
        result = run(*command.split())
        assert result.code in (0, 1, 2, 3, 6), (command, result.err)
        assert "hit a bug" not in result.err, (command, result.err)
        if result.code not in (0, 3) and command != "doctor":
            assert "error: " in result.err, (command, result.err)
            assert "try: " in result.err, (command, result.err)


@pytest.mark.parametrize("kind", ["fifo", "folder"])
@pytest.mark.parametrize("command", [*COMMANDS[:11], "edit", "triage", "import x.md", "doctor"])
def test_a_list_that_is_no_file_is_an_error(run: Run, home: Path, kind: str, command: str) -> None:
    """Also for search and for the history, which once looked at the list by themselves."""
    path = home / "readlist.toml"
    os.mkfifo(path) if kind == "fifo" else path.mkdir()
    (home / "x.md").write_text("arXiv:2310.06825", encoding="utf-8")
    result = run(*command.replace("x.md", str(home / "x.md")).split(), env={"EDITOR": "true"})
    assert "hit a bug" not in result.err
    assert result.code in (1, 2, 6), result.err
    if command != "doctor":
        assert "error: " in result.err
        assert "try: " in result.err
