"""Which services are asked about each kind of identifier, and in which order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from readlist.http.web import Answer, Web
from readlist.sources import (
    anthology,
    biorxiv,
    crossref,
    csl,
    datacite,
    europepmc,
    googlebooks,
    openalex,
    openlibrary,
    openreview,
    pages,
    semantic_scholar,
    unpaywall,
)
from readlist.sources.reading import Reading

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Access:
    """The services and keys that look-ups may use."""

    web: Web
    off: frozenset[str] = frozenset()
    """Keys of the services that the reader switched off."""
    mail: str = ""
    """The reader's mail address, if the reader set one."""
    openalex_key: str = field(default="", repr=False)
    semantic_scholar_key: str = field(default="", repr=False)
    openreview_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A service that may know a paper."""

    key: str
    """The name that switches it off."""
    name: str
    addresses: Callable[[str, Access], Sequence[str]]
    """Returns the addresses to ask about an identifier's value, in turn until one knows it."""
    read: Callable[[Answer, str], Reading | None]
    """Returns an answer's content for an identifier; raises `UnfitError` for unusable answers."""
    accept: str = JSON
    headers: Callable[[Access], Mapping[str, str]] = lambda _access: {}
    is_last_word: bool = False
    """Whether a paper that this source does not know does not exist."""

    def sends_json(self, answer: Answer) -> bool:
        """Whether an answer must be JSON; some DOI agencies send pages instead."""
        return self.accept == JSON or (self.accept == csl.ACCEPT and not csl.is_page(answer))


def _full(address: Callable[[str], str]) -> Callable[[str, Access], Sequence[str]]:
    """Return a function that gives addresses for full DOIs; only doi.org resolves short ones."""
    return lambda value, _access: () if value.startswith("10/") else (address(value),)


def _plain(address: Callable[[str], str]) -> Callable[[str, Access], Sequence[str]]:
    return lambda value, _access: (address(value),)


def _in_pmc(value: str, _access: Access) -> Sequence[str]:
    """Return the address of a page of PubMed Central elsewhere: the site itself blocks programs."""
    parts = urlsplit(value)
    found = re.search(
        r"/(?:articles?|pmc/articles)/(?:PMC/)?(PMC\d{1,12})", parts.path, re.IGNORECASE
    )
    host = parts.hostname or ""
    known = host.endswith(("ncbi.nlm.nih.gov", "europepmc.org"))
    return (europepmc.address_of_pmc(found[1].upper()),) if found and known else ()


def _with_key(name: str, value: str) -> dict[str, str]:
    return {name: value} if value and value.isascii() and value.isprintable() else {}


CROSSREF = Source("crossref", crossref.NAME, _full(crossref.address), crossref.read)
DATACITE = Source("datacite", datacite.NAME, _full(datacite.address), datacite.read)
DOI_ORG = Source(
    "doi", csl.NAME, _plain(csl.address), csl.read, accept=csl.ACCEPT, is_last_word=True
)
BIORXIV = Source(
    "biorxiv",
    biorxiv.NAME,
    lambda value, _access: biorxiv.addresses(value) if biorxiv.is_own(value) else (),
    biorxiv.read,
)
FORUM = Source(
    "openreview",
    openreview.NAME,
    _plain(openreview.address),
    openreview.read_page,
    accept=pages.ACCEPT,
)
NOTES = Source(
    "openreview",
    openreview.NAME,
    lambda value, access: openreview.api_addresses(value) if access.openreview_token else (),
    openreview.read_api,
    headers=lambda access: _with_key("Authorization", f"Bearer {access.openreview_token}"),
)
ANTHOLOGY = Source("acl", anthology.NAME, _plain(anthology.address), anthology.read, accept="*/*")
ANTHOLOGY_PAGE = Source(
    "acl", anthology.NAME, _plain(anthology.page_address), pages.read, accept=pages.ACCEPT
)
PUBMED = Source("europepmc", europepmc.NAME, _plain(europepmc.address), europepmc.read)
PMC = Source("europepmc", europepmc.NAME, _in_pmc, europepmc.read)
OPEN_LIBRARY = Source(
    "openlibrary", openlibrary.NAME, _plain(openlibrary.address), openlibrary.read
)
GOOGLE_BOOKS = Source(
    "googlebooks", googlebooks.NAME, _plain(googlebooks.address), googlebooks.read
)
PAGE = Source("pages", "the page", lambda value, _access: (value,), pages.read, accept=pages.ACCEPT)
OPENALEX = Source(
    "openalex",
    openalex.NAME,
    _full(openalex.address),
    openalex.read,
    headers=lambda access: _with_key(
        "Authorization", f"Bearer {access.openalex_key}" if access.openalex_key else ""
    ),
)
SEMANTIC_SCHOLAR = Source(
    "semanticscholar",
    semantic_scholar.NAME,
    _full(semantic_scholar.address),
    semantic_scholar.read,
    headers=lambda access: _with_key("x-api-key", access.semantic_scholar_key),
)
UNPAYWALL = Source(
    "unpaywall",
    unpaywall.NAME,
    lambda value, access: (unpaywall.address(value, access.mail),) if access.mail else (),
    unpaywall.read,
)
_ARXIV_AT_DATACITE = Source(
    "datacite",
    datacite.NAME,
    lambda value, _access: (datacite.address(f"10.48550/arxiv.{value}"),),
    datacite.read,
)

REGISTRY: Mapping[str, tuple[Source, ...]] = {
    "arxiv": (_ARXIV_AT_DATACITE,),
    "doi": (CROSSREF, DATACITE, DOI_ORG, BIORXIV),
    "openreview": (FORUM, NOTES),
    "acl": (ANTHOLOGY, ANTHOLOGY_PAGE),
    "pmid": (PUBMED,),
    "isbn": (OPEN_LIBRARY, GOOGLE_BOOKS),
    "url": (PMC, PAGE),
}
"""The services by kind of identifier, asked in turn until one knows the paper. arXiv itself is
asked elsewhere; DataCite knows the published form of an arXiv paper."""
WIDENING = (OPENALEX, SEMANTIC_SCHOLAR)
"""The services to ask for abstracts, and for DOIs that no agency knows."""
FINDING_PDFS = (UNPAYWALL, OPENALEX, SEMANTIC_SCHOLAR)
KEYS = tuple(
    dict.fromkeys(
        source.key for sources in (*REGISTRY.values(), WIDENING, FINDING_PDFS) for source in sources
    )
)
"""The names by which services are switched off."""
