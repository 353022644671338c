"""What tells papers apart without the papers: the index answers, and never for another list."""

import hashlib

import pytest

from readlist.errors import FileError
from readlist.index.row_facts import RowFacts, same_papers
from readlist.paper import Status
from readlist.reading_list import Filters
from support.index_kit import Desk, block, list_of

LIST = list_of(
    block("2401.00001", 'title = "One"', 'status = "read"'),
    block("2401.00002", 'title = "Two"', 'topics = ["moe"]'),
    block("2401.00001", 'title = "One again"'),
    block("2401.00003", 'title = "Three"'),
    block("2401.00004", 'title = "Four"', 'status = "unread"'),
)
UNREAD = frozenset({Status.UNREAD})


def facts_of(desk: Desk, filters: Filters | None = None) -> RowFacts:
    """Return what a new process is told."""
    papers = desk.papers()
    assert papers is not None
    found = papers.facts(filters or Filters(), UNREAD)
    assert found is not None, "the index failed"
    return found


def test_papers_are_told_in_the_lists_order(desk: Desk) -> None:
    """Each once, with those that pass in the order that was asked for."""
    desk.write(LIST)
    facts = facts_of(desk)
    assert facts.ids == ["2401.00001", "2401.00002", "2401.00003", "2401.00004"]
    assert facts.source == hashlib.sha256(LIST.encode()).hexdigest()
    assert sorted(facts.chosen) == [1, 2, 3]
    by_title = facts_of(desk, Filters(sort="title", statuses=frozenset()))
    assert [facts.ids[place][-1] for place in by_title.chosen] == ["4", "1", "3", "2"]
    assert len(set(facts.digests)) == 4


def test_papers_are_given_by_their_positions(desk: Desk) -> None:
    """In the order of the question, also many, also twice."""
    desk.write(list_of(*(block(f"2401.{n:05}", f'title = "T{n}"') for n in range(1, 1204))))
    papers = desk.papers()
    assert papers is not None
    facts = facts_of(desk)
    places = [1202, 0, 700, 0, *range(1100)]
    found = papers.papers_at(facts, places)
    assert [paper.title for paper in found] == [f"T{place + 1}" for place in places]
    assert same_papers(desk.plain().papers, facts, places) == list(found)


def test_a_list_that_was_changed_is_not_asked_for_half(desk: Desk) -> None:
    """What was told of one list is no question to another one."""
    desk.write(LIST)
    facts = facts_of(desk)
    desk.write(LIST + block("2401.00005", 'title = "Five"'))
    papers = desk.papers()
    assert papers is not None
    with pytest.raises(FileError, match="changed while it was read"):
        papers.papers_at(facts, [0])
    with pytest.raises(FileError, match="changed while it was read"):
        same_papers(desk.plain().papers, facts, [0])
