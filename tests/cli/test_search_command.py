"""``readlist search`` from the outside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.tests_kit import Run

LIST = """\
schema = 1

[[paper]]
id = "2401.04088"
title = "Mixture of Winds"
topics = ["moe"]
status = "read"
notes = "The routing picks two of eight vanes, and nobody knows why.\\n"

[[paper]]
id = "2310.06825"
title = "大语言模型的路由"
topics = ["routing"]

[[paper]]
id = "2310.00001"
title = "A Long Title on [red]Winds[/red] \\u001b[31m that Runs Past the End of any Narrow Screen"
"""


@pytest.fixture(autouse=True)
def _list(make_list: Callable[[str], Path]) -> None:
    """Give every test the same list."""
    make_list(LIST)


def test_people_see_rows_with_what_matched(run: Run) -> None:
    """A row a paper, and the words around a match that is not in the title."""
    result = run("search", "routing", terminal=True)
    assert result.code == 0
    text = result.out
    assert text.index("大语言模型的路由") < text.index("Mixture of Winds")  # a topic weighs more
    assert "topics: routing" in text
    assert "notes: The routing picks two of eight vanes" in text
    assert "2 papers" in text


@pytest.mark.parametrize("width", ["40", "60", "100"])
@pytest.mark.parametrize("words", ["routing", "winds", "路由"])
def test_no_line_is_wider_than_the_screen(run: Run, width: str, words: str) -> None:
    """Rows and context are cut, and hostile titles stay text."""
    result = run("search", words, terminal=True, env={"COLUMNS": width})
    assert result.code == 0
    assert all(_columns(line) <= int(width) for line in result.lines)
    assert "\x1b" not in result.out


def _columns(line: str) -> int:
    return sum(2 if "\u2e80" <= char <= "\uffe6" else 1 for char in line)


def test_rows_can_be_used_by_other_commands(run: Run) -> None:
    """The first row of a search is number 1 of what was shown."""
    assert run("search", "mixture", terminal=True).code == 0
    assert "2401.04088" in run("info", "1", "--json", terminal=True).out


def test_filters_and_places_narrow_it(run: Run) -> None:
    """Statuses, topics and fields leave fewer papers; none is shown is no failure."""
    assert run("search", "winds", "--ids").lines == ["2401.04088", "2310.00001"]
    assert run("search", "winds", "--ids", "-s", "read").lines == ["2401.04088"]
    assert run("search", "routing", "--ids", "--in", "topics").lines == ["2310.06825"]
    assert run("search", "winds", "--ids", "-n", "1").lines == ["2401.04088"]
    result = run("search", "nowhere", terminal=True)
    assert (result.code, result.out) == (0, "")
    assert "Nothing found" in result.err


def test_programs_get_lines_and_json(run: Run) -> None:
    """Lines are those of show; JSON carries a score and the matches as reasons."""
    shown = {line.split("\t")[0]: line for line in run("show", "--all", "--plain").lines}
    assert run("search", "routing").lines == [shown["2310.06825"], shown["2401.04088"]]
    found = json.loads(run("search", "路由", "--json").out)
    assert [paper["reasons"] for paper in found] == [["title: 大语言模型的路由"]]
    fields = json.loads(run("search", "winds", "--json", "--fields", "id,score").out)
    assert [sorted(one) for one in fields] == [["id", "score"], ["id", "score"]]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["search"], "search needs"),
        (["search", "-"], "no words to search for"),
        (["search", "x", "--in", "titel"], "titel"),
        (["search", "x", "-t", "nonsense"], "nonsense"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], problem: str) -> None:
    """A missing word, a place that is none and a topic nobody has are usage errors."""
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert problem in result.err
