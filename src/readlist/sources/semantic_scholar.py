"""Semantic Scholar: abstracts, open-access PDFs, identifiers (api.semanticscholar.org).

Without a key all the world shares one allowance, and "too many requests" is normal.
"""

from urllib.parse import quote

from readlist.http.web import Answer
from readlist.sources import naming
from readlist.sources.reading import Reading, paper
from readlist.sources.values import inside, items, object_in, word
from readlist.texts import abstract_text, date_in, plain_text, tidy_name, title_text

NAME = "Semantic Scholar"
HOST = "api.semanticscholar.org"
_FIELDS = "title,abstract,authors,year,publicationDate,venue,journal,externalIds,openAccessPdf"


def address(doi: str) -> str:
    """Return where a paper is asked for."""
    return f"https://{HOST}/graph/v1/paper/DOI:{quote(doi, safe='/')}?fields={_FIELDS}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return what Semantic Scholar says of this very DOI; None if it does not have it."""
    if not answer.found:
        return None
    data = object_in(answer)
    ids = data.get("externalIds")
    if naming.name_of_doi(inside(ids, "DOI")) != identifier:
        return None
    acl, pmid = word(inside(ids, "ACL")), word(inside(ids, "PubMed"))
    names = [
        f"acl:{acl}" if acl else "",
        f"pmid:{pmid}" if pmid.isdecimal() else "",
    ]
    arxiv = naming.name_of_arxiv(inside(ids, "ArXiv"))
    found = paper(
        identifier,
        NAME,
        title=title_text(data.get("title")),
        authors=tuple(tidy_name(one.get("name")) for one in items(data.get("authors"))),
        abstract=abstract_text(data.get("abstract")),
        published=date_in(data.get("publicationDate")) or date_in(data.get("year")),
        venue=plain_text(data.get("venue")) or plain_text(inside(data, "journal", "name")),
        volume=plain_text(inside(data, "journal", "volume")),
        doi=identifier.removeprefix("doi:"),
        identifiers=naming.distinct(names, identifier),
        preprints=naming.distinct([arxiv], identifier),
        pdf=word(inside(data, "openAccessPdf", "url")),
        incomplete=True,
    )
    return Reading(found) if found.title else None
