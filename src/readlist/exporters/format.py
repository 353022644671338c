"""What a format is: a name, its endings, a function that writes it and one that knows it again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.returned import Judge, Returned

Pieces = Callable[[Entries, Options], Iterator[str]]
"""Yield the file from head to foot: deterministic, ending in a newline.

No piece is longer than it takes to tell of a few papers, so that a list of any length is written
without being held whole. What has to stand first (totals, themes) takes a round over the entries.
"""

RenderFolder = Callable[[Sequence[ExportEntry], Options, Mapping[str, str]], Mapping[str, str]]
"""Return file name -> text, given the same of the files that stand in the folder already."""

ReadBack = Callable[[str], Returned]
"""Return what a person changed in a file of this format."""

Recognise = Callable[[str], bool]
"""Return whether readlist wrote a text of this format."""


class Written(NamedTuple):
    """How a file that readlist wrote is known again, and what is looked for in it."""

    written_by_readlist: Recognise
    losses: Judge | None = None
    """Tells what a person wrote into it; None where nobody is expected to."""
    returned: ReadBack | None = None
    """Tells what of that `readlist import` takes over; None if nothing."""


@dataclass(frozen=True, slots=True)
class FileExporter:
    """A format that fills one file, or standard output."""

    name: str
    summary: str
    """One line for the help."""
    pieces: Pieces
    written: Written
    endings: tuple[str, ...] = ()
    """What names the format when it ends an output path; lower case, with the dot."""
    media_type: str = "text/plain"
    style: str = ""

    def render(self, entries: Entries, options: Options) -> str:
        """Return the whole file."""
        return "".join(self.pieces(entries, options))


@dataclass(frozen=True, slots=True)
class FolderExporter:
    """A format that fills a folder with files; their names never lead out of it."""

    name: str
    summary: str
    render: RenderFolder
    written: Written
    """Of each file of the folder."""
    style: str = ""
    endings: tuple[str, ...] = ()
    media_type: str = "text/markdown"


Exporter = FileExporter | FolderExporter
