"""`readlist show`: filters, output modes, what is hidden."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.paper import JSON_KEYS
from support.screens import hard_list
from support.tests_kit import Run


@pytest.fixture(autouse=True)
def _hard(make_list: Callable[[str], Path]) -> None:
    make_list(hard_list())


def shown(run: Run, *words: str) -> list[str]:
    """Return the identifiers that a command line shows."""
    result = run("show", "--ids", *words)
    assert result.code == 0, result.err
    return result.lines


def test_a_pipe_gets_one_record_a_line(run: Run) -> None:
    """Eight fields between tabs; no tab, newline or escape within one; nothing is cut."""
    result = run("show")
    rows = [line.split("\t") for line in result.lines]
    assert [len(row) for row in rows] == [8, 8, 8, 8]
    assert rows[0][:3] == ["2401.04088", "unread", "*"]
    assert rows[0][3].endswith("占满整个屏幕")
    assert rows[0][4:] == ["王小明; 李雷", "2024", "moe", "2026-11-20"]
    assert rows[2][3] == "Evil [bold]markup[/] txt.exe tab here"
    assert run("show", "--plain", terminal=True).out == result.out


def test_json_has_every_key(run: Run) -> None:
    """An array of objects, each with all keys, values as they are in the list."""
    data = json.loads(run("show", "--all", "--json").out)
    assert [list(one) for one in data] == [list(JSON_KEYS)] * 7
    first = data[0]
    assert first["star"] is True
    assert first["published"] == "2017-01-23"
    assert first["pdf"] is None
    assert first["topics"] == ["moe", "scaling"]


def test_json_is_never_raw_escapes(run: Run) -> None:
    """Hostile text comes through as JSON escapes, with its value kept."""
    result = run("show", "-t", "attention", "--json")
    assert "\u202e" not in result.out
    titles = [one["title"] for one in json.loads(result.out)]
    assert any("\x1b[31m" in title and "\u202e" in title for title in titles)


def test_an_empty_answer_is_an_empty_array(run: Run) -> None:
    """Programs get what they can parse."""
    result = run("show", "--author", "nobody at all", "--json")
    assert (result.code, result.out) == (0, "[]\n")


def test_fields_choose_keys_and_columns(run: Run) -> None:
    """In JSON and in lines, in the order asked for."""
    data = json.loads(run("show", "-t", "moe", "--all", "--json", "--fields", "year,id").out)
    assert data == [{"year": 2017, "id": "1701.06538"}, {"year": 2024, "id": "2401.04088"}]
    result = run("show", "-t", "moe", "--fields", "id", "--fields", "code,year", terminal=True)
    assert result.out == "2401.04088\t\t2024\n"


def test_unknown_keys_can_be_a_field(run: Run, make_list: Callable[[str], Path]) -> None:
    """Those of the reader's are under `extra`, which is empty where there are none."""
    make_list('schema = 1\n[[paper]]\nid = "2310.06825"\nmood = "calm"\n'
              '[[paper]]\nid = "2401.04088"\n')  # fmt: skip
    data = json.loads(run("show", "--json", "--fields", "id,extra").out)
    assert data == [
        {"id": "2310.06825", "extra": {"mood": "calm"}},
        {"id": "2401.04088", "extra": {}},
    ]
    assert run("show", "--fields", "id,extra").out == "2310.06825\tmood=calm\n2401.04088\t\n"


def test_details_can_be_fields(run: Run) -> None:
    """What arXiv said is null while it was not asked."""
    data = json.loads(run("show", "-t", "moe", "--json", "--fields", "id,abstract").out)
    assert data == [{"id": "2401.04088", "abstract": None}]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "2401.04088 2305.13245 hep-th/9901001 2311.00001"),
        ("--all -t moe", "1701.06538 2401.04088"),
        ("-s all -t moe -t rag", "1701.06538 2401.04088 2310.11511"),
        ("-t none --all", "2310.06825 2311.00001"),
        ("-s read", "1701.06538"),
        ("-s inbox,skipped", "2310.11511 2310.06825"),
        ("-u", "2401.04088 2305.13245 hep-th/9901001 2311.00001"),
        ("--star --all", "1701.06538 2401.04088"),
        ("-a nadir --all", "1701.06538"),
        ("-y 2023 --all", "2305.13245"),
        ("-y -2020 --all", "1701.06538"),
        ("--added 30d --all", "2401.04088 2305.13245"),
        ("--added 2026-11-20", "2401.04088"),
        ("--has note --all", "1701.06538"),
        ("--has code", "2305.13245"),
        ("--lacks code", "2401.04088 hep-th/9901001 2311.00001"),
        ("-n 2", "2401.04088 2305.13245"),
        ("--sort published --all -n 1", "2401.04088"),
        ("--sort title --reverse -n 1", "2305.13245"),
        ("-t MOE", "2401.04088"),
    ],
)
def test_filters_choose_papers(run: Run, words: str, expected: str) -> None:
    """Each filter alone, and a few together."""
    assert shown(run, *words.split()) == expected.split()


def test_what_is_hidden_is_counted(run: Run) -> None:
    """The footer names what only its status hides, and how to see it."""
    result = run("show", terminal=True)
    assert "1 read, 1 skipped and 1 in the inbox not shown (--all)" in result.out
    assert "not shown" not in run("show", "--all", terminal=True).out
    assert "3 more beyond -n" in run("show", "-n", "1", terminal=True).out


def test_nothing_to_show_is_no_failure(run: Run) -> None:
    """It is said on stderr, with what is hidden."""
    result = run("show", "-t", "rag", terminal=True)
    assert (result.code, result.out) == (0, "")
    assert result.err == "Nothing to show. 1 skipped not shown (--all).\n"


def test_a_sorted_list_is_one_table(run: Run) -> None:
    """Without themes in between, because the order goes across them."""
    names, *lines = run("show", "--sort", "title", terminal=True).lines
    assert names.split() == ["#", "identifier", "title", "authors", "year"]
    assert [line.split()[0] for line in lines[:4]] == ["1", "2", "3", "4"]


def test_rows_can_be_named_afterwards(run: Run) -> None:
    """A number means the row of the list last shown on the terminal."""
    run("show", terminal=True)
    assert run("info", "2", "--ids", terminal=True).lines == ["2305.13245"]
    assert run("info", "1-2", "--ids", terminal=True).lines == ["2401.04088", "2305.13245"]


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        ("-t mo", '"mo" is not a topic. Known: moe, ', "-t moe"),
        ("-s raed", '"raed" is not a status. Known: inbox, unread, ', "-s read"),
        ("--sort yr", '"yr" is not a sort order. Known: topic, ', "--sort "),
        ("--has pfd", '"pfd" is not a thing to have. Known: note, pdf', "--has pdf"),
        ("--fields titel", '"titel" is not a field. Known: id, title', "--fields title"),
        ("-n 0", "-n must be 1 or more, not 0.", "-n 10"),
        ("-y 23", "--year 23 is not a year or range.", "--year 2023"),
        ("--added soon", "--added soon is not a date.", "--added 2026-11-21, or --added 7d"),
        (
            "--json --plain",
            "--json, --plain and --ids cannot be used together.",
            "use only one of them",
        ),
        ("--topc x", "show has no option --topc.", "--topic"),
        ("-t", "-t needs a value.", "readlist show --help"),
        ("moe", "show does not know what to do with 'moe'.", "readlist show -t moe"),
    ],
)
def test_wrong_options_are_explained(run: Run, words: str, problem: str, remedy: str) -> None:
    """Two lines on stderr, exit code 2, nothing on stdout."""
    result = run("show", *words.split())
    assert (result.code, result.out) == (2, "")
    first, second = result.err.splitlines()
    assert first.startswith(f"error: {problem}")
    assert second.startswith(f"try: {remedy}")


def test_ls_is_show(run: Run) -> None:
    """The alias gives the same."""
    assert run("ls", "--all").out == run("show", "--all").out
