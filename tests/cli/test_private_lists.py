"""A private list: status, star, notes and days are the reader's; papers and topics everybody's."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.git_kit import Machine, git
from support.private_kit import SHARED, make_private, own, shared
from support.tests_kit import Run

WINDS, SMALL, HEP = "2401.04088", "2310.06825", "hep-th/9901001"
G = ("-L", "group")


@pytest.fixture(autouse=True)
def group(home: Path) -> Path:
    """Make the list."""
    return make_private(home).paths.list


def info(run: Run, paper: str) -> dict[str, Any]:
    """Return what the list says of a paper."""
    (data,) = json.loads(run(*G, "info", paper, "--json").out)
    return dict(data)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["read", WINDS], {"status": "read"}),
        (["unread", SMALL], {"status": "unread"}),
        (["skip", HEP], {"status": "skipped"}),
        (["star", WINDS], {"star": True}),
        (["star", "--off", SMALL], {"star": False}),
        (["note", WINDS, "mine"], {"notes": "for all of us\n2026-11-21  mine\n"}),
    ],
)
def test_marks_change_the_readers_file_alone(
    run: Run, home: Path, group: Path, words: list[str], expected: dict[str, object]
) -> None:
    """The shared one keeps every byte; one step of undo leads back."""
    assert run(*G, *words).code == 0
    assert group.read_text() == SHARED
    (entry,) = own(home).values()
    assert expected.items() <= entry.items()
    shown = json.loads(run(*G, "show", "--json", "--all").out)
    (mine,) = [one for one in shown if one["id"] == entry["id"]]
    assert {key: mine[key] for key in expected} == expected
    assert set(expected) <= set(mine["yours"])
    assert run(*G, "undo").code == 0
    assert not (home / "private" / "group.toml").exists()
    assert run(*G, "undo", "--redo").code == 0
    assert list(own(home).values()) == [entry]


def test_papers_and_topics_are_everybodys(run: Run, home: Path) -> None:
    """Others start with a new paper as unread, whatever the reader made of it."""
    run(*G, "add", "2402.00001", "--no-fetch", "-t", "new", "--star", "--status", "reading")
    run(*G, "topic", WINDS, "+data")
    assert shared(home)["2402.00001"]["topics"] == ["new"]
    assert shared(home)["2402.00001"]["status"] == "unread"
    assert "star" not in shared(home)["2402.00001"]
    assert own(home) == {"2402.00001": {"id": "2402.00001", "status": "reading", "star": True}}
    assert shared(home)[WINDS]["topics"] == ["moe", "data"]
    run(*G, "undo", "2")
    assert (home / "lists" / "group" / "readlist.toml").read_text() == SHARED
    assert not (home / "private" / "group.toml").exists()


def test_what_is_taken_away_is_told_apart_from_what_is_not_there(run: Run, home: Path) -> None:
    """A shared note or star can be put away for oneself."""
    run(*G, "star", "--off", SMALL)
    data = info(run, SMALL)
    assert (data["star"], data["yours"]) == (False, ["star"])
    run(*G, "read", SMALL)
    run(*G, "unread", SMALL)
    assert own(home)[SMALL].keys() == {"id", "status", "star"}


def test_removing_takes_both_and_undo_brings_both(run: Run, home: Path) -> None:
    """One step each."""
    run(*G, "note", SMALL, "mine")
    before = own(home)
    run(*G, "remove", SMALL, "--yes")
    assert SMALL not in shared(home)
    assert own(home) == {}
    run(*G, "undo")
    assert (home / "lists" / "group" / "readlist.toml").read_text() == SHARED
    assert own(home) == before


def test_every_command_sees_the_readers_values(run: Run, home: Path) -> None:
    """Lists, search, statistics, exports, what is next; `show` marks what is only the reader's."""
    run(*G, "read", SMALL)
    run(*G, "note", HEP, "zephyrs everywhere")
    assert run(*G, "show", "--ids").out.split() == [WINDS, HEP]
    assert run(*G, "show", "--has", "note", "--ids").out.split() == [WINDS, HEP]
    assert run(*G, "search", "zephyrs", "--ids").out.split() == [HEP]
    assert "read\t1" in run(*G, "stats").out
    exported = run(*G, "export", "-f", "json", "--all").out
    assert "zephyrs" in exported
    assert SMALL not in run(*G, "next", "--ids").out
    screen = run(*G, "show", "--all", terminal=True).out
    lines = {
        line.split()[2]: line for line in screen.splitlines() if SMALL in line or WINDS in line
    }
    assert "y marked by you, for you alone" in screen
    assert any(SMALL in line and line.rstrip().endswith("y") for line in screen.splitlines())
    assert not any(WINDS in line and line.rstrip().endswith("y") for line in screen.splitlines())
    assert lines
    card = run(*G, "info", SMALL, terminal=True).out
    assert "only yours: status, finished" in card


def test_without_the_name_it_is_a_plain_list(run: Run, home: Path, group: Path) -> None:
    """Whoever names the file sees what everybody has."""
    run(*G, "read", SMALL)
    shown = json.loads(run("--file", str(group), "show", "--json", "--all").out)
    assert [one["status"] for one in shown if one["id"] == SMALL] == ["reading"]
    assert "yours" not in shown[0]
    assert json.loads(run(*G, "show", "--json", "-s", "read").out)[0]["id"] == SMALL


def test_merged_entries_keep_the_readers_marks(run: Run, home: Path) -> None:
    """Marks under an identifier that the paper goes by elsewhere are found, and joined."""
    run(*G, "note", SMALL, "first thought")
    run(*G, "note", WINDS, "second thought")
    run(*G, "merge", WINDS, SMALL)
    assert list(shared(home)) == [WINDS, HEP]
    assert list(own(home)) == [WINDS]
    notes = own(home)[WINDS]["notes"]
    assert "first thought" in notes
    assert "second thought" in notes
    run(*G, "undo")
    assert set(own(home)) == {WINDS, SMALL}
    # What somebody else joined: the entries stay as they are until the next mark.
    path = home / "lists" / "group" / "readlist.toml"
    path.write_text('schema = 1\n\n[[paper]]\nid = "2401.04088"\nalso = ["2310.06825"]\n')
    told = info(run, WINDS)["notes"]
    assert "first thought" in told
    assert "second thought" in told
    run(*G, "star", WINDS)
    assert list(own(home)) == [WINDS]
    assert info(run, WINDS)["notes"] == told


def test_a_paper_that_others_took_off_leaves_the_notes(run: Run, home: Path, group: Path) -> None:
    """They are there again with the paper, and doctor names them meanwhile."""
    run(*G, "note", SMALL, "mine")
    group.write_text('schema = 1\n\n[[paper]]\nid = "2401.04088"\n')
    assert SMALL not in run(*G, "show", "--all", "--ids").out
    assert "1 paper that is not in the list" in " ".join(run(*G, "doctor").out.split())
    run(*G, "add", SMALL, "--no-fetch")
    assert info(run, SMALL)["notes"] == "2026-11-21  mine\n"


@pytest.mark.parametrize("text", ["[[paper]\n", "schema = 9\n", "<<<<<<< a\n=======\n>>>>>>> b\n"])
def test_a_broken_file_of_the_readers_is_told(run: Run, home: Path, group: Path, text: str) -> None:
    """Exit 6 with its name; nothing is written."""
    (home / "private").mkdir()
    mine = home / "private" / "group.toml"
    mine.write_text(text)
    for words in (["show"], ["read", SMALL], ["search", "wind"], ["doctor"], ["undo"]):
        result = run(*G, *words)
        assert result.code == 6
        assert str(mine) in (result.err + result.out).replace("\n", "")
    assert (mine.read_text(), group.read_text()) == (text, SHARED)


def test_a_shared_list_cannot_bring_marks_along(run: Run, home: Path, group: Path) -> None:
    """Bytes that only stand between the two files make a list unreadable, as TOML says."""
    group.write_text(SHARED + '\0only the reader\'s\0\n[[paper]]\nid = "x"\nstar = true\n')
    result = run(*G, "show")
    assert result.code == 6
    assert str(group) in result.err.replace("\n", "")


def test_editing_by_hand_is_about_the_shared_list(
    run: Run, home: Path, tmp_path: Path, group: Path
) -> None:
    """What is only the reader's stays, and the edit is one step of undo."""
    run(*G, "read", SMALL)
    mine = own(home)
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/# ours/# all ours/' \"$1\"\n")
    editor.chmod(0o755)
    assert run(*G, "edit", env={"EDITOR": str(editor)}).code == 0
    assert group.read_text() == SHARED.replace("# ours", "# all ours")
    run(*G, "undo")
    assert (group.read_text(), own(home)) == (SHARED, mine)


def test_copies_go_into_both_files(run: Run, home: Path, make_list: Callable[[str], Path]) -> None:
    """Notes of the usual list become the reader's own in the group's."""
    make_list('schema = 1\n\n[[paper]]\nid = "2402.00009"\nnotes = "psst"\nstatus = "read"\n')
    run("copy", "2402.00009", "--to", "group")
    assert shared(home)["2402.00009"] == {
        "id": "2402.00009", "status": "unread", "added": shared(home)["2402.00009"]["added"],
    }  # fmt: skip
    assert own(home)["2402.00009"]["notes"] == "psst"
    run(*G, "copy", "2402.00009", SMALL, "--to", "default", "--bare")
    run(*G, "undo")
    assert "2402.00009" not in shared(home)
    assert "2402.00009" not in own(home)
    assert "yours" not in (home / "readlist.toml").read_text()


def test_marks_are_neither_committed_nor_synced(
    run: Run, machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """Everybody keeps their own progress; papers and topics come together; undo is as ever."""
    folders = {}
    pair = []
    for name in ("a", "b"):
        machine = machines(name)
        folders[name] = tmp_path / name
        machine("-L", "group", "init", "--empty", "--private")
        assert machine("-L", "group", "sync", "--init", str(remote)).code == 0
        pair.append(machine)
    first, second = pair
    first(*G, "add", WINDS, SMALL, "--no-fetch", "-t", "moe")
    first(*G, "read", WINDS)
    first(*G, "note", WINDS, "a secret of a")
    first(*G, "sync")
    second(*G, "sync")
    second(*G, "skip", WINDS)
    second(*G, "note", WINDS, "a secret of b")
    second(*G, "topic", WINDS, "+data")
    second(*G, "sync")
    first(*G, "topic", SMALL, "+small")
    first(*G, "star", SMALL)
    merged = first(*G, "sync")
    assert merged.code == 0
    assert "Undo here: readlist -L group undo" in merged.err
    assert own(folders["a"])[WINDS]["status"] == "read"
    assert own(folders["b"])[WINDS]["status"] == "skipped"
    assert shared(folders["a"])[WINDS]["topics"] == ["moe", "data"]
    first(*G, "undo")
    assert shared(folders["a"])[WINDS]["topics"] == ["moe"]
    assert own(folders["a"])[SMALL]["star"] is True
    assert "Merged again" in first(*G, "sync").err
    second(*G, "sync")
    assert shared(folders["a"]) == shared(folders["b"])
    history = git(remote, "log", "--all", "-p")
    assert "secret" not in history
    assert "star" not in history
    assert own(folders["a"])[WINDS]["notes"] == "2026-11-21  a secret of a\n"


def test_sync_says_what_stays_here(run: Run, remote: Path) -> None:
    """Once, when it is set up."""
    told = run(*G, "sync", "--init", str(remote)).err
    assert "Status, stars, notes and days stay on this machine" in told
    assert "stay on this machine" not in run(*G, "sync").err
