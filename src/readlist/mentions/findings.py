"""What was found in a document, as values."""

from typing import Any, NamedTuple

from readlist.document_model import Publication
from readlist.reading_marks import Marks


class Name(NamedTuple):
    """The name of a paper in one place of the document, with what else is there."""

    text: str
    line: int
    code: tuple[str, ...] = ()
    theme: str = ""
    blurb: str = ""


class MentionedPaper(NamedTuple):
    """A paper of the document."""

    id: str | None
    """Its best known identifier as the list spells it; None for a paper that is only named."""
    version: int | None
    title: str
    """As the document writes it; empty if it has none."""
    line: int
    theme: str = ""
    """The nearest heading above the first mention."""
    code: tuple[str, ...] = ()
    blurb: str = ""
    """The document's own words on the paper."""
    authors: tuple[str, ...] = ()
    year: int | None = None
    topics: tuple[str, ...] = ()
    notes: str = ""
    key: str = ""
    marks: Marks = Marks()
    """What the reader noted about it: status, star, rating, dates."""
    publication: Publication = Publication()
    """Where it appeared, as a bibliography says: DOI, address, journal, pages ..."""
    also: tuple[str, ...] = ()
    """Its further identifiers, best known first."""
    recorded: bool = False
    """Whether it is a bibliography's entry with author or year, which needs no identifier."""

    @property
    def arxiv_id(self) -> str | None:
        """The identifier if it is one of arXiv's."""
        return None if self.id is None or ":" in self.id else self.id

    @property
    def names(self) -> tuple[str, ...]:
        """All its identifiers."""
        return (self.id, *self.also) if self.id else self.also

    @property
    def needs_title(self) -> bool:
        """Whether only a search by title can identify the paper."""
        return self.id is None and not self.recorded

    def to_json(self, *, known: bool = False) -> dict[str, Any]:
        """Return the entry as ``import --json`` prints it."""
        state = "needs-title" if self.needs_title else "known" if known else "ok"
        return {
            "id": self.id,
            "also": list(self.also),
            "arxiv_id": self.arxiv_id,
            "version": self.version,
            "title": self.title or None,
            "theme": self.theme or None,
            "code": list(self.code),
            "blurb": self.blurb or None,
            "status": state,
            "line": self.line,
            **({"marks": noted} if (noted := self._noted()) else {}),
        }

    def _noted(self) -> dict[str, Any]:
        """Return the reader's own values, under the names that the list uses."""
        told = {name: value for name, value in self.marks._asdict().items() if value}
        kept = ("status", "star", "rating", "added", "finished", "due")
        return {name: told[name] for name in kept if name in told} | (
            {"notes": self.notes} if self.notes else {}
        )


class NameConflict(NamedTuple):
    """One identifier with names, or repositories, that contradict each other."""

    id: str
    names: tuple[Name, ...]
    """In the order of the document; the entry carries the first one's title and code."""

    def to_json(self) -> dict[str, Any]:
        """Return the conflict as ``import --json`` prints it."""
        return {
            "id": self.id,
            "arxiv_id": None if ":" in self.id else self.id,
            "names": list(dict.fromkeys(name.text for name in self.names if name.text)),
            "code": list(dict.fromkeys(url for name in self.names for url in name.code)),
        }


class Doubt(NamedTuple):
    """Text that looks like a damaged identifier; it is never repaired."""

    text: str
    line: int
    why: str

    def to_json(self) -> dict[str, Any]:
        """Return the doubt as ``import --json`` prints it."""
        return {"text": self.text, "line": self.line, "why": self.why}


class Findings(NamedTuple):
    """Everything that a document says about papers."""

    entries: tuple[MentionedPaper, ...] = ()
    """In order of first appearance, one a paper; those only named are among them."""
    conflicts: tuple[NameConflict, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    not_on_arxiv: tuple[MentionedPaper, ...] = ()
    """Publications that a bibliography lists only by title."""
    no_papers: tuple[MentionedPaper, ...] = ()
    """What else a bibliography lists: programs, data, pages."""

    def to_json(self, source: str, known: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Return the object that ``import --json`` prints.

        Args:
            source: Where the document came from.
            known: Identifiers that are in the list already.
        """
        return {
            "source": source,
            "entries": [e.to_json(known=e.id in known) for e in self.entries],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "doubtful": [doubt.to_json() for doubt in self.doubtful],
        }
