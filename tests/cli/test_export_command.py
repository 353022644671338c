"""`readlist export`: where it goes, what it may overwrite."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.screens import hard_list
from support.tests_kit import Run


@pytest.fixture(autouse=True)
def _hard(make_list: Callable[[str], Path]) -> None:
    make_list(hard_list())


def test_markdown_goes_to_standard_output(run: Run) -> None:
    """Everything but inbox and skipped papers, without notes."""
    result = run("export")
    assert (result.code, result.err) == (0, "")
    assert result.lines[0].startswith("<!-- written by readlist")
    assert "2311.00001" in result.out
    assert "2310.06825" not in result.out
    assert "the noise matters" not in result.out
    assert "\x1b" not in result.out
    assert "the noise matters" in run("export", "--notes").out
    assert run("export", "--with-notes").out == run("export", "--notes").out
    assert "2310.06825" in run("export", "--all").out


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.md", "<!--"), ("a.bib", "%"), ("a.json", "{"), ("a.html", "<!DOCTYPE html>")],
)
def test_the_ending_decides_the_format(run: Run, tmp_path: Path, name: str, begin: str) -> None:
    """And the same list gives the same bytes: the second time nothing is written."""
    path = tmp_path / name
    result = run("export", "-o", str(path))
    assert (result.code, result.out) == (0, "")
    assert result.err == f"Wrote {path}: 5 papers.\n"
    assert path.read_text().lower().startswith(begin.lower())
    assert run("export", "-o", str(path)).err == f"{path} is up to date: 5 papers.\n"
    assert run("export", "-o", str(path), "--check").code == 0


def test_a_file_of_somebody_else_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    """Only ``--force`` does; what readlist wrote itself may be replaced."""
    path = tmp_path / "notes.md"
    path.write_text("mine")
    result = run("export", "-o", str(path))
    assert (result.code, path.read_text()) == (1, "mine")
    assert result.err.splitlines() == [
        f"error: {path} was not written by readlist.",
        "try: another name, or --force",
    ]
    assert run("export", "-o", str(path), "--force").code == 0
    assert run("export", "-o", str(path), "-t", "moe").code == 0


def test_check_tells_an_outdated_file_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Exit 1, for scripts."""
    path = tmp_path / "list.md"
    assert run("export", "-o", str(path), "--check").code == 1
    assert not path.exists()
    run("export", "-o", str(path))
    run("star", "2311.00001")
    before = path.read_text()
    result = run("export", "-o", str(path), "--check")
    assert (result.code, path.read_text()) == (1, before)
    assert result.err.startswith(f"error: {path} is out of date.")


def test_json_keeps_the_order_of_the_list(run: Run) -> None:
    """Other formats go by theme; an order that is asked for is kept."""
    listed = [
        paper["id"] for paper in json.loads(run("export", "-f", "json", "--all").out)["papers"]
    ]
    assert listed == ["1701.06538", "2401.04088", "2305.13245", "hep-th/9901001", "2310.06825",
                      "2310.11511", "2311.00001"]  # fmt: skip
    assert listed != run("show", "--all", "--ids").out.split()
    by_title = run("export", "-f", "json", "--all", "--sort", "title").out
    titled = [paper["id"] for paper in json.loads(by_title)["papers"]]
    assert titled == run("show", "--all", "--ids", "--sort", "title").out.split()


def test_a_vault_gets_a_note_a_paper(run: Run, tmp_path: Path) -> None:
    """Own text below the marker stays; a file of somebody else stops it before it writes."""
    folder = tmp_path / "Vault"
    assert run("export", "--style", "obsidian", "-o", f"{folder}/").code == 0
    notes = sorted(path.name for path in folder.iterdir())
    assert len(notes) == 6
    first = folder / notes[0]
    first.write_text(first.read_text() + "my own words\n")
    run("star", "2311.00001")
    run("export", "--style", "obsidian", "-o", str(folder))
    assert first.read_text().endswith("my own words\n")
    (folder / "Reading list.md").write_text("mine")
    assert run("export", "--style", "obsidian", "-o", str(folder)).code == 1


@pytest.mark.parametrize(
    ("words", "code", "first"),
    [
        (["-f", "bibtx"], 2, "unknown format: 'bibtx'."),
        (["-o", "x.pdf"], 2, "no format ends in '.pdf'."),
        (["--style", "obsidian"], 2, "obsidian fills a folder."),
        (["--check"], 2, "--check needs a file to compare with."),
        (["-o", "."], 2, ". is a folder."),
        (["-o", "new/"], 2, "new/ is a folder, and markdown is one file."),
        (["-t", "nosuch"], 2, '"nosuch" is not a topic.'),
    ],
)
def test_what_cannot_be_exported_is_explained(
    run: Run, words: list[str], code: int, first: str
) -> None:
    """Two lines, nothing on stdout."""
    result = run("export", *words)
    assert (result.code, result.out, len(result.err.splitlines())) == (code, "", 2)
    assert result.err.startswith(f"error: {first}")


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """A file stands where a folder should."""
    (tmp_path / "file").write_text("x")
    result = run("export", "-o", str(tmp_path / "file" / "list.md"))
    assert result.code == 2
    assert len(result.err.splitlines()) == 2
    assert result.err.startswith(f"error: {tmp_path / 'file'} is not a folder.\n")


@pytest.mark.parametrize("words", [["list.bib"], ["vault", "--style", "obsidian"]])
def test_the_next_export_clears_away_what_a_killed_one_left(
    run: Run, tmp_path: Path, words: list[str]
) -> None:
    """Its unfinished file, once nobody can be writing it any more."""
    target, *style = words
    run("export", "-o", str(tmp_path / target), *style)
    first = max(tmp_path.rglob("*.*"), key=lambda path: path.is_file())
    dead = first.with_name(f".{first.name}.0123abcd.tmp")
    dead.write_text("half")
    os.utime(dead, (0, 0))
    first.unlink()
    assert run("export", "-o", str(tmp_path / target), *style).code == 0
    assert first.exists()
    assert not dead.exists()


def test_a_full_device_is_named(run: Run) -> None:
    """What is no file is written to as it is, and says if that fails."""
    assert run("export", "-o", os.devnull).code == 0
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    result = run("export", "-o", str(full))
    assert result.code == 1
    assert result.err.startswith("error: cannot write /dev/full: ")


def test_json_is_the_whole_model(run: Run) -> None:
    """With notes and unknown keys, ready to be read again."""
    data = json.loads(run("export", "-f", "json", "--all").out)
    assert len(data["papers"]) == 7


def test_the_page_knows_what_to_read_next(run: Run) -> None:
    """The places are those of `next`; papers that are read have none."""
    page = run("export", "-f", "html", "--all").out
    found = re.findall(r'<li class="paper [^>]*? id="([^"]*)"[^>]* data-rank="(\d+)"', page)
    order = [identifier for identifier, _ in sorted(found, key=lambda one: int(one[1]))]
    assert order == run("next", "--ids", "-n", "99").lines
    assert 0 < len(order) < page.count('<li class="paper ')


def test_what_to_read_next_is_learned_for_large_lists_only_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs more than all the rest of the page; ``--sort rank`` asks for it."""
    monkeypatch.setattr("readlist.library.export_entries._RANKED", 3)
    assert "data-rank" not in run("export", "-f", "html").out
    assert "data-rank" in run("export", "-f", "html", "--sort", "rank").out


@pytest.mark.parametrize("form", ["bibtex", "markdown", "html", "csv"])
def test_an_export_made_before_is_never_out_of_date(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Exporting twice gives the same; after a mark or with other options it gives the new text."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
    words = ("export", "-f", form, "--all", "--notes")
    first = run(*words).out
    assert run(*words).out == first
    assert run(*words, "-t", "moe").out != first
    assert run("note", "2311.00001", "a note of mine").code == 0
    changed = run(*words).out
    assert "a note of mine" in changed
    run("undo")
    assert run(*words).out == first
