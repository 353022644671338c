"""What a person writes into an exported Markdown list or Obsidian note comes back by import."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

LIST = SMALL.replace('mood = "curious"', 'notes = "first  one\\n\\nsecond $\\\\alpha$\\n"')


@pytest.fixture(autouse=True)
def _listed(make_list: Callable[[str], Path]) -> None:
    make_list(LIST)


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> Path:
    """Return a Markdown list with notes."""
    path = tmp_path / "list.md"
    assert run("export", "--notes", "-o", str(path)).code == 0
    return path


@pytest.fixture
def note(run: Run, tmp_path: Path) -> Path:
    """Return a note of an exported folder."""
    folder = tmp_path / "Vault"
    run("export", "--notes", "--style", "obsidian", "-o", f"{folder}/")
    return folder / "2401.04088 Mixture of Winds.md"


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Change a file as a person would."""
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def paper(run: Run, identifier: str = "2401.04088") -> dict[str, object]:
    """Return a paper of the list."""
    found = json.loads(run("show", "--all", "--json").out)
    return dict(next(one for one in found if one["id"] == identifier))


def test_nothing_changed_is_nothing_to_do(run: Run, exported: Path, note: Path, home: Path) -> None:
    """From the list to a file and back: not a byte is written, on both ways."""
    before = (home / "readlist.toml").read_bytes()
    result = run("import", str(exported), str(note.parent))
    assert (result.code, result.err.splitlines()[-1]) == (0, "Nothing new to import.")
    assert (home / "readlist.toml").read_bytes() == before
    assert "is up to date" in run("export", "--notes", "-o", str(exported)).err
    style = ("--notes", "--style", "obsidian", "-o", f"{note.parent}/")
    assert "is up to date" in run("export", *style).err


def test_a_tick_is_taken_over_and_taken_back(run: Run, exported: Path, home: Path) -> None:
    """Shown with its line, written once with the day, undone in one step to the byte."""
    before = (home / "readlist.toml").read_bytes()
    edit(exported, ("- [ ] [Mixture", "- [x] [Mixture"), ("- [ ] ★ [A Small", "- [ ] [A Small"))
    result = run("import", str(exported))
    assert result.lines[0].startswith("edited\t2401.04088\tMixture of Winds\tstatus: unread → read")
    assert "2 changes brought in. Undo: readlist undo" in result.err
    assert (paper(run)["status"], paper(run)["finished"]) == ("read", "2026-11-21")
    assert paper(run, "2310.06825")["star"] is False
    assert run("import", str(exported)).err.endswith("Nothing new to import.\n")
    assert run("export", "--notes", "-o", str(exported)).code == 0
    run("undo")
    assert (home / "readlist.toml").read_bytes() == before


def test_an_edited_note_is_taken_over(run: Run, note: Path, home: Path) -> None:
    """Status, star, rating, topics and lines of notes; lines that stayed keep their own text."""
    edit(
        note,
        ("status: unread", "status: reading"),
        ("starred: false", "starred: true\nrating: 4"),
        ("  - topic/moe", "  - topic/moe\n  - topic/small-models\n  - topic/new-one"),
        ("- first  one\n", "- First  one\n- between *them*\n"),
    )
    run("import", str(note.parent), "--yes")
    found = paper(run)
    assert found["topics"] == ["moe", "small-models", "new-one"]
    assert (found["status"], found["star"], found["extra"]) == ("reading", True, {"rating": 4})
    assert found["notes"] == "First  one\nbetween *them*\n\nsecond $\\alpha$\n"
    assert 'topics = ["moe", "small-models", "new-one"]' in (home / "readlist.toml").read_text()
    assert "rating: 4" not in run("undo").err
    assert paper(run)["topics"] == ["moe"]


def test_a_terminal_asks_first(run: Run, exported: Path) -> None:
    """No leaves the list alone; a dry run and JSON change as little as they say."""
    edit(exported, ("- [ ] [Mixture", "- [x] [Mixture"))
    result = run("import", str(exported), asks=True, input="n\n")
    assert "Bring in 1 change? [Y/n, r to go through it]" in result.err
    assert paper(run)["status"] == "unread"
    assert "brought in" not in run("import", str(exported), "--dry-run").err
    found = json.loads(run("import", str(exported), "--json", "--dry-run").out)
    assert found["edits"] == [
        {
            "id": "2401.04088",
            "field": "status",
            "before": "unread",
            "after": "read",
            "both_changed": False,
            "source": str(exported),
            "line": found["edits"][0]["line"],
        }
    ]
    assert "1 change brought in" in run("import", str(exported), asks=True, input="\n").err


def test_the_list_wins_where_the_file_is_only_old(run: Run, exported: Path) -> None:
    """What the list has seen since the export is no change of the file."""
    run("read", "2401.04088")
    run("note", "2401.04088", "third")
    assert run("import", str(exported)).err.endswith("Nothing new to import.\n")
    assert run("export", "--notes", "-o", str(exported)).code == 0


def test_where_both_changed_the_file_counts_and_it_is_told(run: Run, note: Path) -> None:
    """Notes of both sides stay."""
    edit(note, ("status: unread", "status: skipped"), ("- first  one\n", "- mine\n"))
    run("read", "2401.04088")
    run("note", "2401.04088", "theirs")
    result = run("import", str(note))
    assert "note: the list changed 2401.04088 too: status: read → skipped" in result.err
    assert paper(run)["status"] == "skipped"
    lines = str(paper(run)["notes"]).splitlines()
    assert {"first  one", "mine", "2026-11-21  theirs"} <= set(lines)


def test_an_export_does_not_write_over_what_a_person_wrote(run: Run, exported: Path) -> None:
    """It names what would be gone, and the way to take it over; after that it writes."""
    edit(exported, ("- [ ] [Mixture", "- [x] [Mixture"))
    before = exported.read_text()
    result = run("export", "-o", str(exported))
    assert (result.code, exported.read_text()) == (1, before)
    assert result.err.splitlines()[0] == f"error: {exported} was edited since readlist wrote it:"
    assert "2401.04088 status: read" in result.err
    assert f"try: readlist import {exported}, or run it with --force" in result.err
    assert run("export", "-o", str(exported), "--check").code == 1
    run("import", str(exported))
    assert run("export", "-o", str(exported)).code == 0


def test_a_terminal_may_let_it_be_overwritten(run: Run, note: Path) -> None:
    """Asked once for all files; no is exit 1 and changes nothing."""
    edit(note, ("## Notes", "Words.\n\n## Notes"))
    words = ("export", "--style", "obsidian", "-o", f"{note.parent}/")
    result = run(*words, asks=True, input="n\n")
    assert "'Words.'" in result.err
    assert (result.code, "Words." in note.read_text()) == (1, True)
    assert run(*words, asks=True, input="y\n").code == 0
    assert "Words." not in note.read_text()
    edit(note, ("title: ", "title: My "))
    assert run(*words, "--force").code == 0
    assert "My Mixture" not in note.read_text()


def test_new_lines_of_a_list_are_new_papers(run: Run, exported: Path) -> None:
    """Beside ticks, in one step."""
    edit(
        exported,
        ("- [ ] [Mixture", "- [ ] [Gusts](https://arxiv.org/abs/2310.00001)\n- [x] [Mixture"),
    )
    result = run("import", str(exported), "--offline", asks=True, input="\n")
    assert "Add 1 to the list and bring in 1 change? [Y/n, r to go through it]" in result.err
    assert "1 added, 1 change brought in." in result.err
    run("undo")
    assert paper(run)["status"] == "unread"
    assert "2310.00001" not in run("show", "--all", "--ids").out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: unread", "status: finished", "a status is one of"),
        ('arxiv: "2401.04088"', "arxiv: ../../etc", "names no paper"),
        ("topics:\n", "topics:\n  - 'a, b'\n", "cannot be a topic"),
    ],
)
def test_what_cannot_be_taken_over_is_named(
    run: Run, note: Path, home: Path, *, old: str, new: str, told: str
) -> None:
    """And the list stays as it is."""
    before = (home / "readlist.toml").read_bytes()
    edit(note, (old, new))
    result = run("import", str(note), "--yes", "--offline")
    assert told in " ".join(result.err.split())
    assert "Traceback" not in result.err
    assert (home / "readlist.toml").read_bytes() == before


def test_two_files_that_disagree_change_nothing(run: Run, note: Path) -> None:
    """The index says read, the note says skipped: both are named by their paper."""
    edit(note, ("status: unread", "status: skipped"))
    index = note.parent / "Reading list.md"
    edit(index, ("- [ ] [[2401.04088", "- [x] [[2401.04088"))
    result = run("import", str(note.parent))
    assert "two files disagree on its status" in result.err
    assert paper(run)["status"] == "unread"


def test_marks_of_a_merge_stay_no_marks(run: Run, note: Path) -> None:
    """A line of notes that looks like a conflict is kept as text, and the list stays whole."""
    edit(note, ("- first  one\n", "- first  one\n\n<<<<<<< mine\n\x1b[2Jtext\n"))
    run("import", str(note))
    assert run("show").code == 0
    assert "\x1b" not in str(paper(run)["notes"])
    assert "<<<<<<< mine" in str(paper(run)["notes"])


def test_a_folder_of_notes_is_a_list(
    run: Run, note: Path, make_list: Callable[[str], Path]
) -> None:
    """What is not on the list comes whole: status, star, topics, notes, whatever identifies it."""
    run("star", "2401.04088")
    run("export", "--all", "--notes", "--style", "obsidian", "-o", f"{note.parent}/")
    index = note.parent / "Reading list.md"
    index.write_text(f"{index.read_text()}https://arxiv.org/abs/2310.00009\n")
    keys = ("id", "title", "authors", "topics", "status", "star", "added")
    before = {one: paper(run, one) for one in ("2401.04088", "2310.06825", "hep-th/9901001")}
    make_list("schema = 1\n")
    result = run("import", str(note.parent), "--yes", "--offline")
    assert "4 added" in result.err
    for name, was in before.items():
        now = paper(run, name)
        assert {key: now[key] for key in keys} == {key: was[key] for key in keys}
    assert paper(run)["notes"] == "first  one\nsecond α\n"
    assert paper(run, "2310.00009")["status"] == "inbox"
