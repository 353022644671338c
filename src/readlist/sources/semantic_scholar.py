"""Semantic Scholar: abstracts, open-access PDFs, identifiers (api.semanticscholar.org).

Everybody without a key shares one rate limit, so "too many requests" is common.
"""

from collections.abc import Mapping
from urllib.parse import quote

from readlist.http.web import Answer
from readlist.metadata import Metadata
from readlist.model.identifiers import distinct, name_of_arxiv, name_of_doi
from readlist.sources.reading import Json, Reading, inside, items, object_in, paper, word
from readlist.texts import abstract_text, date_in, plain_text, tidy_name, title_text

NAME = "Semantic Scholar"
HOST = "api.semanticscholar.org"
_FIELDS = "title,abstract,authors,year,publicationDate,venue,journal,externalIds,openAccessPdf"


def address(doi: str) -> str:
    """Return the address of a paper."""
    return f"https://{HOST}/graph/v1/paper/DOI:{quote(doi, safe='/')}?fields={_FIELDS}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return Semantic Scholar's metadata of exactly this DOI; None if it does not have it."""
    if not answer.found:
        return None
    data = object_in(answer)
    ids = data.get("externalIds")
    if name_of_doi(inside(ids, "DOI")) != identifier:
        return None
    found = work_in(data, identifier)
    return Reading(found) if found.title else None


def names_in(data: Json) -> tuple[str, ...]:
    """Return the identifiers of a paper, the best known first."""
    ids = inside(data, "externalIds")
    acl, pmid = word(inside(ids, "ACL")), word(inside(ids, "PubMed"))
    return distinct(
        [
            name_of_arxiv(inside(ids, "ArXiv")),
            name_of_doi(inside(ids, "DOI")),
            f"acl:{acl}" if acl else "",
            f"pmid:{pmid}" if pmid.isdecimal() else "",
        ]
    )


def work_in(data: Mapping[str, Json], identifier: str) -> Metadata:
    """Return a paper's metadata under a given identifier."""
    names = names_in(data)
    arxiv = [name for name in names if ":" not in name]
    return paper(
        identifier,
        NAME,
        title=title_text(data.get("title")),
        authors=tuple(tidy_name(one.get("name")) for one in items(data.get("authors"))),
        abstract=abstract_text(data.get("abstract")),
        published=date_in(data.get("publicationDate")) or date_in(data.get("year")),
        venue=plain_text(data.get("venue")) or plain_text(inside(data, "journal", "name")),
        volume=plain_text(inside(data, "journal", "volume")),
        doi=identifier.removeprefix("doi:") if identifier.startswith("doi:") else "",
        identifiers=distinct([n for n in names if n not in arxiv], identifier),
        preprints=distinct(arxiv, identifier),
        pdf=word(inside(data, "openAccessPdf", "url")),
        incomplete=True,
    )
