"""Files that readlist wrote for people to edit, read back: task lists and notes of Obsidian."""

from typing import NamedTuple

from readlist.exporters import EXPORTERS, STYLES
from readlist.exporters.markdown import note, vault
from readlist.exporters.returned import Returned


class OwnFile(NamedTuple):
    """A file that readlist wrote."""

    returned: Returned
    rest: bytes
    """What is read as any other document."""


def read_back(data: bytes) -> OwnFile | None:
    """Return what a person changed in a file; None if readlist did not write it."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    for exporter in (EXPORTERS["markdown"], STYLES["markdown"]["obsidian"]):
        written = exporter.written
        if written.returned and written.written_by_readlist(text):
            return OwnFile(written.returned(text), _rest(text).encode())
    return None


def _rest(text: str) -> str:
    """Return a text without what only repeats its own papers: the index of a folder of notes."""
    if not (note.written_by_readlist(text) and vault.is_index(text)):
        return text
    return "\n" * note.head_of(text).count("\n") + note.MARKER + note.own_text(text)
