"""What completion knows follows the list: by what changed, and always to the same end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.library import completion_cache
from readlist.paths import Paths
from readlist.reading_list import ReadingList
from support.tests_kit import Run

LIST = """\
schema = 1

[[paper]]
id = "2401.00001"
title = "One"
topics = ["moe", "small"]

[[paper]]
id = "2401.00002"
title = "Two"
topics = ["moe"]

[[paper]]
id = "2401.00003"
title = "Three"
"""
Edit = Callable[[Run, Path], None]


def by_hand(old: str, new: str) -> Edit:
    """Return an edit of the file."""

    def edit(_run: Run, path: Path) -> None:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return edit


def command(*words: str) -> Edit:
    """Return an edit by a command."""

    def edit(run: Run, _path: Path) -> None:
        assert run(*words).code == 0

    return edit


def twice(first: Edit, second: Edit) -> Edit:
    """Return two edits as one."""

    def edit(run: Run, path: Path) -> None:
        first(run, path)
        second(run, path)

    return edit


EDITS: dict[str, tuple[Edit, bool]] = {
    "title": (by_hand("One", "Uno"), False),
    "topics": (by_hand('["moe", "small"]', '["new"]'), False),
    "identifier": (by_hand("2401.00002", "2401.00012"), False),
    "gone": (by_hand('[[paper]]\nid = "2401.00002"\ntitle = "Two"\ntopics = ["moe"]\n', ""), False),
    "mark": (by_hand('title = "Two"', 'title = "Two"\nstatus = "read"'), False),
    "new": (
        by_hand(
            '[[paper]]\nid = "2401.00002"', '[[paper]]\nid = "9901.1"\n[[paper]]\nid = "2401.00002"'
        ),
        False,
    ),
    "doubled": (by_hand("2401.00003", "2401.00002"), True),
    "add": (command("add", "2402.00001", "--no-fetch"), False),
    "topic": (command("topic", "2401.00001", "-moe", "+fresh"), False),
    "remove": (command("remove", "2401.00001", "--yes"), False),
    "undo": (twice(command("topic", "2401.00003", "+x"), command("undo")), False),
}


@pytest.mark.parametrize("name", EDITS)
def test_it_is_told_what_changed(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The same lines as if all were written anew, which is done only where papers are doubled."""
    path, kept = home / "readlist.toml", home / "cache" / completion_cache.COMPLETION
    path.write_text(LIST)
    run("show", "--plain")
    anew: list[int] = []
    write = completion_cache.write

    def watched(paths: Paths, papers: ReadingList) -> bool:
        anew.append(len(papers))
        return write(paths, papers)

    monkeypatch.setattr(completion_cache, "write", watched)
    edit, doubled = EDITS[name]
    edit(run, path)
    run("show", "--plain")
    assert bool(anew) is doubled
    told = sorted(kept.read_text().splitlines())
    for file in (home / "cache").iterdir():
        file.unlink()
    run("show", "--plain")
    assert told == sorted(kept.read_text().splitlines())


def test_a_file_that_is_not_what_was_written_is_written_anew(run: Run, home: Path) -> None:
    """Whatever it holds, or if it is gone."""
    path, kept = home / "readlist.toml", home / "cache" / completion_cache.COMPLETION
    path.write_text(LIST)
    run("show", "--plain")
    for number, other in enumerate((b"", b"paper\t2401.00001\n", b"topic\n", b"\xff", None)):
        if other is None:
            kept.unlink()
        else:
            kept.write_bytes(other)
        path.write_text(LIST.replace("Two", f"Two {number}"))
        run("show", "--plain")
        lines = kept.read_text().splitlines()
        assert f"paper\t2401.00002\tTwo {number}" in lines
        assert len(lines) == 5
