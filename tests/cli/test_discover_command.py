"""``readlist discover``, from a simulated arXiv onto the list."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from support.taste_kit import TASTE, news_corpus, put_abstracts
from support.tests_kit import Run

BEST = "2611.00002"


@pytest.fixture(autouse=True)
def arxiv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_list: Callable[[str], Path], home: Path
) -> Iterator[ArxivSim]:
    """Run a simulated arXiv with news, and make the list of a reader with taste."""
    make_list(TASTE)
    put_abstracts(home / "library")
    corpus = news_corpus(tmp_path / "corpus.jsonl")
    with ArxivSim(corpus=corpus, feed_date="2026-11-21T00:00:00Z", feed_days=3) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_RSS", f"{running.base}/rss/")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


def test_news_are_listed_with_scores_and_terms(run: Run) -> None:
    """On a terminal: how many, which are left out, and rows that fit the screen."""
    outcome = run("discover", "--category", "cs.CL", terminal=True)
    assert outcome.code == 0
    assert outcome.lines[0].startswith("cs.CL since")
    assert "4 papers, without 1 on the list" in outcome.lines[0]
    assert outcome.lines[2].split()[:2] == ["1", BEST]
    assert max(map(len, outcome.lines)) <= 80


def test_rows_can_be_added(run: Run) -> None:
    """`add 1` takes the best discovery; afterwards it is no news any more."""
    run("discover", "--category", "cs.CL", terminal=True)
    outcome = run("add", "1", terminal=True)
    assert f"+ {BEST}" in outcome.err
    assert BEST not in run("discover", "--category", "cs.CL", "--ids").lines


def test_other_commands_name_a_row_that_is_not_on_the_list(run: Run) -> None:
    """Reading a discovery means adding it first."""
    run("discover", "--category", "cs.CL", terminal=True)
    outcome = run("read", "1", terminal=True)
    assert outcome.code == 3
    assert f"readlist add {BEST}" in outcome.err


def test_json_is_whole(run: Run) -> None:
    """Every key of a paper, no status, the abstract, score and reasons."""
    found = json.loads(run("discover", "--category", "cs.CL", "--json", "-n", "2").out)
    assert [paper["id"] for paper in found] == [BEST, "2611.00003"]
    first = found[0]
    assert (first["status"], first["added"], first["version"]) == (None, None, 1)
    assert first["abstract"].startswith("We route words")
    assert first["reasons"]
    assert first["score"] > found[1]["score"]


def test_pipes_get_lines(run: Run) -> None:
    """One record a line, nothing cut."""
    lines = run("discover", "--category", "cs.CL").lines
    assert len(lines) == 3
    assert lines[0].split("\t")[3] == "Experts That Share a Gate"


def test_dismissed_rows_stay_away(run: Run, home: Path) -> None:
    """By row or identifier."""
    run("discover", "--category", "cs.CL", terminal=True)
    outcome = run("discover", "--dismiss", "1,2611.00001", terminal=True)
    assert "2 papers dismissed" in outcome.err
    assert (home / "dismissed.txt").read_text().split()[0] == BEST
    again = run("discover", "--category", "cs.CL", terminal=True)
    assert "1 on the list and 2 dismissed" in again.out
    assert [line.split()[1] for line in again.lines[2:]] == ["2611.00003"]


def test_a_dismissal_is_taken_back_by_undo(run: Run, home: Path) -> None:
    """The message names the way; the paper is found again, and redo turns it down again."""
    run("discover", "--category", "cs.CL")
    outcome = run("discover", "--dismiss", BEST)
    assert outcome.err.rstrip().endswith("names it. Undo: readlist undo")
    assert run("discover", "--dismiss", BEST).err == "Already dismissed.\n"
    title = "Experts That Share a Gate"
    assert run("undo").err.splitlines()[0] == f"Undone: dismiss {BEST} {title}."
    assert run("discover", "--category", "cs.CL", "--ids").lines[0] == BEST
    run("undo", "--redo")
    assert BEST not in run("discover", "--category", "cs.CL", "--ids").lines
    assert (home / "readlist.toml").read_text() == TASTE


def test_following_is_kept_in_the_settings(run: Run) -> None:
    """What is followed needs no option."""
    assert "Following cs.CL, math.AG." in run("discover", "--follow", "cs.cl,math.ag").err
    assert run("discover", "--following").lines == ["cs.CL", "math.AG"]
    assert "2611.00005" in run("discover", "--ids").lines
    assert "Following cs.CL." in run("discover", "--unfollow", "math.AG").err
    assert "2611.00005" not in run("discover", "--ids").lines


def test_a_category_that_cannot_be_is_not_followed(run: Run) -> None:
    """It is refused at once, and what is followed stays as it was."""
    run("discover", "--follow", "cs.CL")
    outcome = run("discover", "--follow", "foo")
    assert outcome.code == 2
    assert "'foo' cannot be a category: arXiv has no archive 'foo'" in outcome.err
    assert run("discover", "--following").lines == ["cs.CL"]


def test_a_followed_category_that_does_not_exist_is_named(run: Run) -> None:
    """What can be a category and is none: the others are shown, with the way to be rid of it."""
    run("discover", "--follow", "cs.CL,cs.QQ")
    outcome = run("discover", "--ids")
    assert (outcome.code, outcome.lines[0]) == (0, BEST)
    remedy = "readlist discover --unfollow cs.QQ"
    assert f"note: arXiv has no category 'cs.QQ': {remedy}" in outcome.err
    assert run(*remedy.split()[1:]).code == 0
    assert "cs.QQ" not in run("discover").err


def test_nothing_followed_is_said(run: Run) -> None:
    """An empty answer has a reason."""
    outcome = run("discover", "--following")
    assert (outcome.code, outcome.out) == (0, "")
    assert "--follow" in outcome.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--follow", "cs.CL", "--following"), 2),
        (("--days", "0"), 2),
        (("--category", "nonsense!"), 2),
        (("--unfollow", "cs.CL"), 2),
        (("--dismiss", "99"), 3),
        (("--category", "cs.CL", "--offline"), 5),
        (("--category", "cs.CL", "--triage"), 2),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], code: int) -> None:
    """With two lines and an exit code."""
    outcome = run("discover", *words)
    assert outcome.code == code
    assert outcome.out == ""
    assert outcome.err.splitlines()[-1].startswith("try: ")


def test_an_arxiv_that_refuses_is_told(run: Run, arxiv: ArxivSim) -> None:
    """Exit code 5, and nothing on standard output."""
    arxiv.faults([{"match": {"endpoint": "rss"}, "fault": "403"}])
    outcome = run("discover", "--category", "cs.CL")
    assert (outcome.code, outcome.out) == (5, "")


def test_nothing_new_is_no_failure(run: Run) -> None:
    """A query that nothing fits."""
    outcome = run("discover", "--query", 'ti:"no such title"', terminal=True)
    assert outcome.code == 0
    assert "Nothing new." in outcome.err
