"""The input of exporters: papers with arXiv's metadata, and the reader's options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from readlist.citation_key import citation_keys
from readlist.highlight import Highlight
from readlist.metadata import Metadata
from readlist.paper import Paper, Status
from readlist.tex import readable, to_text
from readlist.text import clean, one_line


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One paper to export. The list wins over `metadata`; every text is cleaned."""

    paper: Paper
    metadata: Metadata | None = None
    pdf: str | None = None
    """The path of the PDF on this machine; only JSON carries it."""
    highlights: Sequence[Highlight] = ()
    """What the reader marked in its PDFs; exported where notes are."""

    @property
    def id(self) -> str:
        """The identifier without version, on one line."""
        return one_line(self.paper.id)

    @property
    def title(self) -> str:
        """The title on one line; until one is known, the identifier, as in ``arXiv:ID``."""
        known = one_line(self.paper.title)
        if not known and self.metadata:
            known = one_line(self.metadata.title)
        return known or (f"arXiv:{self.id}" if self.is_arxiv else self.id)

    @property
    def is_arxiv(self) -> bool:
        """Whether the identifier is one of arXiv's, so that the paper is cited as an e-print."""
        return self.paper.arxiv_id is not None

    @property
    def plain_title(self) -> str:
        """The title for formats without TeX: accents, signs and simple formulas as text."""
        return readable(self.title)

    @property
    def authors(self) -> list[str]:
        """The authors' names, each on one line, without TeX."""
        names: Iterable[str] = self.paper.authors
        if not names and self.metadata:
            names = (author.name for author in self.metadata.authors)
        return [line for name in names if (line := _name(name))]

    @property
    def published(self) -> date | None:
        """The day of the first version."""
        if self.paper.published or not self.metadata:
            return None if self.paper.published_as else self.paper.published
        try:
            return date.fromisoformat(self.metadata.published[:10])
        except ValueError:
            return None

    @property
    def issued(self) -> tuple[int, ...]:
        """Year, month and day of the first version, as far as they are known."""
        day = self.published
        if day:
            return (day.year, day.month, day.day)
        known = self.paper.published_as or (self.metadata.published if self.metadata else "")
        parts = known.split("-")
        return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()

    @property
    def issued_on(self) -> str:
        """The day of the first version in ISO 8601, or only its year or month."""
        return "-".join(f"{part:02}" for part in self.issued)

    @property
    def year(self) -> int | None:
        """The year of the first version."""
        return next(iter(self.issued), None)

    @property
    def categories(self) -> list[str]:
        """The categories, the primary one first."""
        names = self.paper.categories or (self.metadata.categories if self.metadata else ())
        return [line for name in names if (line := one_line(name))]

    @property
    def topics(self) -> list[str]:
        """The topics, the theme first."""
        return [line for name in self.paper.topics if (line := one_line(name))]

    @property
    def theme(self) -> str:
        """The topic that the paper is grouped under; empty if it has none."""
        return next((line for name in self.paper.topics if (line := one_line(name))), "")

    @property
    def notes(self) -> list[str]:
        """The reader's notes, line by line, without empty lines at the ends."""
        return [line.rstrip() for line in clean(self.paper.notes).strip().split("\n") if line]

    @property
    def plain_notes(self) -> list[str]:
        """The notes for formats without TeX."""
        return [readable(line) for line in self.notes]

    @property
    def abstract(self) -> str:
        """The abstract on one line; empty until one is known."""
        return one_line(self.metadata.abstract) if self.metadata else ""

    @property
    def plain_abstract(self) -> str:
        """The abstract for formats without TeX."""
        return readable(self.abstract)

    @property
    def journal(self) -> str:
        """Where the paper was published, as arXiv's journal reference says; may be empty."""
        return one_line(to_text(self.metadata.journal_ref)) if self.metadata else ""

    @property
    def doi(self) -> str:
        """The publisher's DOI; empty until one is known."""
        return self.paper.doi or (one_line(self.metadata.doi) if self.metadata else "")

    @property
    def code(self) -> list[str]:
        """The addresses of code that are safe to link to."""
        lines = (one_line(address) for address in self.paper.code)
        return [line for line in lines if line.startswith(("https://", "http://"))]

    @property
    def source(self) -> str:
        """The document or query that the paper came from."""
        return one_line(self.paper.source)

    @property
    def taken_back(self) -> str:
        """How the paper was taken back: ``retracted``, ``withdrawn``; empty if it was not."""
        return self.metadata.taken_back if self.metadata else ""

    @property
    def standing_note(self) -> str:
        """``Retracted: 2025-01-09, doi:10.…, publisher``; empty if it was not taken back."""
        if not self.metadata or not self.taken_back:
            return ""
        why = one_line(self.metadata.why_taken_back)
        return f"{self.taken_back.capitalize()}: {why}" if why else self.taken_back.capitalize()

    @property
    def pdf_url(self) -> str:
        """The address of arXiv's PDF; empty if the paper is not arXiv's."""
        found = self.paper.arxiv_id
        return found.pdf_url if found else ""

    @property
    def is_read(self) -> bool:
        """Whether the reader has read the paper."""
        return self.paper.status is Status.READ


@lru_cache(maxsize=8192)  # most people write several papers
def _name(written: str) -> str:
    return one_line(to_text(written))


class Entries(Protocol):
    """The papers of an export, in order. They can be iterated more than once."""

    def __iter__(self) -> Iterator[ExportEntry]:
        """Iterate over the papers from the first one on."""

    def __len__(self) -> int:
        """Return the number of papers."""


@dataclass(frozen=True, slots=True)
class Options:
    """The reader's options for an export."""

    title: str = "Reading list"
    notes: bool = False
    """Whether to export the reader's notes."""
    abstracts: bool = False
    today: date | None = None
    """The date to print; without it, the output does not depend on the day."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Identifier -> citation key over the whole list, so that a filtered export has the same
    keys as a full one (`readlist.citation_key.citation_keys`). Missing ones are made up."""
    whole: bool = False
    """Whether `keys` is complete."""
    ranks: Mapping[str, int] = field(default_factory=dict)
    """Identifier -> rank in the order of what to read next, from 1; empty if not known."""

    def keys_of(self, entries: Entries) -> Mapping[str, str]:
        """Return the citation key of every entry, by identifier."""
        if self.whole or all(entry.paper.id in self.keys for entry in entries):
            return self.keys
        return citation_keys([entry.paper for entry in entries], taken=self.keys)
