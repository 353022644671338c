"""`readlist merge`."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.paper import Paper, Status
from support.tests_kit import Run

LIST = """\
# mine
[[paper]]
id = "2310.00001"
title = "Winds"
topics = ["air"]
status = "unread"
added = 2026-11-10
key = "mine"
notes = "one\\n"

[[paper]]
id = "2310.00002"
title = "Between"

[[paper]]
id = "doi:10.1000/182"
also = ["pmid:1"]
title = "Winds."
topics = ["air", "water"]
status = "read"
finished = 2026-11-12
star = true
added = 2026-11-01
key = "other"
venue = "Nature"
mood = "good"
notes = "two\\n"
"""


@pytest.fixture(autouse=True)
def path(make_list: Callable[[str], Path]) -> Path:
    """Return the list."""
    return make_list(LIST)


def paper(path: Path, number: int) -> Paper:
    """Return a paper of the list."""
    return Paper.from_table(tomllib.loads(path.read_text())["paper"][number])


def test_entries_become_the_first(run: Run, path: Path) -> None:
    """Everything of both is there; differing values are named; one step of undo."""
    result = run("merge", "2310.00001", "10.1000/182")
    assert result.code == 0
    assert result.err.splitlines() == [
        "Merged: 2310.00001 Winds, with doi:10.1000/182. Undo: readlist undo",
        "note: doi:10.1000/182 had a different title: Winds.",
        "note: doi:10.1000/182 had a different key: other",
    ]
    one = paper(path, 0)
    assert one.also == ("doi:10.1000/182", "pmid:1")
    assert one.topics == ("air", "water")
    assert (one.status, str(one.finished), one.star) == (Status.READ, "2026-11-12", True)
    assert (str(one.added), one.key, one.venue) == ("2026-11-01", "mine", "Nature")
    assert one.notes == "one\ntwo\n"
    assert one.extra == {"mood": "good"}
    assert paper(path, 1).id == "2310.00002"
    assert "# mine" in path.read_text()
    assert run("info", "pmid:1", "--fields", "id").out == "2310.00001\n"
    run("undo")
    assert path.read_text() == LIST


def test_one_paper_is_not_merged(run: Run, path: Path) -> None:
    """Also when it is named twice."""
    assert run("merge", "2310.00001", "2310.00001").code == 2
    assert run("merge", "2310.00001").code == 2
    assert path.read_text() == LIST


def test_doctor_names_likely_pairs(run: Run, make_list: Callable[[str], Path]) -> None:
    """The same title and first author, however they are spelt; the command joins them."""
    pair = (
        '[[paper]]\nid = "2310.00001"\ntitle = "On Warm Winds"\nauthors = ["Ada Archer"]\n'
        '[[paper]]\nid = "doi:10.1000/182"\ntitle = "On warm winds"\nauthors = ["A. Archer"]\n'
        '[[paper]]\nid = "2310.00002"\ntitle = "On warm winds"\nauthors = ["Bo Birch"]\n'
    )
    make_list(pair)
    found = run("doctor").out
    assert "2310.00001 and doi:10.1000/182 are probably the same work" in found
    assert "2310.00002" not in found
    run("merge", "2310.00001", "doi:10.1000/182")
    assert "probably one work" not in run("doctor").out


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("readlist (Ada's conflicted copy 2026-11-20).toml", True),
        ("readlist (conflicted copy 2026-11-20 101500).toml", True),
        ("readlist.sync-conflict-20261120-101500-ABCDEFG.toml", True),
        ("readlist 2.toml", True),
        ("readlist (1).toml", True),
        ("readlist-backup.toml", False),
        ("readlist.toml.bak", False),
        ("other (conflicted copy).toml", False),
    ],
)
def test_doctor_names_copies_of_cloud_folders(
    run: Run, path: Path, name: str, *, is_copy: bool
) -> None:
    """With the command that merges them; nothing else beside the list is named."""
    path.with_name(name).write_text(path.read_text())
    assert ("another copy of the list" in run("doctor").out) is is_copy
