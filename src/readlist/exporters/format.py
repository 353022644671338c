"""What a format is, how its files are recognised, and whether an export may replace one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.flat import Flat
from readlist.exporters.returned import Judge, Loss, Returned

Pieces = Callable[[Entries, Options], Iterator[str]]
"""Yield the file from head to foot: deterministic, ending in a newline.

No piece is longer than the text of a few papers, so that a list of any length is written without
being held whole. What has to come first (totals, themes) takes a pass over the entries.
"""

RenderFolder = Callable[[Sequence[ExportEntry], Options, Mapping[str, str]], Mapping[str, str]]
"""Return file name -> text, given the same for the files that are in the folder already."""

ReadBack = Callable[[str], Returned]
"""Return what a person changed in a file of this format."""

Recognise = Callable[[str], bool]
"""Return whether readlist wrote a text of this format."""


class Written(NamedTuple):
    """How to recognise a file that readlist wrote, and what to look for in it."""

    written_by_readlist: Recognise
    losses: Judge | None = None
    """Returns what a person wrote into it; None if nobody is expected to."""
    returned: ReadBack | None = None
    """Returns what `readlist import` takes over from it; None if nothing."""


@dataclass(frozen=True, slots=True)
class FileExporter:
    """A format that fills one file, or standard output."""

    name: str
    summary: str
    """One line for the help."""
    pieces: Pieces
    written: Written
    endings: tuple[str, ...] = ()
    """Endings of output paths that choose the format; lower case, with the dot."""
    media_type: str = "text/plain"
    style: str = ""
    flat: Flat | None = None
    """How `pieces` are made, if a text a paper is all there is to it."""
    cites: bool = True
    """Whether citation keys stand in it, which take a look at the whole list."""

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
    cites: bool = True


Exporter = FileExporter | FolderExporter


class Replacing(Enum):
    """What to do with the file at the output path."""

    WRITE = "write"
    UP_TO_DATE = "up to date"
    REFUSE = "refuse"
    """readlist did not write the file; only ``--force`` replaces it."""
    EDITED = "edited"
    """readlist wrote it, and a person has changed it since."""


class Judged(NamedTuple):
    """What to do with a file, and what would be lost."""

    decision: Replacing
    losses: tuple[Loss, ...] = ()


def judge(
    existing: bytes | None,
    new: str,
    written: Written,
    *,
    force: bool = False,
    whole: Callable[[], str] | None = None,
) -> Judged:
    """Return what to do with an output file.

    Args:
        existing: The file's bytes; None if there is no file.
        new: The text that the export gives.
        written: How a file of the format is recognised.
        force: Whether to replace any file.
        whole: Returns the new text with notes, if `new` has none: notes that are on the list are
            not lost.
    """
    if existing is None:
        return Judged(Replacing.WRITE)
    if existing == new.encode():
        return Judged(Replacing.UP_TO_DATE)
    if force or not existing.strip():
        return Judged(Replacing.WRITE)
    text = _ours(existing, written)
    if text is None:
        return Judged(Replacing.REFUSE)
    losses = written.losses(text, new) if written.losses else []
    if losses and whole and written.losses:
        losses = written.losses(text, whole())
    return Judged(Replacing.EDITED if losses else Replacing.WRITE, tuple(losses))


def _ours(existing: bytes, written: Written) -> str | None:
    """Return the text of a file that readlist wrote; None if it did not."""
    try:
        text = existing.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # An editor or a version control system may have changed the line ends.
    text = text.replace("\r\n", "\n")
    return text if written.written_by_readlist(text) else None
