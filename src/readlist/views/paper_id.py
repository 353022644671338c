"""How a paper's identifier is shown: short enough for a cell, with the paper's page behind it."""

from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from readlist.citation_key import default_key
from readlist.paper import Paper
from readlist.views.canvas import Canvas

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


ID = Style(color="cyan")
_LONGEST = 2000
"""Characters of an address; terminals take 2083 at most (see `cli.hyperlinks`)."""
_SAFE = "%/:?#[]@!$&'()*+,;=~"
"""What may stand in an address beside letters, digits and ``-._`` (RFC 3986). No character ends
the escape that an address stands in: it is printable ASCII, and the escape is ended by others."""


def link_of(address: str) -> str:
    """Return an address as it may stand in the escape; empty if it is none of the web's."""
    if not address.startswith(("https://", "http://")):
        return ""
    found = quote(address, safe=_SAFE, errors="replace")
    return found if len(found) <= _LONGEST else ""


def linked(style: Style, paper: Paper, canvas: Canvas) -> Style:
    """Return the style of an identifier, with the paper's page behind it where that is wanted."""
    found = link_of(paper.url) if canvas.links else ""
    return style.update_link(found) if found else style


def append_id(text: Text, shown: str, paper: Paper, canvas: Canvas) -> Text:
    """Append the cell of an identifier to a line; blanks that fill it are no part of the link."""
    name = shown.rstrip()
    return text.append(name, linked(ID, paper, canvas)).append(shown[len(name) :])
