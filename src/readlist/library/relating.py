"""Works around papers: those they cite, those that cite them, and similar ones.

OpenAlex and Semantic Scholar are asked, and answers kept for a month; offline, the references in a
paper's own PDF and the list's own vectors are used.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readlist.errors import ReadlistError
from readlist.library import choosing
from readlist.library.citation_graph import Graph
from readlist.library.facts import facts_of
from readlist.library.taste import Choice
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.sources import Neighbour, Relation
from readlist.text import plural

_PER_DOUBLING = 0.1
"""What twice as many papers of the list that cite a work count against a score of 0 to 1: a work
that eight of them cite goes before one that fits perfectly and that none cites as 0.32 to 1."""
EVERY = tuple(Relation)


@dataclass(frozen=True, slots=True)
class Lead:
    """A work related to papers of the list."""

    metadata: Metadata
    """``id`` is empty where no identifier is known."""
    relations: tuple[Relation, ...]
    listed: Paper | None = None
    """The listed paper that it is, if any."""
    cited_by: int = 0
    """How many papers of the list are known to cite it."""
    citations: int = 0
    """How many works cite it in all."""
    choice: Choice | None = None
    """How well it fits; None for papers of the list."""


@dataclass(frozen=True, slots=True)
class LeadReport:
    """Works found around papers."""

    leads: tuple[Lead, ...]
    """New works first, the best match first; then those on the list."""
    known_to: tuple[str, ...] = ()
    """The sources."""
    unasked: tuple[str, ...] = ()
    """Why services could not be asked, a clause each."""
    fault: ReadlistError | None = None
    """Why nothing could be found out; None otherwise."""


@dataclass(slots=True)
class _Found:
    """A work while answers are put together."""

    neighbour: Neighbour
    relations: list[Relation]
    cited_by: set[str]


class _Leads:
    """Combines the works of several answers, each once.

    Args:
        papers: The list.
        asked: Papers whose surroundings are looked at; they are not leads themselves.
    """

    def __init__(self, papers: ReadingList, asked: Sequence[Paper]) -> None:
        self._papers = papers
        self._asked = {paper.id for paper in asked}
        self._by_name: dict[str, _Found] = {}
        self.found: list[_Found] = []

    def take(self, neighbour: Neighbour, relation: Relation, source: str = "") -> None:
        """Take a work; `source` is the paper of the list that cites it."""
        title = f"title:{neighbour.metadata.title.casefold()}"
        names = [*map(compared, neighbour.names), neighbour.graph_id, title]
        known = next((self._by_name[n] for n in names if n and n in self._by_name), None)
        if known is None:
            known = _Found(neighbour, [], set())
            self.found.append(known)
        if relation not in known.relations:
            known.relations.append(relation)
        if relation is Relation.CITES and source:
            known.cited_by.add(source)
        known.neighbour = _fuller(known.neighbour, neighbour)
        self._by_name |= {name: known for name in names if name}

    def count(self, graph: Mapping[str, Sequence[str]]) -> None:
        """Count the papers of the list that cite each work, as far as is known."""
        for source, names in graph.items():
            for name in names:
                if name in self._by_name:
                    self._by_name[name].cited_by.add(source)

    def leads(self) -> Iterator[Lead]:
        """Yield what was found, without the papers that were asked about."""
        for one in self.found:
            listed = next(filter(None, map(self._papers.get, one.neighbour.names)), None)
            if listed is None or listed.id not in self._asked:
                yield Lead(
                    one.neighbour.metadata,
                    tuple(one.relations),
                    listed,
                    len(one.cited_by),
                    one.neighbour.citations,
                )


def _fuller(one: Neighbour, other: Neighbour) -> Neighbour:
    """Return what two services say about one work."""
    first, second = one.metadata, other.metadata
    facts = replace(
        first,
        id=first.id or second.id,
        abstract=first.abstract or second.abstract,
        authors=first.authors or second.authors,
        published=first.published or second.published,
        venue=first.venue or second.venue,
    )
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    return Neighbour(
        facts, names, max(one.citations, other.citations), one.graph_id or other.graph_id
    )


def related(
    workspace: Workspace, papers: Sequence[Paper], relations: Sequence[Relation] = EVERY
) -> LeadReport:
    """Return the works related to papers of the list.

    Args:
        workspace: What this run works on.
        papers: Papers of the list.
        relations: Which works.

    Raises:
        FileError: What paces the requests cannot be written.
    """
    every = workspace.papers()
    graph = Graph(workspace)
    leads = _Leads(every, papers)
    with workspace.notices.working("Looking for related papers") as work:
        for number, paper in enumerate(papers):
            work.at(number, len(papers), paper.id)
            for relation, neighbour in graph.around(paper, relations):
                leads.take(neighbour, relation, paper.id)
    leads.count(graph.kept(every))
    return _report(workspace, every, list(leads.leads()), graph)


def leads_of_list(workspace: Workspace, papers: Sequence[Paper], count: int) -> LeadReport:
    """Return the works that most papers of the list cite and that are not on it.

    Args:
        workspace: What this run works on.
        papers: Papers of the list whose references are looked at.
        count: Return at most that many works.

    Raises:
        FileError: What paces the requests cannot be written.
    """
    every = workspace.papers()
    graph = Graph(workspace)
    cites: dict[str, Sequence[str]] = {}
    workspace.notices.say(f"Looking at what {plural(len(papers), 'paper')} cite …")
    with workspace.notices.working("Looking at references") as work:
        for number, paper in enumerate(papers):
            work.at(number, len(papers), paper.id)
            cites[paper.id] = graph.cited(paper)
    counted = Counter(name for names in cites.values() for name in dict.fromkeys(names))
    own = graph.own_names(every)
    wanted = [name for name, _ in counted.most_common() if name not in own][: count * 2]
    leads = _Leads(every, [])
    for neighbour in graph.described(wanted):
        leads.take(neighbour, Relation.CITES)
    leads.count(cites)
    found = [lead for lead in leads.leads() if lead.listed is None]
    report = _report(workspace, every, found, graph)
    best = sorted(report.leads, key=lambda lead: -lead.cited_by)
    return replace(report, leads=tuple(best))


def _report(
    workspace: Workspace, papers: ReadingList, leads: Sequence[Lead], graph: Graph
) -> LeadReport:
    listed = [lead for lead in leads if lead.listed]
    fault = graph.fault if not leads else None
    return LeadReport(
        (*_ordered(workspace, papers, [x for x in leads if not x.listed]), *listed),
        tuple(dict.fromkeys(graph.known_to)),
        tuple(dict.fromkeys(graph.troubles)),
        fault,
    )


def _ordered(workspace: Workspace, papers: ReadingList, leads: Sequence[Lead]) -> list[Lead]:
    """Return works by the reader's taste, and by how many papers of the list cite them."""
    candidates = [_candidate(lead.metadata, number) for number, lead in enumerate(leads)]
    pairs = [(p, lead.metadata.abstract) for p, lead in zip(candidates, leads, strict=True)]
    taste = choosing.learn_taste(workspace, papers, pairs)
    choices = {choice.paper.id: choice for choice in taste.order(candidates)}
    chosen = [
        replace(lead, choice=choices[paper.id])
        for paper, lead in zip(candidates, leads, strict=True)
    ]
    return sorted(chosen, key=_rank, reverse=True)


def _rank(lead: Lead) -> tuple[float, int, bool]:
    score = lead.choice.score if lead.choice else 0.0
    value = score + _PER_DOUBLING * math.log2(1 + lead.cited_by)
    return round(value, 6), lead.citations, bool(lead.metadata.id)


def _candidate(metadata: Metadata, number: int) -> Paper:
    """Return a work as a paper that is not on the list; one without identifier gets a number."""
    table: dict[str, Any] = {"id": metadata.id, "status": "inbox", **facts_of(metadata)}
    paper = Paper.from_table(table)
    return paper if metadata.id else replace(paper, id=f"work {number}", problems=())
