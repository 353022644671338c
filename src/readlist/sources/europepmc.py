"""Europe PMC: the papers of PubMed and PubMed Central (www.ebi.ac.uk)."""

from collections.abc import Iterator
from urllib.parse import quote_plus

from readlist.http.web import Answer
from readlist.model.identifiers import distinct, doi_in, name_of_doi
from readlist.sources.reading import (
    NOTICE,
    Json,
    Reading,
    inside,
    items,
    object_in,
    paper,
    word,
    words,
)
from readlist.texts import abstract_text, date_in, name_of, plain_text, tidy_name, title_text

NAME = "Europe PMC"
HOST = "www.ebi.ac.uk"
_SEARCH = f"https://{HOST}/europepmc/webservices/rest/search"


def address(pmid: str) -> str:
    """Return the address of the paper with a PubMed identifier."""
    return _asking(f"EXT_ID:{pmid} AND SRC:MED")


def address_of_pmc(pmcid: str) -> str:
    """Return the address of the paper with a PubMed Central identifier."""
    return _asking(f"PMCID:{pmcid}")


def _asking(query: str) -> str:
    return f"{_SEARCH}?query={quote_plus(query)}&resultType=core&format=json"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return Europe PMC's metadata; None if it has no such paper."""
    if not answer.found:
        return None
    result = next(items(inside(object_in(answer, "resultList"), "result"), 1), None)
    if result is None:
        return None
    journal = result.get("journalInfo")
    title = title_text(result.get("title"))
    doi = doi_in(result.get("doi"))
    pmid = word(result.get("pmid"))
    kinds = [kind.lower() for kind in words(inside(result, "pubTypeList", "pubType"))]
    found = paper(
        identifier,
        NAME,
        title=title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        authors=tuple(_people(inside(result, "authorList", "author"))),
        abstract=abstract_text(result.get("abstractText")),
        published=_date(result),
        venue=plain_text(inside(journal, "journal", "title"))
        or plain_text(inside(result, "bookOrReportDetails", "publisher")),
        volume=plain_text(inside(journal, "volume")),
        issue=plain_text(inside(journal, "issue")),
        pages=plain_text(result.get("pageInfo")),
        type="article" if "preprint" in kinds else "article-journal",
        doi=doi,
        identifiers=distinct(
            [name_of_doi(doi), f"pmid:{pmid}" if pmid.isdecimal() else ""], identifier
        ),
        pdf=pdf_in(result),
    )
    notice = NOTICE.match(found.title) or "published erratum" in kinds
    return Reading(found, no_paper="a notice about a paper" if notice else "")


def pdf_in(result: Json) -> str:
    """Return the address of an open PDF; "" if there is none."""
    for file in items(inside(result, "fullTextUrlList", "fullTextUrl"), 50):
        if file.get("documentStyle") == "pdf" and file.get("availabilityCode") in ("OA", "F"):
            return word(file.get("url"))
    return ""


def _people(data: Json) -> Iterator[str]:
    for person in items(data):
        name = name_of(person.get("firstName") or person.get("initials"), person.get("lastName"))
        yield tidy_name(person.get("collectiveName")) or name or tidy_name(person.get("fullName"))


def _date(result: Json) -> str:
    printed = date_in(inside(result, "journalInfo", "printPublicationDate"))
    year = date_in(inside(result, "pubYear"))
    day = date_in(inside(result, "firstPublicationDate"))
    fitting = [one for one in (day, printed) if one and one[:4] == year]
    return next(iter(fitting), year or day)
