"""Papers that are not at arXiv: who knows them, and what they say.

::

    registry    kind of identifier -> services, each an address and a pure function from bytes
    lookup      asks them in order, and names what came of it
    relations   asks for the works around a paper
    open_pdfs   for itself: where a paper's PDF may lie in the open
    titles      looks papers up by their title
    manners     how each service wants to be asked

The network is in `readlist.http.web` only.
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
