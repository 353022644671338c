"""A paper's identifier as shown: short enough for a cell, and linked to the paper's page."""

from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from readlist.citation_key import default_key
from readlist.paper import Paper
from readlist.views.canvas import Canvas

_CELLS = 18


def label_of(paper: Paper) -> str:
    """Return a name for the paper of at most 18 cells that the command line accepts.

    A DOI without its prefix, the host of an address, else the citation key; a name that is too long
    is cut.
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
"""Allowed in an address besides letters, digits and ``-._`` (RFC 3986). No such character ends the
escape sequence around an address: all are printable ASCII."""


def link_of(address: str) -> str:
    """Return an address encoded for the escape sequence; empty if it is not a web address."""
    if not address.startswith(("https://", "http://")):
        return ""
    found = quote(address, safe=_SAFE, errors="replace")
    return found if len(found) <= _LONGEST else ""


def linked(style: Style, paper: Paper, canvas: Canvas) -> Style:
    """Return the style of an identifier, linked to the paper's page if the screen has links."""
    found = link_of(paper.url) if canvas.links else ""
    return style.update_link(found) if found else style


def append_id(text: Text, shown: str, paper: Paper, canvas: Canvas) -> Text:
    """Append the cell of an identifier to a line; padding is not part of the link."""
    name = shown.rstrip()
    return text.append(name, linked(ID, paper, canvas)).append(shown[len(name) :])
