"""What somebody cites: a paper of the list, or an entry of a bibliography."""

from dataclasses import dataclass

from readlist.folding import fold
from readlist.patterns import pattern

_SERVERS = pattern(
    r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprints?(?:\.org)?|research square|"
    r"techrxiv|osf|hal|e-?prints?|openreview(?:\.net)?|unpublished|under review|in preparation|"
    r"submitted)\b"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as somebody cites it; empty where they do not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """As they are written: ``Given Family`` or ``Family, Given``."""
    year: int | None = None
    venue: str = ""
    """The journal or the proceedings, in whatever short form."""
    identifiers: tuple[str, ...] = ()
    """As the list spells them, the one that it is cited by first."""
    id: str = ""
    """The identifier of a paper of the list."""
    key: str = ""
    """The citation key of an entry of a bibliography."""
    source: str = ""
    """The file it stands in; empty for the list."""
    line: int = 0
    """Its line there, from 1."""

    @property
    def name(self) -> str:
        """What it is called by: identifier, citation key, first identifier, or the line."""
        own = self.id or self.key or next(iter(self.identifiers), "")
        return own or (f"line {self.line}" if self.line else self.title)

    @property
    def is_of_preprint(self) -> bool:
        """Whether it cites no publication: it names no venue, or only a preprint server."""
        return not self.venue or is_preprint_server(self.venue)


def is_preprint_server(venue: str) -> bool:
    """Return whether a venue is a server of preprints, or says that there is none yet."""
    return bool(_SERVERS.search(fold_spaces(venue)))


def fold_spaces(text: str) -> str:
    """Return a text for comparing, its words parted by one blank."""
    return " ".join(fold(text).split())
