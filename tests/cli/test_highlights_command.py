"""`readlist highlights`."""

import json
import os
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
    ("content", "code"), [(None, 2), (b"", 1), (b"no pdf at all", 1), (b"%PDF-1.7 cut", 1)]
)
def test_what_is_no_pdf_is_said(run: Run, tmp_path: Path, content: bytes | None, code: int) -> None:
    """Two lines, and no change."""
    path = tmp_path / "odd.pdf"
    if content is not None:
        path.write_bytes(content)
    result = run("highlights", "mixture", "--from", str(path), "--note")
    assert result.code == code
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["error", "try"]


@pytest.fixture
def own(copy: Path, home: Path) -> Path:
    """Return the PDF of a paper in the library, with two marks in it."""
    path = home / "library" / "2401.04088" / "2401.04088v1.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(copy.read_bytes())
    return path


def test_info_has_them(run: Run, own: Path) -> None:
    """Under the notes, as JSON, as a field; a PDF that changed is read again."""
    shown = run("info", "mixture", terminal=True).lines
    place = shown.index("Highlights")
    assert shown[place + 1 : place + 3] == [
        f"  p. 1 “{ROWS[0]}”: How many?",
        f"  p. 1 “{ROWS[1]}”",
    ]
    (data,) = json.loads(run("info", "mixture", "--json").out)
    assert [one["text"] for one in data["highlights"]] == ROWS
    assert f"highlights\tp. 1 {ROWS[0]} How many?; p. 1 {ROWS[1]}" in run("info", "mixture").lines
    own.write_bytes(marked(ROWS, mark("Underline", [line_box(1)])))
    (data,) = json.loads(run("info", "mixture", "--json", "--fields", "highlights").out)
    assert [one["text"] for one in data["highlights"]] == ROWS[1:]
    (data,) = json.loads(run("info", "small wind", "--json").out)
    assert data["highlights"] == []


def test_what_was_marked_elsewhere_is_kept(run: Run, copy: Path, own: Path) -> None:
    """Also once that copy is gone; what both copies have is there once."""
    extra = mark("Text", [line_box(1)], Contents="elsewhere")
    copy.write_bytes(marked(ROWS, mark("Underline", [line_box(1)]), extra))
    run("highlights", "mixture", "--from", str(copy))
    copy.unlink()
    lines = run("highlights", "mixture").lines
    assert [line.split("\t")[1] for line in lines] == ["highlight", "underline", "note"]
    assert own.exists()


def test_search_finds_them(run: Run, own: Path) -> None:
    """Everywhere once they are known, and only there with --in."""
    assert run("search", "warm", "--in", "highlights", "--ids").lines == ["2401.04088"]
    assert run("search", "many?", "--in", "highlights", "--ids").lines == ["2401.04088"]
    assert run("search", "mixture", "--in", "highlights", "--ids").lines == []
    other = mark("Text", [line_box(1)], Contents="zeppelin")
    own.write_bytes(marked(ROWS, other))
    assert run("search", "zeppelin", "--in", "highlights", "--ids").lines == ["2401.04088"]
    shown = run("search", "zeppelin", terminal=True).out
    assert "highlights: " in shown


def test_exports_with_notes_have_them(run: Run, own: Path, tmp_path: Path) -> None:
    """Markdown, the page and Obsidian; JSON always; without notes they stay at home."""
    line = f"  - p. 1  “{ROWS[0]}”: How many?"
    assert line in run("export", "--notes").lines
    assert ROWS[0] not in run("export").out
    page = run("export", "-f", "html", "--notes").out
    assert f"<li>p.&nbsp;1 <q>{ROWS[0]}</q> How many?</li>" in page
    assert ROWS[0] not in run("export", "-f", "html").out
    papers = json.loads(run("export", "-f", "json").out)["papers"]
    assert [len(paper.get("highlights", ())) for paper in papers] == [2, 0, 0]
    folder = tmp_path / "vault"
    run("export", "--style", "obsidian", "-o", f"{folder}/", "--notes")
    note = (folder / "2401.04088 Mixture of Winds.md").read_text("utf-8")
    assert f"## Highlights\n\n- p. 1  “{ROWS[0]}”: How many?\n" in note
    own.write_bytes(marked(ROWS, mark("Underline", [line_box(1)])))
    assert line not in run("export", "--notes").lines


def test_an_export_with_highlights_comes_back_unchanged(
    run: Run, own: Path, tmp_path: Path
) -> None:
    """They are no notes of the reader's: importing the file changes nothing."""
    target = tmp_path / "list.md"
    run("export", "-o", str(target), "--notes")
    assert own.exists()
    before = run("info", "mixture", "--notes").out
    assert run("import", str(target), "--yes", "--offline").code == 0
    assert run("info", "mixture", "--notes").out == before


def test_a_noted_line_that_was_edited_is_not_added_again(run: Run, copy: Path) -> None:
    """Whatever the reader made of the line, as long as its words and page are there."""
    run("highlights", "mixture", "--from", str(copy), "--note")
    text = run("info", "mixture", "--notes").out
    edited = text.replace(f"“{ROWS[0]}”: How many?", f"* {ROWS[0].upper()} - many!")
    run("note", "mixture", "--replace", edited)
    before = run("info", "mixture", "--notes").out
    run("highlights", "mixture", "--from", str(copy), "--note")
    assert run("info", "mixture", "--notes").out == before


@pytest.mark.parametrize(
    "kept",
    ["", "no JSON", "[]", "{}", '{"copies": 3}', '{"copies": [{"file": "x.pdf"}]}', "[" * 100_000],
)
def test_a_damaged_file_is_made_again(run: Run, own: Path, kept: str) -> None:
    """What readlist did not write so is as good as nothing."""
    (own.parent / "highlights.json").write_text(kept, "utf-8")
    assert len(run("highlights", "mixture").lines) == 2
    assert len(json.loads((own.parent / "highlights.json").read_text("utf-8"))["copies"]) == 1


def test_a_pdf_that_cannot_be_read_is_told_once(run: Run, own: Path) -> None:
    """By info, which shows all else; only `highlights` fails."""
    own.write_bytes(b"%PDF-1.7 cut")
    os.utime(own, (1, 1))
    first = run("info", "mixture")
    assert "no highlights from the PDF of 2401.04088" in first.err
    assert first.code == 0
    assert run("highlights", "mixture").code == 1


def test_a_library_that_cannot_be_written_hides_nothing(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is marked is read every time then."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("readlist.files.write_atomic", refuse)
    assert own.exists()
    assert len(run("highlights", "mixture").lines) == 2
