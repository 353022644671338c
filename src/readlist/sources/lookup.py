"""Look up a paper by its identifier: one function for all kinds, one outcome for all errors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from readlist.errors import ServiceError
from readlist.http.errors import NonsenseError
from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import AnyIdentifier, distinct, spelt
from readlist.sources.reading import Reading, parsed
from readlist.sources.registry import (
    OPENALEX,
    REGISTRY,
    WIDENING,
    Access,
    Source,
)
from readlist.title_match import plain, ratio

_ABSENT = frozenset({400, 404, 410, 422})
_ONWARD = 2
_SAME_TITLE = 90.0


class LookupOutcome(StrEnum):
    """The outcome of a look-up."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """Some facts are known, but not all, or only to an unreliable service."""
    UNKNOWN = "unknown"
    """All services were asked, and none knows it."""
    REFUSED = "refused"
    """It is not a paper: a notice, a figure, a review, a part of a data set."""
    UNREACHABLE = "unreachable"
    """No service knows it, and one that might could not be asked."""


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The result of a look-up."""

    identifier: str
    """As requested."""
    outcome: LookupOutcome
    metadata: Metadata | None = None
    reason: str = ""
    """Why it is not a paper, as a clause: "a review of a paper"."""
    troubles: tuple[ServiceError, ...] = ()
    """The errors of the services that were asked, in order."""
    identity: str = ""
    """The paper's name on the list: the identifier, or the one that a page states as its own."""


class Lookup:
    """One look-up, with its errors."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.troubles: list[ServiceError] = []
        self.asked = 0
        self.denied = False
        """Whether the authoritative source does not know it."""

    def ask(self, source: Source, value: str, name: str) -> Reading | None:
        """Return a source's metadata; None if it knows nothing or cannot be asked."""
        if source.key in self.access.off:
            return None
        failed = False
        addresses = source.addresses(value, self.access)
        for address in addresses:
            self.asked += 1
            try:
                reading = self._read(source, address, name)
            except ServiceError as error:
                failed = True
                if error not in self.troubles:
                    self.troubles.append(error)
                continue
            if reading:
                return reading
        self.denied |= bool(addresses) and source.is_last_word and not failed
        return None

    def _read(self, source: Source, address: str, name: str) -> Reading | None:
        headers = source.headers(self.access)
        for _ in range(_ONWARD + 1):
            answer = self.access.web.get(
                address, accept=source.accept, headers=headers, judge=partial(_judge, source)
            )
            try:
                reading = source.read(answer, name)
            except UnfitError as error:
                remedy = "open it in a browser"
                raise NonsenseError(
                    f"the answer of {source.name} cannot be used: {error}", remedy
                ) from None
            if not reading or not reading.onward:
                return reading
            address = reading.onward
        raise NonsenseError(f"{address[:120]} redirects in a circle", "open it in a browser")


def _judge(source: Source, answer: Answer) -> None:
    """Accept a complete answer, even about another paper: asking again would not change that.

    Raises:
        UnfitError: It neither answers nor denies, or is not JSON where it should be.
    """
    if not answer.found and answer.status not in _ABSENT:
        raise UnfitError(f"status {answer.status}")
    if answer.found and source.sends_json(answer):
        parsed(answer.body)


def lookup(identifier: AnyIdentifier, access: Access, *, widen: bool = True) -> LookupResult:
    """Return what the services know about a paper.

    Args:
        identifier: An identifier of any kind except `local`.
        access: The services and keys to use.
        widen: Whether to ask other services for an abstract if the first has none.
    """
    kind, value = str(identifier.kind), identifier.value
    name = spelt(kind, value)
    look = Lookup(access)
    reading = next(_readings(look, REGISTRY.get(kind, ()), value, name), None)
    if reading and reading.metadata and kind == "url":
        return _of_page(look, name, reading)
    if reading and reading.metadata:
        return _known(look, name, reading, widen=widen and kind == "doi")
    return _unknown(look, kind, value, name)


def _readings(look: Lookup, sources: Sequence[Source], value: str, name: str) -> Iterator[Reading]:
    for source in sources:
        reading = look.ask(source, value, name)
        if reading and reading.metadata:
            yield reading


def _known(look: Lookup, name: str, reading: Reading, *, widen: bool) -> LookupResult:
    metadata = reading.metadata
    assert metadata
    if reading.no_paper:
        return LookupResult(name, LookupOutcome.REFUSED, metadata, reading.no_paper, identity=name)
    if widen and not metadata.abstract:
        metadata = _widened(look, metadata)
    outcome = LookupOutcome.INCOMPLETE if metadata.incomplete else LookupOutcome.COMPLETE
    return LookupResult(name, outcome, metadata, troubles=tuple(look.troubles), identity=name)


def _widened(look: Lookup, metadata: Metadata) -> Metadata:
    """Return metadata with an abstract and an open PDF, where others have them."""
    more = Lookup(look.access)
    reading = next(_readings(more, WIDENING, metadata.doi, f"doi:{metadata.doi}"), None)
    if reading is None or reading.metadata is None:
        return metadata
    known = reading.metadata
    return replace(
        metadata,
        abstract=metadata.abstract or known.abstract,
        pdf=metadata.pdf or known.pdf,
        preprints=distinct((*metadata.preprints, *known.preprints), metadata.id),
    )


def _unknown(look: Lookup, kind: str, value: str, name: str) -> LookupResult:
    """Return the outcome where no service that should know the paper does."""
    troubles = list(look.troubles)
    if kind == "doi":
        reading = next(_readings(Lookup(look.access), WIDENING, value, name), None)
        if reading:
            facts = reading.metadata
            return LookupResult(
                name, LookupOutcome.INCOMPLETE, facts, troubles=tuple(troubles), identity=name
            )
    if not look.asked:
        problem = "the services that might know it are off"
        troubles.append(ServiceError(f"{name}: {problem}", "readlist config"))
    unreachable = bool(troubles) and not look.denied
    outcome = LookupOutcome.UNREACHABLE if unreachable else LookupOutcome.UNKNOWN
    return LookupResult(name, outcome, troubles=tuple(troubles), identity=name)


def _of_page(look: Lookup, name: str, reading: Reading) -> LookupResult:
    """Return the paper of a page: arXiv's, else the DOI's, else the page itself."""
    page = reading.metadata
    assert page
    own = [n for n in page.identifiers if not n.startswith(("doi:", "isbn:"))]
    own += [n for n in page.identifiers if n.startswith("doi:")]
    if own and not own[0].startswith("doi:"):
        names = distinct((*page.identifiers, name), own[0])
        facts = replace(page, id=own[0], identifiers=names)
        return _of_facts(look, name, facts, own[0])
    if own:
        return _of_doi(look, name, page, own[0])
    for doi in reading.candidates:
        found = lookup(_Doi(doi), look.access)
        if found.metadata and _is_same(found.metadata, page):
            return _joined(name, page, found)
    return _of_facts(look, name, page, name)


@dataclass(frozen=True, slots=True)
class _Doi:
    value: str
    kind: str = "doi"


def _of_doi(look: Lookup, name: str, page: Metadata, doi: str) -> LookupResult:
    found = lookup(_Doi(doi.removeprefix("doi:")), look.access)
    if found.outcome is LookupOutcome.REFUSED:
        return replace(found, identifier=name)
    if found.metadata:
        return _joined(name, page, found)
    names = distinct((*page.identifiers, name), doi)
    facts = replace(page, id=doi, identifiers=names, incomplete=True)
    return LookupResult(
        name, LookupOutcome.INCOMPLETE, facts, troubles=found.troubles, identity=doi
    )


def _joined(name: str, page: Metadata, found: LookupResult) -> LookupResult:
    """Return the metadata of a DOI, with what only its page says."""
    facts = found.metadata
    assert facts
    names = distinct((*facts.identifiers, *page.identifiers, name), facts.id)
    facts = replace(
        facts,
        identifiers=names,
        abstract=facts.abstract or page.abstract,
        pdf=facts.pdf or page.pdf,
        url=facts.url or page.url,
    )
    return replace(found, identifier=name, metadata=facts)


def _of_facts(look: Lookup, name: str, facts: Metadata, identity: str) -> LookupResult:
    outcome = LookupOutcome.INCOMPLETE if facts.incomplete else LookupOutcome.COMPLETE
    return LookupResult(name, outcome, facts, troubles=tuple(look.troubles), identity=identity)


def _is_same(one: Metadata, other: Metadata) -> bool:
    return ratio(plain(one.title), plain(other.title)) >= _SAME_TITLE


def retracted_by(doi: str, access: Access) -> str:
    """Return a service, other than the agency, that reports a work as retracted; else "".

    OpenAlex takes this from Retraction Watch and may be late; if it cannot be asked, the agency's
    answer counts.
    """
    reading = Lookup(access).ask(OPENALEX, doi, f"doi:{doi}")
    known = reading.metadata if reading else None
    return OPENALEX.name if known and known.retracted else ""
