"""What is typed to find papers, and filters of the command line as such a line."""

from datetime import date

import pytest

from readlist.library.browsing.listing import Listing
from readlist.library.browsing.query import line_of, parse_query
from readlist.paper import Paper, Status
from readlist.reading_list import Filters

PAPERS = [
    Paper(
        "2101.00001",
        "Mixtral of Experts: Pre-Training a Router",
        ("Ada Archer", "Bea Björk"),
        published=date(2021, 1, 4),
        categories=("cs.CL",),
        topics=("moe", "long-context"),
        status=Status.READ,
        star=True,
        notes="2026-11-01  gating noise matters\n",
    ),
    Paper(
        "doi:10.1000/xyz",
        "Erd\\H{o}s on $\\alpha$-Graphs",
        ("Paul Erdős",),
        published=date(2023, 6, 1),
        topics=("graphs",),
        also=("2306.00002",),
        key="erdos2023graphs",
        added=date(2026, 11, 3),
    ),
    Paper("2212.00003", "BERT: a Survey", ("Cid Cole",), published=date(2022, 12, 1)),
    Paper("2405.00004", "Songs of Birds", topics=("birds",), due=date(2026, 12, 1)),
]
ROUTER, ERDOS, BERT, BIRDS = (paper.id for paper in PAPERS)


def found(line: str, *, shown: frozenset[Status] = frozenset()) -> list[str]:
    """Return the identifiers of the papers that a line finds, in the list's order."""
    holdings = {"note": "notes", "due": "due"}
    listing = Listing(
        PAPERS, lambda paper, what: bool(getattr(paper, holdings.get(what, "bib"))), shown
    )
    listing.group(on=False)
    listing.look_for(line)
    ids = {row.id for row in listing.rows if isinstance(row, Paper)}
    return [paper.id for paper in PAPERS if paper.id in ids]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", [ROUTER, ERDOS, BERT, BIRDS]),
        ("   ", [ROUTER, ERDOS, BERT, BIRDS]),
        ("experts router", [ROUTER]),
        ("EXPERTS archer", [ROUTER]),
        ("pre-training", [ROUTER]),
        ("pretraining", [ROUTER]),
        ("bjork", [ROUTER]),
        ("noise", [ROUTER]),
        ("erdos", [ERDOS]),
        ("erdős", [ERDOS]),
        ("α", [ERDOS]),
        ("2306.00002", [ERDOS]),
        ("erdos2023", [ERDOS]),
        ('"a survey"', [BERT]),
        ('"survey a"', []),
        ("bert: survey", [BERT]),
        ("-survey", [ROUTER, ERDOS, BIRDS]),
        ("-survey -songs", [ROUTER, ERDOS]),
        ("topic:moe", [ROUTER]),
        ("topic:mo", [ROUTER]),
        ("topic:long-context", [ROUTER]),
        ("topic:context", []),
        ('topic:"long"', []),
        ("topic:moe,birds", [ROUTER, BIRDS]),
        ("topic:none", [BERT]),
        ("-topic:none", [ROUTER, ERDOS, BIRDS]),
        ("status:read", [ROUTER]),
        ("status:re", [ROUTER]),
        ("-status:read", [ERDOS, BERT, BIRDS]),
        ("author:archer", [ROUTER]),
        ('author:"ada archer"', [ROUTER]),
        ("author:experts", []),
        ("title:archer", []),
        ("note:gating", [ROUTER]),
        ("note:experts", []),
        ("id:10.1000", [ERDOS]),
        ("year:2021", [ROUTER]),
        ("year:202", [ROUTER, ERDOS, BERT]),
        ("year:2021-2022", [ROUTER, BERT]),
        ("year:2022-", [ERDOS, BERT]),
        ("year:-2021", [ROUTER]),
        ("year:x", []),
        ("category:cs", [ROUTER]),
        ("added:2026-11", [ERDOS]),
        ("added:2026-11-01..2026-11-03", [ERDOS]),
        ("added:2026-11-04..", []),
        ("due:2026", [BIRDS]),
        ("due:overdue", []),
        ("due:300d", [BIRDS]),
        ("due:1d", []),
        ("due:..300d", [BIRDS]),
        ("has:star", [ROUTER]),
        ("has:note", [ROUTER]),
        ("-has:note", [ERDOS, BERT, BIRDS]),
        ("has:due", [BIRDS]),
        ("has:pdf", []),
        ("topic:", [ROUTER, ERDOS, BERT, BIRDS]),
        ("-", [ROUTER, ERDOS, BERT, BIRDS]),
        ('"', [ROUTER, ERDOS, BERT, BIRDS]),
        ("topic:moe experts -birds year:2021", [ROUTER]),
    ],
)
def test_a_line_finds_papers(line: str, wanted: list[str]) -> None:
    """Everything of it has to hold, and whatever is typed so far asks for something."""
    assert found(line) == wanted


def test_a_status_in_the_line_counts_before_those_that_are_shown() -> None:
    """As on the command line, where -s replaces what a command shows by itself."""
    unread = frozenset({Status.UNREAD})
    assert ROUTER not in found("", shown=unread)
    assert found("status:read", shown=unread) == [ROUTER]
    assert len(found("status:all", shown=unread)) == 4


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("mixtarl", [ROUTER]),
        ("mitral", [ROUTER]),
        ("mixxtral", [ROUTER]),
        ("nixtral", [ROUTER]),
        ("mxtrl", [ROUTER]),
        ("exprets archer", [ROUTER]),
        ("suvrey", [BERT]),
        ("zzzz", []),
        ("-mixtarl", [ROUTER, ERDOS, BERT, BIRDS]),
        ("qx", []),
    ],
)
def test_a_word_that_no_paper_has_stands_for_those_like_it(typed: str, wanted: list[str]) -> None:
    """One slip, or letters left out; only where no paper has the very word."""
    assert found(typed) == wanted


@pytest.mark.parametrize(
    ("filters", "line"),
    [
        (Filters(), ""),
        (Filters(topics=("moe", "long context")), 'topic:"moe,long context"'),
        (Filters(statuses=frozenset({Status.READ, Status.UNREAD})), "status:unread,read"),
        (Filters(statuses=frozenset()), "status:all"),
        (Filters(star=True, authors=("Björk",)), "has:star author:Björk"),
        (Filters(years=(2021, 2021)), "year:2021"),
        (Filters(years=(2021, None)), "year:2021-"),
        (Filters(years=(None, 2019), categories=("cs.LG",)), "year:-2019 category:cs.LG"),
        (Filters(added=(date(2026, 11, 1), None)), "added:2026-11-01.."),
        (Filters(has=("pdf",), lacks=("note",)), "has:pdf -has:note"),
        (Filters(due=(None, date(2026, 12, 1))), "due:..2026-12-01"),
    ],
)
def test_filters_are_a_line_that_can_be_changed(filters: Filters, line: str) -> None:
    """What options asked for stands where it can be seen, and asks for the same."""
    assert line_of(filters) == line
    holds = lambda _paper, _what: False  # noqa: E731 - one word
    query = parse_query(line, holds)
    assert bool(query.terms) == bool(line)
