"""Entries of structured formats: which identifier is the entry's own."""

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.blocks import Place, Record
from readlist.mentions import arxiv_ids, code, titles, vocabulary
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.mentions.titles import Title


def sightings_of(record: Record, theme: str) -> tuple[list[Sighting], list[Doubt]]:
    """Return the paper that an entry is, if it has an arXiv identifier, and doubtful ones."""
    doubts: list[Doubt] = []
    for place in record.places:
        found, wrong = _own(place)
        doubts += wrong
        if found:
            repositories = [code.repository(url) for url in record.code]
            sighting = Sighting(
                found,
                place.line,
                Title(titles.of_page(record.title), 5) if record.title.strip() else None,
                theme,
                [url for url in dict.fromkeys(repositories) if url],
                record.blurb.strip(),
                record=record,
            )
            return [sighting], []
    return [], doubts


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
