"""``readlist updates``."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from support.taste_kit import ROUTING, news_corpus, row, submit
from support.tests_kit import Run

LIST = """\
schema = 1
[[paper]]
id = "2611.00001"
title = "First Title"
topics = ["moe"]
[[paper]]
id = "2611.00002"
title = "Second Title"
"""
ROWS = (row("2611.00001", "First Title", ROUTING), row("2611.00002", "Second Title", ROUTING))


@pytest.fixture(autouse=True)
def arxiv(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_list: Callable[[str], Path],
    run: Run,
) -> Iterator[ArxivSim]:
    """Run a simulated arXiv that was checked two days ago; since then one paper changed."""
    make_list(LIST)
    with ArxivSim(corpus=news_corpus(tmp_path / "corpus.jsonl", ROWS)) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_RSS", f"{running.base}/rss/")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        first = run("updates", env={"READLIST_TODAY": "2026-11-19"})
        assert "2 papers checked, 2 of them for the first time" in first.err
        late = {"updated": "2026-11-21T08:00:00Z"}
        submit(running, row("2611.00001v2", "Final \u202eTitle", ROUTING, doi="10.1/x", **late))
        yield running


def test_news_are_told_and_kept_on_demand(run: Run, home: Path) -> None:
    """Told until --apply, which changes the list and can be undone."""
    outcome = run("updates", terminal=True)
    assert outcome.lines[0].startswith("2611.00001  First Title")
    assert "v1 → v2" in outcome.lines[1]
    assert "doi:10.1/x" in outcome.lines[2]
    assert "First Title → Final Title" in outcome.lines[3]
    assert "1 with news" in outcome.err
    kept = run("updates", "--apply")
    assert "1 paper changed on the list. Undo: readlist undo" in kept.err
    assert 'title = "Final Title"' in (home / "readlist.toml").read_text()
    assert run("updates").out == ""
    run("undo")
    assert (home / "readlist.toml").read_text() == LIST


def test_json_names_every_change(run: Run) -> None:
    """What, before, after."""
    (paper,) = json.loads(run("updates", "--json").out)
    assert (paper["id"], paper["version"]) == ("2611.00001", 2)
    changes = {change["what"]: change for change in paper["changes"]}
    assert changes["version"] == {"what": "version", "before": "v1", "after": "v2"}
    assert set(changes) == {"version", "published", "retitled"}


def test_pipes_get_a_line_a_change(run: Run) -> None:
    """Identifier, what, before, after, title."""
    lines = [line.split("\t") for line in run("updates").lines]
    assert lines[0] == ["2611.00001", "version", "v1", "v2", "First Title"]
    assert len(lines) == 3


def test_papers_and_filters_choose(run: Run) -> None:
    """Only what is asked for is asked about."""
    assert run("updates", "second").out == ""
    assert "1 paper checked; none with news." in run("updates", "2611.00002").err
    assert "2611.00001" in run("updates", "-t", "moe").out


def test_withdrawn_papers_are_marked(run: Run, arxiv: ArxivSim) -> None:
    """By updates, and by info and show once that is kept."""
    comment = "This paper has been withdrawn by the authors"
    late = {"updated": "2026-11-21T09:00:00Z"}
    submit(arxiv, row("2611.00002v2", "Second Title", ROUTING, comment=comment, **late))
    assert "withdrawn" in run("updates", "--apply", terminal=True).out
    assert "WITHDRAWN" in run("info", "2611.00002", terminal=True).out
    assert "withdrawn: Second Title" in run("show", terminal=True).out


def test_what_arxiv_does_not_have_fails_partly(run: Run, make_list: Callable[[str], Path]) -> None:
    """Exit code 1, with the reason; the rest is told."""
    make_list(LIST + '[[paper]]\nid = "2611.09999"\n')
    outcome = run("updates")
    assert outcome.code == 1
    assert "2611.09999" in outcome.err
    assert "2611.00001" in outcome.out


def test_a_refusal_is_told(run: Run, arxiv: ArxivSim) -> None:
    """Exit code 5; offline too."""
    arxiv.faults([{"match": {"endpoint": "api"}, "fault": "403"}])
    assert run("updates").code == 5
    assert run("updates", "--offline").code == 5
