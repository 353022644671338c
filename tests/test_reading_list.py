"""The list as a value: found, filtered, sorted and grouped."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import SHOWN

MakePaper = Callable[..., Paper]


def nothing(_paper: Paper, _what: str) -> bool:
    """Say that nothing is at hand."""
    return False


@pytest.fixture
def papers(a_paper: MakePaper) -> ReadingList:
    """Return a list with every status, two themes and a paper without topics."""
    return ReadingList(
        [
            a_paper("2001.00001", title="Sparse Experts", topics=("moe", "scaling"), star=True),
            a_paper("2101.00002", title="Dense Attention", topics=("attention",)),
            a_paper("2201.00003", title="More Experts", topics=("moe",), status=Status.READ),
            a_paper("2301.00004", title="Untold", topics=(), published=date(2023, 1, 5)),
            a_paper("2401.00005", title="An Inbox Find", topics=("moe",), status=Status.INBOX),
            a_paper("2401.00006", topics=("moe",), status=Status.SKIPPED, authors=("Zoë Zhu",)),
        ]
    )


def ids(found: ReadingList, filters: Filters, default: frozenset[Status] = SHOWN) -> list[str]:
    """Return the identifiers that a selection gives."""
    return [paper.id for paper in found.select(filters, default, nothing).papers]


def test_unread_and_reading_papers_come_by_default(papers: ReadingList) -> None:
    """What is hidden is counted by status, and nothing is lost between the two."""
    selection = papers.select(Filters(), SHOWN, nothing)
    assert [p.id for p in selection.papers] == ["2001.00001", "2101.00002", "2301.00004"]
    assert selection.hidden == {Status.READ: 1, Status.INBOX: 1, Status.SKIPPED: 1}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(topics=("MoE",)), ["2001.00001"]),
        (Filters(topics=("attention", "scaling")), ["2001.00001", "2101.00002"]),
        (Filters(topics=("none",)), ["2301.00004"]),
        (Filters(star=True), ["2001.00001"]),
        (Filters(statuses=frozenset({Status.SKIPPED})), ["2401.00006"]),
        (Filters(statuses=frozenset(), authors=("zoë",)), ["2401.00006"]),
        (Filters(categories=("cs",), limit=1), ["2001.00001"]),
        (Filters(categories=("cs.L",)), []),
        (Filters(added=(date(2026, 11, 2), None)), []),
        (Filters(has=("pdf",)), []),
        (Filters(lacks=("pdf",), limit=2), ["2001.00001", "2101.00002"]),
    ],
)
def test_filters(papers: ReadingList, filters: Filters, expected: list[str]) -> None:
    """Each filter narrows as it says, and alternatives of one filter are or."""
    assert ids(papers, filters) == expected


def test_years(papers: ReadingList) -> None:
    """A range has both ends, and a paper without a date is in none."""
    everyone = Filters(statuses=frozenset(), years=(2023, 2023))
    assert len(ids(papers, everyone)) == len(papers)
    assert ids(ReadingList([Paper("2001.00001")]), everyone) == []


@pytest.mark.parametrize(
    ("order", "backwards", "first"),
    [
        ("topic", False, "2001.00001"),
        ("topic", True, "2301.00004"),
        ("title", False, "2101.00002"),
        ("published", False, "2001.00001"),
        ("added", True, "2301.00004"),
    ],
)
def test_orders(papers: ReadingList, order: str, backwards: bool, first: str) -> None:
    """Every order puts the right paper first, and backwards is its mirror."""
    assert ids(papers, Filters(sort=order, backwards=backwards))[0] == first


def test_groups_keep_the_readers_order_and_count_the_whole_theme(papers: ReadingList) -> None:
    """Themes come as the list has them, papers without one last; skipped papers do not count."""
    selection = papers.select(Filters(), SHOWN, nothing)
    groups = papers.group(selection.papers)
    assert [group.theme for group in groups] == ["moe", "attention", ""]
    assert (groups[0].read, groups[0].total) == (1, 3)


def test_doubled_identifiers_count_once(a_paper: MakePaper) -> None:
    """The first one counts; the other is kept apart for `doctor`."""
    found = ReadingList([a_paper(title="First"), a_paper(title="Second"), Paper(""), Paper("")])
    assert [paper.title for paper in found] == ["First", "", ""]
    assert [paper.title for paper in found.doubles] == ["Second"]


def test_titles_are_found_by_words(papers: ReadingList) -> None:
    """All words must occur; a title that is exactly the words wins."""
    assert [p.id for p in papers.by_title("experts")] == ["2001.00001", "2201.00003"]
    assert [p.id for p in papers.by_title("EXPERTS more")] == ["2201.00003"]
    exact = ReadingList([Paper("1", title="Mistral"), Paper("2", title="Mistral of Winds")])
    assert [p.id for p in exact.by_title("mistral")] == ["1"]
    assert papers.by_title("  ") == ()


@given(
    st.lists(st.sampled_from(list(Status)), max_size=30),
    st.sampled_from(["topic", "title", "added", "published"]),
    st.none() | st.integers(1, 10),
)
def test_a_selection_loses_and_invents_nothing(
    statuses: list[Status], order: str, limit: int | None
) -> None:
    """Shown, hidden and cut papers together are the list, whatever the order."""
    found = ReadingList(
        Paper(f"2001.{n + 1:05}", status=status, title=str(n % 3))
        for n, status in enumerate(statuses)
    )
    selection = found.select(Filters(sort=order, limit=limit), SHOWN, nothing)
    assert len(selection.papers) + selection.cut + sum(selection.hidden.values()) == len(found)
    assert len({paper.id for paper in selection.papers}) == len(selection.papers)


@pytest.mark.parametrize("words", ["erdos graph", "Erdős", "pre-training", "pretraining", "alpha"])
def test_words_of_a_title_are_found_in_any_spelling(
    a_paper: Callable[..., Paper], words: str
) -> None:
    """Accents, TeX, hyphens and Greek letters make no difference."""
    titles = (r"The Erd\H{o}s graph", "Pre-training for α-entmax")
    papers = ReadingList(a_paper(f"2401.0000{n}", title=title) for n, title in enumerate(titles))
    assert len(papers.by_title(words)) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("u-net", ["1"]), ("U-Nets", ["1"]), ("fine tuned", ["2"]), ("finetune", ["2"]),
        ("study", ["2"]), ("querying", ["3"]), ("state of the art", ["3"]), ("tun", ["2", "4"]),
        ("tuned", ["2"]),
    ],
)  # fmt: skip
def test_inflected_words_of_a_title_are_found(
    a_paper: Callable[..., Paper], words: str, found: list[str]
) -> None:
    """As `search` finds them, where no title has the very words; words with hyphens are one."""
    titles = {
        "1": "A U-Net", "2": "Fine-Tuning: Studies", "3": "State-of-the-art Queries",
        "4": "Neural networks as opportunity",
    }  # fmt: skip
    papers = ReadingList(a_paper(i, title=title) for i, title in titles.items())
    assert [paper.id for paper in papers.by_title(words)] == found


@pytest.mark.parametrize("name", ["garcia", "García", "GARCIA-MUNOZ", "lukasz", "Moller"])
def test_an_author_is_found_in_any_spelling(a_paper: Callable[..., Paper], name: str) -> None:
    """``-a garcia`` passes García, and TeX in a name is read."""
    authors = ("Ana García-Muñoz", "Łukasz Kaiser", r"S. M\o{}ller")
    paper = a_paper(authors=authors)
    assert Filters(authors=(name,)).passes(paper, lambda _paper, _what: False)
    assert not Filters(authors=("nobody",)).passes(paper, lambda _paper, _what: False)


def test_every_identifier_names_the_paper(a_paper: MakePaper) -> None:
    """One's own goes before a further one, then the first counts; pages without their scheme."""
    papers = ReadingList(
        [
            a_paper("doi:10.1000/1", also=("2401.00001", "openreview:aBcD", "url:http://a.org/b/")),
            a_paper("2401.00001", also=("pmid:9",)),
            a_paper("url:https://a.org/b", also=("pmid:9", "openreview:aBcD")),
        ]
    )
    named = {
        "doi:10.1000/1": 0, "2401.00001": 1, "openreview:aBcD": 0, "pmid:9": 1,
        "url:http://a.org/b": 2,
    }  # fmt: skip
    assert {one: papers.get(one) for one in named} == {
        one: papers.papers[number] for one, number in named.items()
    }
    assert "openreview:abcd" not in papers
    assert "pmid:9" in papers
    assert papers.get("") is None
