"""bioRxiv and medRxiv: their API, where Crossref could not be asked (api.biorxiv.org).

It has initials only, a record a version, and ``NA`` for what there is not.
"""

import re
from urllib.parse import quote

from readlist.http.web import Answer
from readlist.model.identifiers import distinct, doi_in, name_of_doi
from readlist.sources.json_values import inside, items, object_in, word
from readlist.sources.reading import Reading, paper
from readlist.texts import abstract_text, date_in, names_in, title_text

NAME = "bioRxiv"
HOST = "api.biorxiv.org"
_OWN = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}")


def is_own(doi: str) -> bool:
    """Return whether a DOI is one of the two servers'; others of the prefix are journals'."""
    return bool(_OWN.fullmatch(doi))


def addresses(doi: str) -> list[str]:
    """Return where a preprint is asked for: the DOI does not tell which server has it."""
    return [f"https://{HOST}/details/{s}/{quote(doi, safe='/')}" for s in ("biorxiv", "medrxiv")]


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return what the newest version says, dated by the first; None if there is none."""
    if not answer.found:
        return None
    doi = identifier.removeprefix("doi:")
    rows = [
        row
        for row in items(inside(object_in(answer), "collection"), 100)
        if doi_in(row.get("doi")) == doi
    ]
    if not rows:
        return None
    last = rows[-1]
    published = [name_of_doi(row.get("published")) for row in rows]
    server = word(last.get("server")).casefold()
    found = paper(
        identifier,
        NAME,
        title=title_text(last.get("title")),
        authors=names_in(f"{word(last.get('authors'))};"),
        abstract=abstract_text(last.get("abstract")),
        published=date_in(rows[0].get("date")),
        venue="medRxiv" if "medrxiv" in (server or answer.address) else "bioRxiv",
        type="article",
        doi=doi,
        published_as=distinct(published, identifier),
    )
    return Reading(found)
