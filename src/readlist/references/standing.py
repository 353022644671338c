"""The verdict on a reference: one word, and the evidence for it."""

from dataclasses import dataclass, field
from enum import StrEnum

from readlist.metadata import Metadata, Notice
from readlist.references.compare import Difference, Reference, differences
from readlist.text import shorten

_LONGEST = 300
"""Characters of a comment that is shown as evidence."""


class Standing(StrEnum):
    """The verdict on a reference; if several apply, the first one."""

    RETRACTED = "retracted"
    """Retracted by its publisher, or withdrawn by its authors."""
    DIFFERS = "differs"
    """The work exists, but the reference describes it wrongly."""
    PUBLISHED = "published"
    """It cites a preprint that has since been published."""
    OK = "ok"
    NOT_FOUND = "not-found"
    """No service that was asked knows it; this proves nothing more."""
    UNCHECKED = "unchecked"
    """No service could be asked, or the reference says too little to ask about."""


@dataclass(frozen=True, slots=True)
class KnownWork:
    """What services say about a referenced work."""

    metadata: Metadata | None = None
    publication: Metadata | None = None
    """The published form of the preprint, as its agency describes it."""
    by_title: bool = False
    """Whether it was found by its title, as the reference has no known identifier."""
    unknown: tuple[str, ...] = ()
    """Identifiers of the reference that no service knows."""
    retracted_by: str = ""
    """Another service that reports it as retracted."""
    strays: tuple[Metadata, ...] = ()
    """Works that further identifiers of the reference belong to."""
    reason: str = ""
    """Why nothing is known, as a clause."""
    asked: bool = True
    """Whether every necessary service could be asked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked reference."""

    reference: Reference
    standing: Standing
    evidence: str
    """Why, as clauses; never empty."""
    source: str = ""
    """The services that say so, separated by commas."""
    differences: tuple[Difference, ...] = ()
    published_as: str = ""
    """The identifier of the publication, where there is one."""
    venue: str = ""
    """Where the work appeared."""
    work: Metadata | None = field(default=None, repr=False)
    """The work as it should be cited: the publication, else the work itself."""


def judge(reference: Reference, known: KnownWork, this_year: int) -> Checked:
    """Return the verdict on a reference, from what is known about the work.

    Args:
        reference: The reference.
        known: What services say about the work.
        this_year: A work of this year or the last may be too new to be known.
    """
    work = known.metadata
    if work is None:
        return _without_work(reference, known, this_year)
    found = _differences(reference, known)
    notices = _taken_back(known)
    published = _publication(reference, known)
    further = _further(known)
    standing, clauses = Standing.OK, ["as services describe it"]
    if published:
        standing, clauses = Standing.PUBLISHED, [published]
    if found:
        standing = Standing.DIFFERS
        clauses = [_said(one) for one in found] + ([published] if published else [])
    if notices:
        standing = Standing.RETRACTED
        clauses = notices + [_said(one) for one in found]
    publication = known.publication
    return Checked(
        reference,
        standing,
        "; ".join(clauses + further),
        ", ".join(_sources(known)),
        found,
        _identifier_of(known),
        (publication or work).venue or work.journal_ref,
        publication or work,
    )


def _without_work(reference: Reference, known: KnownWork, this_year: int) -> Checked:
    if not known.asked:
        return Checked(reference, Standing.UNCHECKED, known.reason or "no service could be asked")
    reason = known.reason or "no service knows it"
    if reference.year and reference.year >= this_year - 1:
        reason += "; it may be too new to be indexed"
    return Checked(reference, Standing.NOT_FOUND, reason)


def _differences(reference: Reference, known: KnownWork) -> tuple[Difference, ...]:
    assert known.metadata
    found = list(differences(reference, known.metadata, known.publication))
    found += [
        Difference("identifier", one, f"no service knows it; this title is {known.metadata.id}")
        for one in known.unknown
    ]
    found += [
        Difference("identifier", stray.id, f"that is {stray.title!r}") for stray in known.strays
    ]
    return tuple(found)


def _said(one: Difference) -> str:
    if one.field == "identifier":
        return f"identifier {one.given}: {one.found}"
    return f"{one.field}: {shorten(one.given, _LONGEST)!r} is {shorten(one.found, _LONGEST)!r}"


def _taken_back(known: KnownWork) -> list[str]:
    """Return why a work was taken back, a clause for each reason."""
    clauses = []
    for work in filter(None, (known.metadata, known.publication)):
        if work.withdrawn:
            clauses.append(f"withdrawn: {shorten(work.comment, _LONGEST)}")
        # A title that begins with "RETRACTED" only repeats the notice.
        notices = sorted((n for n in work.notices if n.is_retraction), key=lambda n: not n.id)
        clauses += [_notice(work, one) for one in notices if one.id or one is notices[0]]
    if known.retracted_by and not clauses:
        clauses.append("retracted")
    return list(dict.fromkeys(clauses))


def _notice(work: Metadata, notice: Notice) -> str:
    said = ", ".join(filter(None, (notice.date, notice.id, notice.said_by)))
    return f"{notice.kind.replace('_', ' ')} of {work.id} ({said})"


def _further(known: KnownWork) -> list[str]:
    """Return the notices about the work that do not take it back."""
    works = filter(None, (known.metadata, known.publication))
    found = (n for work in works for n in work.notices if not n.is_retraction and n.kind)
    clauses = (f"{n.kind.replace('_', ' ')}{f' {n.id}' if n.id else ''}" for n in found)
    by_title = ["found by its title"] if known.by_title else []
    return list(dict.fromkeys(clauses)) + by_title


def _publication(reference: Reference, known: KnownWork) -> str:
    """Return a preprint's publication, unless the reference names it itself."""
    work = known.metadata
    assert work
    published = known.publication
    identifier = _identifier_of(known)
    if not (published or identifier or work.journal_ref) or not work.is_preprint:
        return ""
    if identifier in reference.identifiers or not reference.is_of_preprint:
        return ""
    if published and published.venue:
        where = " ".join(filter(None, (published.venue, published.published[:4])))
    else:
        where = work.journal_ref
    return "published as " + ", ".join(filter(None, (where, identifier)))


def _identifier_of(known: KnownWork) -> str:
    """Return the identifier of the publication of a preprint."""
    work = known.metadata
    if known.publication:
        return known.publication.id
    if work is None or not work.is_preprint:
        return ""
    own = f"doi:{work.doi}" if work.doi and work.version else ""
    return next(iter(work.published_as), own)


def _sources(known: KnownWork) -> list[str]:
    works = [known.metadata, known.publication]
    names = [work.source or "arXiv" for work in works if work]
    return list(dict.fromkeys(filter(None, (*names, known.retracted_by))))
