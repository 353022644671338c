"""What a format is: a name, its endings, a function that writes it and one that knows it again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.returned import Judge, Returned

Render = Callable[[Sequence[ExportEntry], Options], str]
"""Return the whole file: deterministic, ending in a newline."""

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
    render: Render
    written: Written
    endings: tuple[str, ...] = ()
    """What names the format when it ends an output path; lower case, with the dot."""
    media_type: str = "text/plain"
    style: str = ""


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
