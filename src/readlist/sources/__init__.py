"""Papers that are not on arXiv: which services know them, and what these say.

::

    registry        kind of identifier -> services, each an address and a pure function from bytes
    lookup          asks them in order and names the outcome
    citation_graph  asks for the works around a paper
    title_search    looks papers up by their titles
    open_pdfs       finds where a paper's PDF is open to everybody; imported by itself
    manners         how each service wants to be asked

Only `readlist.http.web` uses the network.
"""

from readlist.sources.citation_graph import (
    Neighbour,
    Relation,
    Surroundings,
    links_of,
    surroundings,
    works,
)
from readlist.sources.lookup import LookupOutcome, LookupResult, lookup, retracted_by
from readlist.sources.manners import make_web
from readlist.sources.pages import ACCEPT as PAGES
from readlist.sources.registry import KEYS, REGISTRY, Access, Source
from readlist.sources.title_search import TitleMatches, decide, search_title

__all__ = [
    "KEYS",
    "PAGES",
    "REGISTRY",
    "Access",
    "LookupOutcome",
    "LookupResult",
    "Neighbour",
    "Relation",
    "Source",
    "Surroundings",
    "TitleMatches",
    "decide",
    "links_of",
    "lookup",
    "make_web",
    "retracted_by",
    "search_title",
    "surroundings",
    "works",
]
