"""Which places speak of one paper, by its identifiers; and which identifiers identify none."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.mentions import name_match
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.model.spelling import compared
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from readlist.model import identifiers, kinds
else:
    identifiers = lazy("readlist.model.identifiers")
    kinds = lazy("readlist.model.kinds")


class UnitedPlaces(NamedTuple):
    """Where a document speaks of one paper."""

    names: tuple[str, ...]
    """The paper's identifiers, best known first; none where it is only named."""
    places: tuple[Sighting, ...]
    """In the order of the document."""


def rank(name: str) -> int:
    """Return how well known the kind of an identifier is: arXiv's 0, then DOIs, and so on."""
    return _ranks()[name.partition(":")[0]] if ":" in name else 0


@cache
def _ranks() -> dict[str, int]:
    return {str(kind): rank for rank, kind in enumerate(kinds.IdentifierKind)}


def claimed_once(sightings: Sequence[Sighting]) -> tuple[list[Sighting], list[Doubt]]:
    """Return the places without identifiers that entries of different titles carry.

    A slip or an address of all of them, such as that of a conference, identifies none of them.
    What arXiv's identifiers stand for is left to the conflicts, which arXiv itself settles.
    """
    claims: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if sighting.record and sighting.title and (sighting.also or _is_other(sighting)):
            for name in sighting.names:
                if ":" in name:
                    claims.setdefault(compared(name), []).append(sighting)
    contested = {key: said for key, said in claims.items() if _differ(said)}
    if not contested:
        return list(sightings), []
    doubts = [
        Doubt(key, said[0].line, f"it stands at {_quoted(said)}, and identifies neither")
        for key, said in contested.items()
    ]
    return [_without(one, contested) for one in sightings], doubts


def united(sightings: Sequence[Sighting]) -> list[UnitedPlaces]:
    """Return the places that have an identifier, those of one paper together.

    Places that share an identifier speak of one paper, unless their titles or arXiv's identifiers
    differ; then it stays with the place that has it as its own, or with the first.
    """
    papers: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if sighting.id:
            papers.setdefault(compared(sighting.id.base), []).append(sighting)
    if not any(sighting.also for sighting in sightings):
        return [UnitedPlaces((_own(places[0]),), tuple(places)) for places in papers.values()]
    order = {sighting: number for number, sighting in enumerate(sightings)}
    holders = {name: name for name in papers}
    root = {name: name for name in papers}
    for name, places in tuple(papers.items()):
        for further in dict.fromkeys(compared(x) for one in places for x in one.also):
            holder = _root(root, holders.setdefault(further, name))
            own = _root(root, name)
            if holder != own and _are_one(papers[holder], papers[own]):
                first, second = sorted((holder, own), key=lambda x: order[papers[x][0]])
                root[second] = first
                papers[first] = sorted(papers[first] + papers[second], key=order.__getitem__)
    return [
        UnitedPlaces(_names_of(name, places, holders, root), tuple(places))
        for name, places in papers.items()
        if _root(root, name) == name
    ]


def _own(sighting: Sighting) -> str:
    return sighting.id.base if sighting.id else ""


def _names_of(
    name: str, places: Sequence[Sighting], holders: Mapping[str, str], root: dict[str, str]
) -> tuple[str, ...]:
    """Return the identifiers that a paper holds, best known first."""
    every: dict[str, str] = {}
    for place in places:
        for one in place.names:
            if _root(root, holders[compared(one)]) == name:
                every.setdefault(compared(one), one)
    return tuple(sorted(every.values(), key=rank))


def _is_other(sighting: Sighting) -> bool:
    return sighting.id is not None and ":" in sighting.id.base


def _differ(said: Sequence[Sighting]) -> bool:
    if len(said) < 2:
        return False
    first, *others = dict.fromkeys(one.title.text for one in said if one.title)
    return any(not name_match.are_one_title(first, other) for other in others)


def _quoted(said: Sequence[Sighting]) -> str:
    titles = dict.fromkeys(one_line(one.title.text) for one in said if one.title)
    return " and ".join(repr(shorten(title, 40)) for title in list(titles)[:2])


def _without(sighting: Sighting, contested: Container[str]) -> Sighting:
    kept = [name for name in sighting.names if compared(name) not in contested]
    if sighting.record is None or len(kept) == len(sighting.names):
        return sighting
    own = sighting.id
    if own is None or own.base not in kept:
        own = identifiers.Identifier.try_parse(kept[0]) if kept else None
    return replace(sighting, id=own, also=[x for x in kept if own is None or x != own.base])


def _root(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        root[name] = root[root[name]]
        name = root[name]
    return name


def _are_one(one: Sequence[Sighting], other: Sequence[Sighting]) -> bool:
    at_arxiv = {place.id.base for place in (*one, *other) if place.id and ":" not in place.id.base}
    first, second = (_title(places) for places in (one, other))
    return len(at_arxiv) < 2 and (not first or not second or name_match.agree(first, second))


def _title(places: Sequence[Sighting]) -> str:
    named = [place.title for place in places if place.title]
    best = max(named, key=lambda title: title.grade, default=None)
    return best.text if best else ""
