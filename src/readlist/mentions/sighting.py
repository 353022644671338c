"""What one place of a document says about a paper, and the identifiers in its blocks."""

from dataclasses import dataclass, field
from typing import NamedTuple

from readlist.document_model import Link, Record
from readlist.mentions.titles import Title
from readlist.model.spelling import FileKey
from readlist.reading_marks import NO_MARKS, Marks


class Mention(NamedTuple):
    """One identifier at one place of a block."""

    id: FileKey
    """The paper's best known identifier in this block."""
    start: int
    end: int
    link: Link | None = None
    further: str = ""
    """The identifier at this place, if it is another one of the same paper."""


@dataclass(slots=True, eq=False)
class Sighting:
    """What one place says about a paper; the following blocks may add to it."""

    id: FileKey | None
    """None for a paper without an identifier."""
    line: int
    title: Title | None = None
    theme: str = ""
    code: list[str] = field(default_factory=list)
    blurb: str = ""
    year: int | None = None
    author: str = ""
    record: Record | None = None
    """The entry of a bibliography, if this is one."""
    also: list[str] = field(default_factory=list)
    """Further identifiers of the same paper, as the list spells them."""
    topics: tuple[str, ...] = ()
    """The tags in its table row."""
    marks: Marks = NO_MARKS
    """What the reader noted there."""
    notes: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All identifiers of the paper in this place."""
        return (self.id.base, *self.also) if self.id else tuple(self.also)

    def add_code(self, urls: list[str]) -> None:
        """Give the paper repositories, each once."""
        self.code += [url for url in urls if url not in self.code]


@dataclass(slots=True, eq=False)
class Scope:
    """What following blocks may belong to: a heading, a bold line, an entry of a list."""

    kind: str
    """``heading``, ``bold``, ``line``, ``item`` or ``text``."""
    title: Title | None
    line: int
    level: int = 0
    theme: str = ""
    sightings: list[Sighting] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    """Repositories that were named before the identifier."""
    blurb: str = ""
    blocks: int = 0
    """How many blocks followed."""
    many: bool = False
    """Whether several papers are under it, so that its title belongs to none."""
    year: int | None = None
    author: str = ""
    listed: bool = False
    """Whether its title may be searched for."""
    heading: str = ""
    """The text of a bold line."""
    page: str = ""
    """The address of the paper's PDF, if there is no identifier."""
    marks: Marks = NO_MARKS
    notes: str = ""

    @property
    def is_bare_heading(self) -> bool:
        """Whether it is a bold line that nothing belongs to so far."""
        return self.kind == "bold" and not (self.sightings or self.blocks or self.code)

    @property
    def bases(self) -> set[str]:
        """The papers under it, by all their identifiers."""
        return {name for s in self.sightings for name in s.names}
