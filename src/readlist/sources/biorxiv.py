"""bioRxiv and medRxiv: preprints that Crossref could not give, and what is new by category.

Their API, api.biorxiv.org, gives initials only, a record for each version, and ``NA`` for a field
that is empty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from readlist.http.web import Answer, UnfitError, Web
from readlist.metadata import Author, Metadata
from readlist.model.identifiers import distinct, doi_in, name_of_doi
from readlist.sources.reading import Reading, inside, items, object_in, paper, word
from readlist.texts import abstract_text, date_in, names_in, title_text

NAME = "bioRxiv"
HOST = "api.biorxiv.org"
_OWN = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}")


def is_own(doi: str) -> bool:
    """Return whether a DOI is one of the two servers'; others of the prefix are journals'."""
    return bool(_OWN.fullmatch(doi))


def addresses(doi: str) -> list[str]:
    """Return the addresses of a preprint: its DOI does not tell which server has it."""
    return [f"https://{HOST}/details/{s}/{quote(doi, safe='/')}" for s in ("biorxiv", "medrxiv")]


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return the newest version with the date of the first; None if there is none."""
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


NAMES = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_MOST_PAGES = 40
"""Of 30 to 100 papers; a category has some dozens a day."""


def news(web: Web, server: str, category: str, first: date, last: date) -> list[Metadata]:
    """Return the first versions in a category that appeared in some days.

    Args:
        web: Sends the requests.
        server: ``biorxiv`` or ``medrxiv``.
        category: As the service spells it, with hyphens or blanks: ``cell-biology``.
        first: The first day.
        last: The last day.

    Raises:
        ServiceError: The service could not be asked.
    """
    wanted = _plain(category)
    found: dict[str, Metadata] = {}
    cursor = 0
    for _ in range(_MOST_PAGES):
        name = quote(wanted.replace(" ", "_"))
        address = f"https://{HOST}/details/{server}/{first}/{last}/{cursor}?category={name}"
        rows = _rows(web.get(address, accept="application/json", judge=_judge))
        for each in _papers(rows, server, wanted):
            found.setdefault(each.id, each)
        if not rows:
            break
        cursor += len(rows)
    return list(found.values())


def _judge(answer: Answer) -> None:
    if answer.found:
        object_in(answer)
    elif answer.status != 404:
        raise UnfitError(f"status {answer.status}")


def _rows(answer: Answer) -> list[Mapping[str, Any]]:
    return list(items(inside(object_in(answer), "collection"), 1000)) if answer.found else []


def _papers(rows: Sequence[Mapping[str, Any]], server: str, wanted: str) -> Iterator[Metadata]:
    for row in rows:
        doi, title = name_of_doi(row.get("doi")), title_text(row.get("title"))
        # The service has not always respected the category that was asked for.
        if not doi or not title or _plain(word(row.get("category"))) != wanted:
            continue
        if word(row.get("version")) not in ("", "1"):
            continue
        yield Metadata(
            id=doi,
            version=0,
            title=title,
            authors=tuple(map(Author, names_in(f"{word(row.get('authors'))};"))),
            abstract=abstract_text(row.get("abstract")),
            categories=(),
            published=date_in(row.get("date")),
            updated="",
            source=NAMES[server],
            venue=NAMES[server],
            type="article",
        )


def _plain(category: str) -> str:
    return " ".join(category.replace("-", " ").replace("_", " ").casefold().split())
