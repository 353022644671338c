"""What a document is once its file format is gone: blocks of text, and ready-made records.

`documents` makes these from bytes, `mentions` looks for papers in them.

The values are named tuples: a frozen dataclass costs 0.3 ms more, each, at every start of an
import, which is to take no more than half as long again as `readlist show` (docs/performance.md).
"""

from enum import StrEnum
from typing import NamedTuple

from readlist.reading_marks import Marks


class Role(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    ITEM = "item"
    """An entry of a list."""
    ROW = "row"
    """A row of a table, with `Block.cells`."""
    TEXT = "text"
    """A paragraph, or one line of a text without mark-up."""
    CODE = "code"


class Link(NamedTuple):
    """An address and the part of the block's text that carries it."""

    url: str
    start: int
    end: int
    """Equal to `start` where nothing is written, as for a picture."""
    image: bool = False
    """The address is that of a picture, such as a badge."""


class Cell(NamedTuple):
    """The part of a row's text that stands in one column."""

    start: int
    end: int
    head: str = ""
    """The column's heading."""


class Block(NamedTuple):
    """A piece of a document that is read as one: a heading, a paragraph, a list entry, a row."""

    text: str
    """As the reader sees it; line breaks that mean something are newlines."""
    line: int
    """Where it begins in the source, counted from 1."""
    role: Role = Role.TEXT
    level: int = 0
    """Of a heading 1 to 9, outermost first; of a list entry how deep it is nested, from 0.

    Of a text 1 if the mark-up says that it belongs to the list entry above it.
    """
    links: tuple[Link, ...] = ()
    """In order of `start`, not overlapping but for pictures inside a link."""
    marks: tuple[tuple[int, int], ...] = ()
    """The parts that are bold or in italics."""
    cells: tuple[Cell, ...] = ()
    aside: bool = False
    """Beside the content: footers, side bars, page furniture."""
    tight: bool = False
    """No blank line stands between it and the block before it."""
    state: str = ""
    """What its box or keyword says of reading, in readlist's own words: ``- [x]``, ``DONE``."""

    def written(self, link: Link) -> str:
        """Return the text that carries the link."""
        return self.text[link.start : link.end]


class Place(NamedTuple):
    """A field of a record in which the paper's own identifier may stand."""

    text: str
    line: int
    bare: bool = False
    """The field is made for arXiv identifiers: a number alone is one."""


class Publication(NamedTuple):
    """Where and how a paper appeared, as a format says it; what it does not say is empty."""

    doi: str = ""
    url: str = ""
    venue: str = ""
    """The journal, the proceedings or the book."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    isbn: str = ""
    type: str = ""
    """In the format's own words, such as ``article-journal``."""
    pmid: str = ""
    genre: str = ""
    """The kind of thesis or report: ``PhD thesis``."""
    number: str = ""
    """Of a report in its series."""
    issued: str = ""
    """When it appeared, ISO 8601, as far as the format says: ``2023``, ``2023-11``."""


class Record(NamedTuple):
    """An entry of a structured format, such as BibTeX: the fields are already told apart."""

    title: str
    line: int
    places: tuple[Place, ...] = ()
    """The surest place first."""
    authors: tuple[str, ...] = ()
    year: int | None = None
    code: tuple[str, ...] = ()
    """Addresses that the format gives as the paper's code, or that may be."""
    topics: tuple[str, ...] = ()
    notes: str = ""
    key: str = ""
    """The citation key."""
    marks: Marks = Marks()
    """What the reader noted: how far they are, how good it is, since when."""
    blurb: str = ""
    theme: str = ""
    paper: bool = True
    """The entry is a publication, not software or a web page."""
    publication: Publication = Publication()
    ours: bool = False
    """The file is one that readlist wrote: its address is the paper's identifier."""


Part = Block | Record


class Broken(NamedTuple):
    """A record of the source that cannot be read; the others can."""

    line: int
    text: str
    """As it is written."""


class Document(NamedTuple):
    """A document that has been read."""

    kind: str
    """The name of its format, such as ``markdown``."""
    parts: tuple[Part, ...] = ()
    """In the order of the source."""
    title: str = ""
    own: str = ""
    """Text in which the document names its own identifier, such as the stamp on a PDF's margin."""
    broken: tuple[Broken, ...] = ()
