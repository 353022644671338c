"""New papers from a simulated arXiv."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from library_kit import Heard, list_text, open_library
from readlist.config import load_settings
from readlist.errors import ArxivError, UsageError
from readlist.library import AddOptions, Library
from readlist.library.newcomers import Question
from readlist.paper import Status
from taste_kit import NEWS, TASTE, news_corpus, put_abstracts

CL = Question(categories=("cs.CL",))


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
def library(arxiv: ArxivSim) -> Library:
    """Return the library of a reader with taste, on that arXiv."""
    assert arxiv.base
    library, _ = open_library(TASTE)
    put_abstracts(library.paths.library)
    return library


def test_new_papers_are_ranked_and_known_ones_left_out(library: Library) -> None:
    """What fits comes first, what is disliked last; the list's own paper is only counted."""
    report = library.discover(CL)
    assert [one.metadata.id for one in report.found] == ["2611.00002", "2611.00003", "2611.00001"]
    assert (report.total, report.listed, report.dismissed) == (4, 1, 0)
    assert report.found[0].choice.words
    assert list_text(library) == TASTE


def test_the_same_question_is_asked_once_a_day(library: Library, arxiv: ArxivSim) -> None:
    """A second look the same day costs no request; another question does."""
    library.discover(CL)
    library.discover(CL)
    assert len(arxiv.records()) == 1
    library.discover(Question(categories=("math.AG",)))
    assert len(arxiv.records()) == 2


def test_another_day_asks_again(
    library: Library, arxiv: ArxivSim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of yesterday is not today's; offline it is better than nothing."""
    library.discover(CL)
    monkeypatch.setenv("READLIST_TODAY", "2026-11-22")
    offline, heard = open_library(TASTE, offline=True)
    assert offline.discover(CL).total == 4
    assert "2026-11-21" in heard.said[-1]
    library.discover(CL)
    assert len(arxiv.records()) == 2


def test_offline_without_an_answer_is_refused(library: Library) -> None:
    """What was never asked cannot be answered without the network."""
    offline, _ = open_library(TASTE, offline=True)
    assert library.paths == offline.paths
    with pytest.raises(ArxivError, match="switched off"):
        offline.discover(CL)


def test_dismissed_papers_stay_away(library: Library) -> None:
    """A paper that was turned down is not found again; its abstract is kept to learn from."""
    first = library.discover(CL)
    birds = next(one.metadata for one in first.found if one.metadata.id == "2611.00001")
    library.dismiss([birds])
    second = library.discover(CL)
    assert "2611.00001" not in [one.metadata.id for one in second.found]
    assert second.dismissed == 1
    assert library.dismiss_named(["https://arxiv.org/abs/2611.00003v1"]) == ["2611.00003"]
    assert library.dismissed.read().keys() == {"2611.00001", "2611.00003"}
    kept = [one.base for one in library.shelf.ids()]
    assert {"2611.00001", "2611.00003"} <= set(kept)


def test_a_discovery_is_taken_with_what_is_known(library: Library, arxiv: ArxivSim) -> None:
    """It comes onto the list without another request, and one fetch completes it."""
    library.discover(CL)
    asked = len(arxiv.records())
    found = library.discover(CL).found[0].metadata
    library.dismiss([found])
    options = AddOptions(status=Status.INBOX, source="cs.CL")
    taken = library.take(found, options)
    assert taken is not None
    assert library.take(found, options) is None
    assert (taken.title, taken.authors) == ("Experts That Share a Gate", ("Eve Elm", "Fay Fir"))
    assert len(arxiv.records()) == asked
    assert library.dismissed.read() == {}
    listed = library.papers().get("2611.00002")
    assert listed is not None
    library.fetch(library.fetch_plan([listed]))
    completed = library.papers().get("2611.00002")
    assert completed is not None
    assert str(completed.published) == "2026-11-20"


def test_an_empty_feed_asks_for_the_last_days(library: Library, arxiv: ArxivSim) -> None:
    """At a weekend the query interface tells what was submitted since."""
    arxiv.faults([{"match": {"endpoint": "rss"}, "fault": "empty_feed"}])
    report = library.discover(CL)
    assert {one.metadata.id for one in report.found} == {"2611.00001", "2611.00002", "2611.00003"}
    assert str(report.since) == "2026-11-17"


def test_days_and_queries_go_to_the_query_interface(library: Library, arxiv: ArxivSim) -> None:
    """A span is bounded on both sides; a query without a span takes the newest that fit."""
    by_days = library.discover(Question(("cs.CL",), days=2))
    assert by_days.total == 4
    by_query = library.discover(Question(query='ti:"Cooking With Lentils"'))
    assert [one.metadata.id for one in by_query.found] == ["2611.00003"]
    queries = [record["query"] for record in arxiv.records()]
    assert "submittedDate" in queries[0]
    assert "20261119" in queries[0]
    assert "submittedDate%3A" not in queries[1]


def test_arxiv_in_trouble_is_an_error_in_words(library: Library, arxiv: ArxivSim) -> None:
    """A refusal costs nothing that was there; nothing is kept of it."""
    arxiv.faults([{"match": {"endpoint": "rss"}, "fault": "403"}])
    with pytest.raises(ArxivError):
        library.discover(CL)
    arxiv.faults([])
    assert library.discover(CL).total == 4


def test_a_category_that_arxiv_does_not_have_is_refused(library: Library) -> None:
    """The reader learns which one."""
    with pytest.raises(UsageError, match=r"cs\.NO"):
        library.discover(Question(("cs.NO",)))


def test_a_category_that_does_not_exist_hides_no_other(library: Library, arxiv: ArxivSim) -> None:
    """The rest is shown and the odd one named, as well when the answer was kept."""
    question = Question(("cs.CL", "foo", "math.AG", "cs.LG"))
    notices = library.notices
    assert isinstance(notices, Heard)
    whole = library.discover(Question(("cs.CL", "math.AG", "cs.LG")))
    for _ in range(2):
        report = library.discover(question)
        assert [one.metadata.id for one in report.found] == [o.metadata.id for o in whole.found]
        assert report.categories == ("cs.CL", "math.AG", "cs.LG")
        assert notices.warned.pop() == "note: arXiv has no category 'foo'"
    assert len(arxiv.records()) == 1 + 5


def test_a_category_that_does_not_exist_hides_none_at_weekends(
    library: Library, arxiv: ArxivSim
) -> None:
    """While the feed is empty, the others are searched for, and the odd one is named."""
    empty = {"match": {"endpoint": "rss"}, "fault": "empty_feed", "skip": 1}
    arxiv.faults([empty])
    report = library.discover(Question(("cs.CL", "foo")))
    assert report.total
    assert report.categories == ("cs.CL",)


def test_categories_of_which_none_exists_are_refused(library: Library) -> None:
    """All are named; where they are followed, so is the way to follow them no longer."""
    with pytest.raises(UsageError, match=r"no category 'cs\.NO' or 'foo'") as caught:
        library.discover(Question(("cs.NO", "foo")))
    assert "taxonomy" in caught.value.remedy
    library.paths.config.write_text('[discover]\ncategories = ["foo", "cs.no"]\n')
    again = Library(library.paths, load_settings(library.paths.config), library.notices)
    with pytest.raises(UsageError) as caught:
        again.discover(Question())
    assert caught.value.remedy == "readlist discover --unfollow foo,cs.NO"
    assert again.follow(["foo", "cs.NO"], on=False) == ()
    assert "foo" not in library.paths.config.read_text()


def test_the_commonest_categories_stand_in_for_followed_ones(library: Library) -> None:
    """Without settings the list itself tells where to look; skipped papers do not."""
    assert library.discover(Question()).categories == ("cs.CL", "cs.LG")


def test_nothing_to_go_by_is_refused() -> None:
    """An empty list and no settings: the reader has to say it."""
    library, _ = open_library("schema = 1\n")
    with pytest.raises(UsageError, match="no category is followed"):
        library.discover(Question())


def test_categories_are_followed_in_the_settings() -> None:
    """Following adds once, as arXiv spells it; stopping takes away; the rest of the file stays."""
    library, _ = open_library(TASTE)
    library.paths.config.write_text("# mine\n[open]\nwith = 'mupdf'\n")

    def again() -> Library:
        return Library(library.paths, load_settings(library.paths.config), library.notices)

    assert again().follow(["cs.cl", "math.ag"]) == ("cs.CL", "math.AG")
    assert again().follow(["CS.CL"]) == ("math.AG", "cs.CL")
    assert again().follow(["math.AG"], on=False) == ("cs.CL",)
    with pytest.raises(UsageError, match=r"math\.AG is not followed"):
        again().follow(["math.AG"], on=False)
    assert again().follow(["cs.CL"], on=False) == ()
    assert again().followed() == ()
    assert library.paths.config.read_text().startswith("# mine\n[open]\nwith = 'mupdf'\n")


def test_damaged_answers_are_asked_for_again(library: Library, arxiv: ArxivSim) -> None:
    """A cache that makes no sense is no cache."""
    library.discover(CL)
    for path in (library.paths.cache / "discover").glob("*.json"):
        path.write_text('{"papers": [{}]}')
    assert library.discover(CL).total == len(NEWS) - 1
    assert len(arxiv.records()) == 2
