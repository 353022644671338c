"""What tells a paper in a row."""

from readlist.citation_key import default_key
from readlist.paper import Paper

_CELLS = 18


def label_of(paper: Paper) -> str:
    """Return what tells the paper in at most 18 cells, and names it on the command line.

    A DOI without prefix, the host of an address, else the citation key; what is too long in all
    of them is cut.
    """
    if ":" not in paper.id:
        return paper.id if len(paper.id) <= _CELLS else f"{paper.id[: _CELLS - 1]}…"
    found = paper.identifier
    key = paper.key or (default_key(paper) if paper.authors else "")
    return found.label(key) if found else f"{paper.id[: _CELLS - 1]}…"
