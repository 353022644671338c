"""OpenAlex: abstracts and open-access PDFs that others lack (api.openalex.org).

A look-up by DOI is free. OpenAlex merges preprint and article into one work, and may be wrong.
"""

from collections.abc import Mapping
from urllib.parse import quote

from readlist.http.web import Answer
from readlist.metadata import Metadata, Notice
from readlist.model.identifiers import name_of_doi
from readlist.sources.reading import Json, Reading, inside, items, object_in, paper, word
from readlist.texts import abstract_text, date_in, plain_text, tidy_name, title_text

NAME = "OpenAlex"
HOST = "api.openalex.org"
_LONGEST = 5_000
"""Words of an abstract."""


def address(doi: str) -> str:
    """Return the address of a work."""
    return f"https://{HOST}/works/doi:{quote(doi, safe='')}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return OpenAlex's metadata of exactly this DOI; None if it does not have it."""
    if not answer.found:
        return None
    data = object_in(answer)
    if name_of_doi(data.get("doi")) != identifier:
        return None
    found = work_in(data, identifier)
    return Reading(found) if found.title else None


def work_in(data: Mapping[str, Json], identifier: str) -> Metadata:
    """Return a work's metadata under a given identifier."""
    start, end = (plain_text(inside(data, "biblio", x)) for x in ("first_page", "last_page"))
    retracted = data.get("is_retracted") is True
    return paper(
        identifier,
        NAME,
        title=title_text(data.get("title")),
        authors=tuple(
            tidy_name(inside(one, "author", "display_name"))
            for one in items(data.get("authorships"))
        ),
        abstract=_abstract(data.get("abstract_inverted_index")),
        published=date_in(data.get("publication_date")) or date_in(data.get("publication_year")),
        venue=plain_text(inside(data, "primary_location", "source", "display_name")),
        volume=plain_text(inside(data, "biblio", "volume")),
        issue=plain_text(inside(data, "biblio", "issue")),
        pages=f"{start}-{end}" if start and end and start != end else start,
        doi=identifier.removeprefix("doi:") if identifier.startswith("doi:") else "",
        notices=(Notice("retraction", said_by=NAME),) if retracted else (),
        pdf=word(inside(data, "best_oa_location", "pdf_url")),
        incomplete=True,
    )


def _abstract(index: Json) -> str:
    """Return an abstract from the positions of its words."""
    if not isinstance(index, Mapping):
        return ""
    placed: dict[int, str] = {}
    for name, places in index.items():
        for place in places if isinstance(places, list) else []:
            if isinstance(place, int) and 0 <= place < _LONGEST:
                placed[place] = name
    return abstract_text(" ".join(placed[place] for place in sorted(placed)))
