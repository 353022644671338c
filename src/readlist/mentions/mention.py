"""One identifier at one place of a block."""

from typing import NamedTuple

from readlist.blocks import Link
from readlist.model.spelling import Shelved


class Mention(NamedTuple):
    """One identifier at one place of a block."""

    id: Shelved
    """The paper's best known identifier in this block."""
    start: int
    end: int
    link: Link | None = None
    further: str = ""
    """The identifier at this place, where it is another one of the same paper."""
