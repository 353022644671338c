"""Merge the places: one entry for each paper, in order, and the contradictions."""

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from readlist.document_model import Record
from readlist.mentions import uniting
from readlist.mentions.findings import MentionedPaper, Name, NameConflict
from readlist.mentions.sighting import Sighting
from readlist.mentions.titles import Grade
from readlist.mentions.uniting import UnitedPlaces
from readlist.patterns import pattern
from readlist.reading_marks import Marks, status_of_tag
from readlist.text import one_line

_NO_NAME = pattern(
    r"^(?:\S+\s+){0,5}\S*(?:data ?sets?|corpus|corpora|tasks|benchmarks?)$"
    r"|^[^:]{2,40} \+ [^:]{2,30}$",
    re.IGNORECASE,
)
"""A paper's dataset, or its institutions: "The Movie Dialog dataset", "Idiap + EPFL"."""
MOST_NAMES = 40
"""Different names of one paper that are compared with each other."""


def entries(
    sightings: Sequence[Sighting], identified: Sequence[UnitedPlaces]
) -> list[MentionedPaper]:
    """Return one entry for every paper, in order of first appearance.

    Args:
        sightings: All places in order.
        identified: Those with an identifier, grouped by `uniting.united`.
    """
    named: dict[tuple[object, ...], list[Sighting]] = {}
    for sighting in sightings:
        if sighting.id is None and sighting.title:
            named.setdefault(_called(sighting), []).append(sighting)
    linked = {
        uniting.plain(s.title.text)
        for s in sightings
        if s.id and s.title and s.title.grade > Grade.NEARBY
    }
    # A title that the document links elsewhere needs no search.
    alone = [places for (title, *_), places in named.items() if title not in linked]
    papers = [*identified, *(UnitedPlaces((), tuple(places)) for places in alone)]
    order = {sighting: number for number, sighting in enumerate(sightings)}
    papers.sort(key=lambda paper: order[paper.places[0]])
    return [entry(paper.names, paper.places) for paper in papers]


def _called(sighting: Sighting) -> tuple[object, ...]:
    """Return what distinguishes papers without identifier: the title, and a record's author."""
    assert sighting.title
    title, record = uniting.plain(sighting.title.text), sighting.record
    if record is None:
        return (title,)
    return title, uniting.plain(" ".join(record.authors[:1])), record.year


def entry(names: Sequence[str], places: Sequence[Sighting]) -> MentionedPaper:
    """Return the paper that some places of the document are about.

    Args:
        names: Its identifiers, best known first.
        places: At least one.
    """
    best = _best(places)
    agreeing = [s for s in places if _agrees(s, best)]
    first = places[0]
    title = best.title.text if best.title else ""
    record = next((s.record for s in places if s.record), None)
    code = dict.fromkeys(url for s in agreeing for url in s.code)
    version = next((s.id.version for s in places if s.id and s.id.version), None)
    theme = one_line(next((s.theme for s in places if s.theme), ""))
    tags = tuple(dict.fromkeys(one_line(tag) for s in places for tag in s.topics))
    marks = [s.record.marks if s.record else s.marks for s in places]
    found = MentionedPaper(
        id=names[0] if names else None,
        version=version,
        title=one_line(title),
        line=first.line,
        theme=theme,
        topics=tuple(dict.fromkeys(filter(None, (theme, *tags)))) if tags else (),
        code=_distinct(code),
        blurb=one_line(next((s.blurb for s in agreeing if s.blurb), "")),
        year=next((s.year for s in places if s.year), None),
        authors=tuple(s.author for s in places if s.author)[:1],
        also=tuple(names[1:]),
        recorded=not names and record is not None,
        notes="\n".join(dict.fromkeys(s.notes for s in places if s.notes)),
        marks=reduce(Marks.joined, marks),
    )
    return _with_fields(found, record)


def _best(places: Sequence[Sighting]) -> Sighting:
    """Return the place with the surest title; a whole title is preferred to a name."""
    named = [s for s in places if s.title]
    best = max(named, key=lambda s: s.title.grade if s.title else 0, default=places[0])
    for other in named:
        if (
            best.title
            and other.title
            and Grade.ENTRY <= other.title.grade >= best.title.grade - 1
            and best.title.grade < Grade.RECORD
            and uniting.is_nickname(best.title.text, other.title.text)
            and len(best.title.text.split()) < len(other.title.text.split())
        ):
            return other
    return best


def _agrees(sighting: Sighting, best: Sighting) -> bool:
    if sighting is best or sighting.title is None or best.title is None:
        return True
    return not _is_strong(sighting) or uniting.agree(sighting.title.text, best.title.text)


def _distinct(urls: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses without duplicates that differ only in case, ``www.`` or their end."""
    found: dict[str, str] = {}
    for url in urls:
        key = url.lower().removesuffix("/").removesuffix(".git").replace("://www.", "://")
        found.setdefault(key.replace("http://", "https://"), url)
    return tuple(found.values())


def _with_fields(entry: MentionedPaper, record: Record | None) -> MentionedPaper:
    """Add the other fields of a bibliography's entry."""
    if record is None:
        return entry
    return entry._replace(
        authors=record.authors,
        year=record.year,
        topics=tuple(tag for tag in record.topics if not status_of_tag(tag)),
        notes=record.notes or entry.notes,
        key=record.key,
        publication=record.publication,
    )


def without_identifier(records: Iterable[Record]) -> tuple[MentionedPaper, ...]:
    """Return the bibliography's entries that have no identifier, author or year."""
    return tuple(
        _with_fields(MentionedPaper(None, None, one_line(r.title), r.line), r) for r in records
    )


def conflicts(identified: Sequence[UnitedPlaces]) -> list[NameConflict]:
    """Return the identifiers whose names contradict each other.

    Or whose repositories differ from place to place.
    """
    return [
        NameConflict(
            paper.names[0], tuple(_name(s) for s in paper.places if _is_strong(s) or s.code)
        )
        for paper in identified
        if len(paper.places) > 1 and (_names_differ(paper.places) or _code_differs(paper.places))
    ]


def _is_strong(sighting: Sighting) -> bool:
    return (
        sighting.title is not None and sighting.title.firm and sighting.title.grade >= Grade.ABOVE
    )


def _names_differ(places: Sequence[Sighting]) -> bool:
    titles = dict.fromkeys(s.title.text for s in places if s.title and _is_strong(s))
    said = [text for text in titles if not _NO_NAME.search(text)][:MOST_NAMES]
    # A third name may be a form of both: "ALPHA: Adaptive Phases", "ALPHA", "adaptive phases".
    return any(
        not uniting.agree(a, b)
        and not uniting.is_nickname(a, b)
        and not any(uniting.agree(a, x) and uniting.agree(x, b) for x in said)
        for n, a in enumerate(said)
        for b in said[n + 1 :]
    )


def _code_differs(places: Sequence[Sighting]) -> bool:
    sets = [{_project(url) for url in s.code} for s in places if s.code]
    said = list(dict.fromkeys(map(frozenset, sets)))[:MOST_NAMES]
    return any(not a & b for n, a in enumerate(said) for b in said[n + 1 :])


def _project(url: str) -> str:
    """Return the repository of an address that leads to any folder or file in it."""
    plain = url.lower().replace("://www.", "://").replace("http://", "https://")
    return "/".join(plain.rstrip("/").split("/")[:5]).removesuffix(".git")


def _name(sighting: Sighting) -> Name:
    return Name(
        one_line(sighting.title.text) if sighting.title else "",
        sighting.line,
        tuple(sighting.code),
        sighting.theme,
        one_line(sighting.blurb),
    )
