"""Asking for the works around a paper; a service that does not answer stops no other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from readlist.errors import ServiceError
from readlist.http.web import Answer, UnfitError
from readlist.sources import citation_graph as graph
from readlist.sources import openalex
from readlist.sources.citation_graph import Links, Neighbour, Relation
from readlist.sources.registry import JSON, OPENALEX, SEMANTIC_SCHOLAR, Access, Source

T = TypeVar("T")

_ABSENT = frozenset({400, 404, 410, 422})


@dataclass(slots=True)
class Surroundings:
    """The works around a paper, as far as services told them."""

    found: dict[Relation, list[Neighbour]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()
    """OpenAlex's numbers of all that the paper cites."""
    number: str = ""
    """OpenAlex's number of the paper."""
    known_to: list[str] = field(default_factory=list)
    """The services that know the paper."""
    troubles: list[ServiceError] = field(default_factory=list)


def links_of(name: str, access: Access) -> Links | None:
    """Return what OpenAlex links a paper with; None if it does not know it, or is switched off.

    Args:
        name: An identifier as the list spells it.
        access: What may be used.

    Raises:
        ServiceError: It could not be asked.
    """
    doi = _doi_of(name)
    if not doi or OPENALEX.key in access.off:
        return None
    return _asked(access, OPENALEX, openalex.address(doi), graph.read_links)


def works(numbers: Sequence[str], access: Access) -> Iterator[Neighbour]:
    """Yield works by OpenAlex's numbers, fifty in a request.

    Raises:
        ServiceError: It could not be asked.
    """
    for start in range(0, len(numbers), graph.AT_ONCE):
        address = graph.works_address(numbers[start : start + graph.AT_ONCE])
        yield from _asked(access, OPENALEX, address, lambda a: list(graph.read_works(a)))


def surroundings(
    names: Sequence[str], relations: Sequence[Relation], access: Access, most: int
) -> Surroundings:
    """Return the works around a paper.

    Args:
        names: Its identifiers as the list spells them, the best known first.
        relations: What is asked for.
        access: What may be used.
        most: Works of each relation that are described.
    """
    around = Surroundings()
    _from_openalex(around, names, relations, access, most)
    _from_scholar(around, names, relations, access, most)
    return around


def _from_openalex(
    around: Surroundings,
    names: Sequence[str],
    relations: Sequence[Relation],
    access: Access,
    most: int,
) -> None:
    try:
        links = next(filter(None, (links_of(name, access) for name in names)), None)
        if links is None:
            return
        around.known_to.append(OPENALEX.name)
        around.number, around.cites = links.own, links.cites
        for relation in relations:
            if relation is Relation.CITED_BY:
                address = graph.citing_address(links.own)
                found = _asked(access, OPENALEX, address, lambda a: list(graph.read_works(a)))
            else:
                numbers = links.cites if relation is Relation.CITES else links.similar
                found = list(works(numbers[:most], access))
            around.found.setdefault(relation, []).extend(found)
    except ServiceError as error:
        around.troubles.append(error)


def _from_scholar(
    around: Surroundings,
    names: Sequence[str],
    relations: Sequence[Relation],
    access: Access,
    most: int,
) -> None:
    if SEMANTIC_SCHOLAR.key in access.off:
        return
    for relation in relations:
        addresses = [graph.scholar_address(name, relation, most) for name in names]
        address = next(filter(None, addresses), "")
        if not address:
            continue
        try:
            read = partial(_papers, relation)
            found = _asked(access, SEMANTIC_SCHOLAR, address, read)
        except ServiceError as error:
            around.troubles.append(error)
            return
        if found and SEMANTIC_SCHOLAR.name not in around.known_to:
            around.known_to.append(SEMANTIC_SCHOLAR.name)
        around.found.setdefault(relation, []).extend(found)


def _papers(relation: Relation, answer: Answer) -> list[Neighbour]:
    return list(graph.read_papers(answer, relation))


def _asked(access: Access, source: Source, address: str, read: Callable[[Answer], T]) -> T:
    """Return what a service says, read; an answer that makes no sense is asked for again.

    Raises:
        ServiceError: It could not be asked, or makes no sense.
    """

    def judge(answer: Answer) -> None:
        if not answer.found and answer.status not in _ABSENT:
            raise UnfitError(f"status {answer.status}")
        read(answer)

    headers: Mapping[str, str] = source.headers(access)
    return read(access.web.get(address, accept=JSON, headers=headers, judge=judge))


def _doi_of(name: str) -> str:
    """Return the DOI that stands for an identifier; arXiv's papers have one of their own."""
    if ":" not in name:
        return f"10.48550/arxiv.{name}"
    return name.removeprefix("doi:") if name.startswith("doi:") else ""
