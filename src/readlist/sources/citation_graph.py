"""What a paper cites, what cites it and what is similar, from OpenAlex and Semantic Scholar.

OpenAlex: looking up one work is free; a list of works costs a tenth of the cent that a day allows
without a key (https://docs.openalex.org/how-to-use-the-api/rate-limits-and-authentication).
Semantic Scholar: https://api.semanticscholar.org/api-docs/graph and .../recommendations.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TypeVar
from urllib.parse import quote

from readlist.errors import ServiceError
from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import distinct, name_of_arxiv, name_of_doi
from readlist.sources import openalex, semantic_scholar
from readlist.sources.reading import Json, inside, items, object_in, word, words
from readlist.sources.registry import JSON, OPENALEX, SEMANTIC_SCHOLAR, Access, Source

AT_ONCE = 50
"""Works that one list of OpenAlex gives."""
_MOST_LINKS = 500
"""References of a paper that are considered; a survey has a thousand."""
_FIELDS = "title,abstract,authors,year,publicationDate,venue,externalIds,citationCount"
_SELECTED = (
    "id,doi,ids,title,authorships,publication_date,publication_year,primary_location,locations,"
    "biblio,abstract_inverted_index,cited_by_count,is_retracted,best_oa_location"
)


class Relation(StrEnum):
    """How a work is related to a paper."""

    CITES = "cites"
    """The paper cites it."""
    CITED_BY = "cited-by"
    """It cites the paper."""
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A work related to a paper."""

    metadata: Metadata
    """Under its best known identifier; ``id`` is empty where it has none."""
    names: tuple[str, ...] = ()
    """All its identifiers."""
    citations: int = 0
    """How many works cite it, as the service counts."""
    graph_id: str = ""
    """OpenAlex's own number."""


@dataclass(frozen=True, slots=True)
class Links:
    """The numbers of the works that OpenAlex links to a work."""

    own: str
    cites: tuple[str, ...] = field(default=())
    similar: tuple[str, ...] = field(default=())


def read_links(answer: Answer) -> Links | None:
    """Return the links of a work; None if OpenAlex does not have it.

    Raises:
        UnfitError: It is not an answer from OpenAlex.
    """
    if not answer.found:
        return None
    data = object_in(answer)
    own = _number(data.get("id"))
    if not own:
        raise UnfitError("it sent no work")
    return Links(own, _numbers(data.get("referenced_works")), _numbers(data.get("related_works")))


def works_address(numbers: Sequence[str]) -> str:
    """Return the address of works by their numbers, at most `AT_ONCE`."""
    return _list_address(f"openalex:{'|'.join(numbers[:AT_ONCE])}")


def citing_address(number: str) -> str:
    """Return the address of the most cited works that cite one."""
    return _list_address(f"cites:{number}") + "&sort=cited_by_count:desc"


def _list_address(chosen: str) -> str:
    chosen = quote(chosen, safe=":|")
    return f"https://{openalex.HOST}/works?filter={chosen}&per-page={AT_ONCE}&select={_SELECTED}"


def read_works(answer: Answer) -> Iterator[Neighbour]:
    """Yield the works of a list from OpenAlex.

    Raises:
        UnfitError: It is not a list.
    """
    if not answer.found:
        return
    found = object_in(answer).get("results")
    if not isinstance(found, list):
        raise UnfitError("it sent no list of works")
    for data in items(found, AT_ONCE * 4):
        names = _names_at_openalex(data)
        work = openalex.work_in(data, next(iter(names), ""))
        if work.title:
            yield Neighbour(
                work, names, _count(data.get("cited_by_count")), _number(data.get("id"))
            )


def _names_at_openalex(data: Mapping[str, Json]) -> tuple[str, ...]:
    """Return a work's identifiers; arXiv's comes from its locations."""
    places = (word(one.get("landing_page_url")) for one in items(data.get("locations"), 50))
    arxiv = (name_of_arxiv(place) for place in places if "arxiv.org" in place)
    pmid = word(inside(data, "ids", "pmid")).rpartition("/")[2]
    return distinct(
        [
            *arxiv,
            name_of_doi(data.get("doi")),
            f"pmid:{pmid}" if pmid.isdecimal() else "",
        ]
    )


def _number(value: Json) -> str:
    number = word(value).rpartition("/")[2]
    return number if number[:1] == "W" and number[1:].isdecimal() else ""


def _numbers(value: Json) -> tuple[str, ...]:
    return distinct([_number(one) for one in words(value)[:_MOST_LINKS]])


def _count(value: Json) -> int:
    return value if isinstance(value, int) and value > 0 else 0


_PATHS = {Relation.CITES: "references", Relation.CITED_BY: "citations"}
_PAPERS = {Relation.CITES: "citedPaper", Relation.CITED_BY: "citingPaper"}


def scholar_address(name: str, relation: Relation, most: int = 100) -> str:
    """Return the address at Semantic Scholar; "" for identifiers that it does not accept.

    Args:
        name: An identifier as the list spells it.
        relation: The relation to ask for.
        most: How many works.
    """
    kind, colon, value = name.partition(":")
    if not colon:
        paper = f"ARXIV:{name}"
    elif kind in ("doi", "acl", "pmid"):
        paper = f"{kind.upper()}:{value}"
    else:
        return ""
    paper = quote(paper, safe=":/")
    if relation is Relation.SIMILAR:
        base = f"https://{semantic_scholar.HOST}/recommendations/v1/papers/forpaper/{paper}"
    else:
        base = f"https://{semantic_scholar.HOST}/graph/v1/paper/{paper}/{_PATHS[relation]}"
    return f"{base}?fields={_FIELDS}&limit={most}"


def read_papers(answer: Answer, relation: Relation) -> Iterator[Neighbour]:
    """Yield the papers of a list from Semantic Scholar; publishers may have withheld theirs.

    Raises:
        UnfitError: It is not a list.
    """
    if not answer.found:
        return
    data = object_in(answer)
    similar = relation is Relation.SIMILAR
    found = data.get("recommendedPapers" if similar else "data")
    for one in items(found, 1000):
        each = one if similar else one.get(_PAPERS[relation])
        if not isinstance(each, Mapping):
            continue
        names = semantic_scholar.names_in(each)
        work = semantic_scholar.work_in(each, next(iter(names), ""))
        if work.title:
            yield Neighbour(work, names, _count(each.get("citationCount")))


T = TypeVar("T")

_ABSENT = frozenset({400, 404, 410, 422})


@dataclass(slots=True)
class Surroundings:
    """The works around a paper, as far as services know them."""

    found: dict[Relation, list[Neighbour]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()
    """OpenAlex's numbers of all works that the paper cites."""
    number: str = ""
    """OpenAlex's number of the paper."""
    known_to: list[str] = field(default_factory=list)
    """The services that know the paper."""
    troubles: list[ServiceError] = field(default_factory=list)


def links_of(name: str, access: Access) -> Links | None:
    """Return OpenAlex's links of a paper; None if it does not know the paper or is switched off.

    Args:
        name: An identifier as the list spells it.
        access: The services and keys to use.

    Raises:
        ServiceError: It could not be asked.
    """
    doi = _doi_of(name)
    if not doi or OPENALEX.key in access.off:
        return None
    return _asked(access, OPENALEX, openalex.address(doi), read_links)


def works(numbers: Sequence[str], access: Access) -> Iterator[Neighbour]:
    """Yield works by OpenAlex's numbers, fifty for each request.

    Raises:
        ServiceError: It could not be asked.
    """
    for start in range(0, len(numbers), AT_ONCE):
        address = works_address(numbers[start : start + AT_ONCE])
        yield from _asked(access, OPENALEX, address, lambda a: list(read_works(a)))


def surroundings(
    names: Sequence[str], relations: Sequence[Relation], access: Access, most: int
) -> Surroundings:
    """Return the works around a paper.

    Args:
        names: Its identifiers as the list spells them, the best known first.
        relations: The relations to ask for.
        access: The services and keys to use.
        most: The most works of each relation.
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
                address = citing_address(links.own)
                found = _asked(access, OPENALEX, address, lambda a: list(read_works(a)))
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
        addresses = [scholar_address(name, relation, most) for name in names]
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
    return list(read_papers(answer, relation))


def _asked(access: Access, source: Source, address: str, read: Callable[[Answer], T]) -> T:
    """Return a service's parsed answer; ask again if it makes no sense.

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
