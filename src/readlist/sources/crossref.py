"""Crossref: most DOIs of journals, proceedings, books and preprint servers (api.crossref.org)."""

from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import name_of_doi
from readlist.sources.reading import Reading, inside, items, object_in
from readlist.sources.work import read_work

NAME = "Crossref"
HOST = "api.crossref.org"
_SELECTED = (
    "DOI,title,subtitle,author,editor,issued,published-print,published-online,posted,abstract,"
    "container-title,type,relation,update-to,updated-by,volume,issue,page,article-number,publisher,"
    "ISBN"
)
MOST_FOUND = 10


def address(doi: str) -> str:
    """Return where a work is asked for."""
    return f"https://{HOST}/works/{quote(doi, safe='')}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return what Crossref says; None if it does not know the DOI.

    Raises:
        UnfitError: It says it of another work.
    """
    if not answer.found:
        return None
    work = object_in(answer, "message")
    if name_of_doi(work.get("DOI")) != identifier:
        raise UnfitError("it described another work")
    return read_work(identifier, NAME, work)


def search_address(text: str) -> str:
    """Return where works are searched for by title, authors and year."""
    query = quote_plus(text[:500])
    return f"https://{HOST}/works?query.bibliographic={query}&rows={MOST_FOUND}&select={_SELECTED}"


def read_search(answer: Answer) -> Iterator[tuple[Metadata, str]]:
    """Yield the works that were found, each with why it is not a paper."""
    if not answer.found:
        return
    for work in items(inside(object_in(answer, "message"), "items"), MOST_FOUND):
        name = name_of_doi(work.get("DOI"))
        if name:
            reading = read_work(name, NAME, work)
            assert reading.metadata
            yield reading.metadata, reading.no_paper
