"""Entries of structured formats: which identifiers are the entry's own."""

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.document_model import Place, Record
from readlist.mentions import arxiv_ids, code, record_identifiers, titles, vocabulary
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.mentions.titles import Grade, Title
from readlist.model.spelling import FileKey


def sighting_of(record: Record, theme: str) -> tuple[Sighting, list[Doubt]]:
    """Return the paper that an entry is, and what in it looks like a damaged identifier.

    The paper has its best known identifier and the further ones, or none.
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
    others = record_identifiers.of_record(record)
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
        found = arxiv_ids.find(text, bare=False)
        if found:
            return found[0].id, []
    if place.bare and vocabulary.LETTER.search(text) is None and 8 < len(text) < 14:
        return None, [Doubt(text, place.line, "it has not the form of an identifier")]
    doubts = [Doubt(x.text, place.line, x.why) for x in arxiv_ids.damaged(text)]
    wrong = addresses.damaged(text) if not doubts else None
    return None, doubts + ([Doubt(wrong[0], place.line, wrong[1])] if wrong else [])
