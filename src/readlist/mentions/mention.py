"""One identifier at one place of a block."""

from typing import NamedTuple

from readlist.document_model import Link
from readlist.model.spelling import FileKey


class Mention(NamedTuple):
    """One identifier at one place of a block."""

    id: FileKey
    """The paper's best known identifier in this block."""
    start: int
    end: int
    link: Link | None = None
    further: str = ""
    """The identifier at this place, where it is another one of the same paper."""
