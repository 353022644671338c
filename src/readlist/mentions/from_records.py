"""The papers of entries in structured formats, with the entries' own identifiers."""

from collections.abc import Iterator

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.document_model import Place, Record
from readlist.mentions import code, identifiers, titles, vocabulary
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.mentions.titles import Grade, Title
from readlist.model import doi, paper_pages
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind
from readlist.model.spelling import FileKey
from readlist.patterns import pattern

_BOOKS = frozenset(("book", ""))
"""Types whose ISBN is their own, not that of the book they are in."""
_DOI = pattern(rf"(?<![\w.]){doi.PREFIX}/\S+")
_NO_PUBLICATION = frozenset(("", "webpage", "manuscript", "article"))
"""Types that may be anything: only the address of a paper's page identifies such a record."""
_RANK = {kind: rank for rank, kind in enumerate(IdentifierKind)}


def of_record(record: Record) -> list[Identifier]:
    """Return the identifiers of a record, best known first; also arXiv's if a DOI holds it.

    Datasets and programs have none unless they are cited as papers.
    """
    found: dict[str, Identifier] = {}
    for one in _named(record):
        if record.ours or _counts(record, one):
            found.setdefault(one.key, one)
    kinds = {one.kind for one in found.values()}
    # For a paper that the list names itself, the page is only where to get it.
    named = IdentifierKind.LOCAL in kinds
    kept = (one for one in found.values() if not (named and one.kind is IdentifierKind.URL))
    return sorted(kept, key=lambda one: _RANK[one.kind])


def is_paper(record: Record) -> bool:
    """Return whether a record without identifier is a paper: not a program, data or a blog."""
    told = record.publication
    if not record.paper or told.type not in _NO_PUBLICATION:
        return record.paper
    data = Identifier.try_parse(f"doi:{told.doi}") if told.doi else None
    if data and paper_pages.is_data(data.value, told.type):
        return False
    return not told.url or told.venue != "" or not paper_pages.is_no_paper(told.url)


def _named(record: Record) -> Iterator[Identifier]:
    told = record.publication
    written = (
        told.doi and f"doi:{told.doi}",
        told.pmid and f"pmid:{told.pmid}",
        told.isbn and told.type in _BOOKS and f"isbn:{told.isbn.split(',')[0].split(';')[0]}",
        told.url,
    )
    for text in written:
        found = Identifier.try_parse(text) if text else None
        if found:
            yield found
    for place in record.places:
        yield from _in_place(place, alone=not told.doi)


def _in_place(place: Place, *, alone: bool) -> Iterator[Identifier]:
    """Yield the identifier that fills a field, or the one DOI in a text.

    Args:
        place: The field.
        alone: Whether no field has the DOI, so that one in a text is the record's own.
    """
    text = place.text.strip()
    if place.bare or "://" in text or text.startswith(("10.", "doi")) or ":" in text[:12]:
        found = Identifier.try_parse(text) if len(text.split()) == 1 else None
        if found and (found.kind is not IdentifierKind.URL or "://" in text):
            yield found
            return
    if alone and "10." in text:
        every = {one.key: one for match in _DOI.finditer(text) if (one := _doi(match[0]))}
        if len(every) == 1:
            yield from every.values()


def _doi(text: str) -> Identifier | None:
    found = Identifier.try_parse(f"doi:{text}")
    return found if found and found.kind in (IdentifierKind.DOI, IdentifierKind.ARXIV) else None


def _counts(record: Record, one: Identifier) -> bool:
    """Return whether an identifier belongs to the record, and to a paper at all."""
    told = record.publication
    if one.kind is IdentifierKind.DOI:
        return not paper_pages.is_data(one.value, told.type)
    if one.kind is IdentifierKind.URL:
        if paper_pages.is_paper_page(one.value):
            return record.paper
        sure = told.type not in _NO_PUBLICATION and one.value == told.url
        return record.paper and sure and not paper_pages.is_no_paper(one.value)
    return record.paper or one.kind is not IdentifierKind.ISBN


def sighting_of(record: Record, theme: str) -> tuple[Sighting, list[Doubt]]:
    """Return the paper of an entry, and what looks like a damaged identifier in it.

    The paper has its best known identifier and further ones, or none.
    """
    doubts: list[Doubt] = []
    own: FileKey | None = None
    line = record.line
    for place in record.places:
        own, wrong = _own(place)
        doubts += wrong
        if own:
            line = place.line
            break
    others = of_record(record)
    if own is None and others:
        own, *others = others
    repositories = [code.repository(url) for url in record.code]
    sighting = Sighting(
        own,
        line,
        Title(titles.of_page(record.title), Grade.RECORD) if record.title.strip() else None,
        theme,
        [url for url in dict.fromkeys(repositories) if url],
        record.blurb.strip(),
        record=record,
        also=[str(one) for one in others if ":" in str(one)],
    )
    return sighting, [] if own and ":" not in own.base else doubts


def _own(place: Place) -> tuple[ArxivId | None, list[Doubt]]:
    text = place.text.strip()
    if place.bare:
        whole = ArxivId.try_parse(text.strip(" {}\"'[]()"))
        if whole:
            return whole, []
    if "/" in text or "." in text:
        linked = addresses.identifier(text) if "://" in text or "10." in text else None
        if linked:
            return linked, []
        found = identifiers.find_arxiv(text, bare=False)
        if found:
            return found[0].id, []
    if place.bare and vocabulary.LETTER.search(text) is None and 8 < len(text) < 14:
        return None, [Doubt(text, place.line, "it has not the form of an identifier")]
    doubts = [Doubt(x.text, place.line, x.why) for x in identifiers.damaged_arxiv(text)]
    wrong = addresses.damaged(text) if not doubts else None
    return None, doubts + ([Doubt(wrong[0], place.line, wrong[1])] if wrong else [])
