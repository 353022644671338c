"""Content negotiation at doi.org: CSL JSON from the registration agency.

Some agencies do not support CSL and send the publisher's page instead.
"""

from urllib.parse import quote, urlsplit

from readlist.http.web import Answer, UnfitError
from readlist.model.identifiers import doi_in
from readlist.sources import pages
from readlist.sources.crossref import read_work
from readlist.sources.reading import Reading, object_in

NAME = "doi.org"
HOST = "doi.org"
_AGENCIES = ("api.crossref.org", "data.crosscite.org", "doi.org")
"""They have no pages of papers."""
ACCEPT = "application/vnd.citationstyles.csl+json"


def address(doi: str) -> str:
    """Return the address of a DOI."""
    return f"https://{HOST}/{quote(doi, safe='/')}"


def is_page(answer: Answer) -> bool:
    """Return whether an answer is a web page."""
    start = answer.body[:300].lstrip().lower()
    marked = start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml"))
    return answer.kind in ("text/html", "application/xhtml+xml") or marked


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return the metadata of the agency or the page; None if the DOI does not exist.

    Raises:
        UnfitError: They describe another work.
    """
    if not answer.found:
        return None
    asked = identifier.removeprefix("doi:")
    if is_page(answer):
        return _of_page(answer, identifier, asked)
    work = object_in(answer)
    given = doi_in(work.get("DOI"))
    short = asked.startswith("10/")
    if (given and given != asked and not short) or not (given or work.get("title")):
        raise UnfitError("it described another work")
    return read_work(identifier, NAME, work)


def _of_page(answer: Answer, identifier: str, asked: str) -> Reading | None:
    """Return the publisher's metadata if its page is about this DOI."""
    if (urlsplit(answer.address).hostname or "") in _AGENCIES:
        raise UnfitError("it sent a web page")
    reading = pages.read(answer, identifier)
    if reading is None or reading.metadata is None:
        return reading
    if not reading.metadata.authors and not reading.metadata.identifiers:
        raise UnfitError("its page does not describe a paper")
    names = [name for name in reading.metadata.identifiers if name.startswith("doi:")]
    if names and f"doi:{asked}" not in (*names, identifier):
        raise UnfitError("its page describes another work")
    return reading
