"""Papers that are not at arXiv: who knows them, and what they say.

::

    registry    kind of identifier -> services, each an address and a pure function from bytes
    lookup      asks them in order, and names what came of it
    titles      looks papers up by their title
    manners     how each service wants to be asked

The network is in `readlist.http.web` only.
"""

from readlist.sources.lookup import Found, Outcome, lookup, open_pdfs
from readlist.sources.manners import make_web
from readlist.sources.registry import KEYS, REGISTRY, Access, Source
from readlist.sources.titles import TitleSearch, decide, search_title

__all__ = [
    "KEYS",
    "REGISTRY",
    "Access",
    "Found",
    "Outcome",
    "Source",
    "TitleSearch",
    "decide",
    "lookup",
    "make_web",
    "open_pdfs",
    "search_title",
]
