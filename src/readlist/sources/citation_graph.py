"""What a paper cites, what cites it and what is like it, as OpenAlex and Semantic Scholar know it.

OpenAlex: a look-up of one work is free, a list of works costs a tenth of the cent that a day has
without a key (https://docs.openalex.org/how-to-use-the-api/rate-limits-and-authentication).
Semantic Scholar: https://api.semanticscholar.org/api-docs/graph and .../recommendations.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import distinct, name_of_arxiv, name_of_doi
from readlist.sources import openalex, semantic_scholar
from readlist.sources.reading import Json, inside, items, object_in, word, words

AT_ONCE = 50
"""Works that one list of OpenAlex gives."""
_MOST_LINKS = 500
"""References of a paper that are looked at; a survey has a thousand."""
_FIELDS = "title,abstract,authors,year,publicationDate,venue,externalIds,citationCount"
_SELECTED = (
    "id,doi,ids,title,authorships,publication_date,publication_year,primary_location,locations,"
    "biblio,abstract_inverted_index,cited_by_count,is_retracted,best_oa_location"
)


class Relation(StrEnum):
    """What a work is to a paper."""

    CITES = "cites"
    """The paper cites it."""
    CITED_BY = "cited-by"
    """It cites the paper."""
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A work beside a paper."""

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
    """The numbers of works that OpenAlex links a work with."""

    own: str
    cites: tuple[str, ...] = field(default=())
    similar: tuple[str, ...] = field(default=())


def read_links(answer: Answer) -> Links | None:
    """Return the links of a work; None if OpenAlex does not have it.

    Raises:
        UnfitError: It is no answer of OpenAlex.
    """
    if not answer.found:
        return None
    data = object_in(answer)
    own = _number(data.get("id"))
    if not own:
        raise UnfitError("it sent no work")
    return Links(own, _numbers(data.get("referenced_works")), _numbers(data.get("related_works")))


def works_address(numbers: Sequence[str]) -> str:
    """Return where works are asked for by their numbers, at most `AT_ONCE`."""
    return _list_address(f"openalex:{'|'.join(numbers[:AT_ONCE])}")


def citing_address(number: str) -> str:
    """Return where the most cited works are asked for that cite one."""
    return _list_address(f"cites:{number}") + "&sort=cited_by_count:desc"


def _list_address(chosen: str) -> str:
    chosen = quote(chosen, safe=":|")
    return f"https://{openalex.HOST}/works?filter={chosen}&per-page={AT_ONCE}&select={_SELECTED}"


def read_works(answer: Answer) -> Iterator[Neighbour]:
    """Yield the works of a list of OpenAlex.

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
    """Return a work's identifiers: arXiv's from the places where it lies."""
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
    """Return where Semantic Scholar is asked; "" for identifiers that it does not take.

    Args:
        name: An identifier as the list spells it.
        relation: What is asked for.
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
    """Yield the papers of a list of Semantic Scholar; publishers may have forbidden theirs.

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
