"""`due`, ``--due`` and papers that have a day: set, shown, found, sorted and taken away."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

WINDS, LAST = "2401.04088", "hep-th/9901001"


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


def test_a_day_is_set_and_taken_away(run: Run, small: Path) -> None:
    """One key of the paper's table, in the words of a calendar; undo gives the same bytes."""
    result = run("due", "mixture", "friday")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        f"Due: {WINDS} Mixture of Winds (due in 6 days, 2026-11-27). Undo: readlist undo\n"
    )
    assert "due = 2026-11-27\n" in small.read_text()
    assert run("due", "mixture", "2026-11-27").err.startswith(f"Due day unchanged: {WINDS}")
    assert run("due", WINDS).out == f"{WINDS}\t2026-11-27\n"
    gone = run("due", "mixture", "none")
    assert gone.err.startswith(f"No longer due: {WINDS} Mixture of Winds (was 2026-11-27).")
    assert small.read_text() == SMALL
    assert run("undo").err.startswith(f"Undone: not due {WINDS}")
    run("undo")
    assert small.read_text() == SMALL
    assert run("due", "mixture", "none").err.startswith(f"Not due: {WINDS}")


@pytest.mark.parametrize("command", ["unread", "reading", "star"])
def test_marks_can_set_it_in_one_step(run: Run, small: Path, command: str) -> None:
    """A mark and its day are one step of undo."""
    assert run(command, "mixture", "--due", "+7d").err.count("due in 7 days, 2026-11-28") == 1
    assert "due = 2026-11-28" in small.read_text()
    run("undo")
    assert small.read_text() == SMALL


def test_papers_are_added_with_a_day(run: Run, small: Path) -> None:
    """New ones get it, and those that are there."""
    assert run("add", "2401.99999", WINDS, "--no-fetch", "--due", "tomorrow").code == 0
    assert small.read_text().count("due = 2026-11-22") == 2


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        ("due mixture fridya", "'fridya' is neither a paper of the list nor a day.",
         "readlist due mixture 2026-11-28, or tomorrow, friday, +7d, none"),
        ("star mixture --due soon", "--due 'soon' is not a day.",
         "--due 2026-11-28, or tomorrow, friday, +7d, none"),
        ("show --due soon", "--due soon is not a day or span.",
         "--due 2026-11-21..2026-11-28, or --due 7d, --due overdue"),
        ("show --due 2026-11-05..2026-11-01", "--due 2026-11-05..2026-11-01 ends before it begins.",
         "--due 2026-11-01..2026-11-05"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_explained(
    run: Run, small: Path, words: str, problem: str, remedy: str
) -> None:
    """With a way that works, and nothing is changed."""
    result = run(*words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [f"error: {problem}", f"try: {remedy}"]
    assert small.read_text() == SMALL


def test_a_paper_that_is_not_there_is_named_first(run: Run) -> None:
    """The day behind it was right."""
    assert run("due", "2305.13245", "friday").code == 3


@pytest.fixture
def days(run: Run, make_list: Callable[[str], Path]) -> list[str]:
    """Make a list of papers due in different ways; return their identifiers."""
    named = {"yesterday": "2026-11-20", "today": "2026-11-21", "week": "2026-11-28",
             "later": "2027-02-01", "never": ""}  # fmt: skip
    make_list(
        "\n".join(
            f'[[paper]]\nid = "local:{name}"\ntitle = "{name.title()}"\n'
            + (f"due = {day}\n" if day else "")
            for name, day in reversed(named.items())
        )
    )
    return [f"local:{name}" for name in named]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("show --sort due", "yesterday today week later never"),
        ("show --sort due --reverse", "never later week today yesterday"),
        ("show --sort due --due overdue", "yesterday"),
        ("show --sort due --due 7d", "yesterday today week"),
        ("show --sort due --due today", "today"),
        ("show --sort due --due ..today", "yesterday today"),
        ("show --sort due --due tomorrow..2027-12-31", "week later"),
        ("show --sort due --has due -n 2", "yesterday today"),
        ("show --lacks due", "never"),
        ("due", "yesterday today week later"),
        ("due 7d", "yesterday today week"),
        ("due overdue", "yesterday"),
        ("export -f csv --sort due --due 7d", "yesterday today week"),
    ],
)
def test_papers_are_found_by_their_day(run: Run, days: list[str], asked: str, found: str) -> None:
    """In every command with filters, from the index and from the file alike."""
    assert days
    form = [] if "export" in asked else ["--ids"]
    wanted = [f"local:{name}" for name in found.split()]
    for _ in range(2):  # the second time from the index
        result = run(*asked.split(), *form)
        assert result.code == 0
        ids = [line.partition(",")[0] for line in result.lines]
        assert [one for one in ids if one.startswith("local:")] == wanted


def test_what_presses_comes_first(run: Run, days: list[str]) -> None:
    """Before what is being read and starred, the nearest day first, with the reason in words."""
    assert days
    run("reading", "local:never")
    run("star", "local:later")
    found = json.loads(run("next", "-n", "9", "--json").out)
    assert [one["id"] for one in found] == [
        "local:yesterday", "local:today", "local:week", "local:never", "local:later",
    ]  # fmt: skip
    assert [one["reasons"][0] for one in found] == [
        "overdue by 1 day", "due today", "due in 7 days", "you are reading it",
        "due on 2027-02-01",
    ]  # fmt: skip
    for one in found:
        assert sum(term["weight"] for term in one["terms"]) == pytest.approx(one["value"])


def test_what_is_done_is_not_overdue(run: Run, days: list[str]) -> None:
    """A paper that was read keeps its day, and nobody is urged any more."""
    assert days
    run("read", "local:yesterday")
    assert run("due", "overdue", "--ids").out == ""
    shown = run("info", "local:yesterday", terminal=True).out
    assert "due 20 Nov 2026" in shown
    assert "overdue" not in shown
    assert "overdue" not in run("next", "-n", "9", terminal=True).out


def test_a_card_tells_how_far_off_it_is(run: Run, days: list[str]) -> None:
    """In words where it is near."""
    assert days
    assert "due 20 Nov 2026 (overdue by 1 day)" in run("info", "local:yesterday", terminal=True).out
    assert "due 1 Feb 2027\n" in run("info", "local:later", terminal=True).out


def test_a_day_of_the_wrong_kind_is_named_and_kept(
    run: Run, make_list: Callable[[str], Path]
) -> None:
    """`doctor` says where; setting a day by command puts it right."""
    path = make_list('[[paper]]\nid = "2401.04088"\ndue = "soon"\n')
    assert "due" in run("doctor").out
    assert run("star", WINDS).code == 0
    assert 'due = "soon"' in path.read_text()
    assert run("due", WINDS, "none").code == 0
    assert "due" not in path.read_text()


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "obsidian"])
def test_days_come_back_from_exports(run: Run, small: Path, tmp_path: Path, form: str) -> None:
    """From data as they are; from what people edit, with what they changed."""
    run("due", "mixture", "2026-12-01")
    path = tmp_path / ("vault" if form == "obsidian" else f"list.{form[:4]}")
    style = ["--style", "obsidian"] if form == "obsidian" else ["-f", form]
    assert run("export", *style, "-o", str(path)).code == 0
    if form in ("json", "csv"):
        small.unlink()
        assert run("init", "--empty").code == 0
        assert run("import", str(path), "--yes", "--no-fetch").code == 0
        assert "due = 2026-12-01" in small.read_text()
        return
    (file,) = path.glob("2401.04088 *") if form == "obsidian" else [path]
    file.write_text(file.read_text().replace("2026-12-01\n", "2026-12-24\n", 1))
    assert run("import", str(path), "--yes", "--no-fetch").code == 0
    assert "due = 2026-12-24" in small.read_text()


def test_merged_entries_keep_the_first_day(run: Run, make_list: Callable[[str], Path]) -> None:
    """And the other one is named."""
    path = make_list(
        '[[paper]]\nid = "2401.04088"\ntitle = "A"\n'
        '[[paper]]\nid = "doi:10.1000/x"\ntitle = "A"\ndue = 2026-12-01\n'
        '[[paper]]\nid = "doi:10.1000/y"\ntitle = "A"\ndue = 2026-12-09\n'
    )
    told = run("merge", "2401.04088", "doi:10.1000/x", "doi:10.1000/y")
    assert told.code == 0
    assert "due = 2026-12-01" in path.read_text()
    assert "2026-12-09" not in path.read_text()
    assert "2026-12-09" in told.err
