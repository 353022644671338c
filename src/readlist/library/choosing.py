"""What to read next, learned from what the reader marked."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from readlist.index.features import Feature
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.order_cache import Order, find_order, keep_order, recall
from readlist.library.result_cache import question_of
from readlist.library.taste import STATES, Choice, Taste, features_from, features_version
from readlist.library.workspace import Workspace
from readlist.model.spelling import file_key
from readlist.paper import Paper, Status
from readlist.progress import counted
from readlist.reading_list import Filters, ReadingList, Selection
from readlist.reading_list.filters import SHOWN
from readlist.text import clean

if TYPE_CHECKING:
    from readlist.library import reports
    from readlist.library.reports import Summary
else:
    reports = lazy("readlist.library.reports")

T = TypeVar("T")

_UPCOMING = 3
_RANKING = "ranking"
"""What the index calls the features of a ranking: working them out costs more than using them."""


def learn_taste(
    workspace: Workspace, papers: Iterable[Paper], others: Sequence[tuple[Paper, str]] = ()
) -> Taste:
    """Return what the reader likes, ready to rank these papers.

    Args:
        workspace: What this run works on.
        papers: The papers of the list.
        others: Further papers that can be ranked, with their abstracts.
    """
    listed = list(papers)
    known = {paper.id for paper in listed}
    more: dict[str, tuple[Paper, str]] = {}
    for paper, abstract in [*others, *_turned_down(workspace, known)]:
        if paper.id not in known:
            more.setdefault(paper.id, (paper, abstract))
    every = [*listed, *(paper for paper, _ in more.values())]

    def text(place: int) -> tuple[str, str]:
        paper = every[place]
        abstract = more[paper.id][1] if paper.id in more else abstract_of(workspace, paper)
        return clean(paper.title), clean(abstract)

    def features() -> list[bytes]:
        new = [features_from(paper.title, abstract) for paper, abstract in more.values()]
        return [*_features(workspace, listed), *new]

    return Taste(every, features, text, _turned_down_ids(workspace))


def abstract_of(workspace: Workspace, paper: Paper) -> str:
    """Return a paper's abstract; empty if it is not at hand."""
    read = map(workspace.paper_files.read_metadata, reading.kept_of(workspace, paper))
    return next((facts.abstract for facts in read if facts and facts.abstract), "")


def _features(workspace: Workspace, papers: Sequence[Paper]) -> list[bytes]:
    """Return what rankings keep of papers of the list; the index remembers it."""
    stamps = {paper.id: _stamp(workspace, paper) for paper in papers}
    kept = workspace.index.features(_RANKING, stamps)
    known = {i: one.data for i, one in kept.items() if one.stamp == stamps[i]}
    unknown = [paper for paper in papers if paper.id not in known]
    there = any(reading.kept_of(workspace, one) for one in unknown)
    with workspace.notices.working(f"Reading titles{' and abstracts' if there else ''}") as work:
        new = {
            one.id: features_from(one.title, abstract_of(workspace, one))
            for one in counted(unknown, work.at)
        }
    if new:
        features = {one: Feature(stamps[one], data) for one, data in new.items()}
        workspace.index.keep_features(_RANKING, features)
    return [(known.get(paper.id) or new[paper.id]) for paper in papers]


def _stamp(workspace: Workspace, paper: Paper) -> bytes:
    """Return a few bytes that change with the texts that a paper's features are made from."""
    facts = b" ".join(map(workspace.paper_files.stamp, reading.kept_of(workspace, paper)))
    return b"%d %08x %s" % (
        features_version(),
        crc32(paper.title.encode("utf-8", "replace")),
        facts,
    )


def rank(
    workspace: Workspace, papers: Sequence[Paper], every: Iterable[Paper] | None = None
) -> list[Choice]:
    """Return papers of the list, what to read next first, with scores and reasons.

    Args:
        workspace: What this run works on.
        papers: The ones to order.
        every: The whole list, where it was read already.
    """
    choices = learn_taste(workspace, workspace.papers() if every is None else every).order(papers)
    workspace.choices |= {choice.paper.id: choice for choice in choices}
    return choices


def select(
    workspace: Workspace,
    filters: Filters,
    default: frozenset[Status],
    papers: ReadingList | None = None,
) -> Selection:
    """Return the papers that pass; the order ``rank`` leaves scores in `choices`."""
    papers = papers or workspace.papers()
    if filters.sort != "rank":
        return reading.select(workspace, filters, default, papers)
    whole = replace(filters, limit=None, backwards=False)
    learn = cache(partial(_learn_order, workspace, whole, default, papers))
    kept, question = reading.kept_results(workspace, papers, filters), question_of(whole, default)
    order = find_order(kept, question)
    if order is None:
        choices, hidden = learn()
        order = Order.of(choices, hidden)
        keep_order(kept, question, order)
        chosen = _cut(choices, filters)
    else:
        chosen = recall(order, _cut([*order.scores], filters), papers, lambda: learn()[0])
    workspace.choices |= {choice.paper.id: choice for choice in chosen}
    shown = tuple(choice.paper for choice in chosen)
    return Selection(shown, order.hidden, order.count - len(shown))


def _learn_order(
    workspace: Workspace, filters: Filters, default: frozenset[Status], papers: ReadingList
) -> tuple[list[Choice], dict[Status, int]]:
    """Return all papers that pass in the order of taste, and how many are hidden."""
    every = reading.select(workspace, filters, default, papers)
    return rank(workspace, every.papers, papers), every.hidden


def next_papers(
    workspace: Workspace, filters: Filters, papers: ReadingList | None = None
) -> list[Choice]:
    """Return what to read next, the best first; `Filters.limit` says how many."""
    papers = papers or workspace.papers()
    chosen = select(workspace, replace(filters, sort="rank"), _TO_READ, papers)
    return [workspace.choices[paper.id] for paper in chosen.papers]


def places(workspace: Workspace, papers: ReadingList | None = None) -> dict[str, int]:
    """Return identifier -> place, from 1, of all that is to be read, in the order of `next`."""
    ordered = select(workspace, Filters(sort="rank"), _TO_READ, papers).papers
    return {paper.id: place for place, paper in enumerate(ordered, start=1)}


def nearest(workspace: Workspace, paper: Paper, count: int = 3) -> list[Paper]:
    """Return the papers of the list that are most like one of them."""
    return learn_taste(workspace, workspace.papers()).nearest(paper, count)


def summary(workspace: Workspace) -> "Summary":
    """Return the state of the list and what to go on with, with the reasons."""
    papers = workspace.papers()
    best = next_papers(workspace, Filters(limit=_UPCOMING), papers)
    upcoming = tuple((choice.paper, spoken(choice)) for choice in best)
    return reports.Summary(papers.status_counts, upcoming)


def _turned_down_ids(workspace: Workspace) -> Iterable[str]:
    return workspace.dismissed.read() if workspace.paths.dismissed.exists() else ()


def _turned_down(workspace: Workspace, known: AbstractSet[str]) -> Iterable[tuple[Paper, str]]:
    """Yield dismissed papers whose abstract is at hand: there is something to learn."""
    for identifier in _turned_down_ids(workspace):
        found = file_key(identifier)
        if not found or identifier in known or found.folder not in workspace.shelved:
            continue
        metadata = workspace.paper_files.read_metadata(found)
        if metadata:
            yield Paper(identifier, metadata.title), metadata.abstract


def _cut(found: list[T], filters: Filters) -> list[T]:
    """Return what the filters leave of papers that stand in order."""
    ordered = found[::-1] if filters.backwards else found
    return ordered[: filters.limit] if filters.limit else ordered


_TO_READ = SHOWN | {Status.INBOX}


def spoken(choice: Choice, terms: int = 3) -> str:
    """Return what speaks for a paper as one clause: ``starred; routing, experts``."""
    own = STATES | {choice.due}
    state = [words for words in choice.words if words in own]
    others = [words for words in choice.words if words not in own][:terms]
    return "; ".join(filter(None, [*state, ", ".join(others)]))
