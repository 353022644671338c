"""Which places are about one paper, by its identifiers and by its names."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.model.spelling import compared
from readlist.patterns import pattern
from readlist.text import count_wide, one_line, shorten

if TYPE_CHECKING:
    from readlist.model import identifiers, kinds
else:
    identifiers = lazy("readlist.model.identifiers")
    kinds = lazy("readlist.model.kinds")

_LATIN = pattern(r"[a-z][a-z\d]{3,}")
_WORD = pattern(r"[^\W_]+")
_SAME = 0.85
"""Similarity (`difflib`) from which two texts count as one title."""
_SMALL = frozenset("a an the of for in on with and or to from by via at as is are".split())


def plain(text: str) -> str:
    """Return a name in lower case, with single spaces for everything but letters and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))


def agree(one: str, other: str) -> bool:
    """Return whether two names may mean the same paper; when in doubt they do.

    They do if they are nearly the same, if one contains the other, if they share the name before
    the colon, or if they are written in different scripts.
    """
    a, b = plain(one), plain(other)
    if not a or not b or a == b or a in b or b in a:
        return True
    if bool(count_wide(a)) != bool(count_wide(b)):
        # One may be the translation of the other, unless each has its own Latin name.
        return not _latin_names_differ(a, b)
    if SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME:
        return True
    return (
        _head(one) == _head(other)
        or _is_acronym(one, other)
        or _is_acronym(other, one)
        or (_covers(a, b))
    )


def are_one_title(one: str, other: str) -> bool:
    """Return whether two titles are nearly identical, or one contains the other."""
    a, b = plain(one), plain(other)
    if a == b or not a or not b or f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def is_nickname(one: str, other: str) -> bool:
    """Return whether one is a short name or a label, such as "GLAD", and the other a title."""
    short, long = sorted((one, other), key=lambda text: len(plain(text).split()))
    few = len(plain(short).split())
    named = few <= 2 or (any(x in short for x in "/+&") and few <= 4)
    return named and len(plain(long).split()) >= max(4, few + 2)


def _head(text: str) -> str:
    """Return the name before the colon, or the first word with its number."""
    head = re.split(r"[:：–—|(]| - ", text)[0]
    found = plain(head)
    return found if len(found) > 1 and len(found.split()) <= 4 else plain(text)


def _is_acronym(one: str, other: str) -> bool:
    """Return whether one's first word, such as BERT, begins the other or is its initials."""
    head = re.match(r"[\w.+-]+", one.strip())
    if not head or not any(ch.isupper() or ch.isdigit() for ch in head[0][1:]):
        return False
    name = plain(head[0])
    spelt = plain(other)
    initials = "".join(x[0] for x in spelt.split() if x not in _SMALL)
    letters = name.replace(" ", "")
    return (spelt.startswith(name.split()[0]) and len(name.split()[0]) > 2) or (
        len(letters) > 2 and initials.startswith(letters)
    )


def _covers(a: str, b: str) -> bool:
    """Return whether the longer name has all the significant words of the shorter one."""
    short, long = sorted(({x for x in t.split() if x not in _SMALL} for t in (a, b)), key=len)
    return len(short) > 1 and short <= long


def _latin_names_differ(a: str, b: str) -> bool:
    one, other = set(_LATIN.findall(a)), set(_LATIN.findall(b))
    return bool(one) and bool(other) and not one & other and len(one) < 4 and len(other) < 4


class UnitedPlaces(NamedTuple):
    """The places where a document is about one paper."""

    names: tuple[str, ...]
    """The paper's identifiers, best known first; empty for a paper without any."""
    places: tuple[Sighting, ...]
    """In the order of the document."""


def rank(name: str) -> int:
    """Return how well known the kind of an identifier is: arXiv's 0, then DOIs, and so on."""
    return _ranks()[name.partition(":")[0]] if ":" in name else 0


@cache
def _ranks() -> dict[str, int]:
    return {str(kind): rank for rank, kind in enumerate(kinds.IdentifierKind)}


def claimed_once(sightings: Sequence[Sighting]) -> tuple[list[Sighting], list[Doubt]]:
    """Return the places without identifiers that entries with different titles share.

    A mistake, or an address of all of them, such as a conference's, identifies none of them.
    arXiv's identifiers are left to the conflicts, which arXiv itself settles.
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
        Doubt(key, said[0].line, f"it is given for {_quoted(said)}, so it identifies neither")
        for key, said in contested.items()
    ]
    return [_without(one, contested) for one in sightings], doubts


def united(sightings: Sequence[Sighting]) -> list[UnitedPlaces]:
    """Return the places that have an identifier, grouped by paper.

    Places that share an identifier are about one paper, unless their titles or arXiv's identifiers
    differ; then it stays with the place where it is the best known one, or with the first.
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
    """Return the identifiers of a paper, best known first."""
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
    return any(not are_one_title(first, other) for other in others)


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
    return len(at_arxiv) < 2 and (not first or not second or agree(first, second))


def _title(places: Sequence[Sighting]) -> str:
    named = [place.title for place in places if place.title]
    best = max(named, key=lambda title: title.grade, default=None)
    return best.text if best else ""
