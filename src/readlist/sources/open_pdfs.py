"""Where a paper's open PDF may be: at its venue, where services say, on its page."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from readlist.errors import ServiceError
from readlist.metadata import Metadata
from readlist.model import venues
from readlist.sources.lookup import Lookup
from readlist.sources.registry import FINDING_PDFS, PAGE, PUBMED, Access, Source

# DOIs that the Anthology registers for its own papers: 10.18653/v1/2020.acl-main.703, and ACL's.
_ANTHOLOGY_DOI = re.compile(r"10\.(?:18653|3115)/v1/([A-Za-z0-9.-]{5,60})")
_KEYS = {
    "aclanthology.org": "acl",
    "openreview.net": "openreview",
    "www.biorxiv.org": "biorxiv",
    "www.medrxiv.org": "biorxiv",
}
"""The names by which readers switch off the hosts of venues."""
_PREPRINT_DOI = re.compile(r"10\.(?:1101|64898)/[0-9.]{6,24}")


class PdfSearch:
    """The search for one paper's open PDF.

    Args:
        metadata: The paper's metadata.
        access: The services and keys to use.
        names: Further identifiers of the same work.
    """

    def __init__(self, metadata: Metadata, access: Access, names: Sequence[str] = ()) -> None:
        self._facts = metadata
        self._names = tuple(dict.fromkeys((metadata.id, *names, *metadata.identifiers)))
        self._look = Lookup(access)
        self._off = access.off

    @property
    def troubles(self) -> tuple[ServiceError, ...]:
        """The services that could not be asked so far."""
        return tuple(self._look.troubles)

    def addresses(self) -> Iterator[str]:
        """Yield addresses, the surest first; services are asked only if earlier ones fail."""
        seen: set[str] = set()
        for address in self._all():
            off = _KEYS.get(urlsplit(address).hostname or "") in self._off
            if address and not off and address not in seen:
                seen.add(address)
                yield address

    def _all(self) -> Iterator[str]:
        if self._facts.source != "OpenAlex":
            yield self._facts.pdf
        yield from own_places(self._names, self._facts.venue)
        doi = next((name for name in self._names if name.startswith("doi:")), "")
        doi = doi or (f"doi:{self._facts.doi}" if self._facts.doi else "")
        for source in FINDING_PDFS if doi else ():
            yield self._at(source, doi.removeprefix("doi:"), doi)
        pmid = next((name for name in self._names if name.startswith("pmid:")), "")
        if pmid and self._facts.source != "Europe PMC":
            yield self._at(PUBMED, pmid.removeprefix("pmid:"), pmid)
        pages = [name for name in self._names if name.startswith("url:")]
        if doi:
            pages.append(f"url:https://doi.org/{quote(doi.removeprefix('doi:'), safe='/')}")
        for page in pages:
            yield self._at(PAGE, page.removeprefix("url:"), page)

    def _at(self, source: Source, value: str, name: str) -> str:
        reading = self._look.ask(source, value, name)
        return reading.metadata.pdf if reading and reading.metadata else ""


def own_places(names: Sequence[str], venue: str) -> Iterator[str]:
    """Yield the addresses of PDFs that venues keep of their own papers.

    Args:
        names: Identifiers as the list spells them.
        venue: Where the paper appeared, which tells bioRxiv from medRxiv.
    """
    for name in names:
        kind, _, value = name.partition(":")
        anthology = _ANTHOLOGY_DOI.fullmatch(value) if kind == "doi" else None
        paper = value if kind == "acl" else venues.anthology(anthology[1]) if anthology else ""
        if paper:
            yield f"https://aclanthology.org/{quote(paper)}.pdf"
        elif kind == "openreview":
            yield f"https://openreview.net/pdf?id={quote(value, safe='')}"
        elif kind == "doi" and _PREPRINT_DOI.fullmatch(value):
            server = "www.medrxiv.org" if "medrxiv" in venue.lower() else "www.biorxiv.org"
            yield f"https://{server}/content/{value}.full.pdf"
        elif kind == "url" and urlsplit(value).path.lower().endswith(".pdf"):
            yield value
