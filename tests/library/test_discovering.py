"""New papers from a simulated arXiv."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.config import load_settings
from readlist.errors import ArxivError, UsageError
from readlist.library import discovering, fetching
from readlist.library.newcomers import NewcomersQuery
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.paper import Status
from support.library_kit import Heard, list_text, open_workspace
from support.taste_kit import NEWS, TASTE, news_corpus, put_abstracts

CL = NewcomersQuery(categories=("cs.CL",))


@pytest.fixture
def arxiv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivSim]:
    """Run a simulated arXiv that announced a few papers yesterday."""
    corpus = news_corpus(tmp_path / "corpus.jsonl")
    with ArxivSim(corpus=corpus, feed_date="2026-11-21T00:00:00Z", feed_days=3) as running:
        monkeypatch.setenv("READLIST_ARXIV_API", f"{running.base}/api/query")
        monkeypatch.setenv("READLIST_ARXIV_RSS", f"{running.base}/rss/")
        monkeypatch.setenv("READLIST_ARXIV_PDF", f"{running.base}/pdf/")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


@pytest.fixture
def workspace(arxiv: ArxivSim) -> Workspace:
    """Return the library of a reader with taste, on that arXiv."""
    assert arxiv.base
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    return workspace


def test_new_papers_are_ranked_and_known_ones_left_out(workspace: Workspace) -> None:
    """What fits comes first, what is disliked last; the list's own paper is only counted."""
    report = discovering.discover(workspace, CL)
    assert [one.metadata.id for one in report.found] == ["2611.00002", "2611.00003", "2611.00001"]
    assert (report.total, report.listed, report.dismissed) == (4, 1, 0)
    assert report.found[0].choice.words
    assert list_text(workspace) == TASTE


def test_the_same_question_is_asked_once_a_day(workspace: Workspace, arxiv: ArxivSim) -> None:
    """A second look the same day costs no request; another question does."""
    discovering.discover(workspace, CL)
    discovering.discover(workspace, CL)
    assert len(arxiv.records()) == 1
    discovering.discover(workspace, NewcomersQuery(categories=("math.AG",)))
    assert len(arxiv.records()) == 2


def test_another_day_asks_again(
    workspace: Workspace, arxiv: ArxivSim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of yesterday is not today's; offline it is better than nothing."""
    discovering.discover(workspace, CL)
    monkeypatch.setenv("READLIST_TODAY", "2026-11-22")
    offline, heard = open_workspace(TASTE, offline=True)
    assert discovering.discover(offline, CL).total == 4
    assert "2026-11-21" in heard.said[-1]
    discovering.discover(workspace, CL)
    assert len(arxiv.records()) == 2


def test_offline_without_an_answer_is_refused(workspace: Workspace) -> None:
    """What was never asked cannot be answered without the network."""
    offline, _ = open_workspace(TASTE, offline=True)
    assert workspace.paths == offline.paths
    with pytest.raises(ArxivError, match="network is off"):
        discovering.discover(offline, CL)


def test_dismissed_papers_stay_away(workspace: Workspace) -> None:
    """A paper that was turned down is not found again; its abstract is kept to learn from."""
    first = discovering.discover(workspace, CL)
    birds = next(one.metadata for one in first.found if one.metadata.id == "2611.00001")
    discovering.dismiss(workspace, [birds])
    second = discovering.discover(workspace, CL)
    assert "2611.00001" not in [one.metadata.id for one in second.found]
    assert second.dismissed == 1
    gone = discovering.dismiss_named(workspace, ["https://arxiv.org/abs/2611.00003v1"])
    assert gone.identifiers == ("2611.00003",)
    assert workspace.dismissed.read().keys() == {"2611.00001", "2611.00003"}
    kept = [one.base for one in workspace.paper_files.ids()]
    assert {"2611.00001", "2611.00003"} <= set(kept)


def test_a_discovery_is_taken_with_what_is_known(workspace: Workspace, arxiv: ArxivSim) -> None:
    """It comes onto the list without another request, and one fetch completes it."""
    discovering.discover(workspace, CL)
    asked = len(arxiv.records())
    found = discovering.discover(workspace, CL).found[0].metadata
    discovering.dismiss(workspace, [found])
    options = AddOptions(status=Status.INBOX, source="cs.CL")
    taken = discovering.take(workspace, found, options)
    assert taken is not None
    assert discovering.take(workspace, found, options) is None
    assert (taken.paper.title, taken.paper.authors) == (
        "Experts That Share a Gate",
        ("Eve Elm", "Fay Fir"),
    )
    assert len(arxiv.records()) == asked
    assert workspace.dismissed.read() == {}
    listed = workspace.papers().get("2611.00002")
    assert listed is not None
    fetching.fetch(workspace, fetching.fetch_plan(workspace, [listed]))
    completed = workspace.papers().get("2611.00002")
    assert completed is not None
    assert str(completed.published) == "2026-11-20"


def test_an_empty_feed_asks_for_the_last_days(workspace: Workspace, arxiv: ArxivSim) -> None:
    """At a weekend the query interface tells what was submitted since."""
    arxiv.faults([{"match": {"endpoint": "rss"}, "fault": "empty_feed"}])
    report = discovering.discover(workspace, CL)
    assert {one.metadata.id for one in report.found} == {"2611.00001", "2611.00002", "2611.00003"}
    assert str(report.since) == "2026-11-17"


def test_days_and_queries_go_to_the_query_interface(workspace: Workspace, arxiv: ArxivSim) -> None:
    """A span is bounded on both sides; a query without a span takes the newest that fit."""
    by_days = discovering.discover(workspace, NewcomersQuery(("cs.CL",), days=2))
    assert by_days.total == 4
    by_query = discovering.discover(workspace, NewcomersQuery(query='ti:"Cooking With Lentils"'))
    assert [one.metadata.id for one in by_query.found] == ["2611.00003"]
    queries = [record["query"] for record in arxiv.records()]
    assert "submittedDate" in queries[0]
    assert "20261119" in queries[0]
    assert "submittedDate%3A" not in queries[1]


def test_arxiv_in_trouble_is_an_error_in_words(workspace: Workspace, arxiv: ArxivSim) -> None:
    """A refusal costs nothing that was there; nothing is kept of it."""
    arxiv.faults([{"match": {"endpoint": "rss"}, "fault": "403"}])
    with pytest.raises(ArxivError):
        discovering.discover(workspace, CL)
    arxiv.faults([])
    assert discovering.discover(workspace, CL).total == 4


def test_a_category_that_arxiv_does_not_have_is_refused(workspace: Workspace) -> None:
    """The reader learns which one."""
    with pytest.raises(UsageError, match=r"cs\.NO"):
        discovering.discover(workspace, NewcomersQuery(("cs.NO",)))


def test_a_category_that_does_not_exist_hides_no_other(
    workspace: Workspace, arxiv: ArxivSim
) -> None:
    """The rest is shown and the odd one named, as well when the answer was kept."""
    question = NewcomersQuery(("cs.CL", "foo", "math.AG", "cs.LG"))
    notices = workspace.notices
    assert isinstance(notices, Heard)
    whole = discovering.discover(workspace, NewcomersQuery(("cs.CL", "math.AG", "cs.LG")))
    for _ in range(2):
        report = discovering.discover(workspace, question)
        assert [one.metadata.id for one in report.found] == [o.metadata.id for o in whole.found]
        assert report.categories == ("cs.CL", "math.AG", "cs.LG")
        assert notices.warned.pop() == "note: arXiv has no category 'foo'"
    assert len(arxiv.records()) == 1 + 5


def test_a_category_that_does_not_exist_hides_none_at_weekends(
    workspace: Workspace, arxiv: ArxivSim
) -> None:
    """While the feed is empty, the others are searched for, and the odd one is named."""
    empty = {"match": {"endpoint": "rss"}, "fault": "empty_feed", "skip": 1}
    arxiv.faults([empty])
    report = discovering.discover(workspace, NewcomersQuery(("cs.CL", "foo")))
    assert report.total
    assert report.categories == ("cs.CL",)


def test_categories_of_which_none_exists_are_refused(workspace: Workspace) -> None:
    """All are named; where they are followed, so is the way to follow them no longer."""
    with pytest.raises(UsageError, match=r"no category 'cs\.NO' or 'foo'") as caught:
        discovering.discover(workspace, NewcomersQuery(("cs.NO", "foo")))
    assert "taxonomy" in caught.value.remedy
    workspace.paths.config.write_text('[discover]\ncategories = ["foo", "cs.no"]\n')
    again = Workspace(workspace.paths, load_settings(workspace.paths.config), workspace.notices)
    with pytest.raises(UsageError) as caught:
        discovering.discover(again, NewcomersQuery())
    assert caught.value.remedy == "readlist discover --unfollow foo,cs.NO"
    assert discovering.follow(again, ["foo", "cs.NO"], on=False) == ()
    assert discovering.followed_categories(again) == ()


def test_the_commonest_categories_stand_in_for_followed_ones(workspace: Workspace) -> None:
    """Without settings the list itself tells where to look; skipped papers do not."""
    assert discovering.discover(workspace, NewcomersQuery()).categories == ("cs.CL", "cs.LG")


def test_nothing_to_go_by_is_refused() -> None:
    """An empty list and no settings: the reader has to say it."""
    workspace, _ = open_workspace("schema = 1\n")
    with pytest.raises(UsageError, match="you follow no category yet"):
        discovering.discover(workspace, NewcomersQuery())


def test_categories_are_followed_beside_the_list() -> None:
    """Following adds once, as arXiv spells it; stopping takes away; settings stay as they are."""
    workspace, _ = open_workspace(TASTE)
    workspace.paths.config.write_text("# mine\n[open]\nwith = 'mupdf'\n")

    def again() -> Workspace:
        return Workspace(workspace.paths, load_settings(workspace.paths.config), workspace.notices)

    assert discovering.follow(again(), ["cs.cl", "math.ag"]) == ("cs.CL", "math.AG")
    assert discovering.follow(again(), ["CS.CL"]) == ("math.AG", "cs.CL")
    assert discovering.follow(again(), ["math.AG"], on=False) == ("cs.CL",)
    with pytest.raises(UsageError, match=r"math\.AG is not followed"):
        discovering.follow(again(), ["math.AG"], on=False)
    assert discovering.follow(again(), ["cs.CL"], on=False) == ()
    assert discovering.followed_categories(again()) == ()
    assert workspace.paths.config.read_text() == "# mine\n[open]\nwith = 'mupdf'\n"


def test_damaged_answers_are_asked_for_again(workspace: Workspace, arxiv: ArxivSim) -> None:
    """A cache that makes no sense is no cache."""
    discovering.discover(workspace, CL)
    for path in (workspace.paths.cache / "discover").glob("*.json"):
        path.write_text('{"papers": [{}]}')
    assert discovering.discover(workspace, CL).total == len(NEWS) - 1
    assert len(arxiv.records()) == 2
