"""`readlist highlights`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.marked_pdf import line_box, mark, marked
from support.tests_kit import Run

ROWS = ["Winds mix in many ways.", "Some of them are warm."]


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a marked copy of a paper."""
    path = tmp_path / "copy.pdf"
    first = mark("Highlight", [line_box(0)], Contents="How many?")
    path.write_bytes(marked(ROWS, first, mark("Underline", [line_box(1)])))
    return path


def test_marks_are_shown(run: Run, copy: Path) -> None:
    """On a screen with what is known; in a pipe a line each; as JSON with every key."""
    shown = run("highlights", "mixture", "--from", str(copy), terminal=True)
    assert shown.lines[:3] == ["p. 1  highlight · yellow", f"    {ROWS[0]}", "    How many?"]
    assert run("highlights", "mixture", "--from", str(copy)).lines == [
        f"1\thighlight\t#ffd400\t{ROWS[0]}\tHow many?",
        f"1\tunderline\t#ffd400\t{ROWS[1]}\t",
    ]
    records = json.loads(run("highlights", "mixture", "--from", str(copy), "--json").out)
    assert records[0] == {
        "page": 1, "kind": "highlight", "colour": "#ffd400", "text": ROWS[0],
        "comment": "How many?", "author": None, "date": None,
    }  # fmt: skip


def test_the_pdf_of_the_library_is_read(run: Run, copy: Path, home: Path) -> None:
    """Without ``--from``; where there is none, both ways are told."""
    missing = run("highlights", "mixture")
    assert (missing.code, missing.err.splitlines()[0]) == (
        3,
        "error: there is no PDF of 2401.04088 in the library.",
    )
    folder = home / "library" / "2401.04088"
    folder.mkdir(parents=True)
    (folder / "2401.04088v1.pdf").write_bytes(copy.read_bytes())
    assert len(run("highlights", "mixture").lines) == 2


def test_notes_are_written_once(run: Run, copy: Path, small: Path) -> None:
    """Again only what is new, however often it runs; undo takes it back."""
    before = small.read_bytes()
    assert run("highlights", "mixture", "--from", str(copy), "--note").code == 0
    notes = run("info", "mixture", "--notes").out
    assert notes.endswith(
        f"2026-11-21  highlights\np. 1  “{ROWS[0]}”: How many?\np. 1  “{ROWS[1]}”\n"
    )
    again = run("highlights", "mixture", "--from", str(copy), "--note")
    assert again.code == 0
    assert run("info", "mixture", "--notes").out == notes
    third = mark("Text", [line_box(1)], Contents="one more")
    copy.write_bytes(marked(ROWS, mark("Underline", [line_box(1)]), third))
    run("highlights", "mixture", "--from", str(copy), "--note")
    assert run("info", "mixture", "--notes").out == (
        f"{notes}2026-11-21  highlights\np. 1  one more\n"
    )
    run("undo", "2")
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"), [(None, 3), (b"", 1), (b"no pdf at all", 1), (b"%PDF-1.7 cut", 1)]
)
def test_what_is_no_pdf_is_said(run: Run, tmp_path: Path, content: bytes | None, code: int) -> None:
    """Two lines, and no change."""
    path = tmp_path / "odd.pdf"
    if content is not None:
        path.write_bytes(content)
    result = run("highlights", "mixture", "--from", str(path), "--note")
    assert result.code == code
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["error", "try"]
