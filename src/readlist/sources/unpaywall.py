"""Unpaywall: where a paper's open PDF is (api.unpaywall.org); it requires a mail address."""

from urllib.parse import quote, quote_plus

from readlist.http.web import Answer
from readlist.model.identifiers import name_of_doi
from readlist.sources.reading import Reading, inside, object_in, paper, word
from readlist.texts import date_in, plain_text, title_text

NAME = "Unpaywall"
HOST = "api.unpaywall.org"


def address(doi: str, mail: str) -> str:
    """Return the address of a paper, with the mail address that the reader set."""
    return f"https://{HOST}/v2/{quote(doi, safe='/')}?email={quote_plus(mail)}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return where the paper is; None if Unpaywall does not know it."""
    if not answer.found:
        return None
    data = object_in(answer)
    if name_of_doi(data.get("doi")) != identifier:
        return None
    found = paper(
        identifier,
        NAME,
        title=title_text(data.get("title")),
        published=date_in(data.get("published_date")) or date_in(data.get("year")),
        venue=plain_text(data.get("journal_name")),
        doi=identifier.removeprefix("doi:"),
        pdf=word(inside(data, "best_oa_location", "url_for_pdf")),
        incomplete=True,
    )
    return Reading(found)
