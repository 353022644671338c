import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from support.screens import hard_list
from support.tests_kit import Run

LIST = """schema = 1
[[paper]]
id = "2401.00001"
title = "Sparse Things"
topics = ["moe"]
status = "read"
star = true
published = 2024-01-02
added = 2026-10-01
finished = 2026-11-02
[[paper]]
id = "2401.00002"
title = "Dense Things"
topics = ["moe"]
added = 2026-10-05
[[paper]]
id = "2401.00003"
topics = ["attention"]
status = "read"
added = 2026-10-05
finished = 2026-11-19
[[paper]]
id = "2401.00004"
status = "skipped"
"""


@pytest.fixture(autouse=True)
def _listed(make_list: Callable[[str], Path]) -> None:
    make_list(LIST)


def test_a_terminal_gets_bars(run: Run) -> None:
    """All papers count, skipped ones too."""
    result = run("stats", terminal=True)
    assert (result.code, result.err) == (0, "")
    assert result.lines[0] == "4 papers   2 read   1 unread   1 skipped   1 starred"
    assert "  moe        ━━━━━━━━━━━━────────────  1/2" in result.lines
    assert "  no topic   ────────────────────────  0/1" in result.lines
    assert result.lines[-1] == "  oldest unread: 2401.00002 Dense Things, added 47 days ago"


@pytest.mark.parametrize("words", [(), ("--plain",)])
def test_a_pipe_gets_lines(run: Run, words: tuple[str, ...]) -> None:
    """One number a line, fields between tabs; so with ``--plain`` on a terminal."""
    result = run("stats", *words, terminal=bool(words))
    assert result.lines[0] == "total\t4"
    assert "topic\tmoe\t1\t2" in result.lines


def test_json_is_one_object(run: Run) -> None:
    """Every number has its key."""
    data = json.loads(run("stats", "--json").out)
    assert data["date"] == "2026-11-21"
    assert data["status"] == {"inbox": 0, "unread": 1, "reading": 0, "read": 2, "skipped": 1}
    assert data["pace"] == {
        "read": 2, "weeks": 8, "undated": 0, "per_week": 0.25, "weeks_left": 4,
    }  # fmt: skip
    assert len(data["weeks"]) == 12
    assert data["oldest_unread"]["id"] == "2401.00002"


def test_filters_choose_what_counts(run: Run) -> None:
    """The same filters as everywhere."""
    assert json.loads(run("stats", "--json", "-t", "moe").out)["total"] == 2
    assert json.loads(run("stats", "--json", "-s", "read", "--star").out)["total"] == 1
    assert run("stats", "-t", "nope").code == 2


@pytest.mark.parametrize(
    ("since", "weeks", "read"), [("2026-11-08", 2, 1), ("3w", 4, 2), ("2026-11-21", 1, 1)]
)
def test_since_sets_how_far_to_look_back(run: Run, since: str, weeks: int, read: int) -> None:
    """The pace is that of the weeks from that day on."""
    data = json.loads(run("stats", "--json", "--since", since).out)
    assert len(data["weeks"]) == weeks
    assert data["pace"]["read"] == read


@pytest.mark.parametrize("since", ["soon", "2027-01-01", "2026-01-01..2026-02-01", ""])
def test_other_days_are_refused(run: Run, since: str) -> None:
    """No range, no day to come, no word."""
    result = run("stats", "--since", since)
    assert (result.code, result.out) == (2, "")
    assert "try: --since" in result.err


def test_two_forms_exclude_each_other(run: Run) -> None:
    """One form at a time."""
    assert run("stats", "--json", "--svg", "x.svg").code == 2


def test_a_picture_is_written_as_exports_are(run: Run, tmp_path: Path) -> None:
    """Anew, up to date, not over other people's files but with ``--force``."""
    file = tmp_path / "stats.svg"
    assert run("stats", "--svg", str(file)).err == f"Wrote {file}.\n"
    first = file.read_bytes()
    picture = ET.fromstring(first)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Reading list: 4 papers, 2 read" in "".join(picture.itertext())
    assert run("stats", "--svg", str(file)).err == f"{file} is up to date.\n"
    run("read", "2401.00002")
    run("stats", "--svg", str(file))
    assert file.read_bytes() != first
    file.write_text("<svg>mine</svg>", "utf-8")
    refused = run("stats", "--svg", str(file))
    assert refused.code == 1
    assert "was not written by readlist" in refused.err
    assert run("stats", "--svg", str(file), "--force").code == 0
    assert run("stats", "--svg", str(tmp_path)).code == 2


def test_a_picture_can_go_to_standard_output(run: Run, tmp_path: Path) -> None:
    """The same bytes as in a file."""
    run("stats", "--svg", str(tmp_path / "a.svg"))
    assert run("stats", "--svg", "-").out == (tmp_path / "a.svg").read_text("utf-8")


def test_an_empty_list_has_stats(run: Run, make_list: Callable[[str], Path]) -> None:
    """Zero papers in every form, and no fault."""
    make_list("schema = 1\n")
    assert run("stats", terminal=True).out == "0 papers\n"
    assert run("stats").lines[0] == "total\t0"
    assert json.loads(run("stats", "--json").out)["pace"]["weeks_left"] is None
    ET.fromstring(run("stats", "--svg", "-").out)


def test_hostile_titles_stay_text(run: Run, make_list: Callable[[str], Path]) -> None:
    """No control character comes through in any form."""
    make_list(hard_list())
    for words in ([], ["--json"], ["--plain"], ["--svg", "-"]):
        out = run("stats", *words, terminal=not words).out
        assert not any(character in out for character in "\x1b\x07\u202e\x9b")
