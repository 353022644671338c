"""What a format is: a name, its endings, a function that writes it and one that knows it again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from readlist.exporters.entry import Entry, Options

Render = Callable[[Sequence[Entry], Options], str]
"""Return the whole file: deterministic, ending in a newline."""

RenderFolder = Callable[[Sequence[Entry], Options, Mapping[str, str]], Mapping[str, str]]
"""Return file name -> text, given the same of the files that stand in the folder already."""

Recognise = Callable[[str], bool]
"""Return whether readlist wrote a text of this format."""


@dataclass(frozen=True, slots=True)
class FileExporter:
    """A format that fills one file, or standard output."""

    name: str
    summary: str
    """One line for the help."""
    render: Render
    written_by_readlist: Recognise
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
    written_by_readlist: Recognise
    style: str = ""
    endings: tuple[str, ...] = ()
    media_type: str = "text/markdown"


Exporter = FileExporter | FolderExporter
