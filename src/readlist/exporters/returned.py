"""What a person changed in a file that readlist wrote, as values."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """What may be changed in an exported file and comes back by ``readlist import``."""

    STATUS = "status"
    STAR = "star"
    RATING = "rating"
    TOPICS = "topics"
    DUE = "due"
    NOTES = "notes"


OPEN = "open"
"""The status of a paper whose box is empty: unread, or in the inbox."""

Value = str | int | float | bool | tuple[str, ...] | None
"""A status, a star, a rating, a day as text; topics, or lines of notes, without escapes."""


class Edit(NamedTuple):
    """One thing that a person changed."""

    id: str
    """The paper, as the file spells it."""
    field: Field
    value: Value
    """What the file says now."""
    was: Value
    """What readlist wrote there: of notes their digest; None where that is not known."""
    line: int


class Odd(NamedTuple):
    """Something in the file that cannot be taken over."""

    line: int
    text: str
    why: str


class Loss(NamedTuple):
    """Something that would be gone if the file was written again."""

    line: int
    what: str


class Returned(NamedTuple):
    """What comes back from one file."""

    edits: tuple[Edit, ...] = ()
    odd: tuple[Odd, ...] = ()


Judge = Callable[[str, str], list[Loss]]
"""Return what a person wrote into an existing text and the new one does not say."""
