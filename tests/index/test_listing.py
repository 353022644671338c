"""The list from the index against the list itself: the same answers to everything."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlist.index import IndexedList
from readlist.index.refresh import write_rows
from readlist.index.schema import open_in_memory, transaction
from readlist.list_file import ListDocument
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import HOLDINGS, SHOWN, SORTS
from readlist.toml_edit import render_table
from support.index_kit import Desk, block, list_of

PATH = Path("list.toml")
_WORDS = ("Sparse", "experts", "ATTENTION", "straße", "专家", "Zoë", "winds", "")
_TOPICS = ("moe", "MoE", "long context", "none", "专家")
_CATEGORIES = ("cs.CL", "cs.LG", "stat.ML", "cs")

_days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
_some = st.lists(st.sampled_from(_TOPICS), max_size=2, unique=True).map(tuple)
_IDS = [f"2401.{number:05d}" for number in range(1, 7)] + [
    "hep-th/9901001", "doi:10.1000/x_1", "url:https://a.org/b", "url:http://a.org/b/",
]  # fmt: skip
_FURTHER = ("2401.00001", "doi:10.1000/x_1", "url:https://a.org/b/", "pmid:9", "openreview:aBcD")
_papers = st.builds(
    Paper,
    id=st.sampled_from(_IDS),
    title=st.lists(st.sampled_from(_WORDS), max_size=3).map(" ".join),
    authors=st.lists(st.sampled_from(["Ada Archer", "Zoë Zhu", "李 明"]), max_size=2).map(tuple),
    published=_days,
    categories=st.lists(st.sampled_from(_CATEGORIES), max_size=2, unique=True).map(tuple),
    topics=_some,
    status=st.sampled_from(Status),
    star=st.booleans(),
    added=_days,
    key=st.sampled_from(["", "", "zhu2024"]),
    notes=st.sampled_from(["", " \n", "a note\n"]),
    code=st.sampled_from([(), ("https://example.org",)]),
    also=st.lists(st.sampled_from(_FURTHER), max_size=2, unique=True).map(tuple),
    published_as=st.sampled_from(["", "", "2024", "2024-05"]),
    venue=st.sampled_from(["", "Nature 596"]),
    due=_days,
    bib=st.sampled_from([{}, {"volume": "5"}]),
    extra=st.sampled_from(
        [
            {},
            {"mood": "curious", "rating": 4.5},
            {"when": datetime(2026, 1, 1, tzinfo=UTC), "day": date(2026, 1, 2)},
            {"deep": {"list": [1, 2.0, True, {"a": date(2026, 1, 3)}]}},
        ]
    ),
)
_filters = st.builds(
    Filters,
    topics=_some,
    statuses=st.one_of(st.none(), st.frozensets(st.sampled_from(Status), max_size=2)),
    star=st.booleans(),
    authors=st.sampled_from([(), (), ("zoë",), ("ARCHER", "李")]),
    years=st.tuples(*[st.one_of(st.none(), st.integers(2020, 2026))] * 2),
    categories=st.sampled_from([(), (), ("cs",), ("CS.cl", "stat")]),
    added=st.tuples(_days, _days),
    due=st.tuples(_days, _days),
    has=st.lists(st.sampled_from(HOLDINGS), max_size=1).map(tuple),
    lacks=st.lists(st.sampled_from(HOLDINGS), max_size=1).map(tuple),
    limit=st.one_of(st.none(), st.integers(0, 4)),
    sort=st.sampled_from(SORTS),
    backwards=st.booleans(),
)


def holds(paper: Paper, what: str) -> bool:
    """Tell what is at hand, with PDFs and abstracts of odd identifiers only."""
    if what == "note":
        return bool(paper.notes.strip())
    if what == "code":
        return bool(paper.code)
    if what == "due":
        return paper.due is not None
    return paper.id[-1] in "13579"


def both(papers: list[Paper]) -> tuple[ReadingList, IndexedList]:
    """Return the same papers as a list, and as an index of their file."""
    text = "".join(render_table("paper", paper.to_table(), "\n") for paper in papers)
    document = ListDocument.parse(text.encode(), PATH)
    plain = ReadingList(Paper.from_table(table) for table in document.tables)
    connection = open_in_memory(PATH)
    with transaction(connection):
        write_rows(connection, document, "")

    def fail() -> ReadingList:
        pytest.fail("the index had no answer")

    return plain, IndexedList(connection, fail)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_papers, max_size=12), _filters)
def test_selections_are_the_same(papers: list[Paper], filters: Filters) -> None:
    """Whatever is asked for, the index gives the papers, counts and lines that the list gives."""
    plain, indexed = both(papers)
    expected = plain.select(filters, SHOWN, holds)
    assert indexed.select(filters, SHOWN, holds) == expected
    assert indexed.lines(filters, SHOWN, holds) == plain.lines(filters, SHOWN, holds)
    assert indexed.group(expected.papers) == plain.group(expected.papers)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_papers, max_size=12), st.data())
def test_everything_else_is_the_same(papers: list[Paper], data: Any) -> None:
    """Papers, doubles, counts, topics and what single words find do not differ."""
    plain, indexed = both(papers)
    assert len(indexed) == len(plain)
    assert list(indexed) == list(plain)
    assert indexed.doubles == plain.doubles
    assert indexed.status_counts == plain.status_counts
    assert list(indexed.topics.items()) == list(plain.topics.items())
    assert indexed.topic_names == plain.topic_names == tuple(plain.topics)
    words = data.draw(st.sampled_from([*_WORDS, "sparse experts", "专", "expert", "sparse-expert"]))
    assert indexed.by_title(words) == plain.by_title(words)
    topic = data.draw(st.sampled_from(["moe", "MOE", "mo", "专家", "none"]))
    assert indexed.has_topic(topic) == plain.has_topic(topic)
    asked = [*_IDS, *_FURTHER, "", "2401.99999", "x", "openreview:abcd"]
    identifier = data.draw(st.sampled_from(asked))
    assert indexed.get(identifier) == plain.get(identifier)
    assert (identifier in indexed) == (identifier in plain)
    assert indexed.by_key("zhu2024") == plain.by_key("zhu2024")
    assert indexed.by_key("") is None
    order = data.draw(st.sampled_from(SORTS))
    assert indexed.sort(plain.papers, order) == plain.sort(plain.papers, order)


def test_values_that_make_no_sense_are_told_with_their_place() -> None:
    """A paper with faults is named with its position in the file."""
    text = list_of(block("2401.00001"), block("2401.00001"), block("2401.00003", "star = 1"))
    document = ListDocument.parse(text.encode(), PATH)
    connection = open_in_memory(PATH)
    with transaction(connection):
        write_rows(connection, document, "")
    ((number, paper),) = IndexedList(connection, lambda: ReadingList(())).faulty
    assert number == 2
    assert paper.problems


def test_the_list_itself_answers_when_the_index_fails(desk: Desk) -> None:
    """When rows turn out damaged, every question is answered from the file."""
    desk.write(list_of(block("2401.00001", 'title = "A Wind"', 'topics = ["moe"]')))
    index = desk.index()
    found = desk.papers(index)
    assert found is not None
    connection = index._connection
    assert connection is not None
    connection.execute("UPDATE record SET data = 'rubbish'")
    assert [paper.title for paper in found.papers] == ["A Wind"]
    connection.execute("DROP TABLE paper")
    assert len(found) == 1
    assert found.status_counts[Status.UNREAD] == 1
    assert list(found.topics) == ["moe"]


VARIED = [
    Paper("2401.00001", "One", ("Zoë Zhu",), date(2021, 5, 1), ("cs.CL", "stat.ML"), ("moe",)),
    Paper("2401.00002", "Two", ("Ada Archer",), date(2024, 5, 1), ("csx.CL",), ("data", "moe")),
    Paper("2401.00003", "Three", categories=("stat.AP", "cs.CLX"), status=Status.READ, star=True),
    Paper("2401.00004", "Four", added=date(2026, 11, 1), notes="n", code=("https://a.b",)),
    Paper(
        "2401.00005", "Five", added=date(2026, 11, 9), due=date(2026, 12, 1), status=Status.INBOX
    ),
    Paper("2401.00006", "Six", topics=("Mo",), due=date(2026, 12, 9), categories=("cs.CL",)),
]
"""Papers of which every filter lets some pass, and not all."""


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(topics=("MOE",)), "12"),
        (Filters(topics=("none",)), "345"),
        (Filters(topics=("none", "mo")), "3456"),
        (Filters(statuses=frozenset({Status.READ})), "3"),
        (Filters(star=True), "3"),
        (Filters(authors=("zoe",)), "1"),
        (Filters(authors=("zhu", "archer")), "12"),
        (Filters(years=(2022, None)), "2"),
        (Filters(years=(None, 2021)), "1"),
        (Filters(categories=("cs",)), "136"),
        (Filters(categories=("CS.cl",)), "16"),
        (Filters(categories=("stat.ap", "csx")), "23"),
        (Filters(added=(date(2026, 11, 2), None)), "5"),
        (Filters(added=(None, date(2026, 11, 1))), "4"),
        (Filters(due=(None, date(2026, 12, 1))), "5"),
        (Filters(due=(date(2026, 12, 2), None)), "6"),
        (Filters(has=("note",)), "4"),
        (Filters(has=("code",)), "4"),
        (Filters(has=("due",)), "56"),
        (Filters(lacks=("note",)), "12356"),
        (Filters(lacks=("code",)), "12356"),
        (Filters(lacks=("due",)), "1234"),
        (Filters(has=("pdf",)), "135"),
        (Filters(limit=2), "12"),
    ],
)
def test_each_filter_alone_lets_the_right_papers_pass(filters: Filters, passing: str) -> None:
    """The list and its index agree, and say what the filter means."""
    plain, indexed = both(VARIED)
    if filters.statuses is None:
        filters = filters._replace(statuses=frozenset())
    for one in (plain, indexed):
        found = one.select(filters, SHOWN, holds)
        assert "".join(sorted(paper.id[-1] for paper in found.papers)) == passing
