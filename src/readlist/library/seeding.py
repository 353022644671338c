"""The built-in papers of a new list."""

from importlib import resources
from pathlib import Path

from readlist.clock import today
from readlist.errors import FileError
from readlist.files import lock, write_atomic
from readlist.library.workspace import Notices
from readlist.list_file import ListDocument, ListFile
from readlist.paper import KEYS
from readlist.text import plural
from readlist.toml_edit import set_key

EMPTY = "# Papers to read. Add one: readlist add 2310.06825\nschema = 1\n"
"""The text of a list without papers."""


def make_list(path: Path, notices: Notices, *, must_write: bool = False) -> ListDocument:
    """Create the list from the built-in papers; only in memory if it cannot be written.

    Raises:
        FileError: It cannot be written, and must be.
    """
    raw = seed_text(path).encode()
    try:
        with lock(path, on_wait=notices.say):
            if not path.exists():
                write_atomic(path, raw)
    except FileError as error:
        if must_write:
            raise
        notices.warn(f"note: {error.problem}; showing the built-in list")
        return ListDocument.parse(raw, path)
    document = ListFile(path).load()
    notices.say(
        f"Created {path} with {plural(len(document), 'paper')} of two articles to start with "
        "(readlist init --empty for an empty one)."
    )
    return document


def seed_document(path: Path) -> ListDocument:
    """Return the built-in papers as a list."""
    raw = resources.files("readlist").joinpath("seed.toml").read_bytes()
    return ListDocument.parse(raw, path)


def seed_text(path: Path) -> str:
    """Return the text of a new list: the built-in papers, added today."""
    document = seed_document(path)
    pieces = [document.head]
    for number, block in enumerate(document.blocks):
        start, end = document.extent(number)
        own = document.text[start:end]
        pieces += [set_key(own, "added", today(), KEYS), document.text[end : block.end]]
    return "".join(pieces)
