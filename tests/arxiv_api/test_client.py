"""What arXiv says of papers: sound, matched to what was asked, and nothing lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.arxiv_api import ArxivApi, ArxivSort, NonsenseError, UnreachableError
from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError, UsageError
from readlist.metadata import Author
from support.arxiv_service import INTERVAL, ids, service_for

PAPER = "2401.90012"


def test_the_package_is_cheap_to_import() -> None:
    """Nothing heavy is loaded before arXiv is asked."""
    code = (
        "import sys, readlist.arxiv_api as a, readlist.pdfs, readlist.paper_files;"
        "from pathlib import Path; a.ArxivApi(a.Service(gate=Path('g'), user_agent='t'));"
        "print(*({'arxiv', 'requests', 'lxml', 'urllib3', 'ssl'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_everything_arxiv_says_is_kept(api: ArxivApi) -> None:
    """All fields come over, with dates in UTC and affiliations."""
    facts = api.fetch(ids(PAPER)).found[ArxivId(PAPER)]
    assert (facts.id, facts.version, facts.latest) == (PAPER, 3, True)
    assert facts.title == "Affiliations, a Journal Reference and Two DOIs"
    assert facts.authors[0] == Author("Alice Alpha", ("MIT", "CERN"))
    assert facts.authors[2] == Author("Carol Gamma", ())
    assert facts.published == "2024-01-15T10:00:00Z"
    assert facts.updated == "2024-06-01T08:00:00Z"
    assert facts.doi == "10.1000/first.1"
    assert facts.journal_ref.startswith("J. Synth. Res.")
    assert facts.fetched == "2026-11-21T12:00:00Z"


def test_250_papers_take_three_requests(tmp_path: Path) -> None:
    """A batch is 100 papers, each in one request, as far apart as the rule wants."""
    with ArxivSim(synthetic=240) as sim:
        api = ArxivApi(service_for(sim.base, tmp_path))
        asked = ids(*list(sim.corpus.papers)[:250])
        fetched = api.fetch([*asked, *asked])
        report = sim.report(min_gap=INTERVAL, slack=0)
    assert list(fetched.found) == asked
    assert fetched.missing == {}
    assert all(facts.id == one.base for one, facts in fetched.found.items())
    assert report["id_list"]["ids_per_request"] == [100, 100, 50]
    assert report["pass"], report["problems"]


def test_answers_are_matched_by_identifier(api: ArxivApi) -> None:
    """Versions, old identifiers and what arXiv does not have, in one request."""
    asked = ids(
        "1706.03762", "1706.03762v3", "1706.03762v99", "2401.99999", "math.GT/0309136", "2104.12255"
    )
    fetched = api.fetch(asked)
    version = {str(one): facts.version for one, facts in fetched.found.items()}
    assert version == {"1706.03762": 7, "1706.03762v3": 3, "math/0309136": 2, "2104.12255": 1}
    assert {str(one): why for one, why in fetched.missing.items()} == {
        "1706.03762v99": "arXiv has no such version",
        "2401.99999": "arXiv has no such paper",
    }


def test_only_an_answer_without_version_is_the_latest(api: ArxivApi) -> None:
    """A pinned version is not known to be the latest, unless that was asked too."""
    asked = ids("2401.90019v3", "2401.90019v7")
    assert [facts.latest for facts in api.fetch(asked).found.values()] == [False, False]
    both = api.fetch([*asked, ArxivId("2401.90019")]).found
    assert [both[one].latest for one in both] == [False, True, True]


def test_a_withdrawal_is_seen(api: ArxivApi) -> None:
    """The paper that was withdrawn says so, the one that mentions it does not."""
    found = api.fetch(ids("2401.90007", "2401.90007v1", "2401.90008")).found
    assert [facts.withdrawn for facts in found.values()] == [True, False, False]


def test_one_unreadable_identifier_does_not_spoil_the_batch(sim: ArxivSim, api: ArxivApi) -> None:
    """What arXiv rejects is taken out and named; the rest is asked for again."""
    odd = ArxivId("hep-th/9999999")
    fetched = api.fetch([*ids(PAPER, "2401.90006"), odd])
    assert len(fetched.found) == 2
    assert fetched.missing == {odd: "arXiv cannot read this identifier"}
    assert len(sim.records()) == 2
    assert api.fetch([odd]).missing == {odd: "arXiv cannot read this identifier"}


def test_a_rejection_in_another_spelling_is_found_by_halving(sim: ArxivSim, api: ArxivApi) -> None:
    """If the name arXiv gives is not one of ours, the batch is halved until it stands alone."""
    odd = ArxivId("nonsense ")
    assert list(api.fetch([*ids(PAPER, "2401.90006"), odd]).missing) == [odd]
    assert len(sim.records()) <= 6


def test_earlier_batches_survive_a_later_failure(sim: ArxivSim, api: ArxivApi) -> None:
    """What came before arXiv went away has been handed over."""
    sim.faults({"match": {"endpoint": "api"}, "fault": "reset", "skip": 1})
    batches = api.fetch_batches(ids(*(f"2401.{n:05}" for n in range(1, 131)), PAPER))
    assert len(next(batches).missing) == 100
    with pytest.raises(UnreachableError):
        next(batches)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("soft429", "Rate exceeded"),
        ("html200", "it is a web page"),
        ("empty_body", "it is empty"),
        ("empty_feed", "it holds 0 of 2 papers"),
        ("short_page", "it holds 1 of 2 papers"),
        ("truncate_clean;fraction=0.97", "it is cut short"),
        ("cut_xml", "it is cut short"),
        ("bad_xml;kind=unclosed", "not well-formed"),
        ("bad_xml;kind=amp", "not well-formed"),
        ("bad_xml;kind=entity", "not well-formed"),
        ("bad_xml;kind=nul", "not well-formed"),
        ("bad_xml;kind=utf8", "not well-formed"),
        ("bad_xml;kind=markup", "markup inside a value"),
        ("bad_xml;kind=date", "a date is not valid"),
        ("billion_laughs", "entity definitions"),
        ("xxe", "entity definitions"),
        ("evil_text;kind=esc_ref", "not well-formed"),
        ("evil_text;kind=esc_raw", "not well-formed"),
        ("wrong_id", "it is about another paper"),
        ("huge_feed;mb=11", "not well-formed"),
    ],
)
def test_nonsense_is_asked_again_then_refused(
    sim: ArxivSim, api: ArxivApi, fault: str, words: str
) -> None:
    """One unsound answer is mended by the next; lasting nonsense is an error, never a paper."""
    asked = ids(PAPER, "2401.90006")
    sim.faults({"match": {"endpoint": "api"}, "fault": fault, "count": 1})
    found = api.fetch(asked).found
    assert [len(found[one].authors) for one in asked] == [3, 1]
    sim.faults({"match": {"endpoint": "api"}, "fault": fault})
    with pytest.raises(NonsenseError, match=words) as caught:
        api.fetch(asked)
    assert caught.value.exit_code == 5


def test_a_repeated_entry_is_one_paper(sim: ArxivSim, api: ArxivApi) -> None:
    """Entries sent twice are harmless."""
    sim.faults({"match": {"endpoint": "api"}, "fault": "dup"})
    assert len(api.fetch(ids(PAPER, "2401.90006")).found) == 2
    assert len(sim.records()) == 1


@pytest.mark.parametrize("kind", ["c1", "rich", "bidi"])
def test_hostile_text_is_cleaned(sim: ArxivSim, api: ArxivApi, kind: str) -> None:
    """Terminal escapes and direction tricks that are legal XML do not get through."""
    sim.faults({"match": {"endpoint": "api"}, "fault": f"evil_text;kind={kind}"})
    facts = api.fetch(ids("2401.90001")).found[ArxivId("2401.90001")]
    everything = json.dumps(facts.to_json(), ensure_ascii=False)
    assert not set(everything) & set("\x1b\x07\x9b\x9c\x9d\u202e\u2066\u2069\u200b\ufeff")
    assert "OWNED" in everything or "evil" in everything


def test_paragraphs_of_an_abstract_stay(api: ArxivApi) -> None:
    """A paragraph break is kept, a line break is not, and nothing is indented."""
    facts = api.fetch(ids("2401.90017", "math/0309136")).found
    assert facts[ArxivId("2401.90017")].abstract.startswith(
        "First paragraph < second.\n\nSecond paragraph & more."
    )
    assert facts[ArxivId("math/0309136")].abstract.startswith("Old identifiers")


def test_1200_authors_come_whole_and_stripped(api: ArxivApi) -> None:
    """Long author lists are complete."""
    authors = api.fetch(ids("2401.90011")).found[ArxivId("2401.90011")].authors
    assert len(authors) == 1200
    assert authors[0].name == "The SYNTH Collaboration"


def test_nothing_asked_is_nothing_sent(sim: ArxivSim, api: ArxivApi) -> None:
    """No identifiers, no request."""
    assert api.fetch([]).found == {}
    assert sim.records() == []


def test_search_gives_one_page_in_order(sim: ArxivSim, api: ArxivApi) -> None:
    """A page of a search is one request; pages join without a gap."""
    whole = api.search("cat:cs.LG", max_results=12, sort=ArxivSort.SUBMITTED)
    assert len(whole) == 12
    assert [facts.published for facts in whole] == sorted(
        (facts.published for facts in whole), reverse=True
    )
    pages = [api.search("cat:cs.LG", start, 6, ArxivSort.SUBMITTED) for start in (0, 6)]
    assert [facts.id for page in pages for facts in page] == [facts.id for facts in whole]
    assert api.search("ti:zyzzyva") == []
    assert len(sim.records()) == 4


def test_search_refuses_what_arxiv_would(sim: ArxivSim, api: ArxivApi) -> None:
    """Beyond 10,000 results, empty and over-long queries are refused without a request."""
    for query, start, most in (("cat:cs.LG", 9_950, 51), ("x", 0, 0), ("x", -1, 5), (" ", 0, 5)):
        with pytest.raises(UsageError):
            api.search(query, start, most)
    with pytest.raises(UsageError, match="too long"):
        api.search("ti:é " * 900)
    assert sim.records() == []


def test_a_query_that_arxiv_cannot_read_is_a_usage_error(api: ArxivApi) -> None:
    """The message quotes arXiv's explanation."""
    with pytest.raises(UsageError, match="Invalid query string"):
        api.search("(ti:a")


def test_a_search_that_comes_short_is_taken_as_it_is(sim: ArxivSim, api: ArxivApi) -> None:
    """Some results missing from a page are no reason to ask for another one."""
    sim.faults({"match": {"endpoint": "api"}, "fault": "short_page;drop=2"})
    assert len(api.search("cat:cs.LG", max_results=6)) == 4
    assert len(sim.records()) == 1
    sim.faults({"match": {"endpoint": "api"}, "fault": "empty_feed"})
    with pytest.raises(ArxivError, match="0 of 6"):
        api.search("cat:cs.LG", max_results=6)
