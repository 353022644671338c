"""What to read next, learned from what the reader marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.order_cache import Order, find_order, keep_order, last_order, recall
from readlist.library.result_cache import question_of
from readlist.library.taste import STATES, Choice, Taste
from readlist.library.taste_values import Marked
from readlist.library.workspace import Workspace
from readlist.model.spelling import file_key
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList, Selection
from readlist.reading_list.filters import SHOWN
from readlist.scale import Account
from readlist.text import clean

if TYPE_CHECKING:
    from readlist.library import paper_vectors, reports
    from readlist.library.paper_vectors import PaperVectors
    from readlist.library.reports import Summary
else:
    paper_vectors = lazy("readlist.library.paper_vectors")
    reports = lazy("readlist.library.reports")

T = TypeVar("T")

_UPCOMING = 3


def learn_taste(
    workspace: Workspace,
    papers: ReadingList,
    others: Sequence[tuple[Paper, str]] = (),
    *,
    waiting: bool = True,
    apart: bool = False,
) -> Taste:
    """Return what the reader likes, ready to rank these papers.

    Args:
        workspace: What this run works on.
        papers: The list.
        others: More papers that can be ranked, with their abstracts.
        waiting: Whether there is time to read the abstracts of many papers that are new.
        apart: Whether another thread ranks first: a database connection stays in its thread.
    """
    outlines = papers.outlines
    listed = {outline.id for outline in outlines}
    more: dict[str, tuple[Paper, str]] = {}
    for paper, abstract in others:
        if paper.id not in listed:
            more.setdefault(paper.id, (paper, abstract))
    turned_down = list(_turned_down_ids(workspace))
    at_hand = [one for one in turned_down if one not in listed and one not in more]
    at_hand = [one for one in at_hand if _is_at_hand(workspace, one)]
    every: list[Marked] = [*outlines, *(paper for paper, _ in more.values())]
    # All that is known about the reader's opinion of them is that they were dismissed.
    every += [Paper(one) for one in at_hand]

    def text(identifier: str, held: Paper | None) -> tuple[str, str]:
        if identifier in more:
            paper, abstract = more[identifier]
            return clean(paper.title), clean(abstract)
        return paper_vectors.text_of(workspace, held or papers.get(identifier), identifier)

    def known() -> "PaperVectors":
        run = workspace
        if apart:
            run = Workspace(
                workspace.paths, workspace.settings, workspace.notices, offline=workspace.offline
            )
        listed = run.papers() if apart else papers
        found = paper_vectors.PaperVectors(run, listed, outlines, at_hand, more, waiting=waiting)
        if apart:
            run.close()
        return found

    return Taste(every, known, text, turned_down)


def rank(
    workspace: Workspace, papers: Sequence[Paper], every: ReadingList | None = None
) -> list[Choice]:
    """Return papers of the list with scores and reasons, what to read next first.

    Args:
        workspace: What this run works on.
        papers: The papers to order.
        every: The whole list, where it was read already.
    """
    choices = learn_taste(workspace, every or workspace.papers()).order(papers)
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
    whole = filters._replace(limit=None, backwards=False)
    learn = cache(partial(_learn_order, workspace, whole, default, papers))
    kept, question = reading.kept_results(workspace, papers, filters), question_of(whole, default)
    order = find_order(kept, question)
    if order is None:
        order = learn().order
        keep_order(kept, question, order)
    if order.is_whole:
        chosen = recall(
            order, _cut([*order.scores], filters), papers, lambda one: learn().said(one)
        )
    else:  # papers without an identifier can only be told apart as papers
        every = reading.select(workspace, whole, default, papers).papers
        chosen = _cut(learn().taste.order(every), filters)
    workspace.choices |= {choice.paper.id: choice for choice in chosen}
    shown = tuple(choice.paper for choice in chosen)
    return Selection(shown, order.hidden, order.count - len(shown))


def select_at_once(
    workspace: Workspace, filters: Filters, default: frozenset[Status], papers: ReadingList
) -> Selection:
    """Return the papers of `select` without learning anything.

    They are in the order that was learned last; papers added since come after them, those that have
    waited longest first.
    """
    whole = filters._replace(sort="rank", limit=None, backwards=False)
    found = reading.select(workspace, whole, default, papers)
    kept = reading.kept_results(workspace, papers, filters)
    order = last_order(kept, question_of(whole, default))
    places = {one: place for place, one in enumerate(order.scores)} if order else {}

    def place(paper: Paper) -> tuple[int, date]:
        return places.get(paper.id, len(places)), paper.added or date.max

    ordered = sorted(found.papers, key=place)
    chosen = tuple(_cut(ordered, filters))
    return Selection(chosen, found.hidden, len(ordered) - len(chosen))


@dataclass(frozen=True, slots=True)
class _LearnedOrder:
    """An order just learned, with what it was learned from."""

    order: Order
    taste: Taste
    said: Callable[[str], Account]
    """Gives the parts of a paper's value."""


def _learn_order(
    workspace: Workspace, filters: Filters, default: frozenset[Status], papers: ReadingList
) -> _LearnedOrder:
    """Return all papers that pass in the order of taste, and how many are hidden."""
    taste = learn_taste(workspace, papers)
    passing, hidden = _passing(workspace, filters, default, papers)

    def account(identifier: str) -> Account:
        learned = taste.said(identifier)
        return learned.account if learned else Account()

    return _LearnedOrder(Order.of(taste.ranks(passing), hidden, account), taste, account)


def _passing(
    workspace: Workspace, filters: Filters, default: frozenset[Status], papers: ReadingList
) -> tuple[Sequence[Marked], dict[Status, int]]:
    """Return the papers that pass, and how many only their status hides."""
    if filters.narrow:
        every = reading.select(workspace, filters, default, papers)
        return every.papers, every.hidden
    wanted = default if filters.statuses is None else filters.statuses
    hidden = (
        {}
        if not wanted
        else {
            status: count
            for status, count in papers.status_counts.items()
            if count and status not in wanted
        }
    )
    outlines = papers.outlines
    return [one for one in outlines if not wanted or one.status in wanted], hidden


def next_papers(
    workspace: Workspace, filters: Filters, papers: ReadingList | None = None
) -> list[Choice]:
    """Return what to read next, the best first; `Filters.limit` says how many."""
    papers = papers or workspace.papers()
    chosen = select(workspace, filters._replace(sort="rank"), _TO_READ, papers)
    return [workspace.choices[paper.id] for paper in chosen.papers]


def places(workspace: Workspace, papers: ReadingList | None = None) -> dict[str, int]:
    """Return identifier -> place, from 1, of all papers to read, in the order of `next`."""
    ordered = select(workspace, Filters(sort="rank"), _TO_READ, papers).papers
    return {paper.id: place for place, paper in enumerate(ordered, start=1)}


def nearest(workspace: Workspace, paper: Paper, count: int = 3) -> list[Paper]:
    """Return the papers of the list that are most like one of them.

    If many papers have no vectors yet, those are left out, so that nobody has to wait.
    """
    papers = workspace.papers()
    near = learn_taste(workspace, papers, waiting=False).nearest(paper, count)
    return [found for one in near if (found := papers.get(one))]


def summary(workspace: Workspace) -> "Summary":
    """Return the state of the list and what to read next, with the reasons."""
    papers = workspace.papers()
    best = next_papers(workspace, Filters(limit=_UPCOMING), papers)
    upcoming = tuple((choice.paper, spoken(choice)) for choice in best)
    return reports.Summary(papers.status_counts, upcoming)


def _turned_down_ids(workspace: Workspace) -> Iterable[str]:
    return workspace.dismissed.read() if workspace.paths.dismissed.exists() else ()


def _is_at_hand(workspace: Workspace, identifier: str) -> bool:
    """Whether the library knows what a paper is about, so that there is something to learn."""
    found = file_key(identifier)
    if not found or not workspace.is_shelved(found.folder):
        return False
    return bool(workspace.paper_files.stamp(found))


def _cut(found: list[T], filters: Filters) -> list[T]:
    """Return the ordered papers that the filters leave."""
    ordered = found[::-1] if filters.backwards else found
    return ordered[: filters.limit] if filters.limit else ordered


_TO_READ = SHOWN | {Status.INBOX}


def spoken(choice: Choice, terms: int = 3) -> str:
    """Return the reasons for a paper as one clause: ``starred; routing, experts``."""
    own = STATES | {choice.due}
    state = [words for words in choice.words if words in own]
    others = [words for words in choice.words if words not in own][:terms]
    return "; ".join(filter(None, [*state, ", ".join(others)]))
