"""Addresses behind identifiers, which terminals open at a click (OSC 8)."""

from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from readlist.paper import Paper
from readlist.views.canvas import Canvas

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
