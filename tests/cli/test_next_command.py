"""``readlist next``, and papers sorted by rank."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.taste_kit import TASTE, put_abstracts
from support.tests_kit import Run

MakeList = Callable[[str], Path]


@pytest.fixture
def taste(make_list: MakeList, home: Path) -> None:
    """Make the list of a reader with taste."""
    make_list(TASTE)
    put_abstracts(home / "library")


@pytest.mark.usefixtures("taste")
def test_the_best_comes_with_its_reason_and_two_runners_up(run: Run) -> None:
    """On a terminal: one paper in full, two in a line each."""
    outcome = run("next", terminal=True)
    assert outcome.code == 0
    assert outcome.lines[0].startswith("1  2101.00007  The Long Novel")
    assert "you are reading it" in outcome.out
    assert [line.split()[-1] for line in outcome.lines if "2101.00006" in line] != []
    assert outcome.out.count("\n") == 4
    assert max(map(len, outcome.lines)) <= 80


@pytest.mark.usefixtures("taste")
def test_why_names_every_reason_with_its_weight(run: Run) -> None:
    """The weights that are shown add up to the value that is shown, and the score stands below."""
    outcome = run("next", "--why", "-s", "inbox", "-n", "1", terminal=True)
    (end,) = (at for at, line in enumerate(outcome.lines) if line.split()[:1] == ["value"])
    weights = [
        float(line.split()[-1]) for line in outcome.lines[:end] if re.search(r"[+-]\d", line)
    ]
    assert len(weights) > 2
    assert round(sum(weights), 2) == float(outcome.lines[end].split()[-1])
    assert "score" in outcome.lines[end + 1]


@pytest.mark.usefixtures("taste")
def test_why_goes_through_pipes(run: Run) -> None:
    """Score, reasons, value and terms stand behind the fields of a line."""
    usual = run("next", "--plain").lines
    lines = run("next", "--why").lines
    assert len(lines) == len(usual)
    for line, without in zip(lines, usual, strict=True):
        assert line.startswith(without + "\t")
        _, _, value, terms = line.removeprefix(without + "\t").split("\t")
        weights = [float(term.rpartition(" ")[2]) for term in terms.split("; ")]
        assert round(sum(weights), 4) == float(value)


@pytest.mark.usefixtures("taste")
def test_json_has_scores_and_reasons(run: Run) -> None:
    """An array of papers, the best first, with the keys of every list and four more."""
    papers = json.loads(run("next", "--json", "-n", "4").out)
    assert [paper["id"] for paper in papers[:2]] == ["2101.00007", "2101.00006"]
    assert len(papers) == 4
    for paper in papers:
        assert 0 <= paper["score"] <= 1
        weights = [term["weight"] for term in paper["terms"]]
        assert round(sum(weights), 4) == paper["value"]
        assert all(isinstance(words, str) for words in paper["reasons"])
    assert papers[1]["reasons"][0] == "starred"


@pytest.mark.usefixtures("taste")
def test_show_sorts_by_rank(run: Run) -> None:
    """The same order and the same scores as next."""
    shown = json.loads(run("show", "--sort", "rank", "-s", "inbox", "--json").out)
    best = json.loads(run("next", "-s", "inbox", "--json").out)
    assert [paper["id"] for paper in shown] == ["2101.00004", "2101.00005", "2101.00003"]
    assert [paper["score"] for paper in shown] == [paper["score"] for paper in best]
    lines = run("show", "--sort", "rank", "--fields", "id,score,reasons", "-n", "1").lines
    assert lines == ["2101.00007\t1.0\tyou are reading it"]
    unranked = json.loads(run("show", "--json", "-n", "1").out)
    assert "score" not in unranked[0]


@pytest.mark.usefixtures("taste")
def test_rows_and_the_dot_mean_what_was_shown(run: Run) -> None:
    """After next, row 2 is the first runner-up, as it is numbered, and . is the best."""
    shown = run("next", terminal=True)
    assert [line.split()[:3] for line in shown.lines if "2101.00006" in line] == [
        ["then", "2", "2101.00006"]
    ]
    assert "2101.00006" in run("star", "2", "--off", terminal=True).err
    run("next", "--plain")
    assert "2101.00007" in run("read", ".").err


@pytest.mark.usefixtures("taste")
def test_the_best_can_be_opened_at_once(run: Run) -> None:
    """Without a display its address is printed."""
    assert "https://arxiv.org/abs/2101.00007" in run("next", "--open").out


def test_nothing_to_read_is_no_failure(run: Run, make_list: MakeList) -> None:
    """An empty list says what could be done."""
    make_list("schema = 1\n")
    outcome = run("next", terminal=True)
    assert (outcome.code, outcome.out) == (0, "")
    assert "readlist add" in outcome.err
    assert run("next", "--json").out == "[]\n"


@pytest.mark.usefixtures("taste")
def test_an_unknown_topic_is_refused(run: Run) -> None:
    """As everywhere."""
    assert run("next", "-t", "mo").code == 2


def test_titles_are_cleaned(run: Run, make_list: MakeList) -> None:
    """No escape sequence of a title reaches the terminal."""
    make_list('schema = 1\n[[paper]]\nid = "2101.00001"\ntitle = "a\\u001b[2Jb [bold]c"\n')
    out = run("next", "--why", terminal=True).out
    assert "\x1b" not in out
    assert "ab [bold]c" in out


@pytest.mark.usefixtures("taste")
def test_info_ends_with_the_nearest_papers(run: Run) -> None:
    """Three of the list, the other paper on experts first."""
    lines = run("info", "2101.00004", terminal=True).lines
    place = lines.index("Similar papers on your list")
    assert lines[place + 1].split()[1] == "2101.00001"
    assert len(lines) == place + 4


@pytest.mark.usefixtures("taste")
def test_the_summary_gives_reasons(run: Run) -> None:
    """What to go on with, and why."""
    first, second, third = (line.split("\t") for line in run().lines if line[:4] == "next")
    assert first == ["next", "2101.00007", "The Long Novel", "you are reading it"]
    assert second[-1].startswith("starred")
    assert [first[1], second[1], third[1]] == [line.split("\t")[0] for line in run("next").lines]
